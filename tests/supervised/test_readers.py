"""A document that takes too long, takes all memory or kills what reads it costs itself, and nothing else."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.datamodel import Problem
from dragoman.errors import DragomanError
from dragoman.pipeline import keep_documents
from dragoman.record.store import Store, open_store
from dragoman.supervised import process
from dragoman.supervised.document import STOPPED, read_document
from dragoman.supervised.limits import ReadingLimits, allowed_seconds
from dragoman.supervised.process import ReadingProcess
from dragoman.supervised.readers import Readers
from tests.conftest import EXAMPLES
from tests.supervised.documents import a_document

ROOT = Path(__file__).parents[2]
SMALL = ReadingLimits(seconds=0.5, memory_bytes=200_000_000)


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes without models that do what the text says."""
    monkeypatch.setattr(process, "_WORKER", "tests.supervised.misbehaving")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("deed", "what"),
    [
        ("loop", "takes more than 0.5 seconds of computing to read"),
        ("search", "takes more than 0.5 seconds of computing to read"),
        ("eat", "takes more than 200 MB of memory to read"),
        ("die", "ended the process that reads it, twice (SIGKILL: was memory short?)"),
        ("crash", "ended the process that reads it, twice (SIGSEGV)"),
        ("babble", "ended the process that reads it, twice (it gave no reason)"),
    ],
)
def test_a_bad_document_costs_itself_alone(deed: str, what: str, jobs: int) -> None:
    long = "x" * 40_000  # so that two processes are worth it
    documents = [a_document(t) for t in (f"good {long}", deed, "good one", f"good two {long}", "good three")]
    with Readers(jobs, SMALL) as readers:
        results = readers.read(documents)
    assert [r.stopped for r in results] == [False, True, False, False, False]
    assert [len(r.reports) for r in results] == [2] * 5
    (problem,) = results[1].problems
    assert (problem.input, problem.stage, problem.what) == (f"in/{deed}", STOPPED, what)
    assert problem.remedy
    first, second = results[1].readings
    assert (first.problems, second.problems) == ((), (problem,))  # what was read before it is kept


@pytest.mark.usefixtures("misbehaving")
def test_one_whose_process_was_killed_by_chance_is_read_at_the_second_try(tmp_path: Path) -> None:
    with Readers(1, SMALL) as readers:
        (result,) = readers.read([a_document(f"once {tmp_path / 'flag'}")])
    assert not result.stopped
    assert (len(result.readings), result.problems) == (2, ())


@pytest.mark.usefixtures("misbehaving")
def test_what_earlier_documents_left_in_memory_decides_nothing() -> None:
    with Readers(1, SMALL) as readers:
        results = readers.read([a_document("hoard 120000000", key) for key in ("a", "b", "c")])
    assert [r.stopped for r in results] == [False] * 3


@pytest.mark.usefixtures("misbehaving")
def test_what_was_stopped_is_kept_as_text_counted_and_tried_again(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    bad, good = a_document(f"once {flag}"), a_document("good")
    trouble = Problem("in/x", "intake", "empty")
    with open_store(tmp_path / "r.db", create=True) as store, Readers(1, SMALL) as readers:
        flag.unlink(missing_ok=True)
        _make_it_always_die(flag)
        first = keep_documents(store, [good, bad, trouble], readers)
        assert (first.given, first.new, first.known, first.set_aside, first.reports) == (3, 1, 0, 2, 4)
        assert store.knows((good.id, bad.id)) == {good.id, bad.id}
        assert len(store.readings_as_read()) == 4
        second = keep_documents(store, [good, bad], readers)
        assert (second.given, second.new, second.known, second.set_aside) == (2, 0, 1, 1)
        _let_it_live(flag)
        third = keep_documents(store, [good, bad], readers)
        assert (third.given, third.new, third.known, third.set_aside) == (2, 1, 1, 0)
        assert _stopped(store) == []
        assert not any(r.problems for r in store.readings_as_read())
        assert keep_documents(store, [good, bad], readers).known == 2


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C is heard, though what runs several tests at once may have it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("misbehaving", "interruptible")
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_read_before_ctrl_c_is_kept(tmp_path: Path, jobs: int) -> None:
    long = f"good {'x' * 40_000}"
    endless, *good = [a_document("loop"), *(a_document(long, key) for key in "abc")]
    timer = threading.Timer(3.0, os.kill, (os.getpid(), signal.SIGINT))
    with open_store(tmp_path / "r.db", create=True) as store, Readers(jobs, ReadingLimits(60)) as readers:
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            keep_documents(store, [endless, *good], readers)
        assert store.knows([d.id for d in (endless, *good)]) == {d.id for d in good}
        assert len(store.readings_as_read()) == 6


def _make_it_always_die(flag: Path) -> None:
    """A folder's name that is not there: the flag cannot be set, so it is never the second time."""
    flag.symlink_to(flag.parent / "nowhere" / "flag")


def _let_it_live(flag: Path) -> None:
    flag.unlink()
    flag.touch()


def _stopped(store: Store) -> list[Problem]:
    return [p for p in store.problems() if p.stage == STOPPED]


def test_a_process_that_cannot_be_had_ends_the_run_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_WORKER", "tests.nothing_of_this_name")
    with Readers(1, SMALL) as readers, pytest.raises(DragomanError, match="no process to read with") as caught:
        readers.read([a_document("good")])
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("misbehaving")
def test_the_process_ends_when_its_supervisor_is_killed() -> None:
    code = (
        "import sys; from dragoman.supervised import process; process._WORKER = 'tests.supervised.misbehaving'\n"
        "from dragoman.supervised.process import ReadingProcess, ReadingLimits\n"
        "from tests.supervised.documents import a_document\n"
        "p = ReadingProcess(ReadingLimits(60)); p.read(a_document('good')); print(p._process.pid, flush=True)\n"
        "p.read(a_document('loop'))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        time.sleep(0.3)
        supervisor.kill()
    end = time.monotonic() + 10
    while _is_there(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _is_there(pid)


def _is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.usefixtures("misbehaving")
def test_a_closed_process_reads_no_more() -> None:
    one = ReadingProcess(SMALL)
    one.close()
    with pytest.raises(DragomanError):
        one.read(a_document("good"))


def test_long_documents_are_given_more_time_in_proportion() -> None:
    limits = ReadingLimits(30)
    assert allowed_seconds(limits, a_document("x" * 10)) == 30
    assert allowed_seconds(limits, a_document("x" * 1_000_000)) == 600


def test_readings_are_the_same_in_this_process_and_in_others() -> None:
    documents = [a_document(p.read_text(encoding="utf-8"), p.name) for p in sorted(EXAMPLES.glob("*.txt"))[:4]]
    here = [read_document(d) for d in documents]
    for jobs in (1, 2):
        with Readers(jobs) as readers:
            readers._given = 1_000_000  # so that two processes are worth it
            assert readers.read(documents) == here
