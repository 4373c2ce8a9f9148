"""The map: names never meet, every place is told, nothing is loaded."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.presenting.pictures.map import Spot, draw_map, find_core, place_labels
from dragoman.resources.world import Shores, load_shores
from tests.presenting.web.hostile import HOSTILE


def no_shores(*, fine: bool) -> Shores:
    return Shores((), np.zeros((0, 4), np.float32))


SPOTS = st.lists(
    st.builds(
        Spot, st.text("abcMW 話", min_size=1, max_size=40), st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 50)
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(SPOTS, st.lists(st.tuples(st.floats(0, 400), st.floats(0, 200)), min_size=40, max_size=40))
def test_names_never_meet_each_other_or_a_dot(spots: list[Spot], dots: list[tuple[float, float]]) -> None:
    dots = dots[: len(spots)]
    boxes = [box for _, box, _ in place_labels(spots, dots, (400, 200), 11) if box]
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]
    assert not [1 for b in boxes for x, y in dots if b.x < x < b.x + b.width and b.y < y < b.y + b.height]


@settings(max_examples=30, deadline=None)
@given(SPOTS, st.sampled_from([356, 860]))
def test_every_place_is_told(spots: list[Spot], width: int) -> None:
    tree = etree.fromstring(draw_map(spots, no_shores, "t", width))
    assert len(tree.findall(".//{*}circle")) == len(find_core(spots)) > 0
    told = tree.findtext(".//{*}desc") or ""
    assert told.count(": told ") == len(spots)


def test_land_is_drawn_under_the_places() -> None:
    picture = draw_map([Spot("Port Amber", 36.0, 52.0)], load_shores, "t")
    assert picture.index('class="land"') < picture.index('class="dot"')


def test_a_country_without_a_place_in_it_is_a_ring() -> None:
    picture = draw_map([Spot("Norland", 36.0, 52.0, wide=True)], no_shores, "t")
    assert 'class="country"' in picture
    assert "Norland (the whole country): told once" in picture


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    tree = etree.fromstring(draw_map([Spot(words, 1, 2, link=f"/search?{words}")], no_shores, words))
    found = {etree.QName(e).localname for e in tree.iter()}
    assert found <= {"svg", "title", "desc", "g", "rect", "text", "path", "circle", "a"}
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]


def test_a_place_far_off_does_not_crowd_the_others() -> None:
    near = [Spot(f"Town {n}", 30 + n / 4, 40 + n) for n in range(8)]
    far = Spot("Far Haven", 38, -77)
    assert find_core([far, *near]) == near
    assert "Beyond the picture: Far Haven." in draw_map([far, *near], no_shores, "t")
    assert set(find_core([near[0], far])) == {near[0], far}
