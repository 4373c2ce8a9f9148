"""Actors: names, offices, labels, events, and whom they met with whom in between."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.datamodel import Actor, Event
from dragoman.presenting.web.asking import Answer, Asked, missing
from dragoman.record.judgements import remarks_on
from dragoman.record.portraits import actor_names, labels_of
from dragoman.record.queries import EventFilter, count_events, event_ids, find_actors, find_events, load_events

PAGE = 50
MOST_EVENTS = 40
MOST_MEETINGS = 300  # events that are looked through for whom an actor met
_SIDES = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Meeting:
    """With whom an actor met or talked: through whom where anybody is named, and at which events."""

    others: tuple[str, ...]
    through: tuple[str, ...]
    events: tuple[Event, ...]


def list_actors(asked: Asked) -> Answer:
    """Who appears, most mentioned first."""
    words, page = asked.one("q"), asked.page()
    found = find_actors(asked.store, words, PAGE + 1, (page - 1) * PAGE)
    shown = {"found": found[:PAGE], "words": words, "page": page, "more": len(found) > PAGE}
    return Answer("actors.html", "Actors", shown, lambda: {"actors": [asdict(a) for a in found[:PAGE]]})


def show_actor(asked: Asked) -> Answer:
    """One actor's page."""
    store, key = asked.store, asked.key
    actor = store.item("actor", key, Actor)
    if actor is None:
        raise missing("actor")
    meetings, between = find_meetings(key, load_events(store, event_ids(store, "actor", key, MOST_MEETINGS)))
    wanted = EventFilter(facets=(("actor", key),))
    others = {a for m in (*meetings, *between) for a in (*m.others, *m.through)} | {r.of for r in actor.roles if r.of}
    shown: dict[str, Any] = {
        "actor": actor,
        "names": actor_names(store, others),
        "labels": labels_of(store, actor=key),
        "events": find_events(store, wanted, MOST_EVENTS),
        "of_events": count_events(store, wanted),
        "meetings": meetings[:40],
        "between": between[:40],
        "offices": _offices(actor),
        "remarks": remarks_on(store, actor.members),
    }
    return Answer("actor.html", actor.name, shown, lambda: _rows(actor, shown))


def find_meetings(actor: str, events: Iterable[Event]) -> tuple[list[Meeting], list[Meeting]]:
    """Whom an actor met or talked with, and between whom it went: most often first, those of the same events together.

    In the second list `others` are those between whom it went.
    """
    met: dict[tuple[str, tuple[str, ...]], dict[str, Event]] = defaultdict(dict)
    between: dict[tuple[str, ...], dict[str, Event]] = defaultdict(dict)
    for event in (e for e in events if e.type == "CONSULT" and e.status != "denied"):
        sides = {p.actor for p in event.participants if p.role in _SIDES}
        through = {p.actor for p in event.participants if p.role == "mediator"}
        for other in sides - {actor} if actor in sides else ():
            met[other, tuple(sorted(through - {actor}))][event.id] = event
        if actor in through - sides and len(sides) > 1:
            between[tuple(sorted(sides))][event.id] = event
    together: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[list[str], list[Event]]] = {}
    for (other, through_whom), held in sorted(met.items()):
        together.setdefault((through_whom, tuple(held)), ([], list(held.values())))[0].append(other)
    meetings = [Meeting(tuple(others), key[0], tuple(held)) for key, (others, held) in together.items()]
    went = [Meeting(pair, (), tuple(held.values())) for pair, held in between.items()]
    return sorted(meetings, key=_rank), sorted(went, key=_rank)


def _rank(meeting: Meeting) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return -len(meeting.events), meeting.others, meeting.through


def _offices(actor: Actor) -> list[tuple[str, str | None]]:
    """Offices, each once, those with whose office it is first."""
    return sorted(dict.fromkeys((r.role, r.of) for r in actor.roles), key=lambda r: (r[1] is None, r[0], r[1] or ""))


def _rows(actor: Actor, shown: Mapping[str, Any]) -> dict[str, Any]:
    names = shown["names"]
    met = [
        {
            "with": [{"id": a, "name": names.get(a)} for a in m.others],
            "through": [{"id": a, "name": names.get(a)} for a in m.through],
            "events": [e.id for e in m.events],
        }
        for m in shown["meetings"]
    ]
    return {
        "actor": {"id": actor.id, "name": actor.name, "type": actor.type, "names": sorted(actor.names)}
        | {"external_ids": dict(actor.external_ids), "roles": [{"role": r, "of": of} for r, of in shown["offices"]]},
        "labels": [asdict(row) for row in shown["labels"]],
        "events": [asdict(row) for row in shown["events"]],
        "met": met,
        "mediated": [{"between": list(m.others), "events": [e.id for e in m.events]} for m in shown["between"]],
    }
