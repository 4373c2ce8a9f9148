"""The metadata for Datasette names tables and columns that a record has."""

import json
from pathlib import Path

from dragoman.record.store import open_store

METADATA = json.loads((Path(__file__).parent.parent / "docs" / "dragoman-metadata.json").read_text(encoding="utf-8"))


def test_every_table_and_column_is_there(tmp_path):
    with open_store(tmp_path / "r.db", create=True) as store:
        for table, told in METADATA["databases"]["dragoman"]["tables"].items():
            columns = {row[1] for row in store.connection.execute(f"PRAGMA table_info({table})")}
            sorts = [told[k] for k in ("label_column", "sort", "sort_desc") if k in told]
            assert columns >= {*told.get("facets", ()), *told.get("columns", ()), *sorts}, table
            assert columns, table


def test_it_holds_for_both_usual_names_of_a_record():
    assert METADATA["databases"]["record"] == METADATA["databases"]["dragoman"]


def test_ids_lead_to_what_they_name(tmp_path):
    with open_store(tmp_path / "r.db", create=True) as store:
        led = {
            (table, row[3])
            for table in ("appears", "label_row", "facet", "report_row")
            for row in store.connection.execute(f"PRAGMA foreign_key_list({table})")
        }
    assert {("appears", "actor"), ("label_row", "actor"), ("facet", "number"), ("report_row", "story")} <= led
