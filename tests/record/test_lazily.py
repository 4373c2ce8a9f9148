import json

import pytest

from dragoman.intake.options import IntakeOptions
from dragoman.linking import link as linking
from dragoman.pipeline import link_record, read_into
from dragoman.presenting.exports.jsonl import export_jsonl
from dragoman.record import lazily
from dragoman.record.loading import load_record
from dragoman.record.store import open_store
from dragoman.weighing.joins import Assumptions

SAID = "The mayors of Quay and Arden met on {} March 2031, {} said. The talks in Quay took two hours."
SPEAKERS = ("Mara Ollin", "two officials", "the town hall", "Jan Holm")


@pytest.fixture
def store(tmp_path):
    dump = tmp_path / "dump.jsonl"
    rows = [{"title": f"Mayors meet in Quay ({who})", "text": SAID.format(2, who)} for who in SPEAKERS]
    dump.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_store(tmp_path / "r.db", create=True) as opened:
        read_into(opened, [str(dump)], IntakeOptions())
        yield opened


def exported(store, resources):
    store.change("DELETE FROM meta WHERE key = ?", [("derived_from",)])
    assert link_record(store, resources, Assumptions())
    return "".join(export_jsonl(load_record(store), {}))


def test_a_large_record_that_is_read_when_asked_for_links_as_a_small_one(store, resources, monkeypatch):
    whole = exported(store, resources)
    assert '"why_merged": [{' in whole
    monkeypatch.setattr(lazily, "IN_MEMORY", 0)
    monkeypatch.setattr(linking, "IN_MEMORY", 0)
    assert exported(store, resources) == whole


def test_readings_and_texts_are_those_that_were_kept(store):
    readings, texts = lazily.StoredReadings(store), lazily.StoredTexts(store)
    assert tuple(readings) == store.readings_as_read()
    assert (readings[1], readings[1:3]) == (tuple(readings)[1], list(readings)[1:3])
    assert dict(texts) == {d.id: d.text for d in store.documents()}
    assert "doc-nowhere" not in texts
