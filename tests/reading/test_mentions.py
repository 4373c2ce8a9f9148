"""Names and descriptions of actors in invented sentences, and what must hold on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resources import load_resources
from tests.reading.actor_reading import read_actors

RESOURCES = load_resources()


def read(text):
    return read_actors(text, RESOURCES)


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Norwegian officials left on Monday.", "Norwegian", "state:NO"),
        ("Oslo believes that the talks will go on.", "Oslo", "state:NO"),
        ("The Kremlin declined to comment.", "Kremlin", "state:RU"),
        ("The Norwegian government signed the text.", "Norwegian government", "state:NO"),
        ("The government of Norway signed the text.", "government of Norway", "state:NO"),
        ("Chile’s Foreign Ministry sent a note.", "Chile’s Foreign Ministry", "body:CL:foreign-ministry"),
        ("The Ministry of Defence of Kenya sent a note.", "Ministry of Defence of Kenya", "body:KE:defence-ministry"),
        ("The U.N. Security Council met.", "U.N. Security Council", "body:UNSC"),
        ("The EU sent observers.", "EU", "body:EU"),
    ],
)
def test_listed_names_have_their_key(text, words, key):
    assert read(text).actor(words).key == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The two ministers met in Oslo.", "Oslo"),
        ("She flew to Oslo on Monday.", "Oslo"),
        ("They asked us to wait.", "us"),
        ("He lives near Oslo University.", "Oslo"),
    ],
)
def test_a_place_or_a_plain_word_is_no_actor(text, words):
    assert read(text).actor(words) is None


def test_a_body_of_another_state_is_not_the_listed_one():
    assert read("Peru’s Congress rejected the bill.").actor("Congress").key is None


def test_an_officials_adjective_is_the_state_and_the_officials_are_unnamed():
    found = read("Two senior Norwegian officials spoke to reporters.")
    officials = found.actor("Two senior Norwegian officials")
    assert (officials.type, officials.count, officials.affiliations) == ("unnamed", 2, ("Norway",))
    assert found.actor("Norwegian").type == "state"


def test_a_described_source_keeps_whose_it_is():
    sources = read("The plan was ready, according to sources from Hamas and Fatah.").actor(
        "sources from Hamas and Fatah"
    )
    assert set(sources.affiliations) == {"Hamas", "Fatah"}


def test_armed_factions_are_a_group():
    assert (
        read("Some Ecuadorian armed factions laid down their weapons.").actor("Some Ecuadorian armed factions").type
        == "group"
    )


def test_nobody_is_no_actor():
    assert read("No official would comment.").actor("No official") is None


@pytest.mark.parametrize("short", ["Lindqvist", "Marta Lindqvist", "Ms. Lindqvist"])
def test_a_short_name_is_its_full_name(short):
    found = read(f"Marta Elin Lindqvist arrived in Oslo. Later {short} spoke to reporters.")
    name = short.removeprefix("Ms. ")
    assert found.actor(name).name == "Marta Elin Lindqvist"


def test_two_people_with_one_surname_stay_apart():
    found = read("Marta Lindqvist met Jonas Lindqvist in Oslo.")
    assert found.actor("Marta Lindqvist").id != found.actor("Jonas Lindqvist").id


def test_a_title_and_a_possessive_ending_are_no_part_of_a_name():
    found = read("Foreign Minister Henrik Dahl’s plan failed.")
    assert found.actor("Henrik Dahl").type == "person"


def test_letters_in_brackets_are_the_body_before_them():
    found = read("The Northern Relief Network (NRN) sent trucks. The NRN said that the road was open.")
    assert found.actor("NRN").name == found.actor("Northern Relief Network").name


def test_an_outlet_is_an_actor():
    assert read("Reuters reported the deal.").actor("Reuters").key == "outlet:reuters"


def test_a_photo_credit_leaves_the_name_alone():
    assert read("Trucks near the border. (Henrik Dahl/NRN)").actor("Henrik Dahl") is not None


@given(
    st.text(max_size=200)
    | st.from_regex(r"(The |Mr\. |Iran’s |two |who |, |\(|\)|-|“|rebels |NATO ){1,25}", fullmatch=True)
)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_in_the_text_and_known_actors(text):
    found = read(text)
    for mention in found.index.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.actor in found.index.actors
    for actor in found.index.actors.values():
        assert set(actor.members) <= found.index.actors.keys()


def test_the_same_text_gives_the_same_reading():
    text = "Marta Lindqvist met two Kenyan officials. She said they agreed."
    assert read(text).index == read(text).index


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighting in Benghazi went on, and Benghazi said nothing.", "Benghazi"),
        ("The inter-Korean talks went on.", "inter-Korean"),
        ("The Dahl-Norway story was denied.", "Dahl-Norway"),
    ],
)
def test_large_cities_and_compounds_are_no_bodies(text, name):
    assert name not in {a.name for a in read(text).index.actors.values()}


@pytest.mark.parametrize("joined", ["Marta Lindqvist-Paul Garnow", "Angela Ollin-Karim Haddad"])
def test_two_whole_names_that_are_joined_are_two_people(joined):
    first, second = joined.split("-")
    found = read(f"The {joined} summit drew criticism on Tuesday. {first} left on Monday. {second} met reporters.")
    assert joined not in {a.name for a in found.index.actors.values()}
    assert found.actor(first) != found.actor(second)


def test_a_kings_name_is_not_short_for_his_sons():
    found = read("King Yusuf met Prince Karim bin Yusuf on Monday. Yusuf spoke first.")
    assert found.actor("Karim bin Yusuf") != found.actor("Yusuf")
