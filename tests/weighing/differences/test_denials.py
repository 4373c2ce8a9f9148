from dataclasses import replace

import pytest

from dragoman.linking.tellings import read_telling
from dragoman.weighing.differences.assertions import flatly_denies
from dragoman.weighing.differences.opposing import claimants
from dragoman.weighing.disagreement import find_other_disagreements, place_at_events
from dragoman.weighing.material import Material
from tests.invented import make_attribution, make_hop, make_mention
from tests.weighing.test_disagreement import KIN, surround

CLAIM = "the islands had trained divers at Port Amber"
DENIES = {"stance": "denies", "cue": "denied"}


def explain(resources, texts, *said):
    return [d.explanation for d in find_other_disagreements(surround(resources, texts, said))]


def says(key, text, name, content, **given):
    return make_attribution(key, text, name, content, [make_hop(name)], **given)


def test_a_ministry_denies_a_report(resources):
    text = f"Islands\nThe ministry denied a Quay Gazette report that {CLAIM}."
    outer = says("post", text, "The ministry", f"a Quay Gazette report that {CLAIM}", **DENIES)
    inner = says("post", text, "Quay Gazette", CLAIM, cue="report")
    (found,) = find_other_disagreements(surround(resources, {"post": text}, [outer, replace(inner, outer=outer.id)]))
    assert [(v.value, v.origins) for v in found.values] == [
        ("said by Quay Gazette", ("Quay Gazette",)),
        ("denied by the ministry", ("The ministry",)),
    ]
    assert found.explanation == (
        f"Said by Quay Gazette, and denied: the ministry “denied a Quay Gazette report that {CLAIM}” (The Post)."
    )


def test_a_claim_without_a_teller_is_said_by_nobody(resources):
    text = f"Islands\nThe ministry denied rumours that {CLAIM}."
    outer = says("post", text, "The ministry", f"rumours that {CLAIM}", **DENIES)
    inner = replace(make_attribution("post", text, "", CLAIM, [], cue="rumours"), outer=outer.id)
    assert explain(resources, {"post": text}, outer, inner) == [
        f"Said by others, and denied: the ministry “denied rumours that {CLAIM}” (The Post)."
    ]


@pytest.mark.parametrize("reference", ["it", "that claim", "this"])
def test_a_reference_points_at_what_was_just_said(resources, reference):
    text = f"Islands\nMara Ollin said {CLAIM}. The ministry denied {reference}."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    denial = says("post", text, "The ministry", reference, **DENIES)
    (found,) = explain(resources, {"post": text}, claim, denial)
    assert found == f"Mara Ollin “said {CLAIM}”; the ministry “denied {reference}” (The Post)."


def test_a_reference_points_no_further_back(resources):
    text = f"Islands\nMara Ollin said {CLAIM}. Rain fell. The harbour closed. The ministry denied it."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    assert explain(resources, {"post": text}, claim, says("post", text, "The ministry", "it", **DENIES)) == []


def test_what_is_denied_in_one_report_is_said_in_another(resources):
    texts = {
        "post": f"Islands\nMara Ollin said {CLAIM}.",
        "gazette": "Islands\nThe ministry denied that divers were trained at Port Amber by islands.",
    }
    claim = says("post", texts["post"], "Mara Ollin", CLAIM, cue="said")
    content = "that divers were trained at Port Amber by islands"
    denial = says("gazette", texts["gazette"], "The ministry", content, **DENIES)
    (found,) = explain(resources, texts, claim, denial)
    assert found == f"Mara Ollin “said {CLAIM}” (The Post); the ministry “denied {content}” (The Gazette)."


def test_a_flat_contradiction_is_a_denial(resources):
    text = f"Islands\nMara Ollin said {CLAIM}. “That is not true,” said the ministry."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    assert len(explain(resources, {"post": text}, claim, says("post", text, "the ministry", "That is not true"))) == 1


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        ("The ministry denied entry to the divers of Port Amber.", "entry to the divers of Port Amber", "denied"),
        ("The ministry would neither confirm nor deny it.", "it", "deny"),
        ("The ministry dismissed the charges.", "the charges", "dismissed"),
        ("The ministry could have denied it.", "it", "could have denied"),
    ],
)
def test_what_denies_nothing(resources, sentence, content, cue):
    text = f"Islands\nMara Ollin said {CLAIM}. {sentence}"
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    denial = says("post", text, "The ministry", content, stance="denies", cue=cue)
    assert explain(resources, {"post": text}, claim, denial) == []


