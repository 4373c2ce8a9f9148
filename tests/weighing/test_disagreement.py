import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import ActorRole, Discrepancy, DiscrepancyValue, Quantity, SharedWording, Span
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import read_telling
from dragoman.weighing.agencies import Wires
from dragoman.weighing.descriptions import make_source_words
from dragoman.weighing.disagreement import find_disagreements, find_other_disagreements, told_at_length
from dragoman.weighing.material import Material, Surroundings
from tests.invented import make_actor, make_attribution, make_hop, make_mention, make_report, span_of

BOTH = (("actor", "north"), ("recipient", "south"))
KIN = Kin(types={"north": "state", "south": "state"}, names={"state:XA": "Northland"})
POST = "Islands talk\nThe councils met in Port Amber on Tuesday, northern officials said."
GAZETTE = "Talks in the north\nThe councils met in Quay on Wednesday through intermediaries."


def surround(resources, texts, attributions=(), actors=(), shared=(), wide=()):
    reports = {k: make_report(k, t, outlet=f"The {k.title()}") for k, t in texts.items()}
    return Surroundings(
        reports=reports,
        texts=texts,
        actors={a.id: a for a in actors},
        attributions={a.id: a for a in attributions},
        chains={a.id: a.hops for a in attributions},
        shared_wording=tuple(shared),
        kin=KIN,
        words=resources.weighing_words,
        known=make_source_words(resources.attribution, resources.weighing_words),
        wires=Wires(),
        wide_places=frozenset(wide),
    )


def weigh(resources, texts, *mentions, **given):
    around = surround(resources, texts, **given)
    lexicon = resources.linking_words
    told = tuple(read_telling(m, around.reports[m.report], texts, KIN, lexicon) for m in mentions)
    return find_disagreements("event", Material(told, around))


def slots(found):
    return sorted(d.slot for d in found)


def two(resources, one, other, **given):
    """The disagreements of the two reports above, told with these particulars."""
    texts = {"post": POST, "gazette": GAZETTE}
    return weigh(
        resources,
        texts,
        make_mention("post", POST, "The councils met in Port Amber on Tuesday", "met", **{"actors": BOTH} | one),
        make_mention("gazette", GAZETTE, "The councils met in Quay on Wednesday", "met", **{"actors": BOTH} | other),
        **given,
    )


def test_two_days_for_one_meeting(resources):
    (found,) = two(
        resources,
        {"when": "Tuesday", "days": ("2031-05-06",) * 2},
        {"when": "Wednesday", "days": ("2031-05-07",) * 2},
    )
    assert (found.slot, [v.value for v in found.values]) == ("time", ["2031-05-06", "2031-05-07"])
    assert found.explanation == (
        "It is dated differently: Tuesday 6 May 2031 (The Post); Wednesday 7 May 2031 (The Gazette)."
    )
    assert [s.document for v in found.values for s in v.spans] == ["post", "gazette"]


def test_a_week_is_only_vaguer_than_its_day(resources):
    week = {"when": "Wednesday", "days": ("2031-05-12", "2031-05-18")}
    assert two(resources, {"when": "Tuesday", "days": ("2031-05-06",) * 2}, week) == ()


def test_two_weekdays_in_one_undated_report(resources):
    text = "Heads met on Thursday\nThe heads met Wednesday at the pier."
    wide = ("2031-05-01", "2031-05-10")
    head = make_mention(
        "post", text, "Heads met on Thursday", "met", actors=BOTH, when="Thursday", value="*-W4", days=wide
    )
    body = make_mention(
        "post", text, "The heads met Wednesday", "met", actors=BOTH, when="Wednesday", value="*-W3", days=wide
    )
    assert slots(weigh(resources, {"post": text}, head, body)) == ["time"]


def test_two_towns_for_one_meeting(resources):
    (found,) = two(resources, {"place": ("Port Amber", "XA")}, {"place": ("Quay", "XA")})
    assert (found.slot, [v.value for v in found.values]) == ("place", ["Port Amber", "Quay"])


def test_a_country_is_only_vaguer_than_its_town(resources):
    assert two(resources, {"place": ("Port Amber", "XA")}, {"place": ("Northland", "XA")}) == ()


def count(text, words, low, high, what="ships"):
    key = "post" if text is POST else "gazette"
    return Quantity(what, None, low, high, None, span_of(key, text, words))


