"""Who met whom, through whom: the meetings that fit a filter as a network and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from dragoman.presenting.parties import EQUALS
from dragoman.presenting.pictures.network import Node, Tie, collapse, draw_network
from dragoman.presenting.story_pictures import MET, find_meetings
from dragoman.presenting.views import RecordView
from dragoman.presenting.web.asking import Answer, Asked, read_filter, write_filter
from dragoman.presenting.web.drawing import draw
from dragoman.presenting.web.links import actor_link, search_link
from dragoman.record.portraits import actor_names
from dragoman.record.queries import count_events, count_facet, find_events, load_excerpt

KINDS = ("person", "state", "organisation", "group", "unnamed")
MOST_EVENTS = 100  # that are looked through, most told first
MOST_REPORTS = 200  # that are looked at for whose the parties are
MOST_ROWS = 200
_CHOICES = 60  # actors that the form offers


def show_network(asked: Asked) -> Answer:
    """The network page: talks that took place, by actor, kind of actor and days."""
    wanted = replace(read_filter(asked), type=EQUALS)
    kind = asked.choice("kind", KINDS)
    total = count_events(asked.store, wanted)
    keys = [row.event for row in find_events(asked.store, wanted, MOST_EVENTS)]
    record = load_excerpt(asked.store, events=keys, most=MOST_REPORTS)
    nodes, ties = _of_kind(*find_meetings(RecordView(record), record.events, actor_link), kind)
    ties.sort(key=lambda t: (-t.times, t.a, t.b, t.through))
    meetings = list_meetings(ties)
    chosen = next((value for name, value in wanted.facets if name == "actor"), "")
    offered = [key for key, _ in count_facet(asked.store, replace(wanted, facets=()), "actor", _CHOICES)]
    names = actor_names(asked.store, dict.fromkeys([*offered, *([chosen] if chosen else [])]))
    shown: dict[str, Any] = {
        "wanted": wanted,
        "kind": kind,
        "kinds": KINDS,
        "actor": chosen,
        "actors": sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])),
        "total": total,
        "looked": len(keys),
        "drawn": draw(lambda width: draw_network(nodes, ties, MET, width)),
        "note": collapse(nodes, ties)[2],
        "nodes": {n.key: n for n in nodes},
        "titles": {e.id: e.title for e in record.events},
        "meetings": meetings[:MOST_ROWS],
        "left": max(0, len(meetings) - MOST_ROWS),
        "events": search_link(write_filter(wanted)),
    }
    return Answer("network.html", "Who met whom", shown, lambda: _rows(shown, nodes, ties))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A row of the table: two sides (one where the other is not named), the go-between if any, and the events."""

    who: str
    whom: str
    through: str
    events: tuple[str, ...]


def list_meetings(ties: Sequence[Tie]) -> list[Meeting]:
    """Who met whom, and who talked with whom through whom; most often first."""
    held: dict[tuple[str, str, str], list[str]] = {(t.a, t.b, ""): list(t.events) for t in ties if not t.through}
    for (event, between), sides in _sides_of(ties).items():
        pairs = combinations(sorted(sides), 2) if len(sides) > 1 else [(sides[0], "")]
        for who, whom in pairs:
            held.setdefault((who, whom, between), []).append(event)
    order = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Meeting(who, whom, through, tuple(events)) for (who, whom, through), events in order]


def _sides_of(ties: Sequence[Tie]) -> dict[tuple[str, str], list[str]]:
    """Who talked through whom, by event and go-between."""
    sides: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        for event in tie.events if tie.through else ():
            sides.setdefault((event, tie.b), []).append(tie.a)
    return sides


def _of_kind(nodes: Sequence[Node], ties: Sequence[Tie], kind: str) -> tuple[list[Node], list[Tie]]:
    """The ties that a node of the kind has, with the nodes that they need."""
    chosen = {n.key for n in nodes if n.kind == kind or not kind}
    kept = [t for t in ties if t.a in chosen or t.b in chosen]
    needed = {key for t in kept for key in (t.a, t.b)}
    return [n for n in nodes if n.key in needed], kept


def _rows(shown: dict[str, Any], nodes: Sequence[Node], ties: Sequence[Tie]) -> dict[str, Any]:
    return {
        "events": shown["total"],
        "looked_through": shown["looked"],
        "nodes": [{"name": n.name, "type": n.kind, "go_between": n.between} for n in nodes],
        "ties": [{"a": t.a, "b": t.b, "times": t.times, "through": t.through, "events": list(t.events)} for t in ties],
    }
