"""Coasts as one path of a picture: what lies in the frame, no finer than it can be seen."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

SEEN = 3.0  # pixels; what is smaller is not drawn
Point = tuple[float, float]
Line = NDArray[np.float32]


def draw_coasts(shores: Iterable[Line], corner: Point, scale: float, size: Point, grain: int = 2) -> str:
    """The land of a frame whose north-west `corner` is (lon, lat), of `scale` pixels a degree; lakes are left out.

    `grain`: how many points there may be to a pixel.
    """
    lines = [line for shore in shores if (line := _visible(shore, corner, scale, size, grain))]
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in line) + "Z" for line in lines)
    return f'<path class="land" d="{path}"/>' if path else ""


def _visible(shore: Line, corner: Point, scale: float, size: Point, grain: int) -> list[Point]:
    """What of a line is seen, in pixels, each place once; empty where it lies outside."""
    at = (shore - np.array(corner, np.float32)) * np.array((scale, -scale), np.float32)
    low, high = at.min(axis=0), at.max(axis=0)
    if high[0] < 0 or high[1] < 0 or low[0] > size[0] or low[1] > size[1] or (high - low).max() < SEEN:
        return []
    cells = np.rint(at * grain)
    kept = np.ones(len(cells), bool)
    kept[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    inside = low.min() >= 0 and high[0] <= size[0] and high[1] <= size[1]
    near = cells[kept] if inside else _without_far_runs(cells[kept], (size[0] * grain, size[1] * grain))
    line = [(x / grain, y / grain) for x, y in near.tolist()]
    return line if inside else _clip(line, size)


def _without_far_runs(cells: Line, size: Point) -> Line:
    """The line without the inner points of runs beyond one edge: nothing of them is seen."""
    for axis, edge, sign in _edges(size):
        beyond = (cells[:, axis] - edge) * sign < 0
        cells = cells[~(beyond & np.roll(beyond, 1) & np.roll(beyond, -1))]
    return cells


def _edges(size: Point) -> tuple[tuple[int, float, int], ...]:
    """Each edge of the picture: its axis, its place, and on which side of it the picture lies."""
    return (0, 0.0, 1), (0, size[0], -1), (1, 0.0, 1), (1, size[1], -1)


def _clip(line: list[Point], size: Point) -> list[Point]:
    """What of a closed line lies within the picture (Sutherland and Hodgman 1974)."""
    for axis, edge, sign in _edges(size):
        line = list(_keep_side(line, axis, edge, sign))
    return line if len(line) > 2 else []


def _keep_side(line: list[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    last = line[-1] if line else (0.0, 0.0)
    was = (last[axis] - edge) * sign >= 0
    for point in line:
        inside = (point[axis] - edge) * sign >= 0
        if inside != was:
            yield _crossing(last, point, axis, edge)
        if inside:
            yield point
        last, was = point, inside


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    other = round(a[1 - axis] + share * (b[1 - axis] - a[1 - axis]), 1)
    return (edge, other) if axis == 0 else (other, edge)
