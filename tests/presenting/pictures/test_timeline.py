"""The timeline: every row is told, no two labels meet, open ends fade."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.presenting.pictures.lettering import text_width
from dragoman.presenting.pictures.timeline import MOST_ROWS, Moment, collapse, draw_timeline, find_ticks
from tests.presenting.web.hostile import HOSTILE

ELEMENTS = {"svg", "title", "desc", "g", "rect", "text", "path", "circle", "a"}
DAYS = st.none() | st.dates(date(1, 1, 3), date(9998, 1, 1)).map(date.isoformat)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS), max_size=80), st.sampled_from([356, 860]))
def test_any_days_can_be_drawn(days: list[tuple[str | None, str | None]], width: int) -> None:
    moments = [Moment(f"row {n}", a, b) for n, (a, b) in enumerate(days)]
    picture = draw_timeline(moments, "t", width)
    assert bool(picture) == any(a or b for a, b in days)
    if picture:
        assert len(etree.fromstring(picture).findall(".//{*}g")) <= MOST_ROWS


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 60000), st.sampled_from([(300, 11), (540, 13)]))
def test_labels_of_days_never_meet(first: date, length: int, room: tuple[int, int]) -> None:
    width, size = room
    last = first + timedelta(days=length)
    places = [
        ((day - first).days / length * width, text_width(label, size))
        for day, label in find_ticks(first, last, width, size)
    ]
    assert all(b - a >= (wide_a + wide_b) / 2 for (a, wide_a), (b, wide_b) in pairwise(places))


def test_an_open_end_fades_and_a_known_day_is_a_dot() -> None:
    picture = draw_timeline([Moment("a", "2026-03-01", None), Moment("b", "2026-03-04", "2026-03-04")], "t")
    assert "fade3" in picture
    assert '<circle class="day"' in picture


def test_one_old_day_does_not_crowd_the_others_and_is_told_in_words() -> None:
    days = [Moment(f"r{n}", f"2026-03-{n:02}", f"2026-03-{n:02}") for n in range(1, 9)]
    alone = draw_timeline(days, "t")
    both = draw_timeline([Moment("old", "1953-08-19", "1953-08-19"), *days], "t")
    assert "← 1953-08-19" in both
    places = [[c.get("cx") for c in etree.fromstring(p).iter("{*}circle")] for p in (alone, both)]
    assert places[0] == places[1]
    assert "2041-01-01 →" in draw_timeline([*days, Moment("far", "2041-01-01", "2041-01-01")], "t")


def test_a_long_label_has_two_lines_and_no_row_meets_the_next() -> None:
    words = "Indirect talks between the envoys of Norland and of Sundia "
    rows = [Moment(words * n, "2026-03-01", None) for n in (2, 3)]
    for width in (356, 860):
        lines = list(etree.fromstring(draw_timeline(rows, "t", width)).iter("{*}text"))
        places = [float(t.get("y")) for t in lines if t.get("class") == "label"]
        assert len(places) == 4
        assert all(b - a >= 11 for a, b in pairwise(places))


def test_many_rows_are_joined_by_month_and_the_picture_says_so() -> None:
    rows, note = collapse([Moment(f"r{n}", f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}", None) for n in range(200)])
    assert len(rows) == 12
    assert "200 rows" in note


@pytest.mark.parametrize("words", HOSTILE[::4])
def test_hostile_words_stay_words(words: str) -> None:
    tree = etree.fromstring(draw_timeline([Moment(words, "2026-01-01", words, link=f"#{words}")], words))
    assert {etree.QName(e).localname for e in tree.iter()} <= ELEMENTS
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
