"""Inputs that are nearly right never escape, and enough of them get past the first look to say so."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Document, Problem
from dragoman.errors import DragomanError
from dragoman.intake.actor_lists import parse_actor_list
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.sniffing import sniff_kind
from dragoman.intake.containers.streams import Budget, Item, stream_of
from dragoman.intake.feed_lists import read_feed_list
from dragoman.intake.files import IntakeOptions, _read
from dragoman.intake.reports import to_reports
from dragoman.resources import Resources
from dragoman.resources.actor_lists import load_actor_list_forms
from tests.intake.mutated_inputs import MAKERS, PROSE
from tests.intake.mutating import change_text

OPTIONS = IntakeOptions(max_bytes=500_000, max_archive_bytes=500_000, max_decompressed_bytes=2_000_000)
WHOLE = sorted(set(MAKERS) - {"sniffing", "feed-list", "actor-list"})
BY_THE_NET = ("cannot be read (", "cannot be parsed (")
SEEDS = st.integers(min_value=0, max_value=2**32)


def outcomes_of(name: str, data: bytes) -> list[Document | Problem]:
    """What an input gives, in this process."""
    context = IntakeContext(OPTIONS)
    context.guarded = lambda parse, *given: parse(*given)  # type: ignore[method-assign]
    item = Item("x", f"x.{name}", stream_of(data), Budget(OPTIONS, len(data)), size=len(data))
    return list(_read(item, context))


@pytest.mark.parametrize("name", WHOLE)
def test_every_input_ends_as_documents_or_problems(name: str) -> None:
    @given(SEEDS)
    @settings(max_examples=25, deadline=None, derandomize=True)
    def check(seed: int) -> None:
        for outcome in outcomes_of(name, MAKERS[name](random.Random(seed))):
            assert isinstance(outcome, Document | Problem)
            if isinstance(outcome, Document):
                assert outcome.text.strip()
                outcome.text.encode("utf-8")

    check()


@pytest.mark.parametrize("name", WHOLE)
def test_many_get_past_the_first_look_and_few_are_left_to_the_net(name: str) -> None:
    ends = [outcomes_of(name, MAKERS[name](random.Random(f"{name} {n}"))) for n in range(40)]
    assert sum(any(isinstance(o, Document) for o in end) for end in ends) >= 10
    caught = [o.what for end in ends for o in end if isinstance(o, Problem) and o.what.startswith(BY_THE_NET)]
    assert len(caught) <= 2, caught


@given(SEEDS)
@settings(max_examples=100, deadline=None, derandomize=True)
@example(3)
def test_lists_are_refused_in_one_line_or_read(seed: int) -> None:
    data = MAKERS["actor-list"](random.Random(seed))
    sniff_kind(data, "x")
    try:
        parse_actor_list(data.decode("utf-8", "replace"), "x.csv", load_actor_list_forms())
    except DragomanError as error:
        assert "\n" not in str(error)


def test_lists_of_feeds_are_refused_in_one_line_or_read(tmp_path: Path) -> None:
    for seed in range(60):
        path = tmp_path / f"{seed}.opml"
        path.write_bytes(MAKERS["feed-list"](random.Random(seed)))
        try:
            assert all(a.lower().startswith("http") for a in read_feed_list(path))
        except DragomanError as error:
            assert str(path) in str(error)


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_layout_keeps_to_the_text(seed: int, resources: Resources) -> None:
    text = change_text(random.Random(seed), PROSE).encode("utf-8", "replace").decode()
    for report in to_reports(Document("doc-1", "x", "text/plain", "0" * 64, text), resources):
        assert all(0 <= b.start <= b.end <= len(text) for b in report.blocks)


def test_the_same_chance_makes_the_same_input() -> None:
    for name, make in MAKERS.items():
        assert make(random.Random("x")) == make(random.Random("x")), name
