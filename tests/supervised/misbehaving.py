"""A reading process without models that does what the text says: `python -m tests.supervised.misbehaving BYTES`."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from dragoman.datamodel import Document
from dragoman.supervised import worker
from dragoman.supervised.document import Part, Stories
from tests.supervised.documents import empty_reading_of, two_reports


def read_in_parts(document: Document, resources: object) -> Iterator[Part]:
    """Two stories; between them the deed."""
    first, second = two_reports(document)
    yield Stories((first, second))
    yield empty_reading_of(first)
    do(document.text)
    yield empty_reading_of(second)


def do(text: str) -> None:
    """What the text says."""
    order, _, rest = text.partition(" ")
    if order == "loop":
        while True:
            pass
    elif order == "search":  # in C, where no signal handler of Python's is heard
        import re

        re.match(r"(a|aa)+b", "a" * 200)
    elif order == "eat":
        held = []
        while True:
            held.append(bytes(10_000_000))
    elif order == "hoard":
        HOARD.append(bytearray(int(rest)))
    elif order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "babble":
        os.write(3, b"?" * 99)
        os._exit(0)
    elif order == "once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)


HOARD: list[bytearray] = []

if __name__ == "__main__":
    worker.read_in_parts = read_in_parts
    worker.process_resources = lambda: SimpleNamespace(nlp=None, window_network=None)
    worker.main()
