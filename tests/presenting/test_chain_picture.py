"""The chain picture: boxes that never overlap, whatever the chains."""

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.presenting import chain_picture
from dragoman.presenting.chain_picture import BOX_WIDTH, _arrange, _place

NAMES = st.text("abc ", min_size=1, max_size=60)
CHAINS = st.lists(
    st.tuples(NAMES, st.lists(st.tuples(NAMES, st.booleans()), min_size=1, max_size=4)), min_size=1, max_size=9
)


@settings(max_examples=80, deadline=None)
@given(CHAINS)
def test_boxes_never_overlap(chains: list[tuple[str, list[tuple[str, bool]]]]) -> None:
    shown = [(outlet, tuple(n for n, _ in hops), tuple(f for _, f in hops)) for outlet, hops in chains]
    columns, _ = _arrange(shown, max(len(n) for _, n, _ in shown), set())
    for a, b in combinations(_place(columns).values(), 2):
        apart_x = a.x + BOX_WIDTH <= b.x or b.x + BOX_WIDTH <= a.x
        assert apart_x or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_every_line_of_a_box_fits_it() -> None:
    box = chain_picture._Box((0, "a"), "w" * 200, named=True, party=False)
    assert all(len(line) <= chain_picture.WRAP for line in chain_picture._lines(box))


def test_the_picture_has_a_title_and_a_description() -> None:
    from dragoman.presenting.views import RecordView
    from tests.presenting.records import make_record

    record = make_record()
    picture = chain_picture.draw_chains(RecordView(record), record.events[0])
    assert re.match(r'<svg [^>]*role="img"><title>[^<]+</title><desc>[^<]+</desc>', picture)
