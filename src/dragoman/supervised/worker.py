"""The side that reads: `python -m dragoman.supervised.worker MEMORY_BYTES`."""

import os
import signal
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import msgspec

from dragoman.datamodel import Document
from dragoman.errors import DragomanError
from dragoman.intake.guard.sandbox import read_frame, write_frame
from dragoman.intake.guard.system_limits import limit_resource
from dragoman.resources import Resources
from dragoman.resources.profiling import Profile, profiling
from dragoman.resources.settling import settle
from dragoman.supervised.document import Stories, process_resources, read_in_parts
from dragoman.supervised.messages import Answer, Done, OutOfMemory, Ready, StoriesFound, StoryRead, Task, Unable

_WARMING = (  # touches every model, so that loading is on no document's account
    "Mayors meet\n\nARDEN, March 3 (Quay News) — Mayor Pia Holm met two officials in Quay on Monday, the town hall "
    "said. “We agreed on nine points,” she said.\n"
)


def main() -> None:
    """Read documents from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the supervisor
    sys.modules["torch"] = None  # type: ignore[assignment] # where it is installed spaCy would load it, and not use it
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what prints must not speak into the replies
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_take_tasks, args=(tasks,), daemon=True).start()
    resources = process_resources()
    try:
        list(read_in_parts(Document("doc-0", "", "text/plain", "0" * 64, _WARMING), resources))
        _ = resources.nlp, resources.window_network  # what failed above is told here
    except (DragomanError, OSError, MemoryError) as error:
        _say(replies, Unable(str(error) or "memory is too short for the models"))
        os._exit(1)  # at once: a thread waits at standard input
    settle()
    _limit_memory(int(sys.argv[1]))
    _say(replies, Ready())
    while True:
        _answer(tasks.get(), resources, replies)


def _take_tasks(tasks: "SimpleQueue[Task]") -> None:
    """Pass tasks on; where the supervisor is gone end at once, in the midst of a document too."""
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        tasks.put(msgspec.msgpack.decode(frame, type=Task))
    os._exit(0)


def _answer(task: Task, resources: Resources, replies: IO[bytes]) -> None:
    _end_self_after(task.seconds)
    profile = Profile()
    try:
        if task.profiled:
            with profiling() as profile:
                _read(task, resources, replies)
        else:
            _read(task, resources, replies)
        end: Answer = Done(profile.seconds, profile.tokens)
    except MemoryError:
        end = OutOfMemory()
    _end_self_after(0)
    _say(replies, end)


def _read(task: Task, resources: Resources, replies: IO[bytes]) -> None:
    for part in read_in_parts(task.document, resources):
        _say(replies, StoriesFound(part.reports, part.problem) if isinstance(part, Stories) else StoryRead(part))


def _say(replies: IO[bytes], answer: Answer) -> None:
    write_frame(replies, msgspec.msgpack.encode(answer))


def _end_self_after(seconds: float) -> None:
    """After so much CPU time the system ends this process, whatever it is in the midst of."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(beyond: int) -> None:
    """No more than so many bytes beyond what is held now; where the system does not say there is no limit."""
    limit_resource("CORE", 0)
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:  # not Linux
        return
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmSize:"))
    limit_resource("AS", int(kilobytes) * 1024 + beyond)


if __name__ == "__main__":
    main()
