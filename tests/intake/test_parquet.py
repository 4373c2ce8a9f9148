"""Tables of articles in Parquet: rows become documents, what is wrong becomes one problem each."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.intake.reading_inputs import read_all, read_bytes, zip_of

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
ROWS = [
    {"title": "Envoys meet", "text": "Envoys of Norland met.", "date": datetime(2026, 3, 2, tzinfo=UTC), "words": 4},
    {"title": None, "text": None, "date": None, "words": 0},
    {"title": "Strike", "text": "Dockers of Sundia struck.", "date": None, "words": 4},
]


def write(path: Path, group: int = 2) -> Path:
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=group)
    return path


def test_each_row_is_a_document_or_a_problem(tmp_path: Path) -> None:
    documents, problems = read_all([write(tmp_path / "news.parquet")])
    assert [d.text for d in documents] == [
        "Envoys meet\n\nEnvoys of Norland met.",
        "Strike\n\nDockers of Sundia struck.",
    ]
    assert [d.uri.rpartition("#")[2] for d in documents] == ["row=1", "row=3"]
    assert documents[0].facts.published == "2026-03-02T00:00:00+00:00"
    assert [p.where for p in problems] == ["row 2"]


def test_row_groups_make_no_difference(tmp_path: Path) -> None:
    by_one, all_at_once = (read_all([write(tmp_path / "x.parquet", size)]) for size in (1, 3))
    assert by_one == all_at_once


def test_it_is_read_out_of_an_archive(tmp_path: Path) -> None:
    data = write(tmp_path / "x.parquet").read_bytes()
    documents, _ = read_bytes(tmp_path, "x.zip", zip_of({"a.parquet": data}))
    assert len(documents) == 2


@pytest.mark.parametrize("cut", [4, 60, -20])
def test_a_damaged_one_is_one_problem(tmp_path: Path, cut: int) -> None:
    whole = write(tmp_path / "x.parquet").read_bytes()
    documents, problems = read_bytes(tmp_path, "y.parquet", whole[:cut])
    assert (documents, [p.what for p in problems]) == ([], ["damaged or no Parquet"])
