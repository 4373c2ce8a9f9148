"""The chain picture: who repeats whom, from the outlets on the left to the origins on the right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dragoman.presenting.pictures.layers import Edge, drop_cycles, find_columns, find_heights, order_columns
from dragoman.presenting.pictures.lettering import Box, safe, text_width, wrap_lines, write_picture, write_text

MOST_BOXES = 60  # more are drawn together
PAD, LANE, ROUND = 9.0, 10.0, 6

LinkKind = Literal["cites", "copies", "denies"]


@dataclass(frozen=True, slots=True)
class Station:
    """A node: an outlet, a relay or an origin. `read`: its own report is in the record."""

    name: str
    named: bool = True
    party: bool = False
    read: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class ChainGraph:
    """All stations of an event and who has it from whom."""

    stations: Mapping[str, Station]
    links: Mapping[Edge, LinkKind] = field(default_factory=dict)
    collapsed: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where each station's box stands, with its lines of text."""

    boxes: Mapping[str, Box]
    lines: Mapping[str, Sequence[str]]
    lanes: Mapping[str, Box]
    steps: Sequence[tuple[str, str, LinkKind]]


def draw_graph(graph: ChainGraph, title: str, width: float = 860) -> str:
    """The picture at a width; empty where there is nothing to draw. A narrow one has smaller boxes and letters."""
    if not graph.stations:
        return ""
    small = collapse(graph)
    size = 13.0 if width > 500 else 11.0
    drawn = arrange(small, width, size)
    frames = [*drawn.boxes.values(), *drawn.lanes.values()]
    right, low = max(b.x + b.width for b in frames), max(b.y + b.height for b in frames)
    body = "".join(_draw_step(drawn, step) for step in drawn.steps)
    body += "".join(
        f'<path class="link {kind}" d="M{b.x:.1f} {b.y + b.height / 2:.1f}h{b.width:.1f}"/>'
        for kind, b in ((k, drawn.lanes[lane]) for _, lane, k in drawn.steps if lane in drawn.lanes)
    )
    body += "".join(_draw_box(small.stations[key], box, drawn.lines[key], size) for key, box in drawn.boxes.items())
    if small.collapsed:
        note = wrap_lines(small.collapsed, right - 10, size)
        body += write_text(note, 2, low + 2 * size, size, "note")
        low += (len(note) + 1) * size * 1.3
    return write_picture("chains", (right + 2, low + 4), title, describe(small), body)


def describe(graph: ChainGraph) -> str:
    """The picture in words, for who cannot see it: each station with whom it has it from."""
    verbs = {"cites": "cites", "copies": "repeats the text of", "denies": "tells the denial of"}
    told = [
        f"{graph.stations[a].name} {verbs[kind]} {graph.stations[b].name}" for (a, b), kind in list(graph.links.items())
    ]
    return "; ".join(told[:MOST_BOXES]) + "." if told else "; ".join(s.name for s in graph.stations.values()) + "."


def collapse(graph: ChainGraph) -> ChainGraph:
    """At most so many boxes: outlets with the same sources are drawn as one, then the origins of fewest reports."""
    if len(graph.stations) <= MOST_BOXES:
        return graph
    after: dict[str, set[tuple[str, LinkKind]]] = defaultdict(set)
    cited = {b for _, b in graph.links}
    for (a, b), kind in graph.links.items():
        after[a].add((b, kind))
    alike: dict[frozenset[tuple[str, LinkKind]], list[str]] = defaultdict(list)
    for key in graph.stations:
        if key not in cited:
            alike[frozenset(after[key])].append(key)
    joined = _join(graph, [keys for keys in alike.values() if len(keys) > 1], "outlets with the same sources")
    if len(joined.stations) <= MOST_BOXES:
        return joined
    degree: dict[str, int] = defaultdict(int)
    for a, b in joined.links:
        degree[a] += 1
        degree[b] += 1
    for ends, words in ((True, "origins"), (False, "outlets and relays")):
        over = len(joined.stations) - MOST_BOXES + 1
        least = sorted((k for k, s in joined.stations.items() if s.end is ends), key=lambda k: (degree[k], k))[:over]
        if over > 1 and len(least) > 1:
            joined = _join(joined, [least], words)
    return joined


