"""Who met whom through whom, and where: the events of a story or of a search as a network and a map."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, replace

from dragoman.datamodel import DONE, Event, Place
from dragoman.presenting.parties import EQUALS, Side, find_parts
from dragoman.presenting.pictures.map import Spot, draw_map
from dragoman.presenting.pictures.network import Node, Tie, draw_network
from dragoman.presenting.views import RecordView
from dragoman.resources.world import load_middles, load_shores

MET = "Who met whom, through whom"
WHERE = "Where"
_MOST_SIDES = 6  # of one event: a meeting of thirty would tie everybody to everybody

Link = Callable[[str], str]


def draw_story(view: RecordView, events: Sequence[Event], widths: Sequence[int]) -> Iterator[tuple[str, list[str]]]:
    """The heading of each picture with the picture at every width."""
    nodes, ties = find_meetings(view, events)
    yield MET, [draw_network(nodes, ties, MET, width) for width in widths]
    spots = find_spots(events)
    yield WHERE, [draw_map(spots, load_shores, "Where it happened", width) for width in widths]


def find_meetings(
    view: RecordView,
    events: Iterable[Event],
    link: Link = lambda actor: "",  # noqa: ARG005
) -> tuple[list[Node], list[Tie]]:
    """The sides of talks that took place, tied to each other; each to the go-between where there is one."""
    nodes: dict[str, Node] = {}
    held: dict[tuple[str, str, bool], list[Event]] = {}
    for event in events:
        if event.type != EQUALS or event.status not in DONE:
            continue
        parts = {p.role: p.sides for p in find_parts(view, event)}
        between, met = (_names(parts.get(role, ())) for role in ("Through", "Between"))
        own = {s.name: s for role in ("Between", "Through") for s in parts.get(role, ())}
        for name in (*met, *between):
            actor = (own[name].actor if name in own else None) or view.bodies.get(name)
            kind = view.actors[actor].type if actor in view.actors and actor else "state"
            known = nodes.get(name, Node(name, name, kind, link=link(actor) if actor else ""))
            nodes[name] = replace(known, between=known.between or name in between)
        for pair in _pairs(met, between):
            held.setdefault(pair, []).append(event)
    ties = [
        Tie(a, b, len(met), through, "; ".join(e.title for e in met[:5]), tuple(e.id for e in met))
        for (a, b, through), met in held.items()
    ]
    return list(nodes.values()), ties


def find_spots(events: Iterable[Event], link: Link = lambda place: "") -> list[Spot]:  # noqa: ARG005
    """The places of events that have degrees, and countries told without a place in them, each once with how often."""
    times = Counter(spot for e in events for p in e.places if (spot := _spot_of(p)))
    return [replace(s, times=n, link=link(s.name)) for s, n in sorted(times.items(), key=lambda t: astuple(t[0]))]


def _spot_of(place: Place) -> Spot | None:
    if place.lat is not None and place.lon is not None:
        return Spot(place.name, place.lat, place.lon)
    middle = load_middles().get(place.country or "")
    return Spot(place.name, middle[1], middle[0], wide=True) if middle else None


def _names(sides: Sequence[Side]) -> list[str]:
    """Each side once, those of both as the two."""
    found = dict.fromkeys(name for s in sides if not s.unknown for name in s.of)
    return list(found)[:_MOST_SIDES]


def _pairs(met: Sequence[str], between: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Everybody with everybody; through a go-between, everybody with that one only."""
    if between:
        yield from ((a, b, True) for a in met for b in between if a != b)
        return
    for place, a in enumerate(met):
        for b in met[place + 1 :]:
            first, second = sorted((a, b))
            yield first, second, False
