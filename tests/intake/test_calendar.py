from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import Interval, Published
from dragoman.intake.calendar.expressions import find_calendar_expressions
from dragoman.intake.calendar.values import resolve_value
from dragoman.resources.times import load_times

LEXICON = load_times()
SATURDAY = Published("2031-03-15", "2031-03-15", "stated")
SUNDAY = Published("2031-03-16", "2031-03-16", "stated")


def values(text: str) -> list[tuple[str, str]]:
    return [(text[e.start : e.end], e.value) for e in find_calendar_expressions(text, LEXICON)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on Friday.", [("Friday", "*-W5")]),
        ("The council will meet on Friday.", [("Friday", "*-W5:next")]),
        ("On Friday the council will meet.", [("Friday", "*-W5:next")]),
        ("She said on Friday that it will rain", [("Friday", "*-W5")]),
        ("a round scheduled for February", [("February", "*-02:near")]),
        ("by March 5", [("March 5", "*-03-05:next")]),
        ("14 June, 2031", [("14 June, 2031", "2031-06-14")]),
        ("Dec 22", [("Dec 22", "*-12-22")]),
        ("Friday, Nov. 21", [("Friday, Nov. 21", "*-11-21@5")]),
        ("2031-03-15T10:25:00Z", [("2031-03-15T10:25:00Z", "2031-03-15T10:25")]),
        ("Today, 10:25 pm", [("Today, 10:25 pm", "D+0T22:25")]),
        ("BYLINE DESKToday, 9:05 am", [("Today, 9:05 am", "D+0T09:05")]),
        ("for three weeks", [("three weeks", "P3W:past")]),
        ("a 14-monthlong siege", [("14-monthlong", "P14M")]),
        ("two years ago", [("two years ago", "P2Y:ago")]),
        ("March 18-20, 2031", [("March 18-20, 2031", "2031-03-18/2031-03-20")]),
        ("December 31 last year", [("December 31 last year", "Y-1.12-31")]),
        ("early Sunday", [("early Sunday", "*-W7T00:00-10:00")]),
        ("since May", [("May", "*-05")]),
        ("the attacks of 9/11", [("9/11", "2001-09-11")]),
    ],
)
def test_an_expression_is_found_with_its_meaning(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march through the town in a second wave",
        "The Sunday Times and Mail on Sunday",
        "Prime Minister Theresa May spoke",
        "Black Friday sales",
        "a 16-year-old boy",
        "jailed; he got 14 years in prison",
        "2 min read",
        "won 3-2 and scored 2015 points",
        "He Sat down in the Sun",
        "twice a day",
        "for the first time",
    ],
)
def test_what_only_looks_like_a_time_is_left(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("*-W5", ("2031-03-14", "2031-03-14")),
        ("*-W6", ("2031-03-15", "2031-03-15")),
        ("*-W6:before", ("2031-03-08", "2031-03-08")),
        ("*-W5:next", ("2031-03-21", "2031-03-21")),
        ("*-10-07", ("2030-10-07", "2030-10-07")),
        ("*-04:next", ("2031-04-01", "2031-04-30")),
        ("*-02:near", ("2031-02-01", "2031-02-28")),
        ("W-1", ("2031-03-03", "2031-03-09")),
        ("M-1", ("2031-02-01", "2031-02-28")),
        ("Y+0:past", ("2031-01-01", "2031-03-15")),
        ("*-12-20/*-01-05", ("2030-12-20", "2031-01-05")),
        ("P10D:past", ("2031-03-05", "2031-03-15")),
        ("*-02-29", ("2028-02-29", "2028-02-29")),
        ("D-1T18:00-24:00", ("2031-03-14T18:00", "2031-03-14T23:59")),
    ],
)
def test_a_value_resolves_against_the_day_of_publication(value: str, expected: tuple[str, str]) -> None:
    assert resolve_value(value, SATURDAY) == Interval(*expected)


def test_on_a_sunday_the_new_week_has_begun() -> None:
    assert resolve_value("W-1", SUNDAY) == Interval("2031-03-09", "2031-03-15")
    assert resolve_value("W+0", SUNDAY) == Interval("2031-03-16", "2031-03-22")


def test_an_uncertain_day_of_publication_widens_the_meaning_no_more_than_needed() -> None:
    between = Published("2031-03-15", "2031-03-17", "inferred")
    assert resolve_value("*-W5", between) == Interval("2031-03-14", "2031-03-14")
    assert resolve_value("D-1", between) == Interval("2031-03-14", "2031-03-16")


def test_an_open_bound_of_publication_stays_open() -> None:
    assert resolve_value("D-1", Published(None, "2031-03-17", "inferred")) == Interval(None, "2031-03-16")
    assert resolve_value("D-1", Published(None, None, "unknown")) is None


def test_a_length_of_time_and_nonsense_have_no_place_on_the_calendar() -> None:
    assert {resolve_value(v, SATURDAY) for v in ("P10M", "THEN", "", "*", "2031-13-45", "Y+999999", "P:past")} == {None}


@given(st.text(st.sampled_from("may March 1234567890:/-—,.©\n\u00a0Fridaylastweekago’s "), max_size=200) | st.text())
def test_spans_lie_in_any_text(text: str) -> None:
    for e in find_calendar_expressions(text, LEXICON):
        assert 0 <= e.start < e.end <= len(text)
        resolve_value(e.value, SATURDAY)


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(0, 400), st.data())
def test_the_meaning_on_each_possible_day_lies_within_the_meaning_on_the_bounds(
    first: date, width: int, data: st.DataObject
) -> None:
    told = ["*-W5", "*-W5:next", "*-10-07", "*-03:near", "W-1", "Y+0:past", "P3M:ago", "*-12-29@5", "E+1"]
    value = data.draw(st.sampled_from(told))
    day = date.fromordinal(first.toordinal() + data.draw(st.integers(0, width)))
    last = date.fromordinal(first.toordinal() + width)
    hull = resolve_value(value, Published(first.isoformat(), last.isoformat(), "inferred"))
    inner = resolve_value(value, Published(day.isoformat(), day.isoformat(), "inferred"))
    assert hull is not None and inner is not None
    assert (hull.earliest or "") <= (inner.earliest or "") and (inner.latest or "") <= (hull.latest or "")
