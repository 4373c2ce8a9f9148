from dataclasses import replace

import pytest

from dragoman.linking.tellings import read_telling
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
    assert found.explanation == f"According to Quay Gazette, “{CLAIM}”; denied by the ministry (The Post)."


def test_a_claim_without_a_teller_is_said_by_nobody(resources):
    text = f"Islands\nThe ministry denied rumours that {CLAIM}."
    outer = says("post", text, "The ministry", f"rumours that {CLAIM}", **DENIES)
    inner = replace(make_attribution("post", text, "", CLAIM, [], cue="rumours"), outer=outer.id)
    assert explain(resources, {"post": text}, outer, inner) == [
        f"It is said: “{CLAIM}”; denied by the ministry (The Post)."
    ]


@pytest.mark.parametrize("reference", ["it", "that claim", "this"])
def test_a_reference_points_at_what_was_just_said(resources, reference):
    text = f"Islands\nMara Ollin said {CLAIM}. The ministry denied {reference}."
    claim = says("post", text, "Mara Ollin", CLAIM, cue="said")
    denial = says("post", text, "The ministry", reference, **DENIES)
    (found,) = explain(resources, {"post": text}, claim, denial)
    assert found.startswith("According to Mara Ollin")


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
    assert found == f"According to Mara Ollin, “{CLAIM}” (The Post); denied by the ministry (The Gazette)."


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
