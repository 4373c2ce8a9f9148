"""The worker's side of the sandbox: `python -m dragoman.intake.guard.sandbox_worker MEMORY_BYTES`."""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_type_hints

import msgspec

from dragoman.errors import IntakeError
from dragoman.intake.guard.sandbox import Reply, Request, read_frame, write_frame
from dragoman.intake.guard.system_limits import limit_resource

_GRACE_SECONDS = 5.0
_FILE_BYTES = 500_000_000  # no disk is filled; py3langid unpacks its model into a temporary file


def main() -> None:
    """Answer calls from standard input until it closes."""
    _limit_resources(int(sys.argv[1]))
    calls = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a parser that prints must not speak into the replies
    write_frame(replies, b"ready")
    while (frame := read_frame(calls)) is not None:
        request = msgspec.msgpack.decode(frame, type=Request)
        _end_self_after(request.seconds + _GRACE_SECONDS)
        answer = msgspec.msgpack.encode(_answer(request))
        _end_self_after(0)
        write_frame(replies, answer)


def _answer(request: Request) -> Reply:
    try:
        function: Any = import_module(request.module)
        for name in request.function.split("."):
            function = getattr(function, name)
        result = function(*_arguments(function, request.arguments))
        return Reply(result=msgspec.Raw(msgspec.msgpack.encode(result)))
    except IntakeError as error:
        return Reply(what=error.what, where=error.where, remedy=error.remedy)
    except MemoryError:
        return Reply(what="needs more memory than one input may take", memory=True)
    except RecursionError:
        return Reply(what="nested too deeply")
    except Exception as error:  # noqa: BLE001 (whatever a parser raises is trouble with the input)
        shown = "".join(c if c.isprintable() else " " for c in f"{type(error).__name__}: {error}")
        return Reply(what=f"cannot be parsed ({shown[:200]})")


def _arguments(function: Callable[..., Any], raw: msgspec.Raw) -> tuple[Any, ...]:
    hints = get_type_hints(function) if hasattr(function, "__annotations__") else {}
    hints.pop("return", None)
    values = msgspec.msgpack.decode(raw, type=list[msgspec.Raw])
    types = [*hints.values(), *[Any] * len(values)]
    return tuple(msgspec.msgpack.decode(v, type=t) for v, t in zip(values, types, strict=False))


def _limit_resources(memory_bytes: int) -> None:
    limit_resource("AS", memory_bytes)
    limit_resource("CORE", 0)
    limit_resource("FSIZE", _FILE_BYTES)


def _end_self_after(seconds: float) -> None:
    """Die even if nobody is left to kill us."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