def test_nobody_denies_his_own_words(resources):
    text = f"Islands\nThe ministry said {CLAIM}. The ministry denied it."
    claim = says("post", text, "The ministry", CLAIM, cue="said")
    assert explain(resources, {"post": text}, claim, says("post", text, "The ministry", "it", **DENIES)) == []


def test_who_is_blamed_blames_another(resources):
    text = "Pier\nThe council blamed Northland for the shell; Northland blamed the council’s own guns."
    one = says("post", text, "The council", "Northland for the shell", cue="blamed")
    other = says("post", text, "Northland", "the council’s own guns", cue="blamed")
    (found,) = explain(resources, {"post": text}, one, other)
    assert found.startswith(
        "They put the blame differently: the council “blamed Northland for the shell”; Northland “blamed the"
    )


def test_two_who_blame_the_same_agree(resources):
    text = "Pier\nThe council blamed Eastland for the shell; Northland blamed Eastland’s own guns."
    one = says("post", text, "The council", "Eastland for the shell", cue="blamed")
    other = says("post", text, "Northland", "Eastland’s own guns", cue="blamed")
    assert explain(resources, {"post": text}, one, other) == []


def test_while_sets_two_apart_who_blame_others(resources):
    text = "Pier\nThe council blamed Eastland for the shell, while Northland accused Westland."
    one = says("post", text, "The council", "Eastland for the shell", cue="blamed")
    other = says("post", text, "Northland", "Westland", cue="accused")
    (found,) = explain(resources, {"post": text}, one, other)
    assert "Northland “accused Westland”" in found


def test_one_claim_is_denied_once_by_a_side_that_says_so_twice(resources):
    text = (
        f"Islands\nMara Ollin said {CLAIM}. The ministry denied it. Mara Ollin said {CLAIM}. The ministry denied this."
    )
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    first = says("post", text, "The ministry", "it", **DENIES)
    second = says("post", text, "The ministry", "this", **DENIES)
    assert len(explain(resources, {"post": text}, claim, first, second)) == 1


def test_a_denial_belongs_to_the_event_that_is_denied(resources):
    text = f"Islands\nMara Ollin said {CLAIM}. The ministry denied it. The harbour was shelled."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    around = surround(resources, {"post": text}, [claim, says("post", text, "The ministry", "it", **DENIES)])
    told = [make_mention("post", text, *words) for words in (("harbour was shelled", "shelled"), (CLAIM, "trained"))]
    materials = [
        Material((read_telling(t, around.reports["post"], {"post": text}, KIN, resources.linking_words),), around)
        for t in told
    ]
    placed = place_at_events(find_other_disagreements(around, materials), materials)
    assert {number: len(found) for number, found in placed.items()} == {1: 1}


def denial_in(resources, text, content, name="The ministry", **given):
    """What is found of one denial, and what the text tells beside it."""
    return explain(resources, {"post": text}, says("post", text, name, content, **DENIES | given))


def test_what_a_report_tells_and_somebody_disputes_in_the_same_sentence(resources):
    text = "Islands\nThe piers are foreign ground under the treaty, although Northland disputes this."
    (found,) = denial_in(resources, text, "this", "Northland", cue="disputes")
    assert found == "“The piers are foreign ground under the treaty”; Northland “disputes this” (The Post)."


def test_who_is_accused_in_the_sentence_before_denies_any_part_in_it(resources):
    accused = "Northland has been accused of sinking the ferry at Quay"
    text = f"Islands\n{accused}. Northland denied any involvement."
    denial = make_attribution("post", text, "Northland denied", "any involvement", [make_hop("Northland")], **DENIES)
    (found,) = explain(resources, {"post": text}, denial)
    assert found == f"“{accused}”; Northland “denied any involvement” (The Post)."


def test_an_accusation_of_the_same_sentence_is_what_is_denied(resources):
    text = (
        f"Islands\nMara Ollin said {CLAIM}. "
        "The inquiry into the old harbour fund went on, though the ministry denied the accusation."
    )
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    denial = says("post", text, "the ministry", "the accusation", **DENIES)
    assert explain(resources, {"post": text}, claim, denial) == []


