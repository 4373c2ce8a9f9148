"""Ctrl-C during a read: one line, exit status 130, and the next run finishes the work."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPORT = "Mayor opens lock {n}\n\nARDEN — Mayor Pia Holm opened lock number {n} on Monday, the town hall said.\n"


def start(folder: Path, jobs: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dragoman", "read", str(folder / "in"), "--record", str(folder / "r.db"), "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*command, "--jobs", jobs], **pipes)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_read_keeps_what_was_finished(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(70):
        (tmp_path / "in" / f"{number:03}.txt").write_text(REPORT.format(n=number))
    process = start(tmp_path, jobs)
    deadline = time.monotonic() + 60
    while not (tmp_path / "r.db-wal").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    assert b"Traceback" not in complaint
    again = start(tmp_path, jobs)
    counts = json.loads(again.communicate(timeout=120)[0])
    assert counts["given"] == counts["new"] + counts["known"] == 70
