"""Killed at any instant, the record is whole, and a re-run ends in the same bytes."""

import os
import sqlite3
from pathlib import Path

import pytest

from dragoman.datamodel import Document, PageFacts
from dragoman.errors import RecordError
from dragoman.record.store import Batch, open_store
from tests.record.crashing import exported, kill_reads, look_at, start_read, write_reports


def a_document(key: str) -> Document:
    return Document(key, key, "text/plain", "0" * 64, "The mayors met.", PageFacts())


def test_killed_reads_lose_nothing_and_end_in_the_same_bytes(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 160)
    killed, damaged, lost = kill_reads(tmp_path / "in", tmp_path / "killed.db", kills=4, longest=0.8, seed=7)
    kept = len(look_at(tmp_path / "killed.db")[1])
    assert (damaged, lost) == (0, 0)
    assert killed
    assert kept  # they were killed in the midst of it
    for name in ("killed.db", "whole.db"):
        assert start_read(tmp_path / "in", tmp_path / name).wait(timeout=300) == 0
    assert exported(tmp_path / "killed.db") == exported(tmp_path / "whole.db")
    assert look_at(tmp_path / "killed.db")[0] == "ok"


def test_a_batch_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db", create=True) as store:
        store.add(Batch((a_document("a"),), (), (), ()))
        broken = (a_document("b"), None)
        with pytest.raises(AttributeError):
            store.add(Batch(broken, (), (), ()))  # type: ignore[arg-type]
        assert store.knows(("a", "b")) == {"a"}


def test_a_reader_sees_the_old_state_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as writer:
        writer.add(Batch((a_document("a"),), (), (), ()))

        def during() -> None:
            writer.connection.execute("DELETE FROM document")
            with open_store(path) as reader:
                assert reader.knows(("a",)) == {"a"}

        writer.in_one_step(during)
        assert writer.knows(("a",)) == set()


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as first, open_store(path) as second:
        second.connection.execute("PRAGMA busy_timeout = 50")

        def during() -> None:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                second.add(Batch((a_document("b"),), (), (), ()))

        first.in_one_step(during)
        second.add(Batch((a_document("b"),), (), (), ()))
        assert first.knows(("b",)) == {"b"}


def test_a_disk_that_is_full_is_told_in_one_line_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as store:
        store.add(Batch((a_document("a"),), (), (), ()))
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    big = Document("b", "b", "text/plain", "0" * 64, "word " * 2_000_000, PageFacts())
    with pytest.raises(RecordError, match="full") as caught, open_store(path) as store:
        store.connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        store.add(Batch((big,), (), (), ()))
    assert "\n" not in str(caught.value)
    with open_store(path) as store:
        assert store.knows(("a", "b")) == {"a"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(RecordError, match="cannot be used"), open_store(tmp_path / "r.db", create=True):
        pass


@pytest.mark.parametrize("damage", [b"", b"not a record at all", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(damage)
    with pytest.raises(RecordError) as caught, open_store(path):
        pass
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == damage


def test_a_damaged_journal_costs_at_most_what_was_not_committed(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as store:
        store.add(Batch((a_document("a"),), (), (), ()))
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.add(Batch((a_document("b"),), (), (), ()))
        journal = path.with_name("r.db-wal").read_bytes()
        copy = tmp_path / "copy.db"
        copy.write_bytes(path.read_bytes())
    copy.with_name("copy.db-wal").write_bytes(journal[: len(journal) // 2] + b"\x00" * 100)
    assert look_at(copy)[0] == "ok"
    with open_store(copy) as store:
        assert "a" in store.knows(("a", "b"))
