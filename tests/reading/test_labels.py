"""What invented reports call their actors."""

import pytest

from tests.reading.actor_reading import read_actors


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The Boko Haram terror group attacked the town.", "Boko Haram", "The Boko Haram terror group"),
        ("Boko Haram, a banned armed group, attacked the town.", "Boko Haram", "a banned armed group"),
        ("Boko Haram attacked the town. The militia fled.", "Boko Haram", "The militia"),
        ("The ministry designated Boko Haram as a terrorist group.", "Boko Haram", "a terrorist group"),
        ("Pyongyang replied. The Hermit Kingdom closed its border.", "North Korea", "Hermit Kingdom"),
        ("Boko Haram militants attacked the town.", "Boko Haram", "Boko Haram militants"),
    ],
)
def test_a_label_is_found(resources, text, name, label):
    assert (name, label) in read_actors(text, resources).label_names()


@pytest.mark.parametrize(
    "text",
    [
        "The European Union met. The organisation will meet again.",
        "Norway, a member of the council, voted against.",
        "President Henrik Dahl met reporters. The president smiled.",
    ],
)
def test_a_plain_word_is_no_label(resources, text):
    assert not read_actors(text, resources).labels


def test_a_plural_labels_each_that_it_covers(resources):
    found = read_actors("Hamas and Islamic Jihad met. The two militant groups agreed on a list.", resources)
    assert {name for name, _ in found.label_names()} == {"Hamas", "Palestinian Islamic Jihad"}


@pytest.mark.parametrize(
    ("quote", "voice"), [("“the Boko Haram terror group”", "quoted"), ("the Boko Haram terror group", "outlet")]
)
def test_a_label_in_quotation_marks_is_not_the_outlets(resources, quote, voice):
    labels = read_actors(f"He said that {quote} had attacked the town.", resources).labels
    assert [x.voice for x in labels] == [voice]


@pytest.mark.parametrize(
    "text",
    [
        'He praised Norway, calling it "the rogue state."',
        "He praised Norway, calling it ‘the rogue state’.",
        "“The talks failed. Boko Haram, a banned terrorist group, left the town.",
        "The army fought Boko Haram, a “terrorist” group, in the town.",
    ],
)
def test_a_mark_at_the_edge_within_or_never_closed_is_a_quotation_too(resources, text):
    labels = read_actors(text, resources).labels
    assert {x.voice for x in labels} == {"quoted"}


def test_a_labels_span_repeats_it(resources):
    found = read_actors("The Boko Haram terror group attacked the town.", resources)
    assert [found.words(x.span) for x in found.labels] == [x.label for x in found.labels]
