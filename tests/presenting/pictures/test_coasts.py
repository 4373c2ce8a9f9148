"""Coasts: only what lies in the frame, with its inside on the right side, no finer than it can be seen."""

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.presenting.pictures.coasts import draw_coasts
from dragoman.resources.world import load_middles, load_shores

SIZE = (100.0, 80.0)


def rings(path: str) -> list[list[tuple[float, float]]]:
    found = re.findall(r"M([^MZ]+)Z", path)
    return [[tuple(map(float, p.split())) for p in ring.split("L")] for ring in found]


def area(ring: list[tuple[float, float]]) -> float:
    turns = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2


def box(west: float, south: float, east: float, north: float) -> np.ndarray:
    return np.array([(west, south), (east, south), (east, north), (west, north)], np.float32)


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(-300, 300)] * 4))
def test_of_a_land_as_much_is_drawn_as_lies_in_the_frame(sides: tuple[int, ...]) -> None:
    west, east, south, north = *sorted(sides[:2]), *sorted(sides[2:])
    seen = max(0, min(east, 100) - max(west, 0)) * max(0, min(north, 0) - max(south, -80))
    drawn = draw_coasts([box(west, south, east, north)], (0.0, 0.0), 1.0, SIZE)
    assert sum(map(area, rings(drawn))) == seen or max(east - west, north - south) < 3


def test_a_line_that_winds_round_the_frame_keeps_its_corner() -> None:
    land = np.array([(-50, -40), (-50, 50), (50, 50), (150, 50), (150, -40), (150, -200), (-50, -200)], np.float32)
    assert sum(map(area, rings(draw_coasts([land], (0.0, 0.0), 1.0, SIZE)))) == SIZE[0] * SIZE[1]


def test_the_shores_of_a_region_are_those_near_it() -> None:
    whole = load_shores(fine=False)
    near = list(whole.within(10, 30, 20, 40))
    assert 0 < len(near) < len(whole.lines) / 10
    assert all(np.abs(line[:, 0]).max() <= 180 and np.abs(line[:, 1]).max() <= 90 for line in near)


def test_the_middle_of_a_country_lies_in_it() -> None:
    middles = load_middles()
    assert 5 < middles["CH"][0] < 11
    assert 45 < middles["CH"][1] < 48