def test_numbers_differ_only_where_their_ranges_do_not_meet(resources):
    thirty, dozens = count(POST, "met", 30, 30), count(GAZETTE, "met", 24, None)
    forty = count(GAZETTE, "met", 40, 44)
    assert two(resources, {"quantities": [thirty]}, {"quantities": [dozens]}) == ()
    (found,) = two(resources, {"quantities": [thirty]}, {"quantities": [forty]})
    assert (found.slot, [v.value for v in found.values]) == ("quantity", ["30", "40 to 44"])


def test_what_one_side_tells_the_other_denies(resources):
    assert slots(two(resources, {}, {"status": "denied"})) == []  # nobody denies it in so many words
    texts = {"post": POST, "gazette": "Talks\nThe councils met in Port Amber."}
    given = {"lemma": "meet", "actors": BOTH}
    met = make_mention("post", POST, "The councils met in Port Amber on Tuesday", "met", **given)
    off = make_mention(
        "gazette", texts["gazette"], "The councils met in Port Amber", "met", status="called-off", **given
    )
    assert slots(weigh(resources, texts, met, off)) == ["status"]


def test_face_to_face_or_through_a_go_between(resources):
    mention = make_mention("gazette", GAZETTE, GAZETTE.split("\n")[1], "met", actors=BOTH)
    met = make_mention("post", POST, "The councils met in Port Amber on Tuesday", "met", actors=BOTH)
    (found,) = weigh(resources, {"post": POST, "gazette": GAZETTE}, met, mention)
    assert (found.slot, [v.value for v in found.values]) == ("format", ["face to face", "through a go-between"])


def test_plain_talks_say_nothing_of_the_format(resources):
    mention = make_mention("gazette", GAZETTE, "The councils met in Quay", "met", actors=BOTH)
    met = make_mention("post", POST, "The councils met in Port Amber", "met", actors=BOTH)
    assert weigh(resources, {"post": POST, "gazette": GAZETTE}, met, mention) == ()


def offices(resources, first, second):
    one, other = f"Heads\nThe {first} Mara Ollin spoke.", f"Heads\nThe {second} Mara Ollin spoke."
    roles = (
        ActorRole(first, "north", (span_of("post", one, first),)),
        ActorRole(second, "north", (span_of("gazette", other, second),)),
    )
    told = [
        make_mention(k, t, t.split("\n")[1], "spoke", actors=(("actor", "ollin"),))
        for k, t in (("post", one), ("gazette", other))
    ]
    return weigh(resources, {"post": one, "gazette": other}, *told, actors=[make_actor("ollin", roles=roles)])


def test_a_minister_is_not_the_deputy(resources):
    assert slots(offices(resources, "foreign minister", "deputy foreign minister")) == ["participants"]
    assert offices(resources, "foreign minister", "envoy") == ()


def test_two_doers_of_one_deed(resources):
    texts = {
        "post": "Pier\nNorthland shelled the eastern pier at dawn.",
        "gazette": "Pier\nSouthland shelled the eastern pier.",
    }
    told = [
        make_mention(
            k, t, t.split("\n")[1][:-1], "shelled", type="ASSAULT", actors=(("actor", d), ("recipient", "east"))
        )
        for (k, t), d in zip(texts.items(), ("north", "south"), strict=True)
    ]
    (found,) = weigh(resources, texts, *told)
    assert (found.slot, [v.value for v in found.values]) == ("participants", ["north", "south"])


def test_origins_of_each_side_are_named(resources):
    hop = make_hop("northern officials", named=False)
    said = make_attribution("post", POST, "northern officials", "The councils met in Port Amber on Tuesday", [hop])
    texts = {"post": POST, "gazette": "No talks\nThe councils never met in Port Amber."}
    met = make_mention("post", POST, "The councils met in Port Amber on Tuesday", "met", attributions=[said.id])
    content = "The councils never met in Port Amber"
    minister = make_attribution("gazette", texts["gazette"], "talks", content, [make_hop("Mara Ollin")])
    never = make_mention("gazette", texts["gazette"], content, "met", status="denied", attributions=[minister.id])
    (found,) = weigh(resources, texts, met, never, attributions=[said, minister])
    assert {v.value: v.origins for v in found.values} == {
        "it is denied": ("Mara Ollin",),
        "it took place": ("northern officials",),
    }


