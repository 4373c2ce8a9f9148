"""`dragoman read`: a look before it, and where its time went."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.intake.estimating import estimate_items
from dragoman.intake.options import IntakeOptions
from dragoman.record.growing import note_together, read_together
from dragoman.record.store import open_store
from tests.cli.test_commands import run


def test_a_dry_run_tells_what_would_be_read_and_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayors met in Quay on Monday, the town hall said.\n")
    (tmp_path / "b.txt").write_bytes(b"")
    record = tmp_path / "r.db"
    done = run("read", str(tmp_path), "--record", str(record), "--dry-run", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["new"] == 1
    assert json.loads(done.stdout)["set_aside"] == 1
    assert not record.exists()


def test_a_profile_names_the_stages_and_the_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayors met in Quay on Monday, the town hall said.\n")
    record = tmp_path / "r.db"
    done = run("read", str(tmp_path / "a.txt"), "--record", str(record), "--profile", "--json")
    told = json.loads(done.stderr.splitlines()[-1])
    assert {"layout", "parse", "attributions", "link and weigh"} <= told["cpu_seconds"].keys()
    assert told["tokens"] > 8
    assert told["peak_memory_bytes"] > 1_000_000


def test_a_document_that_takes_too_long_is_set_aside_and_read_once_it_is_given_more(tmp_path: Path) -> None:
    said = "Mayor Pia Holm told two officials on {} March 2031 that “lock number {} is open”, the town hall said.\n"
    (tmp_path / "a.txt").write_text("The mayors met in Quay.\n")
    (tmp_path / "b.txt").write_text("Locks open\n\n" + "\n".join(said.format(n % 28 + 1, n) for n in range(200)))
    record = tmp_path / "r.db"
    first = run("read", str(tmp_path / "*.txt"), "--record", str(record), "--max-seconds", "0.5", "--json")
    assert first.returncode == 3
    assert first.stderr.decode().splitlines() == [
        f"dragoman: {tmp_path}/b.txt: takes more than 0.5 seconds of computing to read (the text is kept; to have it "
        "read, run again with more --max-seconds)"
    ]
    counts = json.loads(first.stdout)
    assert [counts[k] for k in ("given", "new", "known", "set_aside", "reports")] == [2, 1, 0, 1, 2]
    again = run("read", str(tmp_path / "*.txt"), "--record", str(record), "--max-seconds", "60", "--json")
    assert again.returncode == 0
    counts = json.loads(again.stdout)
    assert [counts[k] for k in ("given", "new", "known", "set_aside", "reports")] == [2, 1, 1, 0, 1]
    assert "no problems" in run("problems", "--record", str(record)).stdout.decode().lower()


@pytest.mark.parametrize("given", [("--max-size", "much"), ("--max-memory", "1kB"), ("--max-seconds", "0")])
def test_a_limit_that_is_none_is_told_in_one_line(given: tuple[str, str], tmp_path: Path) -> None:
    done = run("read", str(tmp_path), "--record", str(tmp_path / "r.db"), *given)
    assert done.returncode == 2
    assert given[0] in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_file_that_is_too_large_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayors met in Quay.\n" * 100)
    done = run("read", str(tmp_path / "a.txt"), "--record", str(tmp_path / "r.db"), "--max-size", "1kB", "--dry-run")
    assert done.returncode == 3
    assert "larger than" in done.stderr.decode()


def test_items_are_counted_ahead_only_where_that_is_cheap(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / ".hidden").write_text("c")
    assert estimate_items([str(tmp_path)], IntakeOptions()) == 3
    (tmp_path / "c.zip").write_bytes(b"PK")
    assert estimate_items([str(tmp_path)], IntakeOptions()) is None
    assert estimate_items(["-"], IntakeOptions()) is None


def test_link_tells_how_reports_were_linked(example_record_file: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    shutil.copy(example_record_file, record)
    done = run("link", "--record", str(record))
    assert done.returncode == 0, done.stderr
    assert b"all linked together; nothing has changed since" in done.stdout
    with open_store(record) as store:
        together = read_together(store)
        assert together is not None
        store.in_one_step(lambda: note_together(store, replace(together, added=2, crowded=3)))
    said = run("link", "--record", str(record)).stdout.decode()
    assert "3 times a report's event had more than 40 others to be compared with: the likeliest were" in said
    assert "2 reports linked to their neighbours alone; `dragoman link --whole` links all anew" in said
    assert json.loads(run("link", "--record", str(record), "--whole", "--json").stdout)["added"] == 0
