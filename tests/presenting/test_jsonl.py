"""The export: every line keeps the contract, every span re-extracts."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dragoman.datamodel import Record
from dragoman.presenting.exports.jsonl import export_jsonl

SCHEMA = json.loads((Path(__file__).parent.parent / "record_schema.json").read_text())


@pytest.fixture(scope="module")
def rows(example_record: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export_jsonl(example_record, {"reader": "1"})]


def test_every_line_keeps_the_record_format(rows: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(SCHEMA)
    broken = [(row["kind"], error.json_path, error.message) for row in rows for error in validator.iter_errors(row)]
    assert not broken


def test_the_schema_notices_a_broken_line() -> None:
    assert not Draft202012Validator(SCHEMA).is_valid({"kind": "story", "id": "a"})


def test_the_header_comes_first_and_once(rows: list[dict[str, Any]]) -> None:
    assert [r["kind"] for r in rows].index("header") == 0
    assert Counter(r["kind"] for r in rows)["header"] == 1


def test_every_span_repeats_the_characters_it_points_at(rows: list[dict[str, Any]]) -> None:
    texts = {r["id"]: r["text"] for r in rows if r["kind"] == "document"}
    spans = [s for row in rows for s in _spans(row)]
    assert spans
    assert all(texts[s["document"]][s["start"] : s["end"]] == s["text"] for s in spans)


def test_ids_are_unique_within_a_kind(rows: list[dict[str, Any]]) -> None:
    counts = Counter((r["kind"], r["id"]) for r in rows if "id" in r)
    assert [key for key, n in counts.items() if n > 1] == []


def test_references_lead_somewhere(rows: list[dict[str, Any]]) -> None:
    ids = {r["id"] for r in rows if "id" in r}
    mentions = [r for r in rows if r["kind"] == "event_mention"]
    wanted = {m["event"] for m in mentions} | {a for m in mentions for a in m["attributions"]}
    wanted |= {p["actor"] for m in mentions for p in m["participants"]}
    assert wanted <= ids


def test_the_same_record_gives_the_same_bytes(example_record: Record) -> None:
    assert list(export_jsonl(example_record, {})) == list(export_jsonl(example_record, {}))


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [s for v in value for s in _spans(v)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"document", "start", "end", "text"} <= set(value) else []
    return own + [s for v in value.values() for s in _spans(v)]
