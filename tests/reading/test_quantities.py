"""What a report counts and measures, with the bounds that its words give."""

import time
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.quantities import find_quantities
from dragoman.resources import Resources, load_resources

CASES = Path(__file__).parent.parent / "cases" / "quantities"


@cache
def resources() -> Resources:
    return load_resources()


def parsed(text: str) -> ParsedReport:
    unknown = Published(None, None, "unknown")
    blocks = (Block(0, len(text), "body"),)
    report = Report("r", "d", 0, len(text), None, None, None, (), None, "en", unknown, blocks)
    return parse_report(report, text, resources().nlp)


def found(text: str) -> list[list[object]]:
    quantities = find_quantities(parsed(text), resources().quantities)
    return [[text[q.span.start : q.span.end], q.what, q.value, q.at_least, q.at_most, q.unit] for q in quantities]


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "synthetic.yaml").read_text()), ids=lambda c: c["text"])
def test_amounts_have_the_bounds_that_the_words_give(case: dict[str, object]) -> None:
    assert found(case["text"]) == case["found"]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", yaml.safe_load((CASES / "negative.yaml").read_text()))
def test_dates_ages_and_ranks_are_no_quantities(text: str) -> None:
    assert found(text) == []


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("$1,0.9 %two dozen killed ships-and tons of\n"), max_size=100))
def test_bounds_are_in_order_and_spans_lie_in_any_text(text: str) -> None:
    for quantity in find_quantities(parsed(text), resources().quantities):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.at_least is None or quantity.at_most is None or quantity.at_least <= quantity.at_most


@pytest.mark.parametrize("unit", ["1,000", "two ", "million ", "1 to ", "$ ", "more than "])
def test_long_hostile_lines_are_quick(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.monotonic()
    list(resources().quantities.amount.finditer(text))
    assert time.monotonic() - start < 1
