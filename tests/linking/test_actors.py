"""Actors across invented reports: who is one, who stays apart, and what is known of each."""

import pytest

from dragoman.linking.actors import resolve_actors
from dragoman.linking.person_names import join_person_names
from tests.reading.actor_reading import read_actors


@pytest.fixture
def resolve(resources):
    def run(*texts):
        readings = [read_actors(t, resources, f"r{i}").reading() for i, t in enumerate(texts)]
        return resolve_actors(readings, resources.gazetteer)

    return run


def named(actors, name):
    return [a for a in actors if name in a.names]


def test_a_state_is_one_under_all_its_names(resolve):
    actors = resolve("Norwegian officials left.", "Oslo believes in talks.", "Norway signed.")
    (state,) = [a for a in actors if a.type == "state"]
    assert {"Norwegian", "Oslo", "Norway"} <= set(state.names)
    assert ("iso3166-1", "NO") in state.external_ids


def test_spellings_of_a_person_are_one_actor(resolve):
    actors = resolve("Minister Karim al-Haddad spoke.", "Minister Kareem Haddad spoke.")
    assert len(named(actors, "Kareem Haddad")) == 1
    assert named(actors, "Kareem Haddad") == named(actors, "Karim al-Haddad")


def test_a_surname_joins_the_only_full_name(resolve):
    actors = resolve("Minister Henrik Dahl spoke to reporters.", "Mr. Dahl left on Monday.")
    assert [a.name for a in named(actors, "Dahl")] == ["Henrik Dahl"]


def test_a_surname_of_two_people_joins_neither(resolve):
    actors = resolve("Mr. Henrik Dahl spoke.", "Mr. Jonas Dahl spoke.", "Mr. Dahl left on Monday.")
    assert len([a for a in actors if a.type == "person"]) == 3


def test_unnamed_actors_are_never_merged_across_reports(resolve):
    text = "Two Norwegian officials spoke to reporters."
    officials = [a for a in resolve(text, text) if a.name == "Two Norwegian officials"]
    assert len(officials) == 2


def test_a_bare_ministry_is_each_reports_own(resolve):
    text = "The Foreign Ministry sent a note."
    assert len(named(resolve(text, text), "Foreign Ministry")) == 2


def test_letters_join_bodies_across_reports(resolve):
    actors = resolve(
        "The Northern Relief Network (NRN) sent trucks. The NRN said that the road was open.",
        "The Northern Relief Network sent more trucks.",
    )
    assert len(named(actors, "Northern Relief Network")) == 1
    assert named(actors, "Northern Relief Network") == named(actors, "NRN")


def test_an_office_is_kept_with_its_evidence(resolve):
    actors = resolve("Chile’s foreign minister Henrik Dahl spoke.")
    (role,) = named(actors, "Henrik Dahl")[0].roles
    assert role.role == "foreign minister"
    assert role.of == named(actors, "Chile")[0].id
    assert role.evidence


def test_the_order_of_reports_does_not_matter(resources):
    texts = ["Minister Karim al-Haddad met Norway.", "Minister Kareem Haddad spoke.", "Oslo believes Mr. Haddad."]
    readings = [read_actors(t, resources, f"r{i}").reading() for i, t in enumerate(texts)]
    assert resolve_actors(readings, resources.gazetteer) == resolve_actors(readings[::-1], resources.gazetteer)


def test_every_local_actor_is_part_of_exactly_one(resources):
    reading = read_actors("Henrik Dahl met two Kenyan officials. He said they agreed.", resources).reading()
    members = [m for a in resolve_actors([reading], resources.gazetteer) for m in a.members]
    assert sorted(members) == sorted(a.id for a in reading.actors)


def test_a_name_that_two_longer_ones_hold_joins_neither(resources):
    joined = join_person_names(
        ["karim haddad", "karim haddad nassar", "karim haddad moussa"], resources.gazetteer.forms
    )
    assert len(set(joined.of.values())) == 3


@pytest.mark.parametrize(
    ("names", "persons"),
    [
        (["henrik dahl", "henrik k dahl"], 1),
        (["henrik dahl", "henrik k dahl", "henrik l dahl"], 3),
        (["chuck lindqvist", "chuck"], 2),
        (["wang dawei", "wang"], 1),
        (["karim bin yusuf", "yusuf"], 2),
    ],
)
def test_what_a_middle_initial_or_one_word_tells(names, persons, resources):
    assert len(set(join_person_names(names, resources.gazetteer.forms).of.values())) == persons


def test_a_surname_alone_is_the_one_whom_many_more_reports_name(resources):
    names = [*["henrik dahl"] * 8, *["jonas dahl"] * 2, "dahl"]
    joined = join_person_names(names, resources.gazetteer.forms)
    assert joined.of["dahl"] == joined.of["henrik dahl"]
    assert not joined.ambiguous
    fewer = join_person_names(names[3:], resources.gazetteer.forms)
    assert fewer.of["dahl"] == "dahl"
    assert fewer.ambiguous == {"dahl"}
