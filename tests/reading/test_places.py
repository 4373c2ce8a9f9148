"""Names of places that stand for a location, and which place they mean."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.places import find_places
from dragoman.resources import Resources, load_resources

CASES = Path(__file__).parent.parent / "cases" / "places"


@cache
def resources() -> Resources:
    return load_resources()


def parsed(text: str, *blocks: Block) -> ParsedReport:
    unknown = Published(None, None, "unknown")
    kept = blocks or (Block(0, len(text), "body"),)
    report = Report("r", "d", 0, len(text), None, None, None, (), None, "en", unknown, kept)
    return parse_report(report, text, resources().nlp)


def found(text: str) -> list[list[str | None]]:
    places = find_places(parsed(text), resources().places)
    return [[text[p.span.start : p.span.end], p.name, p.country] for p in places]


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "synthetic.yaml").read_text()), ids=lambda c: c["text"])
def test_locations_are_found_and_resolved(case: dict[str, object]) -> None:
    assert found(case["text"]) == case["places"]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", yaml.safe_load((CASES / "negative.yaml").read_text()))
def test_a_place_that_acts_is_no_location(text: str) -> None:
    assert found(text) == []


@pytest.mark.xfail(strict=True, reason="a city beside it does not yet choose between the state and the country")
def test_georgia_beside_atlanta_is_the_american_one() -> None:
    assert found("In Georgia, voters in Atlanta went to the polls.")[0][2] == "US"


def test_a_dateline_of_its_own_is_a_location() -> None:
    text = "ADEN, Yemen\nThe talks went on."
    report = parsed(text, Block(0, 11, "dateline"), Block(12, len(text), "body"))
    assert [(p.name, p.country) for p in find_places(report, resources().places)] == [("Aden", "YE")]


def test_coordinates_come_with_a_city_and_none_with_a_state() -> None:
    city, state = find_places(parsed("They met in Nairobi. Others stayed in Chad."), resources().places)
    assert city.lat is not None and abs(city.lat + 1.3) < 0.5
    assert (state.lat, state.lon) == (None, None)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("in to Oslo, Gaza White House's-(.)\n“é"), max_size=120))
def test_spans_lie_in_any_text(text: str) -> None:
    for place in find_places(parsed(text), resources().places):
        assert 0 <= place.span.start < place.span.end <= len(text)
