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
