"""The network: names never meet, the same graph is drawn alike, what is left out is said."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.presenting.pictures.network import MOST_NODES, Node, Tie, collapse, draw_network, place
from tests.presenting.web.hostile import HOSTILE

NAMES = st.text("abcMW é話 ", min_size=1, max_size=50)
TIES = st.lists(
    st.builds(Tie, st.integers(0, 30).map(str), st.integers(31, 59).map(str), st.integers(1, 9), through=st.booleans()),
    min_size=1,
    max_size=70,
)


@settings(max_examples=40, deadline=None)
@given(TIES, st.lists(NAMES, min_size=60, max_size=60), st.sampled_from([356, 860]))
def test_names_never_meet(ties: list[Tie], names: list[str], width: int) -> None:
    nodes, lines, _ = collapse([Node(str(n), name) for n, name in enumerate(names)], ties)
    boxes = place(nodes, lines, width, 11)
    assert boxes.keys() == {k for t in ties for k in (t.a, t.b)}
    assert not [1 for a, b in combinations(boxes.values(), 2) if a.overlaps(b)]
    assert all(b.x >= 0 and b.x + b.width <= width and b.y >= 0 for b in boxes.values())


def test_the_same_graph_is_drawn_alike() -> None:
    nodes, ties = [Node(k, k) for k in "abcd"], [Tie("a", "b"), Tie("b", "c", through=True)]
    assert draw_network(nodes, ties, "t") == draw_network(nodes, ties, "t")


def test_a_go_between_is_linked_by_dashes() -> None:
    picture = draw_network([Node("a", "A"), Node("b", "B", between=True)], [Tie("a", "b", through=True)], "t")
    assert 'class="tie through"' in picture
    assert 'class="person between"' in picture


def test_more_actors_than_can_be_read_are_left_out_and_named() -> None:
    nodes = [Node(str(n), f"Actor {n:03}") for n in range(100)]
    picture = draw_network(nodes, [Tie("0", str(n)) for n in range(1, 100)], "t")
    assert picture.count("<circle") == MOST_NODES
    assert "Of 100 actors the 60 with most ties are drawn; not drawn: Actor" in picture


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    nodes = [Node("a", words, "person", link=f"/actor/{words}"), Node("b", "b")]
    tree = etree.fromstring(draw_network(nodes, [Tie("a", "b", note=words)], words))
    assert {etree.QName(e).localname for e in tree.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "text",
        "path",
        "circle",
        "a",
    }
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
