"""Who met whom, as a network: laid out by springs that always come out alike, names that never meet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.presenting.pictures.lettering import (
    Box,
    safe,
    shorten,
    text_width,
    wrap_lines,
    write_picture,
    write_text,
)

MOST_NODES = 60  # more are not drawn, and that is said
_STEPS = 220
_ROOM = 150.0  # pixels that a name may take


@dataclass(frozen=True, slots=True)
class Node:
    """An actor; `kind` is its type, `between` marks a go-between, `link` is where its name leads."""

    key: str
    name: str
    kind: str = "person"
    between: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair that met so often; `through`: one of them carried messages for the other."""

    a: str
    b: str
    times: int = 1
    through: bool = False
    note: str = ""
    events: tuple[str, ...] = ()


def draw_network(nodes: Sequence[Node], ties: Sequence[Tie], title: str, width: float = 860) -> str:
    """The picture; empty without ties. Solid lines: met; dashed: through a go-between; thicker: more often."""
    shown, lines, note = collapse(nodes, ties)
    if not lines:
        return ""
    size = 13.0 if width > 500 else 11.0
    boxes = place(shown, lines, width, size)
    middle = {k: (b.x + b.width / 2, b.y + size * 0.6) for k, b in boxes.items()}
    low = max(b.y + b.height for b in boxes.values())
    body = "".join(_draw_tie(t, middle) for t in lines)
    body += "".join(_draw_node(n, boxes[n.key], middle[n.key], size) for n in shown)
    if note:
        words = wrap_lines(note, width - 8, size)
        body += write_text(words, 4, low + size * 1.8, size, "note")
        low += size * 1.3 * (len(words) + 1)
    names = {n.key: n.name for n in shown}
    told = "; ".join(f"{names[t.a]} {'through' if t.through else 'and'} {names[t.b]}: {t.times}" for t in lines)
    return write_picture("network", (width, low + 8), title, told, body)


def collapse(nodes: Sequence[Node], ties: Sequence[Tie]) -> tuple[list[Node], list[Tie], str]:
    """The nodes with ties, the most tied first where there are too many; what is left out is said in words."""
    weight: Counter[str] = Counter()
    for tie in ties:
        weight[tie.a] += tie.times
        weight[tie.b] += tie.times
    linked = [n for n in nodes if weight[n.key]]
    kept = sorted(linked, key=lambda n: (-weight[n.key], n.name, n.key))[:MOST_NODES]
    keys = {n.key for n in kept}
    lines = [t for t in ties if t.a in keys and t.b in keys and t.a != t.b]
    joined = {k for t in lines for k in (t.a, t.b)}
    kept = [n for n in kept if n.key in joined]
    left = [n for n in linked if n.key not in joined]
    if not left:
        return kept, lines, ""
    names = ", ".join(n.name for n in left[:6]) + (" …" if len(left) > 6 else "")
    return kept, lines, f"Of {len(linked)} actors the {len(kept)} with most ties are drawn; not drawn: {names}."


def place(nodes: Sequence[Node], ties: Sequence[Tie], width: float, size: float) -> dict[str, Box]:
    """A box for each node's dot and name; none overlaps another or the edge."""
    room = min(_ROOM, width / 2.6)
    spots = _spring(nodes, ties)
    sizes = [(max(text_width(shorten(n.name, room, size), size), size) + 6, size * 2.9) for n in nodes]
    area = sum(w * h for w, h in sizes) * 3.2
    height = max(220.0, min(area / width, width * 1.6))
    wished = [Box(x * (width - w), y * (height - h), w, h) for (x, y), (w, h) in zip(spots, sizes, strict=True)]
    order = sorted(range(len(nodes)), key=lambda n: (wished[n].y, wished[n].x, nodes[n].key))
    placed: dict[str, Box] = {}
    for number in order:
        placed[nodes[number].key] = _free(wished[number], list(placed.values()), width)
    return placed


def _free(box: Box, taken: Sequence[Box], width: float) -> Box:
    """The box where it wishes to be, else beside or below what stands there."""
    at = box
    while True:
        hit = next((t for t in taken if at.overlaps(t)), None)
        if hit is None:
            return at
        aside = [replace(at, x=hit.x + hit.width + 1), replace(at, x=hit.x - at.width - 1)]
        inside = [b for b in aside if 0 <= b.x <= width - b.width and not any(b.overlaps(t) for t in taken)]
        if inside:
            return min(inside, key=lambda b: abs(b.x - box.x))
        at = replace(at, y=hit.y + hit.height + 1)


def _spring(nodes: Sequence[Node], ties: Sequence[Tie]) -> list[tuple[float, float]]:
    """Places in the unit square after Fruchterman and Reingold (1991), from a circle, with a fixed number of steps."""
    count = len(nodes)
    turn = np.arange(count) * (2 * np.pi / max(1, count))
    at = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    number = {n.key: i for i, n in enumerate(nodes)}
    pull = np.zeros((count, count))
    for tie in ties:
        a, b = number[tie.a], number[tie.b]
        pull[a, b] = pull[b, a] = 1 + np.log1p(tie.times)
    ideal = 1.6 / np.sqrt(max(1, count))
    for step in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / far**2 - pull * far / ideal / 2
        move = (apart * force[:, :, None]).sum(axis=1) - at * 0.3 * ideal
        long = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + move / long * np.minimum(long, 0.12 * (1 - step / _STEPS))
    at = np.round(at, 3)  # the last digits differ between machines
    low, high = at.min(axis=0), at.max(axis=0)
    unit = (at - low) / np.maximum(high - low, 1e-3)
    return [(float(x), float(y)) for x, y in unit]


def _draw_tie(tie: Tie, middle: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = middle[tie.a], middle[tie.b]
    kind = "tie through" if tie.through else "tie"
    note = f"<title>{safe(tie.note)}</title>" if tie.note else ""
    thick = min(6.0, 0.8 + 0.8 * tie.times)
    return f'<path class="{kind}" stroke-width="{thick:.1f}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}">{note}</path>'


def _draw_node(node: Node, box: Box, middle: tuple[float, float], size: float) -> str:
    x, y = middle
    name = shorten(node.name, box.width, size)
    start = x - text_width(name, size) / 2
    kinds = f"{node.kind} between" if node.between else node.kind
    text = write_text([name], max(box.x, start), box.y + size * 2.3, size)
    body = f'<g class="{kinds}"><title>{safe(node.name)}</title>'
    body += f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.5:.1f}"/>{text}</g>'
    return f'<a href="{safe(node.link)}">{body}</a>' if node.link else body
