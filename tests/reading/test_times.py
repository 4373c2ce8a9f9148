"""Times in a parsed report, resolved against its day of publication."""

import pytest

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.parsing import parse_report
from dragoman.reading.times import find_times, resolve_time
from dragoman.resources import Resources

RAN = Published("2026-05-20", "2026-05-20", "stated")  # a Wednesday


def times(text: str, resources: Resources) -> list[tuple[str, str | None, str | None]]:
    block = Block(0, len(text), "body")
    report = Report("rep-1", "doc-1", 0, len(text), None, None, None, (), None, "en", RAN, (block,))
    found = find_times(parse_report(report, text, resources.nlp), resources.times)
    meant = [(text[t.span.start : t.span.end], resolve_time(t, RAN)) for t in found]
    return [(words, time and time.earliest, time and time.latest) for words, time in meant]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Divers searched the bay on Monday.", ("Monday", "2026-05-18", "2026-05-18")),
        ("Ferries have not run since March.", ("March", "2026-03-01", "2026-05-20")),
        ("The bridge has been shut since May 2.", ("May 2", "2026-05-02", "2026-05-20")),
        ("They signed the lease last week.", ("last week", "2026-05-11", "2026-05-17")),
        ("It closes at the end of the week.", ("at the end of the week", "2026-05-22", "2026-05-24")),
        ("They sailed recently.", ("recently", None, "2026-05-20")),
        ("They sailed over the weekend.", ("over the weekend", "2026-05-16", "2026-05-17")),
    ],
)
def test_a_time_is_what_it_meant_on_the_day(text: str, expected: tuple, resources: Resources) -> None:
    assert times(text, resources)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on March 3. The same day it rose.", ("The same day", "2026-03-03", "2026-03-03")),
        ("It fell on March 3. Two days later it rose.", ("Two days later", "2026-03-05", "2026-03-05")),
        ("It fell on March 3. The following month it rose.", ("The following month", "2026-04-01", "2026-04-30")),
    ],
)
def test_what_points_back_is_counted_from_the_day_told_last(text: str, expected: tuple, resources: Resources) -> None:
    assert times(text, resources)[1] == expected


@pytest.mark.parametrize("text", ["The miners march through the town.", "It may rain.", "A second ferry came."])
def test_words_that_only_look_like_times_are_none(text: str, resources: Resources) -> None:
    assert times(text, resources) == []