def test_a_denial_tells_itself_what_others_say(resources):
    text = "Islands\nThe ministry denied allegations that it hid the harbour fund."
    assert denial_in(resources, text, "allegations that it hid the harbour fund") == [
        "Said by others, and denied: the ministry “denied allegations that it hid the harbour fund” (The Post)."
    ]


@pytest.mark.parametrize(
    ("source", "sentence", "content", "cue"),
    [
        ("The judge", "The judge dismissed the claims of the divers.", "the claims of the divers", "dismissed"),
        ("one of the questions", "He saw one of the questions and denied the claim.", "the claim", "denied"),
        ("Ivo Brandt", "Ivo Brandt blamed the ministry for denying the claim.", "the claim", "denying"),
        ("The ministry", "The ministry was so strict that it disavowed it.", "it", "disavowed"),
        ("The ministry", "The ministry denied their claims.", "their claims", "denied"),
    ],
)
def test_who_does_not_deny_what_was_said(resources, source, sentence, content, cue):
    text = f"Divers\nMara Ollin said {CLAIM}. {sentence}"
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    denial = make_attribution(
        "post", text, source, content, [make_hop(source, named=source[0].isupper())], stance="denies", cue=cue
    )
    assert explain(resources, {"post": text}, claim, denial) == []


def test_the_deed_itself_is_denied_and_not_what_stands_beside_it(resources):
    text = (
        "Islands\nMara Ollin said she knows the source of the Quay papers. The ministry denied it was the Quay source."
    )
    claim = says("post", text, "Mara Ollin", "she knows the source of the Quay papers", cue="said")
    denial = says("post", text, "The ministry", "it was the Quay source", **DENIES)
    assert explain(resources, {"post": text}, denial, claim) == []


def test_who_asks_for_a_thing_says_nothing_that_could_be_denied(resources):
    text = "Islands\nMara Ollin proposed an inquiry into the sunken ferry. The ministry denied that it sank the ferry."
    claim = says("post", text, "Mara Ollin", "an inquiry into the sunken ferry", cue="proposed")
    denial = says("post", text, "The ministry", "that it sank the ferry", **DENIES)
    assert explain(resources, {"post": text}, claim, denial) == []


def test_blame_for_two_things_is_no_disagreement(resources):
    text = "Pier\nThe council blamed Northland for the shell; Northland accused the council of deceit."
    one = says("post", text, "The council", "Northland for the shell", cue="blamed")
    other = says("post", text, "Northland", "the council of deceit", cue="accused")
    assert explain(resources, {"post": text}, one, other) == []


def test_a_claim_that_the_next_sentence_takes_up_is_denied_there(resources):
    text = "Ferry\nA crew has claimed responsibility for sinking the ferry. The ministry dismissed that claim."
    (found,) = denial_in(resources, text, "that claim", cue="dismissed")
    assert found == (
        "“A crew has claimed responsibility for sinking the ferry”; the ministry “dismissed that claim” (The Post)."
    )


def test_a_description_is_not_written_like_a_name(resources):
    text = "Ferry\nMara Ollin said the ferry sank at Quay. Divers denied it."
    claim = says("post", text, "Mara Ollin", "the ferry sank at Quay", cue="said")
    denial = make_attribution("post", text, "Divers", "it", [make_hop("Protesters", named=False)], **DENIES)
    assert "; protesters “denied it”" in explain(resources, {"post": text}, claim, denial)[0]


def test_blame_of_two_reports_is_for_one_deed_that_both_tell(resources):
    texts = {
        "post": "Pier\nAs the toll of the pier at Quay grows, Northland has blamed Eastland.",
        "gazette": "Pier\nEastland described the fire at the Quay pier, which it blamed on a Northland shell.",
    }
    north, east = (make_hop(name, actor=name.lower()) for name in ("Northland", "Eastland"))
    one = make_attribution("post", texts["post"], "Northland", "Eastland", [north], cue="blamed")
    other = make_attribution("gazette", texts["gazette"], "Eastland", "a Northland shell", [east], cue="blamed on")
    (found,) = explain(resources, texts, one, other)
    assert "“Eastland described the fire at the Quay pier, which it blamed on a Northland shell”" in found
    texts["gazette"] = "Trade\nEastland spoke of prices, which it blamed on Northland."
    other = says("gazette", texts["gazette"], "Eastland", "Northland", cue="blamed on")
    assert explain(resources, texts, one, other) == []


