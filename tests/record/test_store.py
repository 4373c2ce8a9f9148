"""The record on disk: whole or untouched, the same however it was filled."""

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.datamodel import Document, Problem
from dragoman.errors import RecordError
from dragoman.record import migrating
from dragoman.record.store import Batch, open_store


def document(name: str) -> Document:
    return Document(f"doc-{name}", f"{name}.txt", "text/plain", "0" * 64, f"The mayor of {name} resigned.")


def batch(*names: str) -> Batch:
    return Batch(tuple(map(document, names)), (), (), ())


def test_what_is_added_is_there_after_reopening(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db", create=True) as store:
        store.add(batch("b", "a"))
    with open_store(tmp_path / "r.db") as store:
        assert [d.id for d in store.documents()] == ["doc-a", "doc-b"]


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db", create=True) as store:
        store.add(batch("a"))
        store.add(batch("a"))
        assert len(list(store.documents())) == 1


def test_a_batch_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db", create=True) as store:
        store.connection.execute(
            "CREATE TRIGGER stop BEFORE INSERT ON document WHEN NEW.id = 'doc-b' BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        with pytest.raises(sqlite3.Error):
            store.add(batch("a", "b"))
        assert list(store.documents()) == []


def test_the_same_problem_is_kept_once(tmp_path: Path) -> None:
    problem = Problem("a.bin", "intake", "binary")
    with open_store(tmp_path / "r.db", create=True) as store:
        store.add(Batch((), (), (), (problem,)))
        store.add(Batch((), (), (), (problem,)))
        assert store.problems() == (problem,)


def test_a_missing_record_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="dragoman read"), open_store(tmp_path / "none.db"):
        pass


def test_a_file_that_is_no_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear editor, " * 100)
    with pytest.raises(RecordError, match=r"letter\.db"), open_store(path):
        pass
    assert path.read_text().startswith("Dear editor")


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RecordError, match="newer version"), open_store(path):
        pass


def test_the_fingerprint_does_not_depend_on_the_order_of_reading(tmp_path: Path) -> None:
    prints = []
    for names in (("a", "b"), ("b", "a")):
        with open_store(tmp_path / f"{names[0]}.db", create=True) as store:
            for name in names:
                store.add(batch(name))
            prints.append(store.fingerprint("1"))
    assert prints[0] == prints[1]


def test_a_record_of_an_older_layout_is_derived_anew(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as store:
        store.replace_derived("as it is", (), (), lambda _: None)
        store.connection.execute("PRAGMA user_version = 3")
    with open_store(path) as store:
        assert store.derived_from() is None


def test_a_record_that_another_process_made_since_this_one_looked_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as first:
        schema = (files("dragoman.record") / "schema.sql").read_text(encoding="utf-8")
        late = sqlite3.connect(path, isolation_level=None)
        migrating._step(late, schema, migrating.SCHEMA_VERSION)  # as if it had read version 0
        assert not late.in_transaction
        late.execute("PRAGMA user_version = 0")
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrating._step(late, schema, migrating.SCHEMA_VERSION)
        late.execute(f"PRAGMA user_version = {migrating.SCHEMA_VERSION}")
        late.close()
        assert first.documents_of([]) == ()