def test_the_same_words_told_to_two_papers(resources):
    quote = "“we have always had many ways to reach them”"
    texts = {
        k: f"Words\nAn aide told the {n}: {quote}." for k, n in (("post", "Quay Tribune"), ("gazette", "Amber Mail"))
    }
    said = [
        make_attribution(k, t, "An aide", quote, [make_hop("An aide", named=False)], cue="told")
        for k, t in texts.items()
    ]
    shared = SharedWording("w", quote, tuple(span_of(k, t, quote) for k, t in texts.items()), quoted=True)
    (found,) = find_other_disagreements(surround(resources, texts, said, shared=[shared]))
    assert (found.event, found.slot, [v.value for v in found.values]) == (
        None,
        "addressee",
        ["Amber Mail", "Quay Tribune"],
    )


def test_one_cited_report_on_two_days(resources):
    texts = {
        "post": "Talks\nThe councils met, according to a report that the Quay Tribune published on Monday.",
        "gazette": "Talks\nThe councils met, according to a new report by the Quay Tribune on Tuesday.",
    }
    hop = make_hop("Quay Tribune", medium=True)
    said, told = [], []
    for key, text in texts.items():
        source = text[text.index("a ", 30) : text.index("Tribune") + 7]
        one = make_attribution(key, text, source, "The councils met", [hop], cue="according to")
        said.append(one)
        told.append(make_mention(key, text, "The councils met", "met", attributions=[one.id]))
    (found,) = weigh(resources, texts, *told, attributions=said)
    assert (found.slot, [v.value for v in found.values]) == ("reported", ["Monday", "Tuesday"])


def test_a_paper_by_its_short_name_is_no_other_paper(resources):
    quote = "“we have always had many ways to reach them”"
    texts = {k: f"Words\nAn aide told the {n}: {quote}." for k, n in (("post", "Quay Tribune"), ("gazette", "Tribune"))}
    said = [
        make_attribution(k, t, "An aide", quote, [make_hop("An aide", named=False)], cue="told")
        for k, t in texts.items()
    ]
    shared = SharedWording("w", quote, tuple(span_of(k, t, quote) for k, t in texts.items()), quoted=True)
    assert find_other_disagreements(surround(resources, texts, said, shared=[shared])) == ()


@given(st.lists(st.sampled_from(["happened", "denied", "planned", "called-off", "possible"]), min_size=1, max_size=4))
def test_one_report_alone_with_one_telling_never_disagrees(resources, statuses):
    for status in statuses:
        mention = make_mention("post", POST, "The councils met in Port Amber on Tuesday", "met", status=status)
        assert weigh(resources, {"post": POST}, mention) == ()


def test_suspicion_in_one_report_is_fact_in_another(resources):
    one = "Divers\nThe crew allegedly attacked the eastern pier of Quay."
    other = "Divers\nThe crew attacked the eastern pier of Quay."
    texts = {"post": one, "gazette": other}
    given = {"type": "ASSAULT", "lemma": "attack", "actors": BOTH[:1]}
    told = [make_mention(k, t, t.split("\n")[1][:-1], "attacked", **given) for k, t in texts.items()]
    (found,) = weigh(resources, texts, *told)
    assert (found.slot, [v.value for v in found.values]) == (
        "certainty",
        ["told as fact", "told as suspected"],
    )


def test_what_nobody_is_believed_to_have_done_is_not_suspected(resources):
    one = "Divers\nNo other crew is believed to have attacked the eastern pier of Quay."
    texts = {"post": one, "gazette": "Divers\nThe crew attacked the eastern pier of Quay."}
    given = {"type": "ASSAULT", "lemma": "attack", "actors": BOTH[:1]}
    told = [make_mention(k, t, t.split("\n")[1][:-1], "attacked", **given) for k, t in texts.items()]
    assert weigh(resources, texts, *told) == ()


def test_talks_that_were_focused_on_one_topic_and_met_for_another(resources):
    one, other = "Islands\nThe talks were focused on fish quotas.", "Islands\nThe councils met to discuss the crew."
    said = make_attribution("post", one, "talks", "The talks were focused on fish quotas", [make_hop("Mara Ollin")])
    told = [
        make_mention("post", one, "The talks were focused on fish quotas", "talks", attributions=[said.id]),
        make_mention("gazette", other, "The councils met to discuss the crew", "met"),
    ]
    (found,) = weigh(resources, {"post": one, "gazette": other}, *told, attributions=[said])
    assert (found.slot, [v.value for v in found.values]) == ("topic", ["fish quotas", "the crew"])


