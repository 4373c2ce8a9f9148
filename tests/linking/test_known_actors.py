"""Actors of a person's own list, met in reports."""

import pytest

from dragoman.datamodel import Judgements, KnownActor
from dragoman.linking.actors import resolve_actors
from tests.reading.actor_reading import read_actors


def known(name, *aliases, kind="person", key="1"):
    return KnownActor(f"known-{key}", name, kind, (name, *aliases), external_ids=(("list", key),))


@pytest.fixture
def resolve(resources):
    def run(listed, *texts):
        readings = [read_actors(t, resources, f"r{i}").reading() for i, t in enumerate(texts)]
        return resolve_actors(readings, resources.gazetteer, Judgements(known=tuple(listed)))

    return run


def ids(actors, name):
    return [dict(a.external_ids).get("list") for a in actors if name in a.names]


def test_a_listed_person_is_known_by_another_script(resolve):
    actors = resolve([known("كريم حداد")], "Minister Karim Haddad spoke.")
    assert ids(actors, "Karim Haddad") == ["1"]


def test_two_names_of_one_entry_are_one_actor(resolve):
    listed = [known("Karim Haddad", "Abu Nidaa")]
    actors = resolve(listed, "Minister Karim Haddad spoke.", "Minister Abu Nidaa spoke.")
    assert len([a for a in actors if "Karim Haddad" in a.names]) == 1


def test_a_name_of_two_entries_tells_nothing(resolve):
    listed = [known("Karim Haddad"), known("Karim Haddad", key="2")]
    assert ids(resolve(listed, "Minister Karim Haddad spoke."), "Karim Haddad") == [None]


def test_a_listed_body_adds_its_ids_to_the_gazetteers(resolve):
    actors = resolve([known("United Nations", "ONU", kind="organisation")], "The United Nations sent a note.")
    (body,) = [a for a in actors if a.name == "United Nations"]
    assert "ONU" in body.names
    assert ("list", "1") in body.external_ids


def test_a_person_of_another_given_name_is_not_taken(resolve):
    assert ids(resolve([known("Yusuf Haddad")], "Minister Karim Haddad spoke."), "Karim Haddad") == [None]
