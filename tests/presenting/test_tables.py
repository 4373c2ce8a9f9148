"""Flat tables: whole, joined by ids, and safe to open in a spreadsheet."""

import csv
import io

import pytest

from dragoman.presenting.exports.tables import TABLES, make_tables, write_csv
from tests.presenting.records import make_record


def test_the_same_ids_join_the_tables() -> None:
    tables = make_tables(make_record())
    assert tables["origins"][0]["event"] == tables["events"][0]["id"] == tables["event_mentions"][0]["event"]
    assert tables["chains"][0]["attribution"] == tables["attributions"][0]["id"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_starts_a_formula_is_made_plain(start: str) -> None:
    rows = list(csv.reader(io.StringIO("".join(write_csv(("a", "b"), [{"a": f"{start}1+1", "b": -3}])))))
    assert rows[1] == [f"'{start}1+1", "-3"]


def test_line_breaks_and_quotes_survive() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(write_csv(("a",), [{"a": 'x "y"\nz'}])), newline="")))
    assert rows == [{"a": 'x "y"\nz'}]


def test_every_row_has_the_columns_that_its_table_names() -> None:
    for name, rows in make_tables(make_record()).items():
        assert all(set(row) == set(TABLES[name]) for row in rows), name


def test_an_empty_table_still_has_its_header() -> None:
    assert "".join(write_csv(TABLES["ties"], [])) == "a,relation,b,stance,words\n"
