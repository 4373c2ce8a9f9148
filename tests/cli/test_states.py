"""What a record in between says of itself: kept and not linked, kept and not read, set aside and read since."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import dragoman
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import read_into
from dragoman.record.store import open_store

REPORT = "Mayor opens lock\n\nARDEN — Mayor Pia Holm opened the lock of Arden on Monday, the town hall said.\n"


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(dragoman, arguments)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT)
    return tmp_path / "in"


def test_what_is_kept_and_not_linked_is_told_until_it_is(folder: Path) -> None:
    record = folder.parent / "r.db"
    with open_store(record, create=True) as store:
        read_into(store, [str(folder)], IntakeOptions())
    for command in (("events",), ("actors",), ("export", "--format", "jsonl")):
        assert "1 report is kept but not linked yet: run `dragoman link" in run(*command, "--record", str(record))[2]
    assert run("link", "--record", str(record), "--jobs", "1")[0] == 0
    assert run("events", "--record", str(record))[2] == ""


def test_a_problem_is_gone_when_its_input_is_read_since(folder: Path) -> None:
    record, late = str(folder.parent / "r.db"), folder / "b.txt"
    late.write_bytes(b"\0" * 99)
    read = ("read", str(folder), "--record", record, "--jobs", "1", "--json")
    assert json.loads(run(*read)[1])["set_aside"] == 1
    assert "b.txt" in run("problems", "--record", record, "--json")[1]
    late.write_text(REPORT.replace("lock", "bridge"))
    assert json.loads(run(*read)[1])["set_aside"] == 0
    assert "b.txt" not in run("problems", "--record", record)[1]


def test_what_is_kept_and_not_read_is_counted(folder: Path) -> None:
    (folder / "c.txt").write_text("a" * 4000)
    code, said, _ = run("read", str(folder), "--record", str(folder.parent / "r.db"), "--jobs", "1")
    assert "2 read (2 reports, 1 kept but not read)" in said
    assert code in (0, 3)
