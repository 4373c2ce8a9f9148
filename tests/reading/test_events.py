"""Events in invented sentences: every example of `data/events`, the tables of cases, and what must hold on any text."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resources.events import EventCase
from tests.reading.event_reports import read, resources, words

CASES = Path(__file__).parent.parent / "cases" / "events"
TYPES = resources().events.types
EXAMPLES = [(name, case) for name, kind in TYPES.items() for case in kind.examples]
WORDS = ["met", "attacked", "talks", "with", "of", "-", ",", "to", "the", "Norland", "said", "Norland-backed"]
COUNTER_EXAMPLES = [(name, text) for name, kind in TYPES.items() for text in kind.counter_examples]


def table(name: str) -> list:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def players(mention, index, role: str) -> set[str]:
    return {p.actor for p in mention.participants if p.role == role} and {
        index.actors[p.actor].name for p in mention.participants if p.role == role
    }


def check(case: EventCase, kind: str, role: str = "body") -> None:
    found, index = read(case.text, role)
    hits = [m for m in found if m.type == kind and words(case.text, m) == case.trigger]
    assert len(hits) == 1, [(m.type, words(case.text, m)) for m in found]
    assert (hits[0].mode, hits[0].status) == (case.mode or hits[0].mode, case.status)
    for part, names in case.participants.items():
        have = players(hits[0], index, part)
        assert all(any(n.lower() in h.lower() for h in have) for n in names), (part, have)


@pytest.mark.parametrize(("kind", "case"), EXAMPLES, ids=[c.text[:40] for _, c in EXAMPLES])
def test_each_example_of_a_type_is_read_as_it_says(kind: str, case: EventCase) -> None:
    check(case, kind)


@pytest.mark.parametrize(("kind", "text"), COUNTER_EXAMPLES, ids=[t[:40] for _, t in COUNTER_EXAMPLES])
def test_what_only_looks_like_a_trigger_is_none(kind: str, text: str) -> None:
    assert [words(text, m) for m in read(text)[0] if m.type == kind] == []


def test_every_type_has_examples_and_counter_examples() -> None:
    assert len(TYPES) == 16
    assert all(len(k.examples) >= 3 and len(k.counter_examples) >= 3 for k in TYPES.values())


@pytest.mark.parametrize("row", table("synthetic.yaml"), ids=lambda r: r["name"])
def test_who_when_where_and_through_whom(row: dict) -> None:
    found, index = read(row["text"], row.get("role", "body"))
    hits = [m for m in found if m.type == row["type"]]
    assert len(hits) == row.get("mentions", 1), [(m.type, words(row["text"], m)) for m in found]
    if not hits:
        return
    for part, names in row.get("participants", {}).items():
        assert players(hits[0], index, part) == set(names)
    if "when" in row:
        when = hits[0].when
        assert row["when"] == (when and row["text"][when.span.start : when.span.end])
    if "value" in row:
        assert hits[0].when is not None and hits[0].when.value == row["value"]
    if "place" in row:
        assert row["place"] == (hits[0].place and hits[0].place.name)
    if "mode" in row:
        assert hits[0].mode == row["mode"]
    assert len(hits[0].attributions) >= row.get("attributions", 0)


@pytest.mark.parametrize("row", table("negative.yaml"), ids=lambda r: r["text"][:40])
def test_no_event_where_there_is_none(row: dict) -> None:
    assert [(m.type, words(row["text"], m)) for m in read(row["text"])[0]] == []


@pytest.mark.parametrize(
    "row",
    [pytest.param(r, marks=pytest.mark.xfail(strict=True, reason=r["why"])) for r in table("known_failures.yaml")],
    ids=lambda r: r["text"][:40],
)
def test_known_failures(row: dict) -> None:
    found, _ = read(row["text"], row.get("role", "body"))
    assert (row["type"], row["status"]) in {(m.type, m.status) for m in found}


@given(st.text(max_size=300) | st.lists(st.sampled_from(WORDS)).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    for m in read(text)[0]:
        assert 0 <= m.extent.start <= m.trigger.start < m.trigger.end <= m.extent.end <= len(text)


def test_hostile_length_costs_no_more_than_reading_it() -> None:
    runs = ("Norland attacked Sundia and met Ostia with talks on strikes " * 300, "Norland attacked Sundia. " * 300)
    start = time.process_time()
    counts = [len(read(text)[0]) for text in runs]
    assert counts[1] == 300
    assert time.process_time() - start < 30


def test_a_mention_shows_the_whole_sentence_that_holds_it() -> None:
    text = "It rained. On Monday, after long waiting, Norland attacked Sundia, and nobody slept.  They left."
    shown = [text[m.sentence.start : m.sentence.end] for m in read(text)[0] if m.sentence]
    assert shown == ["On Monday, after long waiting, Norland attacked Sundia, and nobody slept."]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Such transfers of oil are prohibited by a resolution.", "transfers"),
        ("Air strikes on ports are not allowed under the truce.", "strikes"),
    ],
)
def test_what_is_allowed_or_not_in_general_has_not_happened(text: str, noun: str) -> None:
    found, _ = read(text)
    assert not any(noun in words(text, m) for m in found)
    happened = text.replace("are prohibited", "were observed").replace("are not allowed", "were reported")
    assert any(noun in words(happened, m) for m in read(happened)[0])
