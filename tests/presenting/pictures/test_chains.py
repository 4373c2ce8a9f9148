"""The drawn chain graph: boxes that never overlap, whatever the chains; text that fits and stays text."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.presenting.pictures.chains import MOST_BOXES, PAD, ChainGraph, Station, arrange, collapse, draw_graph
from dragoman.presenting.pictures.lettering import text_width
from tests.presenting.web.hostile import HOSTILE

KEYS = st.integers(0, 24).map(str)
NAMES = st.text("abcMW é話 ", min_size=1, max_size=70)


@st.composite
def graphs(draw: st.DrawFn) -> ChainGraph:
    pairs = draw(st.lists(st.tuples(KEYS, KEYS), min_size=1, max_size=40))
    keys = sorted({k for pair in pairs for k in pair})
    stations = {
        k: Station(draw(NAMES), draw(st.booleans()), end=not any(k == a for a, b in pairs if a != b)) for k in keys
    }
    return ChainGraph(stations, {p: draw(st.sampled_from(["cites", "copies", "denies"])) for p in pairs})


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from([356, 860]))
def test_boxes_never_overlap_and_their_text_fits(graph: ChainGraph, width: int) -> None:
    size = 13.0 if width > 500 else 11.0
    drawn = arrange(graph, width, size)
    assert drawn.boxes.keys() == graph.stations.keys()
    assert not [1 for a, b in combinations((*drawn.boxes.values(), *drawn.lanes.values()), 2) if a.overlaps(b)]
    for key, lines in drawn.lines.items():
        box = drawn.boxes[key]
        assert len(lines) * size * 1.3 <= box.height
        assert all(text_width(line, size) <= box.width - 2 * PAD + size for line in lines)


def test_links_lead_to_the_right() -> None:
    graph = ChainGraph(
        {k: Station(k, end=k == "d") for k in "abcd"}, {("a", "b"): "cites", ("b", "d"): "cites", ("c", "d"): "cites"}
    )
    boxes = arrange(graph, 860, 13).boxes
    assert boxes["a"].x < boxes["b"].x < boxes["d"].x
    assert boxes["c"].x == boxes["a"].x


def test_chains_that_do_not_meet_stand_close_under_each_other() -> None:
    pairs = ("a f", "f o", "t s", "s h", "t h", "t b", "t i")
    links = {(p[0], p[2]): "cites" for p in pairs}
    boxes = arrange(ChainGraph({k: Station(k, end=k in "ohbi") for k in "aftsohbi"}, links), 860, 13).boxes
    low = 0.0
    for box in sorted(boxes.values(), key=lambda b: b.y):
        assert box.y - low <= 30
        low = max(low, box.y + box.height)


def test_too_many_outlets_are_drawn_as_one_and_the_picture_says_so() -> None:
    stations = {str(n): Station(f"Outlet {n}", read=True) for n in range(80)} | {"x": Station("the mayor", end=True)}
    small = collapse(ChainGraph(stations, {(str(n), "x"): "cites" for n in range(80)}))
    assert len(small.stations) == 2
    assert "80 outlets with the same sources are drawn as one" in draw_graph(small, "t")


def test_never_more_boxes_than_can_be_read() -> None:
    stations = {f"o{n}": Station(f"O{n}") for n in range(90)} | {f"s{n}": Station(f"S{n}", end=True) for n in range(90)}
    small = collapse(ChainGraph(stations, {(f"o{n}", f"s{n}"): "cites" for n in range(90)}))
    assert len(small.stations) <= MOST_BOXES


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    graph = ChainGraph({"a": Station(words), "b": Station(words, end=True)}, {("a", "b"): "cites"})
    tree = etree.fromstring(draw_graph(graph, words))
    assert {etree.QName(e).localname for e in tree.iter()} <= {"svg", "title", "desc", "g", "rect", "text", "path"}
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a == "href"]
