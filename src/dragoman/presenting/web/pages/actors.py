"""Actors: names, offices, labels, events, and whom they met with whom in between."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dragoman.datamodel import Actor, Event
from dragoman.presenting.parties import EQUALS, side_of
from dragoman.presenting.pictures.network import Node
from dragoman.presenting.story_pictures import find_meetings
from dragoman.presenting.views import RecordView
from dragoman.presenting.web.asking import Answer, Asked, missing
from dragoman.presenting.web.links import actor_link
from dragoman.presenting.web.listing import describe_rows
from dragoman.presenting.web.pages.network import list_meetings
from dragoman.record.judgements import remarks_on
from dragoman.record.portraits import actor_names, labels_of
from dragoman.record.queries import EventFilter, count_events, find_actors, find_events, load_excerpt

PAGE = 50
MOST_EVENTS = 40
MOST_MEETINGS = 40  # talks that are looked through for whom an actor met, the most told
MOST_REPORTS = 120  # that are looked at for whose the parties are
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Met:
    """Whom an actor's side met or talked with, through whom where anybody is named, and at which events."""

    other: str
    through: str
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
    wanted = EventFilter(facets=(("actor", key),))
    talks = [row.event for row in find_events(store, replace(wanted, type=EQUALS), MOST_MEETINGS)]
    record = load_excerpt(store, events=talks, most=MOST_REPORTS)
    met, between, nodes = find_met(RecordView(record), actor, record.events)
    events = find_events(store, wanted, MOST_EVENTS)
    shown: dict[str, Any] = {
        "actor": actor,
        "names": actor_names(store, {r.of for r in actor.roles if r.of}),
        "labels": labels_of(store, actor=key),
        "events": events,
        "details": describe_rows(store, events),
        "of_events": count_events(store, wanted),
        "met": met[:MOST_ROWS],
        "between": between[:MOST_ROWS],
        "nodes": nodes,
        "offices": _offices(actor),
        "remarks": remarks_on(store, actor.members),
    }
    return Answer("actor.html", actor.name, shown, lambda: _rows(actor, shown))


def find_met(view: RecordView, actor: Actor, events: Sequence[Event]) -> tuple[list[Met], list[Met], dict[str, Node]]:
    """Whom its side met or talked with, between whom it went (`other` and `through` are the two), and all nodes."""
    nodes, ties = find_meetings(view, events, actor_link)
    own = {actor.name, side_of(view, actor.id)}
    held = {e.id: e for e in events}
    met, between = [], []
    for row in list_meetings(ties):
        told = tuple(held[e] for e in row.events)
        if own & {row.who, row.whom}:
            met.append(Met(row.whom if row.who in own else row.who, row.through, told))
        elif row.through in own:
            between.append(Met(row.who, row.whom, told))
    return met, between, {n.key: n for n in nodes}


def _offices(actor: Actor) -> list[tuple[str, str | None]]:
    """Offices, each once, those with whose office it is first."""
    return sorted(dict.fromkeys((r.role, r.of) for r in actor.roles), key=lambda r: (r[1] is None, r[0], r[1] or ""))


def _rows(actor: Actor, shown: Mapping[str, Any]) -> dict[str, Any]:
    met = [{"with": m.other, "through": m.through or None, "events": [e.id for e in m.events]} for m in shown["met"]]
    return {
        "actor": {"id": actor.id, "name": actor.name, "type": actor.type, "names": sorted(actor.names)}
        | {"external_ids": dict(actor.external_ids), "roles": [{"role": r, "of": of} for r, of in shown["offices"]]},
        "labels": [asdict(row) for row in shown["labels"]],
        "events": [asdict(row) for row in shown["events"]],
        "met": met,
        "mediated": [{"between": [m.other, m.through], "events": [e.id for e in m.events]} for m in shown["between"]],
    }
