from dataclasses import replace

from dragoman.datamodel import Quantity, Reading, Reuse, SharedWording
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import read_telling
from dragoman.weighing.agencies import Wires
from dragoman.weighing.alterations import find_alterations
from dragoman.weighing.descriptions import make_source_words
from dragoman.weighing.material import Material, Surroundings
from dragoman.weighing.stripping import find_stripped
from tests.invented import make_attribution, make_hop, make_mention, make_report, span_of

KIN = Kin()
OFFICIALS = make_hop("harbour officials", named=False)
POST_WIRE = make_hop("The Post", medium=True)
HEDGED = "Ferry\nThe raiders may have sunk the ferry, harbour officials say."
FLAT = "Ferry lost\nThe raiders sunk the ferry off the pier."
SAID = "Ferry\nThe raiders sunk the ferry, harbour officials say."
CITING = "Ferry\nThe raiders sunk the ferry, The Post reported."
DENIED = "No raid\nOllin denied that the raiders sunk the ferry."


def alterations(resources, told, *, attributions=(), reuse=()):
    """`told`: (outlet, text, day, particulars of the mention of the sinking)."""
    reports = {k: make_report(k, text, outlet=f"The {k.title()}", day=day) for k, text, day, _ in told}
    around = Surroundings(
        reports=reports,
        texts={k: text for k, text, _, _ in told},
        actors={},
        attributions={a.id: a for a in attributions},
        chains={a.id: a.hops for a in attributions},
        shared_wording=(),
        kin=KIN,
        words=resources.weighing_words,
        known=make_source_words(resources.attribution, resources.weighing_words),
        wires=Wires(),
        reuse=reuse,
    )
    given = [
        make_mention(k, text, text.split("\n")[1], "sunk", type="ASSAULT", **particulars)
        for k, text, _, particulars in told
    ]
    tellings = [read_telling(m, reports[m.report], around.texts, KIN, resources.linking_words) for m in given]
    return find_alterations("event", Material(tuple(tellings), around))


def by(key, text, source, hops, stance="states"):
    content = "that the raiders sunk the ferry" if "that" in text else text.split("\n")[1].split(",")[0]
    return make_attribution(key, text, source, content, hops, stance, cue="denied" if stance == "denies" else None)


def held(attribution, **given):
    return {"attributions": (attribution.id,), **given}


def test_what_may_have_been_is_told_flatly_the_day_after(resources):
    first = by("post", HEDGED, "harbour officials", [OFFICIALS])
    told = [("post", HEDGED, "2031-05-10", held(first, status="possible")), ("gazette", FLAT, "2031-05-11", {})]
    (found,) = alterations(resources, told, attributions=[first])
    assert found.what == "hardened"
    assert [(s.outlet, s.source) for s in found.steps] == [("The Post", "harbour officials"), ("The Gazette", None)]


def test_what_was_told_flatly_before_did_not_harden(resources):
    first = by("post", HEDGED, "harbour officials", [OFFICIALS])
    told = [("post", HEDGED, "2031-05-10", held(first, status="possible")), ("gazette", FLAT, "2031-05-09", {})]
    assert alterations(resources, told, attributions=[first]) == ()


def test_one_that_shows_its_own_source_did_not_harden_it(resources):
    first, second = (
        by("post", HEDGED, "harbour officials", [OFFICIALS]),
        by("gazette", SAID, "harbour officials", [OFFICIALS]),
    )
    told = [("post", HEDGED, "2031-05-10", held(first)), ("gazette", SAID, "2031-05-11", held(second))]
    assert alterations(resources, told, attributions=[first, second]) == ()


def test_a_report_cannot_cite_one_that_ran_later(resources):
    citing = by("gazette", CITING, "The Post", [POST_WIRE])
    told = [("gazette", CITING, "2031-05-10", held(citing)), ("post", FLAT, "2031-05-12", {})]
    (found,) = alterations(resources, told, attributions=[citing])
    assert (found.what, found.steps[1].day) == ("dangling", "2031-05-12")