def test_a_purpose_is_denied_and_not_the_deed(resources):
    texts = {
        "post": "Cash\nThe ministry denied the cash was sent to secure the release of the divers.",
        "gazette": "Divers\nThe release of the divers came on Monday.",
    }
    content = "the cash was sent to secure the release of the divers"
    said = make_attribution(
        "post", texts["post"], "The ministry", content, [make_hop("The ministry")], "denies", "denied"
    )
    told = [
        make_mention("post", texts["post"], content, "release", attributions=[said.id]),
        make_mention("gazette", texts["gazette"], texts["gazette"][7:-1], "release"),
    ]
    assert weigh(resources, texts, *told, attributions=[said]) == ()


def test_suspected_people_make_no_suspected_deed(resources):
    one = "Purge\nThe purge hit suspected informants in Quay, killing ten divers."
    texts = {"post": one, "gazette": "Purge\nThe crew killed ten divers."}
    given = {"type": "ASSAULT", "lemma": "kill", "actors": BOTH[:1]}
    told = [
        make_mention("post", one, one[6:-1], "killing", **given),
        make_mention("gazette", texts["gazette"], texts["gazette"][6:-1], "killed", **given),
    ]
    assert weigh(resources, texts, *told) == ()


def test_a_warning_of_what_would_be_is_no_claim(resources):
    text = (
        "Gas\nOllin warned the North that using gas in the valley would cross a line. "
        "Northern officials denied using gas in the valley."
    )
    warned = make_attribution(
        "post",
        text,
        "Ollin",
        "the North that using gas in the valley would cross a line",
        [make_hop("Ollin")],
        cue="warned",
    )
    denial = make_attribution(
        "post",
        text,
        "Northern officials",
        "using gas in the valley",
        [make_hop("Northern officials", named=False)],
        stance="denies",
        cue="denied",
    )
    around = surround(resources, {"post": text}, attributions=[warned, denial])
    assert not any("warned" in d.explanation for d in find_other_disagreements(around))


def test_whose_claim_is_denied_may_stand_before_it_as_a_name(resources):
    text = "Consulate\nAn official denied Harbour Council claims that guards had threatened to break the door."
    denial = make_attribution(
        "post",
        text,
        "An official",
        "Harbour Council claims that guards had threatened to break the door",
        [make_hop("An official", named=False)],
        stance="denies",
        cue="denied",
    )
    around = surround(
        resources,
        {"post": text},
        attributions=[denial],
        actors=[make_actor("hc", "Harbour Council", kind="organisation")],
    )
    (found,) = find_other_disagreements(around)
    assert found.explanation.startswith("Said by Harbour Council, and denied")


def test_a_few_lines_are_compared_for_denials_only(resources):
    def told(slot, *documents):
        values = tuple(DiscrepancyValue(d, (Span(d, 0, 1),), ()) for d in documents)
        return Discrepancy(f"{slot} {documents}", None, slot, values, "")

    around = surround(resources, {"item": "Islands\nTalks.", "long": "Islands\n" + "Talks. " * 100, "other": "x" * 600})
    kept = [told("denial", "item", "long"), told("quantity", "long", "other")]
    assert told_at_length([*kept, told("quantity", "item", "long")], around) == tuple(kept)


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        ("12 sailors", "15 sailors", True),
        ("Twelve sailors", "15 sailors", True),
        ("12 Northland sailors", "15 Southland sailors", False),
        ("12 Northland sailors", "15 sailors", False),
    ],
)
def test_counts_of_other_people_are_not_compared(resources, ours, theirs, differ):
    texts = {"post": f"Islands\n{ours} were freed.", "gazette": f"Islands\n{theirs} were freed."}
    mentions = []
    for (key, text), said, n in zip(texts.items(), (ours, theirs), (12.0, 15.0), strict=True):
        counted = (Quantity("sailors", n, n, n, None, span_of(key, text, said)),)
        told = text.split("\n")[1]
        mentions.append(make_mention(key, text, told, "freed", type="RETREAT", actors=BOTH, quantities=counted))
    assert (slots(weigh(resources, texts, *mentions)) == ["quantity"]) is differ
