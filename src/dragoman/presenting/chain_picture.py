"""The chain picture: outlets on the left, whom they cite in the middle, origins on the right, as SVG.

Boxes stand in a grid, so none overlaps; a box is as wide as its column, its text is wrapped to fit.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dragoman.datamodel import Event
from dragoman.presenting.views import Claim, RecordView, name_hop, name_origin

WRAP = 26  # characters a line
LINE, PAD, GAP_X, GAP_Y, BOX_WIDTH = 17, 9, 90, 16, 216  # pixels
LANE = 12  # height of the room for a passing line
MOST_BOXES = 60  # more are not drawn; the list below the picture has all

_Chain = tuple[str, tuple[str, ...], tuple[bool, ...]]  # the outlet, its hops in words, which of them are named


@dataclass(frozen=True, slots=True)
class _Box:
    """A node: what it says, how it is drawn."""

    key: tuple[int, str]
    text: str
    named: bool
    party: bool
    lane: bool = False  # no box, only room for a line that passes this column


@dataclass(frozen=True, slots=True)
class _Placed:
    box: _Box
    x: int
    y: int
    height: int


def draw_chains(view: RecordView, event: Event) -> str:
    """The picture as an `<svg>` element with title and description; empty where there is nothing to draw."""
    chains = dict.fromkeys(_chain(view, event, claim) for claim in view.claims(event))
    shown = [c for c in chains if c[1]] or list(chains)
    depth = max((len(names) for _, names, _ in shown), default=0)
    parties = {name_origin(o) for o in event.origins if o.party}
    columns, edges = _arrange(shown, depth, parties)
    if not columns or sum(map(len, columns)) > MOST_BOXES:
        return ""
    return _svg(event, _place(columns), edges)


def _chain(view: RecordView, event: Event, claim: Claim) -> _Chain:
    """A telling's chain with its origin under the name that all its tellings share ("the diplomats" is one of two)."""
    names = [name_hop(h) for h in claim.chain]
    origin = view.origin_of(event, claim)
    if origin:
        names[-1] = name_origin(origin)
    elif names and claim.mention.status == "denied":
        names[-1] += " (denies it)"
    elif names:  # somebody who declined to comment is no origin
        return view.outlet_name(claim.report), (), ()
    return view.outlet_name(claim.report), tuple(names), tuple(h.named for h in claim.chain)


def _arrange(
    chains: Iterable[_Chain], depth: int, parties: set[str]
) -> tuple[list[list[_Box]], list[tuple[tuple[int, str], tuple[int, str]]]]:
    """Boxes by column, and the lines between them; origins stand in the last column, however short the chain."""
    columns: list[dict[str, _Box]] = [{} for _ in range(depth + 1)]
    edges: dict[tuple[tuple[int, str], tuple[int, str]], None] = {}
    for outlet, names, flags in chains:
        last = columns[0].setdefault(outlet, _Box((0, outlet), outlet, True, False))
        for place, (name, named) in enumerate(zip(names, flags, strict=True), 1):
            column = depth if place == len(names) else place
            box = _Box((column, name), name, named, name in parties)
            box = columns[column].setdefault(name, box)
            for passed in range(last.key[0] + 1, column):
                key = (passed, f"{last.key} {box.key}")
                lane = columns[passed].setdefault(key[1], _Box(key, "", True, False, lane=True))
                edges[last.key, lane.key] = None
                last = lane
            edges[last.key, box.key] = None
            last = box
    return [list(c.values()) for c in columns if c], list(edges)


def _place(columns: Sequence[Sequence[_Box]]) -> dict[tuple[int, str], _Placed]:
    placed, tallest = {}, max(_column_height(c) for c in columns)
    for number, column in enumerate(columns):
        y = 10 + (tallest - _column_height(column)) // 2
        for box in column:
            height = _height(box)
            placed[box.key] = _Placed(box, 10 + number * (BOX_WIDTH + GAP_X), y, height)
            y += height + GAP_Y
    return placed


def _lines(box: _Box) -> list[str]:
    return textwrap.wrap(box.text, WRAP, break_long_words=True) or [""]


def _height(box: _Box) -> int:
    if box.lane:
        return LANE
    return len(_lines(box)) * LINE + 2 * PAD


def _column_height(column: Sequence[_Box]) -> int:
    return sum(_height(b) + GAP_Y for b in column) - GAP_Y


def _svg(
    event: Event, placed: dict[tuple[int, str], _Placed], edges: Sequence[tuple[tuple[int, str], tuple[int, str]]]
) -> str:
    width = max(p.x for p in placed.values()) + BOX_WIDTH + 10
    height = max(p.y + p.height for p in placed.values()) + 10
    lines = "".join(_edge(placed[a], placed[b]) for a, b in edges)
    drawn = [p for p in placed.values() if not p.box.lane]
    passing = [p for p in placed.values() if p.box.lane]
    lines += "".join(f'<path class="link" d="M{p.x} {_middle(p)} H{p.x + BOX_WIDTH}"/>' for p in passing)
    boxes = "".join(_draw_box(p) for p in drawn)
    words = f"Outlets on the left, origins on the right: {len(drawn)} boxes, {len(edges) - len(passing)} links."
    return (
        f'<svg class="chains" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"<title>Who cites whom: {escape(event.title)}</title><desc>{words}</desc>{lines}{boxes}</svg>"
    )


def _edge(a: _Placed, b: _Placed) -> str:
    x1, y1, x2, y2 = a.x + BOX_WIDTH, _middle(a), b.x, _middle(b)
    middle = (x1 + x2) // 2
    return f'<path class="link" d="M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"/>'


def _middle(p: _Placed) -> int:
    return p.y + p.height // 2


def _draw_box(p: _Placed) -> str:
    kind = "named" if p.box.named else "unnamed"
    party = " party" if p.box.party else ""
    rows = "".join(
        f'<text x="{p.x + PAD}" y="{p.y + PAD + 13 + n * LINE}">{escape(line)}</text>'
        for n, line in enumerate(_lines(p.box))
    )
    return (
        f'<g class="{kind}{party}"><rect x="{p.x}" y="{p.y}" width="{BOX_WIDTH}" height="{p.height}" rx="6"/>{rows}</g>'
    )