def test_who_accuses_is_set_against_who_rejects_the_accusation(resources):
    text = "Pier\nMara Ollin accused Northland of arson and said it would pay. Northland rejected the accusation."
    one = says("post", text, "Mara Ollin", "Northland of arson", cue="accused")
    other = says("post", text, "Mara Ollin", "it would pay", cue="said")
    denial = make_attribution(
        "post", text, "Northland rejected", "the accusation", [make_hop("Northland")], stance="denies", cue="rejected"
    )
    (found,) = explain(resources, {"post": text}, one, other, denial)
    assert found.startswith("Mara Ollin “accused Northland of arson”")


def test_who_denies_a_part_in_what_others_claim_for_themselves_contradicts_nobody(resources):
    text = "Pier\nBands have claimed responsibility for the raids since July, and the union denied involvement."
    one = says("post", text, "Bands", "responsibility for the raids since July", cue="have claimed")
    assert explain(resources, {"post": text}, one, says("post", text, "the union", "involvement", **DENIES)) == []


def test_what_should_be_is_no_claim(resources):
    text = "Islands\nThe ministry rejected suggestions that it should leave the harbour."
    content = "suggestions that it should leave the harbour"
    assert denial_in(resources, text, content, cue="rejected") == []


def test_blame_for_two_deeds_is_no_disagreement(resources):
    text = (
        "War\nThe union blamed Northland for raids on its camps, and Northland blamed the union for fires aboard ships."
    )
    one = says("post", text, "The union", "Northland for raids on its camps", cue="blamed")
    other = says("post", text, "Northland", "the union for fires aboard ships", cue="blamed")
    assert explain(resources, {"post": text}, one, other) == []


def test_a_quotation_whose_object_stands_before_is_given_with_it(resources):
    text = (
        "Ships\nThere were fires on ships that Eastland suspects Northland of lighting at. Northland denied any part."
    )
    one = says("post", text, "Eastland", "Northland of lighting at", cue="suspects")
    denial = make_attribution("post", text, "Northland denied", "any part", [make_hop("Northland")], **DENIES)
    (found,) = explain(resources, {"post": text}, one, denial)
    assert found.startswith("“There were fires on ships that Eastland suspects Northland of lighting at”; Northland")


@pytest.mark.parametrize(
    ("sentence", "source", "reference"),
    [
        ("Two deputies urged him to go over the accusations, which the ministry denied.", "the ministry", "which"),
        ("Oddly enough, it was then the chief of the ministry who denied this claim.", "who", "this claim"),
    ],
)
def test_what_stands_before_a_denial_is_not_always_what_is_denied(resources, sentence, source, reference):
    text = f"Islands\nRain fell in the west. {sentence}"
    denial = make_attribution("post", text, source, reference, [make_hop("the ministry")], **DENIES)
    assert explain(resources, {"post": text}, denial) == []


@pytest.mark.parametrize(
    ("phrase", "teller"),
    [
        (f"Mara Ollin’s claim that {CLAIM}", "Mara Ollin"),
        (f"reports from harbour officials that {CLAIM}", "harbour officials"),
        (f"rumours that {CLAIM}", "others"),
        (f"the ministry’s own claim that {CLAIM}", "others"),
    ],
)
def test_a_denial_may_name_who_says_so(resources, phrase, teller):
    text = f"Islands\nThe ministry denied {phrase}."
    outer = says("post", text, "The ministry", phrase, **DENIES)
    (whole,) = outer.content  # as it may be read, in two parts
    outer = replace(outer, content=(replace(whole, end=whole.start + 7), replace(whole, start=whole.start + 8)))
    noun = next(word for word in ("claim", "reports", "rumours") if word in phrase)
    inner = replace(make_attribution("post", text, "", CLAIM, [], cue=noun), outer=outer.id)
    (found,) = explain(resources, {"post": text}, outer, inner)
    assert found.startswith(f"Said by {teller}, and denied: the ministry “denied ")


def test_a_quotation_that_was_cut_short_ends_before_its_preposition(resources):
    text = f"Islands\nThe ministry denied claims that {CLAIM} in the spring of the flood."
    (found,) = explain(
        resources, {"post": text}, says("post", text, "The ministry", f"claims that {CLAIM} in", **DENIES)
    )
    assert found.endswith(f"the ministry “denied claims that {CLAIM}” (The Post).")


