"""The supervisor's handle on one process that reads: it loads once, reads one document at a time, and can be killed."""

import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Literal, cast

import msgspec

from dragoman.datamodel import Document
from dragoman.errors import DragomanError
from dragoman.intake.guard.sandbox import read_frame, write_frame
from dragoman.intake.guard.workers import end_worker, killed_after, start_worker
from dragoman.supervised.document import Part, Stories
from dragoman.supervised.limits import ReadingLimits, allowed_seconds
from dragoman.supervised.messages import Answer, Done, OutOfMemory, StoriesFound, StoryRead, Task, Unable

End = Literal["done", "late", "memory", "died"]

_LOADING_SECONDS = 600.0  # the models, on a slow disk
_PATIENCE = 4.0  # seconds on the clock for each that may be computed: the machine may have others to serve
_WORKER = "dragoman.supervised.worker"


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one try at a document went: the parts that came, what ended it, CPU seconds by stage, tokens.

    `signal`: by which signal the process died, where it was one.
    """

    parts: tuple[Part, ...]
    end: End
    seconds: dict[str, float]
    tokens: int = 0
    signal: int | None = None


class ReadingProcess:
    """A process with the models, begun by `start` or the first document, and again after it had to be killed."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._closed = False
        self._served = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to load the models; returns at once."""
        with self._lock:
            if self._closed:
                raise DragomanError("reading was given up")
            if self._process is not None:
                return
            self._ready, self._served = False, 0
            self._process = start_worker(_WORKER, str(self._limits.memory_bytes))

    def read(self, document: Document, *, profiled: bool = False) -> Attempt:
        """Read a document; raises DragomanError where no process can be had for it."""
        attempt = self._attempt(document, profiled)
        if attempt.end == "memory" and self._served:
            # What earlier documents left behind must not decide: the same input fares the same.
            self.end()
            attempt = self._attempt(document, profiled)
        if attempt.end == "done":
            self._served += 1
        else:
            self.end()
        return attempt

    def end(self) -> int | None:
        """Kill the process; what it ended with, where that was before."""
        with self._lock:
            process, self._process = self._process, None
        return None if process is None else end_worker(process)

    def close(self) -> None:
        """Kill the process for good, whoever waits for it."""
        with self._lock:
            self._closed = True
        self.end()

    def _attempt(self, document: Document, profiled: bool) -> Attempt:
        process = self._loaded()
        allowed = allowed_seconds(self._limits, document)
        parts: list[Part] = []
        done: Done | None = None
        # Where processes cannot end themselves by their CPU time, the clock decides.
        clock = allowed * _PATIENCE if hasattr(signal, "setitimer") else allowed
        with killed_after(clock, process) as late:
            for answer in _exchange(process, Task(document, allowed, profiled)):
                if isinstance(answer, StoriesFound):
                    parts.append(Stories(answer.reports, answer.problem))
                elif isinstance(answer, StoryRead):
                    parts.append(answer.reading)
                elif isinstance(answer, OutOfMemory):
                    return Attempt(tuple(parts), "memory", {})
                elif isinstance(answer, Done):
                    done = answer
        if done is not None:
            return Attempt(tuple(parts), "done", done.seconds, done.tokens)
        code = process.wait()
        ended_itself = hasattr(signal, "SIGPROF") and code == -signal.SIGPROF
        end: End = "late" if late.is_set() or ended_itself else "died"
        return Attempt(tuple(parts), end, {}, signal=-code if code < 0 else None)

    def _loaded(self) -> subprocess.Popen[bytes]:
        """The process with its models loaded; one that dies while it loads is tried once more."""
        for _ in range(2):
            self.start()
            process = self._process
            if process is not None and (self._ready or self._comes_up(process)):
                return process
            self.end()
        raise DragomanError(
            "no process to read with could be started (is memory short?); what was finished is kept: run again, "
            "with --jobs 1"
        )

    def _comes_up(self, process: subprocess.Popen[bytes]) -> bool:
        with killed_after(_LOADING_SECONDS, process):
            try:
                frame = read_frame(cast("IO[bytes]", process.stdout))
            except (OSError, ValueError):
                frame = None
        if frame is None:
            return False
        answer = msgspec.msgpack.decode(frame, type=Answer)
        if isinstance(answer, Unable):
            raise DragomanError(f"reading cannot begin: {answer.what}")
        self._ready = True
        return True


def _exchange(process: subprocess.Popen[bytes], task: Task) -> Iterator[Answer]:
    """What the process answers, to the last; it ends early where the process is gone or out of its mind."""
    try:
        write_frame(cast("IO[bytes]", process.stdin), msgspec.msgpack.encode(task))
        while (frame := read_frame(cast("IO[bytes]", process.stdout))) is not None:
            answer = msgspec.msgpack.decode(frame, type=Answer)
            yield answer
            if isinstance(answer, Done | OutOfMemory):
                return
    except (OSError, ValueError, msgspec.DecodeError):  # ValueError: the pipe was closed, as reading was given up
        process.kill()
