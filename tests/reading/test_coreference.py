"""Whom a description or a pronoun points back to, in invented sentences."""

import pytest

from tests.reading.actor_reading import read_actors

HEAD = "head of the Turkish Red Crescent Fatma Yilmaz"

# text, the words that point back, the name of the actor they point at
FOUND = [
    ("Marta Lindqvist arrived. She met reporters.", "She", "Marta Lindqvist"),
    ("Mr. Dahl and Mrs. Moen arrived. She met reporters.", "She", "Moen"),
    ("Marta Holm said that Pia Vik had left. She met reporters.", "She", "Marta Holm"),
    ("Norway signed the text. It will send observers.", "It", "Norway"),
    ("The rebels left the town. They burned the bridge.", "They", "The rebels"),
    ("Henrik Dahl, a lawyer from Oslo, spoke first.", "a lawyer from Oslo", "Henrik Dahl"),
    ("The lawyer, Henrik Dahl, spoke first.", "The lawyer", "Henrik Dahl"),
    ("Boko Haram attacked the town. The militia burned the bridge.", "The militia", "Boko Haram"),
    ("Chile closed the border. The country has sent troops.", "The country", "Chile"),
    ("Two Kenyan officials spoke. The officials asked for calm.", "The officials", "Two Kenyan officials"),
    ("President Henrik Dahl arrived. The president met reporters.", "The president", "Henrik Dahl"),
    ("The Harbour Commission met. The commission heard witnesses.", "The commission", "Harbour Commission"),
    ("The soldiers, who had waited for days, left.", "who", "The soldiers"),
    ("The Boko Haram group attacked the town.", "The Boko Haram group", "Boko Haram"),
    ("Marta Quist came.\n“Pelle Roth wants to do it. Roth is able,” he said she said.", "she", "Marta Quist"),
    ("Mr. Quist came.\n“I hope that Oran Roth can do it. Roth is able. Roth has time,” he said.", "he", "Quist"),
    ("“We will build,” said Quist. Roth’s plan was dropped.\n“It is over,” he said.", "he", "Quist"),
    ("Marta Brandt and Jonas Moen arrived. She met reporters.", "She", "Marta Brandt"),
    ("Henrik Dahl called on the Kenyan government to wait. Peru agreed. He urged it to stay calm.", "it", "Kenya"),
    ("Sources said that Jonas Moen had warned the rebels. He asked them not to move.", "them", "the rebels"),
    ("Chile denied it. In its latest report, the Harbour Commission spoke of smuggling.", "its", "Harbour Commission"),
    ("When it closed the port in May, Norway said that the ships were stolen.", "it", "Norway"),
    ("Norway seized the tanker Blue Heron in Oslo. Its crew was questioned.", "Its", "Blue Heron"),
    (f"Officials told Reuters that {HEAD} has urged Greek ministers to wait.", HEAD, "Fatma Yilmaz"),
]

APART = [
    ("Henrik Dahl and Jonas Moen left. Reporters saw him.", "him"),
    ("It is hoped that Norway signs.", "It"),
    ("Boko Haram left. They cannot order Boko Haram about.", "They"),
    ("They cannot order the rebels about, but they can talk.", "they"),
    ("The rebels left. In its wake, Norway closed the port.", "its"),
    ("Norway and Chile met Kenya and Peru. It rained.", "It"),
]


@pytest.mark.parametrize(("text", "words", "name"), FOUND)
def test_a_word_points_back(resources, text, words, name):
    assert read_actors(text, resources).actor(words).name == name


@pytest.mark.parametrize(("text", "words"), APART)
def test_an_uncertain_pronoun_is_left_out(resources, text, words):
    assert read_actors(text, resources).actor(words) is None


def test_a_plural_covers_the_actors_before_it(resources):
    found = read_actors("Hamas and Fatah met on Monday. The two groups agreed on a list.", resources)
    members = {found.index.actors[m].name for m in found.actor("The two groups").members}
    assert members == {"Hamas", "Fatah"}


def test_another_states_group_is_not_meant(resources):
    found = read_actors("Boko Haram attacked the town. The Colombian militia did not comment.", resources)
    assert found.actor("The Colombian militia").key is None


def test_new_officials_are_new_actors(resources):
    found = read_actors("A Kenyan official spoke on Monday. A Kenyan official wrote on Friday.", resources)
    assert len([a for a in found.index.actors.values() if a.type == "unnamed"]) == 2


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Chile and Peru held talks. Both sides agreed on a list.", "Both sides", {"Chile", "Peru"}),
        (
            "Henrik Dahl met Jonas Moen. The two leaders spoke of trade.",
            "The two leaders",
            {"Henrik Dahl", "Jonas Moen"},
        ),
        ("Henrik Dahl and Jonas Moen met in Oslo. They spoke of trade.", "They", {"Henrik Dahl", "Jonas Moen"}),
    ],
)
def test_those_listed_before_are_meant_together(resources, text, words, names):
    found = read_actors(text, resources)
    assert {found.index.actors[m].name for m in found.actor(words).members} == names
