"""Sixty sentences, four of each construction that attributes, read by the whole reader as shipped."""

from collections import Counter

import pytest

from dragoman.resources import Resources
from tests.reading.construction_cases import Case, all_cases, known_failures, missed, words

ALL = list(all_cases())


def marked(case: Case) -> object:
    """The case, expected to fail where it is listed so: one that is mended must be taken off the list."""
    why = known_failures().get(case.name)
    marks = [pytest.mark.xfail(strict=True, reason=why, raises=AssertionError)] if why else []
    return pytest.param(case, marks=marks, id=f"{case.construction}: {case.name}")


@pytest.mark.parametrize("case", [marked(case) for case in ALL])
def test_who_says_what_is_found_whatever_the_construction(case: Case, resources: Resources) -> None:
    assert missed(case, resources) == []


def test_there_are_four_cases_of_each_of_fifteen_constructions() -> None:
    assert sorted(Counter(c.construction for c in ALL).values()) == [4] * 15
    assert known_failures().keys() <= {c.name for c in ALL}


@pytest.mark.parametrize("case", ALL, ids=lambda c: c.name)
def test_what_is_asked_stands_in_the_text(case: Case) -> None:
    for row in case.said:
        for asked in (row["source"] or "", *row["content"].split("|"), row["cue"].replace("[", "").replace("]", "")):
            assert set(words(asked)) <= set(words(case.text)) | set(case.text.split()) | set(case.text)
