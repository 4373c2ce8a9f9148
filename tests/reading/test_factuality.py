"""How certain an event is told to be, in invented sentences."""

from pathlib import Path

import pytest
import yaml

from tests.reading.event_reports import read, words

TABLE = Path(__file__).parent.parent / "cases" / "events" / "status.yaml"


@pytest.mark.parametrize("row", yaml.safe_load(TABLE.read_text(encoding="utf-8")), ids=lambda r: r["text"])
def test_the_status_is_what_the_words_around_say(row: dict) -> None:
    found, _ = read(row["text"], row.get("role", "body"))
    hits = [m for m in found if m.type == row["type"]]
    assert [m.status for m in hits] == [row["status"]], [(m.type, words(row["text"], m), m.status) for m in found]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Norland allegedly attacked the harbour on Monday.", True),
        ("Norland is suspected of attacking the harbour.", True),
        ("Norland may have attacked the harbour.", True),
        ("A suspected Norland attack on the harbour alarmed the islands.", True),
        ("Norland may attack the harbour.", False),
        ("Norland could have attacked the harbour.", False),
        ("The islands fear a possible Norland attack on the harbour.", False),
        ("Norland attacked the harbour on Monday.", False),
    ],
)
def test_what_may_have_happened_is_told_apart_from_what_may_yet(text: str, doubted: bool) -> None:
    found, _ = read(text, "body")
    hits = [m for m in found if m.type == "ASSAULT"]
    assert hits and all(m.doubted == doubted for m in hits), [(words(text, m), m.status, m.doubted) for m in hits]
