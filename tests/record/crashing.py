"""A read that is killed again and again: whole at every moment, and in the end the same as one that never was."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from dragoman.presenting.exports.jsonl import export_jsonl
from dragoman.record.loading import load_record
from dragoman.record.store import open_store

REPORT = "Mayor opens lock {n}\n\nARDEN — Mayor Pia Holm opened lock number {n} on Monday, the town hall said.\n"


def write_reports(folder: Path, count: int) -> None:
    """So many little reports."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(REPORT.format(n=number), encoding="utf-8")


def start_read(folder: Path, record: Path) -> "subprocess.Popen[bytes]":
    """`dragoman read`, in one process."""
    command = [sys.executable, "-m", "dragoman", "read", str(folder), "--record", str(record), "--jobs", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_once(folder: Path, record: Path, before: int, after: float) -> bool:
    """Start a read and kill it some seconds after it kept more documents than `before`; True where it was alive."""
    process = start_read(folder, record)
    end = time.monotonic() + 120
    while count_kept(record) <= before and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(after)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    return alive


def count_kept(record: Path) -> int:
    """How many documents are in the record by now; 0 where there is none, or it is being made."""
    if not record.exists():
        return 0
    connection = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def look_at(record: Path) -> tuple[str, set[str]]:
    """SQLite's word on the file, and the documents that are kept in it."""
    connection = sqlite3.connect(record)
    try:
        (word,) = connection.execute("PRAGMA integrity_check").fetchone()
        found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'document'").fetchone()
        kept = {row[0] for row in connection.execute("SELECT id FROM document")} if found else set()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall() if found else []
        return word if not orphans else f"{len(orphans)} rows without what they refer to", kept
    finally:
        connection.close()


def exported(record: Path) -> str:
    """All that the record tells, as JSON Lines."""
    with open_store(record) as store:
        return "".join(export_jsonl(load_record(store), {}))


def kill_reads(folder: Path, record: Path, kills: int, longest: float, seed: int) -> tuple[int, int, int]:
    """Kill so many reads at drawn moments; how many had not ended by then, were damaged, or had lost a document."""
    rng = random.Random(seed)
    killed = damaged = lost = 0
    kept: set[str] = set()
    for _ in range(kills):
        killed += kill_once(folder, record, len(kept), rng.uniform(0, longest))
        word, now = look_at(record) if record.exists() else ("ok", set())
        damaged += word != "ok"
        lost += len(kept - now)
        kept = now
    return killed, damaged, lost
