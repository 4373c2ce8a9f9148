"""Who met whom, through whom: the meetings that fit a filter as a network and as a table."""

from collections.abc import Sequence
from dataclasses import replace
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
MOST_EVENTS = 150  # that are looked through, most told first
MOST_ROWS = 200
_CHOICES = 60  # actors that the form offers


def show_network(asked: Asked) -> Answer:
    """The network page: talks that took place, by actor, kind of actor and days."""
    wanted = replace(read_filter(asked), type=EQUALS)
    kind = asked.choice("kind", KINDS)
    total = count_events(asked.store, wanted)
    keys = [row.event for row in find_events(asked.store, wanted, MOST_EVENTS)]
    record = load_excerpt(asked.store, events=keys)
    nodes, ties = _of_kind(*find_meetings(RecordView(record), record.events, actor_link), kind)
    ties.sort(key=lambda t: (-t.times, t.a, t.b, t.through))
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
        "ties": ties[:MOST_ROWS],
        "left": max(0, len(ties) - MOST_ROWS),
        "events": search_link(write_filter(wanted)),
    }
    return Answer("network.html", "Who met whom", shown, lambda: _rows(shown, nodes, ties))


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