def _join(graph: ChainGraph, groups: Iterable[Sequence[str]], what: str) -> ChainGraph:
    """Each group as one station; what was joined is said in words."""
    into: dict[str, str] = {}
    stations = dict(graph.stations)
    told = [graph.collapsed] if graph.collapsed else []
    for keys in groups:
        names = [graph.stations[k].name for k in keys]
        kept = Station(
            f"{len(keys)} {what}", all(graph.stations[k].named for k in keys), end=graph.stations[keys[0]].end
        )
        stations = {k: s for k, s in stations.items() if k not in set(keys)} | {f"\0{keys[0]}": kept}
        into |= dict.fromkeys(keys, f"\0{keys[0]}")
        told.append(f"{len(keys)} {what} are drawn as one: {', '.join(names[:6])}{' …' if len(names) > 6 else ''}.")
    links = {(into.get(a, a), into.get(b, b)): kind for (a, b), kind in graph.links.items()}
    return ChainGraph(stations, {e: k for e, k in links.items() if e[0] != e[1]}, " ".join(told))


def arrange(graph: ChainGraph, width: float, size: float) -> Drawn:
    """Every box in its place: columns share the width, long ways have lanes through the columns between."""
    edges = drop_cycles(graph.links)
    column = find_columns(graph.stations, edges, {k for k, s in graph.stations.items() if s.end})
    count = max(column.values()) + 1
    gap = 70.0 if width > 500 else 20.0
    broad = max(84.0, min(250.0, (width - 4 - (count - 1) * gap) / count))
    lines = {k: wrap_lines(s.name, broad - 2 * PAD, size) for k, s in graph.stations.items()}
    sizes = {k: len(rows) * size * 1.3 + 2 * PAD for k, rows in lines.items()}
    columns: list[list[str]] = [[] for _ in range(count)]
    for key in graph.stations:
        columns[column[key]].append(key)
    steps = list(_lay_lanes(graph.links, column, columns, sizes))
    ways = [(a, b) for a, b, _ in steps]
    ordered = order_columns(columns, ways)
    tops = find_heights(ordered, ways, sizes, 14.0)
    places = {
        key: Box(2 + number * (broad + gap), tops[key] + 2, broad, sizes[key])
        for number, keys in enumerate(ordered)
        for key in keys
    }
    return Drawn(
        {k: b for k, b in places.items() if k in lines},
        lines,
        {k: b for k, b in places.items() if k not in lines},
        steps,
    )


def _lay_lanes(
    links: Mapping[Edge, LinkKind], column: Mapping[str, int], columns: Sequence[list[str]], sizes: dict[str, float]
) -> Iterable[tuple[str, str, LinkKind]]:
    """Each link step by step, with a lane in every column that it passes."""
    for (a, b), kind in links.items():
        last = a
        for number in range(column[a] + 1, column[b]):
            lane = f"\1{number}\1{a}\1{b}"
            columns[number].append(lane)
            sizes[lane] = LANE
            yield last, lane, kind
            last = lane
        yield last, b, kind


def _draw_step(drawn: Drawn, step: tuple[str, str, LinkKind]) -> str:
    a, b = (drawn.boxes.get(k) or drawn.lanes[k] for k in step[:2])
    x1, y1, x2, y2 = a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2
    middle = (x1 + x2) / 2
    if x2 <= a.x:  # a citation in a circle leads back: from the lower edges
        x1, y1, x2, y2 = a.x + a.width / 2, a.y + a.height, b.x + b.width / 2, b.y + b.height
        low = max(y1, y2) + 12
        bow = f"C{x1:.1f} {low:.1f} {x2:.1f} {low:.1f} {x2:.1f} {y2:.1f}"
        return f'<path class="link {step[2]}" d="M{x1:.1f} {y1:.1f}{bow}"/>'
    curve = f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return f'<path class="link {step[2]}" d="M{x1:.1f} {y1:.1f}{curve}"/>'


def _draw_box(station: Station, box: Box, lines: Sequence[str], size: float) -> str:
    kinds = ["named" if station.named else "unnamed", *(k for k in ("party", "read", "end") if getattr(station, k))]
    note = f"<title>{safe(station.name)}</title>" if text_width(station.name, size) > 6 * box.width else ""
    return (
        f'<g class="{" ".join(kinds)}">{note}<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="{ROUND}"/>{write_text(lines, box.x + PAD, box.y + PAD + size, size)}</g>'
    )
