"""The chains of an event as a graph to draw: every outlet, relay and origin once, copies joined to what they repeat."""

from dataclasses import dataclass, replace

from dragoman.datamodel import Event
from dragoman.presenting.pictures.chains import ChainGraph, LinkKind, Station, draw_graph
from dragoman.presenting.pictures.layers import Edge
from dragoman.presenting.views import Claim, RecordView, name_hop, name_origin

_SIDES = "Outlets on the left, origins on the right."
_MARKS = {  # what each mark says, told only where it is drawn
    "unnamed": "Dashed frame: unnamed.",
    "party": "Heavy blue frame: a party to the event.",
    "read": "Shaded: its own report is read here.",
    "copies": "Dotted line: repeats the text without saying so.",
    "denies": "Red line: tells a denial.",
}
NARROW = 356  # pixels: what a phone shows


@dataclass(frozen=True, slots=True)
class _Step:
    """A station behind another one, and how it is linked to the one before."""

    name: str
    named: bool
    kind: LinkKind = "cites"


def draw_chains(view: RecordView, event: Event, width: float = 860) -> str:
    """The picture as an `<svg>` element with title and description; empty where there is nothing to draw."""
    return draw_graph(make_graph(view, event), f"Who has it from whom: {event.title}", width)


def make_graph(view: RecordView, event: Event) -> ChainGraph:
    """Stations and links of all tellings; an outlet that shows no source stands there only where none shows one."""
    stations: dict[str, Station] = {}
    links: dict[Edge, LinkKind] = {}
    parties = {name_origin(o) for o in event.origins if o.party}
    unsourced: dict[str, Station] = {}
    for claim in view.claims(event):
        outlet = view.outlet_name(claim.report)
        way = _way(view, event, claim)
        if not way:
            unsourced.setdefault(outlet, Station(outlet, read=True))
            continue
        stations[outlet] = Station(outlet, read=True, party=outlet in parties)
        last = outlet
        for step in way:
            key = step.name if step.named else f"{step.name}\0{last}"
            if key == last:  # "Atlantica has learned": the outlet itself is the origin
                continue
            read = step.kind == "copies" or (key in stations and stations[key].read)
            stations[key] = Station(step.name, step.named, step.name in parties, read)
            links.setdefault((last, key), step.kind)
            last = key
    leading = {a for a, _ in links}
    ended = {k: replace(s, end=k not in leading and any(k == b for _, b in links)) for k, s in stations.items()}
    return ChainGraph(ended or unsourced, links)


def explain_chains(view: RecordView, event: Event) -> str:
    """What the marks of the picture mean, and which outlets are not in it."""
    graph = make_graph(view, event)
    used = {mark for s in graph.stations.values() for mark in ("party", "read") if getattr(s, mark)}
    used |= {"unnamed"} if any(not s.named for s in graph.stations.values()) else set()
    used |= set(graph.links.values())
    silent = sourceless(view, event) if event.origins else []
    parts = [_SIDES, *(words for mark, words in _MARKS.items() if mark in used)]
    parts += [f"Not drawn, as they show no source: {', '.join(silent)}."] if silent else []
    return " ".join(parts)


def sourceless(view: RecordView, event: Event) -> list[str]:
    """The outlets none of whose tellings shows a source."""
    told: dict[str, bool] = {}
    for claim in view.claims(event):
        outlet = view.outlet_name(claim.report)
        told[outlet] = told.get(outlet, False) or bool(_way(view, event, claim))
    return [outlet for outlet, shown in told.items() if not shown]


def _way(view: RecordView, event: Event, claim: Claim) -> list[_Step]:
    """The stations behind the outlet; the origin under the name that all its tellings share."""
    steps = [_Step(name_hop(h), h.named) for h in claim.chain]
    origin = view.origin_of(event, claim)
    stance = view.stance_of(claim)
    if steps and stance == "denies":
        steps[-1] = _Step(f"{steps[-1].name} (denies it)", claim.chain[-1].named, "denies")
    elif origin:
        steps[-1] = _Step(name_origin(origin), claim.chain[-1].named)
    elif steps and stance == "declines":  # somebody who declined to comment is no origin
        return []
    elif not steps and (copied := view.copied_from(claim.report)):
        return [_Step(copied, named=True, kind="copies")]
    return steps
