"""Nodes in columns from left to right: which column, in which order, at which height; boxes never overlap."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

Edge = tuple[str, str]
_SWEEPS = 6


def drop_cycles(edges: Iterable[Edge]) -> list[Edge]:
    """The edges without those that would lead back to where one came from."""
    following: dict[str, set[str]] = defaultdict(set)
    kept = []
    for a, b in edges:
        if a != b and not _leads(following, b, a):
            following[a].add(b)
            kept.append((a, b))
    return kept


def _leads(following: Mapping[str, Set[str]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        new = following.get(at, set()) - seen
        seen |= new
        todo += new
    return False


def find_columns(nodes: Iterable[str], edges: Sequence[Edge], ends: Set[str]) -> dict[str, int]:
    """Each node's column: as far right as the longest way to it; the ends of all ways stand in the last one."""
    before: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        before[b].append(a)
    column: dict[str, int] = {}
    todo = sorted(nodes, reverse=True)
    known = list(todo)
    while todo:
        at = todo[-1]
        waiting = [a for a in before[at] if a not in column]
        if waiting and at not in column:
            todo += waiting
            continue
        todo.pop()
        column.setdefault(at, max((column[a] + 1 for a in before[at]), default=0))
    last = max(column.values(), default=0)
    inner = max((column[n] for n in known if n not in ends), default=-1)
    return {n: max(inner + 1, last) if n in ends else column[n] for n in known}


def order_columns(columns: Sequence[Sequence[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """The nodes of each column near those that they are linked to, so that few lines cross."""
    beside: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    ordered = [list(c) for c in columns]
    for sweep in range(_SWEEPS):
        numbers = range(len(ordered)) if sweep % 2 == 0 else range(len(ordered) - 1, -1, -1)
        place = {n: i / max(1, len(c)) for c in ordered for i, n in enumerate(c)}
        for number in numbers:
            column = ordered[number]
            column.sort(key=lambda n: _mean([place[o] for o in beside[n]], place[n]))
            place.update({n: i / max(1, len(column)) for i, n in enumerate(column)})
    return ordered


def find_heights(
    columns: Sequence[Sequence[str]], edges: Sequence[Edge], sizes: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Each node's upper edge: near the middle of its neighbours, never over another of its column."""
    beside: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    top: dict[str, float] = {}
    for column in columns:
        top.update(_stack(column, [0.0] * len(column), sizes, gap))
    for _ in range(_SWEEPS):
        for column in columns:
            wished = [_mean([top[o] + sizes[o] / 2 for o in beside[n]], top[n] + sizes[n] / 2) for n in column]
            starts = [w - sizes[n] / 2 for n, w in zip(column, wished, strict=True)]
            top.update(_stack(column, starts, sizes, gap))
    return _close_up(top, sizes, gap)


def _close_up(top: Mapping[str, float], sizes: Mapping[str, float], gap: float) -> dict[str, float]:
    """The same without bands that are empty in every column, as there are between chains that do not meet."""
    closed: dict[str, float] = {}
    low, lift = 0.0, 0.0
    for node in sorted(top, key=lambda n: (top[n], n)):
        if not closed:
            low, lift = top[node], top[node]
        lift += max(0.0, top[node] - low - gap)
        low = max(low, top[node] + sizes[node])
        closed[node] = top[node] - lift
    return closed


def _stack(column: Sequence[str], wished: Sequence[float], sizes: Mapping[str, float], gap: float) -> dict[str, float]:
    """The nodes under each other near where they wish to be, on average neither above nor below it."""
    tops, at = [], float("-inf")
    for node, wish in zip(column, wished, strict=True):
        at = max(at, wish)
        tops.append(at)
        at += sizes[node] + gap
    drift = _mean([t - w for t, w in zip(tops, wished, strict=True)], 0.0)
    return {node: t - drift for node, t in zip(column, tops, strict=True)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
