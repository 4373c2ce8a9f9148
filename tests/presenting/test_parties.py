"""Who took part, grouped by whose they are."""

from dataclasses import replace

from dragoman.datamodel import Actor, ActorRole, EventParticipant, LocalActor, Record
from dragoman.presenting.parties import find_parts
from dragoman.presenting.views import RecordView
from tests.presenting.records import make_record


def make_parties(*told: tuple[str, str, str, tuple[str, ...]]) -> Record:
    """Participants as (role, name, type, whose they are)."""
    record = make_record()
    locals_ = tuple(
        LocalActor(f"l{n}", "rep-1", name, kind, (name,), affiliations=of) for n, (_, name, kind, of) in enumerate(told)
    )
    actors = tuple(Actor(f"a{n}", name, kind, (name,), (), (), (f"l{n}",)) for n, (_, name, kind, _) in enumerate(told))
    parties = tuple(EventParticipant(f"a{n}", role, len(told) - n) for n, (role, *_) in enumerate(told))
    return replace(
        record,
        readings=(replace(record.readings[0], actors=locals_),),
        actors=actors,
        events=(replace(record.events[0], participants=parties),),
    )


def words(record: Record) -> dict[str, str]:
    return {p.role: p.words() for p in find_parts(RecordView(record), record.events[0])}


def test_who_speaks_for_a_state_stands_under_it() -> None:
    record = make_parties(
        ("actor", "Norland", "state", ()),
        ("actor", "Norlandic officials", "unnamed", ("Norland",)),
        ("recipient", "the Norlandic officials", "unnamed", ("Norland",)),
        ("recipient", "Suderland", "state", ()),
    )
    assert words(record) == {"Between": "Norland (Norlandic officials); Suderland"}


def test_a_side_stands_in_the_role_in_which_it_is_told_most() -> None:
    record = make_parties(
        ("mediator", "Westland", "state", ()), ("actor", "Norland", "state", ()), ("actor", "Westland", "state", ())
    )
    assert words(record) == {"Between": "Norland", "Through": "Westland"}


def test_those_of_whom_nobody_says_whose_they_are_come_last() -> None:
    record = make_parties(("actor", "its envoys", "unnamed", ()), ("actor", "Norland", "state", ()))
    assert words(record) == {"Between": "Norland; its envoys"}


def test_a_persons_office_stands_before_the_name() -> None:
    record = make_parties(("actor", "Ada Bo", "person", ()), ("recipient", "Norland", "state", ()))
    ada = replace(record.actors[0], roles=(ActorRole("envoy", "a1", ()),))
    record = replace(record, actors=(ada, *record.actors[1:]))
    assert words(record) == {"Between": "Norland (envoy Ada Bo)"}


def test_a_medium_that_only_asked_is_no_party() -> None:
    record = make_parties(("actor", "Norland", "state", ()), ("recipient", "the mayor", "organisation", ()))
    assert record.reports[0].outlet is not None
    assert words(record) == {"Between": "Norland"}
