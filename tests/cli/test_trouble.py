"""What goes wrong around a run: a full disk, a folder that is read-only, two runs at once, Ctrl-C. One line each."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.record.loading import load_record
from dragoman.record.store import open_store
from tests.cli.test_commands import run
from tests.cli.test_interruption import start

REPORT = "Mayor opens lock {n}\n\nARDEN — Mayor Pia Holm opened lock number {n} on Monday, the town hall said.\n"
WITH_FULL_DISK = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)\n"
    "from dragoman.cli import main; main()"
)


def one_line(complaint: bytes) -> str:
    (line,) = complaint.decode().splitlines()
    return line


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_a_full_disk_is_told_in_one_line_and_what_was_kept_is_there(tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    (tmp_path / "a.txt").write_text(REPORT.format(n=1))
    assert run("read", str(tmp_path / "a.txt"), "--record", str(record)).returncode == 0
    (tmp_path / "b.jsonl").write_text("".join(json.dumps({"text": c * 6_000_000}) + "\n" for c in "abcdefg"))
    command = [sys.executable, "-c", WITH_FULL_DISK, "30000000", "read", str(tmp_path / "b.jsonl")]
    done = subprocess.run([*command, "--record", str(record)], capture_output=True, check=False)
    assert done.returncode == 1
    told = one_line(done.stderr)
    assert str(record) in told
    assert "nothing already kept is lost" in told
    with open_store(record) as store:
        assert [d.uri for d in store.documents()] == [str(tmp_path / "a.txt")]
    assert run("events", "--record", str(record)).returncode == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody may write")
def test_a_record_in_a_folder_that_nobody_may_write_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT.format(n=1))
    done = run("read", str(tmp_path / "a.txt"), "--record", "/proc/self/r.db")
    assert done.returncode == 1
    assert "/proc/self/r.db: cannot be used as a record" in one_line(done.stderr)


def test_two_runs_at_once_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    record = str(tmp_path / "r.db")
    for number in range(8):
        (tmp_path / f"{number % 2}").mkdir(exist_ok=True)
        (tmp_path / f"{number % 2}" / f"{number}.txt").write_text(REPORT.format(n=number))
    command = [sys.executable, "-m", "dragoman", "read", "--record", record, "--jobs", "1"]
    both = [subprocess.Popen([*command, str(tmp_path / half)], stderr=subprocess.PIPE) for half in "01"]
    told = [process.communicate(timeout=180)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    with open_store(Path(record)) as store:
        assert len(list(store.documents())) == 8
        assert len(store.readings_as_read()) == 8
    again = run("read", str(tmp_path / "0"), str(tmp_path / "1"), "--record", record, "--json")
    assert json.loads(again.stdout)["known"] == 8


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_behind(number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_TEST", str(tmp_path))
    (tmp_path / "in").mkdir()
    for n in range(40):
        (tmp_path / "in" / f"{n}.txt").write_text(REPORT.format(n=n) * 40)
    process = start(tmp_path, "2")
    wait_until(lambda: len(processes_of(tmp_path)) > 1)
    time.sleep(3.0)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert b"Traceback" not in complaint
    wait_until(lambda: not processes_of(tmp_path))
    assert processes_of(tmp_path) == []


def processes_of(mark: Path) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"DRAGOMAN_TEST={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return [line for line in found if line]


def wait_until(holds: "object", seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.05)


def test_a_record_that_cannot_be_written_to_is_listed_and_nothing_is_left_beside_it(
    example_record_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared.db"
    shared.write_bytes(example_record_file.read_bytes())
    monkeypatch.setattr("dragoman.record.store._is_writable", lambda _: False)  # whoever runs the tests may be root
    with open_store(shared) as store:
        assert load_record(store).events
    assert [p.name for p in tmp_path.iterdir()] == ["shared.db"]


def test_what_is_kept_but_not_read_shows_in_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("lobelia " * 3000, encoding="utf-8")
    done = run("read", str(tmp_path / "words.txt"), "--jobs", "1", "--record", str(tmp_path / "r.db"))
    assert done.returncode == 3 and b"not read" in done.stderr
