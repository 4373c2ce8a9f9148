"""Processes beside this one that can be killed: how they begin, end, and are given only so long."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def start_worker(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A Python process that runs a module of ours and speaks over its pipes."""
    # -P: a module in the working folder is not ours. The hash seed: the same input, the same record.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        start_new_session=True,
    )


def end_worker(worker: subprocess.Popen[bytes]) -> int:
    """Kill it; what it ended with, where that was before."""
    worker.kill()
    for pipe in (worker.stdin, worker.stdout):
        if pipe:
            try:
                pipe.close()
            except OSError:  # bytes that it did not take
                continue
    return worker.wait()


@contextmanager
def killed_after(seconds: float, worker: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """While this is open the worker has so many seconds by the clock; the event is set where it was killed."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        worker.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