def test_a_citation_of_an_earlier_report_stands(resources):
    citing = by("gazette", CITING, "The Post", [POST_WIRE])
    told = [("gazette", CITING, "2031-05-10", held(citing)), ("post", FLAT, "2031-05-09", {})]
    assert alterations(resources, told, attributions=[citing]) == ()


def test_after_a_denial_some_follow_and_some_do_not(resources):
    denials = [by(k, DENIED, "Ollin", [make_hop("Ollin")], "denies") for k in ("post", "herald")]
    told = [
        ("post", DENIED, "2031-05-10", held(denials[0], status="denied")),
        ("gazette", FLAT, "2031-05-12", {}),
        ("herald", DENIED, "2031-05-11", held(denials[1], status="denied")),
        ("tribune", FLAT, "2031-05-09", {}),
    ]
    (found,) = [a for a in alterations(resources, told, attributions=denials) if a.what == "late"]
    assert [(s.outlet, s.value) for s in found.steps] == [
        ("The Post", "denied"),
        ("The Herald", "gives the denial"),
        ("The Gazette", "does not give the denial"),
    ]


def numbered(key, text, day, words, value):
    span = span_of(key, text, words)
    return (key, text, day, {"quantities": (Quantity("hurt", value, value, value, None, span),)})


def test_a_number_drifts_through_the_reports(resources):
    told = [
        numbered("gazette", FLAT + " It hurt twelve sailors.", "2031-05-12", "twelve sailors", 12.0),
        numbered("post", FLAT + " It hurt ten sailors.", "2031-05-10", "ten sailors", 10.0),
    ]
    (found,) = alterations(resources, told)
    assert (found.what, [s.value for s in found.steps]) == ("drift", ["ten sailors", "twelve sailors"])


def test_another_thing_counted_is_no_drift(resources):
    told = [
        numbered("gazette", FLAT + " It hurt twelve goats.", "2031-05-12", "twelve goats", 12.0),
        numbered("post", FLAT + " It hurt ten sailors.", "2031-05-10", "ten sailors", 10.0),
    ]
    assert alterations(resources, told) == ()


FULL = "Fees\nThe harbour fees will double before the winter storms begin in the north, Mara Ollin said on Monday."
BARE = "Fees to rise\nThe harbour fees will double before the winter storms begin in the north. Anglers shrugged."
WORDS = "The harbour fees will double before the winter storms begin in the north"


def stripped(resources, bare, *, quoted=False):
    texts = {"post": FULL, "gazette": bare}
    reports = {k: replace(make_report(k, t, outlet=f"The {k.title()}")) for k, t in texts.items()}
    spans = (span_of("gazette", bare, WORDS), span_of("post", FULL, WORDS))
    attribution = make_attribution("post", FULL, "Mara Ollin", WORDS, [make_hop("Mara Ollin")])
    around = Surroundings(
        reports=reports,
        texts=texts,
        actors={},
        attributions={},
        chains={},
        shared_wording=(SharedWording("w", WORDS, spans, quoted),),
        kin=KIN,
        words=resources.weighing_words,
        known=make_source_words(resources.attribution, resources.weighing_words),
        wires=Wires(),
        reuse=(Reuse("gazette", "post", 0.5, 1.0, "unknown", None, False, spans),),
    )
    return find_stripped(around, [Reading("post", (), (), (attribution,), (), (), (), ())], {})


def test_a_copy_that_lost_who_said_it(resources):
    (found,) = stripped(resources, BARE)
    assert found.what == "stripped"
    assert [(s.outlet, s.source) for s in found.steps] == [("The Post", "Mara Ollin"), ("The Gazette", None)]


def test_a_copy_that_names_the_source_beside_it_lost_nothing(resources):
    assert stripped(resources, BARE.replace("Anglers", "Ollin, who heads the harbour, told anglers. They")) == ()


def test_a_quotation_in_both_is_no_stripping(resources):
    assert stripped(resources, BARE, quoted=True) == ()
