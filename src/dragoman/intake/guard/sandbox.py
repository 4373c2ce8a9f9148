"""Run a risky parser in a worker process that is killed when it takes too long or too much memory.

One worker serves many calls. Arguments and results cross as MessagePack, typed by the function's own annotations
(never pickles: the worker has met hostile bytes). The function must be importable by name.

    with Guard(GuardLimits(seconds=30)) as guard:
        document = guard.run(read_page, data, uri, options)
"""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self, TypeVar, cast, get_type_hints

import msgspec

from dragoman.errors import IntakeError
from dragoman.intake.guard.workers import end_worker, killed_after, start_worker

T = TypeVar("T")

LENGTH_BYTES = 8
LONGEST_FRAME = 4_000_000_000  # bytes; a longer one is the babble of a worker that has been broken
_WORKER = "dragoman.intake.guard.sandbox_worker"


@dataclass(frozen=True, slots=True)
class GuardLimits:
    """What one call may take."""

    seconds: float = 30.0
    memory_bytes: int = 2_000_000_000


class Request(msgspec.Struct, array_like=True):
    """A call: where the function is found, its arguments, and the seconds after which the worker ends itself."""

    module: str
    function: str
    arguments: msgspec.Raw
    seconds: float


class Reply(msgspec.Struct, array_like=True):
    """How a call went: a result, or `what` was wrong with the input. `memory` is true where memory ran out."""

    result: msgspec.Raw = msgspec.Raw(b"\xc0")  # nil
    what: str | None = None
    where: str | None = None
    remedy: str | None = None
    memory: bool = False


class Guard:
    """A worker and its limits. It starts at the first call, and again after it had to be killed."""

    def __init__(self, limits: GuardLimits) -> None:
        self._limits = limits
        self._worker: subprocess.Popen[bytes] | None = None
        self._calls = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, function: Callable[..., T], *arguments: object) -> T:
        """The function's result; raises `IntakeError` where it failed, took too long or too much memory."""
        reply = self._call(function, arguments)
        if reply.memory:
            # What earlier calls left behind must not decide: ask a fresh worker, so that the same input fares the same.
            used_before = self._calls > 1
            self.close()
            reply = self._call(function, arguments) if used_before else reply
        if reply.what is not None:
            raise IntakeError(reply.what, where=reply.where, remedy=reply.remedy)
        returned = get_type_hints(function).get("return", Any) if hasattr(function, "__annotations__") else Any
        return cast("T", msgspec.msgpack.decode(reply.result, type=returned))

    def close(self) -> None:
        """End the worker."""
        worker, self._worker, self._calls = self._worker, None, 0
        if worker is not None:
            end_worker(worker)

    def _call(self, function: Callable[..., Any], arguments: tuple[object, ...]) -> Reply:
        encoded = msgspec.Raw(msgspec.msgpack.encode(arguments))
        request = Request(function.__module__, function.__qualname__, encoded, self._limits.seconds)
        frame = msgspec.msgpack.encode(request)
        worker = self._started()
        self._calls += 1
        with killed_after(self._limits.seconds, worker) as late:
            try:
                write_frame(cast("IO[bytes]", worker.stdin), frame)
                answer = read_frame(cast("IO[bytes]", worker.stdout))
            except OSError:
                answer = None
        if answer is None or late.is_set():
            self.close()
            took = f"took longer than {self._limits.seconds:g} seconds"
            return Reply(what=f"{took} to read" if late.is_set() else "broke the program that reads it")
        return msgspec.msgpack.decode(answer, type=Reply)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            self._worker = start_worker(_WORKER, str(self._limits.memory_bytes))
            read_frame(cast("IO[bytes]", self._worker.stdout))  # it says when it is ready
        return self._worker


def run_guarded(function: Callable[..., T], arguments: tuple[object, ...], limits: GuardLimits) -> T:
    """One call in a worker of its own; for many calls keep a `Guard`."""
    with Guard(limits) as guard:
        return guard.run(function, *arguments)


def write_frame(pipe: IO[bytes], data: bytes) -> None:
    """Write bytes with their length before them."""
    pipe.write(len(data).to_bytes(LENGTH_BYTES, "big"))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame, or None where the other side has gone, or is out of its mind."""
    head = pipe.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    if length > LONGEST_FRAME:
        return None
    data = pipe.read(length)
    return data if len(data) == length else None
