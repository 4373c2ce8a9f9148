"""The actors of a report that is added: by key and full name anywhere, else as the reports around it tell."""

import pytest

from dragoman.datamodel import Judgements
from dragoman.linking.actors import resolve_actors
from dragoman.linking.newcomers import introduce, names_of, take_in
from tests.reading.actor_reading import read_actors


@pytest.fixture
def read(resources):
    return lambda key, text: read_actors(text, resources, key).reading()


@pytest.fixture
def add(resources, read):
    """Introduces a text to the actors of others, of which the first `near` stand around it."""

    def run(text, *others, near=0):
        readings = [read(f"r{n}", t) for n, t in enumerate(others)]
        known = resolve_actors(readings, resources.gazetteer)
        ids = {m: a.id for a in known for m in a.members}
        holders = {}
        for reading in readings:
            for local, name in names_of(reading, resources.gazetteer).items():
                holders.setdefault(name, [])
                holders[name] = sorted({*holders[name], ids[local]})
        rules = (resources.gazetteer, Judgements())
        around = readings[:near]
        local = {a.id for r in around for a in r.actors}
        at_hand = [a for a in known if not local.isdisjoint(a.members)]
        return known, introduce(read("new", text), around, at_hand, holders, rules)

    return run


def who(known, introduced, name):
    (found,) = [a for a in introduced.actors if name in a.names]
    return next((a.name for a in known if a.id == found.id), None)


def test_a_state_is_known_by_its_key(add):
    known, introduced = add("Oslo believes in talks.", "Norway signed.")
    assert who(known, introduced, "Oslo") == "Norway"


def test_a_full_name_is_known_anywhere(add):
    known, introduced = add("Minister Henrik Dahl spoke.", "Minister Henrik Dahl left on Monday.")
    assert who(known, introduced, "Henrik Dahl") == "Henrik Dahl"


def test_a_surname_is_whom_the_reports_around_mean(add):
    others = ("Minister Henrik Dahl spoke to reporters.", "Minister Berit Dahl spoke to reporters.")
    known, introduced = add("Mr. Dahl left on Monday.", *others, near=1)
    assert who(known, introduced, "Dahl") == "Henrik Dahl"


def test_a_surname_that_nobody_around_bears_is_a_new_actor(add):
    others = ("Minister Henrik Dahl spoke to reporters.", "Minister Berit Dahl spoke to reporters.")
    known, introduced = add("Mr. Dahl left on Monday.", *others)
    assert who(known, introduced, "Dahl") is None


def test_whoever_has_no_name_is_new(add):
    known, introduced = add("Two officials spoke.", "Two officials spoke.", near=1)
    assert not {a.id for a in introduced.actors} & {a.id for a in known}


def test_an_actor_that_grows_keeps_its_name_and_gains_members(add, read, resources):
    known, introduced = add("Oslo believes in talks.", "Norway signed.")
    (old,) = [a for a in known if a.type == "state"]
    (new,) = [a for a in introduced.actors if a.id == old.id]
    grown = take_in(old, new, ["Oslo"])
    assert grown.name == old.name
    assert set(grown.members) == {*old.members, *new.members}
    assert grown.names[: len(old.names)] == old.names