@pytest.mark.parametrize("reads_inside", [False, True])
def test_such_claims_tell_nothing(resources, reads_inside):
    text = f"Islands\nThe ministry denied such claims that {CLAIM}."
    denial = says("post", text, "The ministry", f"such claims that {CLAIM}", **DENIES)
    inner = replace(make_attribution("post", text, "", CLAIM, [], cue="claims"), outer=denial.id)
    assert explain(resources, {"post": text}, denial, *([inner] if reads_inside else [])) == []


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("the training did not happen", True),
        ("the training did not happen in a vacuum", False),
        ("the islands act on baseless pretexts", False),
        ("these are baseless claims", True),
    ],
)
def test_only_what_says_that_it_is_not_so_denies(resources, words, denied):
    assert flatly_denies(words.split(), surround(resources, {}, [])) is denied


def test_a_claim_that_others_make_is_not_put_down_to_the_outlet(resources):
    text = f"Islands\nThe ministry denied accusations that {CLAIM}."
    outer = says("post", text, "The ministry", f"accusations that {CLAIM}", **DENIES)
    (found,) = find_other_disagreements(surround(resources, {"post": text}, [outer]))
    assert next((v.value, v.origins) for v in found.values) == ("said by others", ())


@pytest.mark.parametrize(
    ("whose", "named"),
    [("Western accusations", "in Western accusations"), ("a report in the island press", "by the island press")],
)
def test_whose_claim_it_is_as_the_denial_names_it(resources, whose, named):
    text = f"Islands\nThe ministry denied {whose} that {CLAIM}."
    outer = says("post", text, "The ministry", f"{whose} that {CLAIM}", **DENIES)
    inner = replace(make_attribution("post", text, "", CLAIM, [], cue=whose.split()[1]), outer=outer.id)
    (found,) = explain(resources, {"post": text}, outer, inner)
    assert found.startswith(f"Said {named}, and denied")


@pytest.mark.parametrize("denier", ["His office", "69-year"])
def test_who_is_not_told_denies_nothing(resources, denier):
    text = f"Islands\nMara Ollin said {CLAIM}. {denier} denied it."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    assert explain(resources, {"post": text}, claim, says("post", text, denier, "it", **DENIES)) == []


def test_a_claim_whose_owner_the_denial_names_is_nobody_elses(resources):
    text = f"Islands\nMara Ollin said {CLAIM}. The judge rejected some of the claims by the prosecution."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    denial = says("post", text, "The judge", "some of the claims by the prosecution", stance="denies", cue="rejected")
    assert not [e for e in explain(resources, {"post": text}, claim, denial) if e.startswith("Mara Ollin")]


def test_a_sentence_that_begins_with_despite_tells_whose_claim_it_is(resources):
    claim = "Despite Northland’s public statements that the islands had trained divers"
    text = f"Islands\n{claim} — which the ministry denied — divers left."
    told = make_attribution("post", text, "", claim, [], cue="statements")
    denial = says("post", text, "the ministry", "which", **DENIES)
    assert claimants(told, denial, surround(resources, {"post": text}, [told, denial])) == ["Northland"]


def test_what_the_denier_is_said_to_have_justified_is_nobodys_claim(resources):
    told = "the attacks on the harbour of Northland"
    texts = {
        "post": f"Islands\nMara Ollin told of {told}.",
        "gazette": f"Islands\nThe minister denied accusations that he justified {told}.",
    }
    claim = says("post", texts["post"], "Mara Ollin", told, cue="told")
    outer = says("gazette", texts["gazette"], "The minister", f"accusations that he justified {told}", **DENIES)
    inner = replace(says("gazette", texts["gazette"], "The minister", told, cue="justified"), outer=outer.id)
    found = explain(resources, texts, claim, outer, inner)
    assert not [e for e in found if "Ollin" in e]


def test_a_proposal_that_is_dismissed_was_no_claim(resources):
    text = f"Islands\nMara Ollin said {CLAIM}. The minister dismissed the suggestion of such a deal as absurd."
    content = "the suggestion of such a deal as absurd"
    denial = says("post", text, "The minister", content, stance="denies", cue="dismissed")
    assert explain(resources, {"post": text}, denial) == []
