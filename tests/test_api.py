"""Dragoman from Python: the same record as the command line's, under the same names."""

from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DragomanError, UsageError

EXAMPLES = Path(__file__).parent.parent / "examples" / "valletta"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return dragoman.read(sorted(EXAMPLES.iterdir())[:3], record=tmp_path_factory.mktemp("api") / "r.db")


def test_events_carry_origins_bounds_and_claims(record):
    event = next(e for e in record.events() if e.origins)
    assert event.independent_origins.at_least >= 1
    assert event.claims
    assert event.reports
    assert event.title in event.dossier()
    assert record.events(type=event.type.lower())
    assert record.events(actor="nobody of this name") == ()


def test_a_type_that_there_is_not_is_named_with_those_that_are(record):
    with pytest.raises(UsageError, match="'TALK'; there are ACCUSE, AGREE"):
        record.events(type="TALK")


def test_tables_come_as_data_frames(record):
    pytest.importorskip("pandas")
    frames = record.to_pandas()
    assert len(frames["events"]) == len(record.events())
    assert list(record.to_pandas("chains").columns)[:2] == ["attribution", "hop"]
    with pytest.raises(UsageError, match="no table"):
        record.to_pandas("nothing")


def test_a_record_is_opened_again(record):
    again = dragoman.open_record(record.path)
    assert [e.id for e in again.events()] == [e.id for e in record.events()]
    assert next(again.rows())["kind"] == "header"


def test_a_record_that_is_not_there_is_one_plain_line(tmp_path):
    with pytest.raises(DragomanError, match="no record here"):
        dragoman.open_record(tmp_path / "none.db")


def test_a_record_without_a_name_goes_with_its_object(tmp_path):
    (tmp_path / "a.txt").write_text("The Harbour Post\n\nIlse Brandt met Tomas Reuter in Arden on Monday, she said.\n")
    made = dragoman.read(tmp_path / "a.txt")
    assert made.path.exists()
    folder = made.path.parent
    del made
    assert not folder.exists()
