"""Parcels of pairs compared side by side, in processes of ours that load the models once (`comparer`)."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import SimpleQueue
from subprocess import Popen
from typing import IO, cast

from dragoman.intake.guard.sandbox import read_frame, write_frame
from dragoman.intake.guard.workers import end_worker, start_worker
from dragoman.linking.parcels import CompareParcels, compare_packed
from dragoman.resources import Resources

_WORKER = "dragoman.supervised.comparer"
_WORTH_PROCESSES = 8  # parcels: what is compared while processes load their models


def compare_with(jobs: int, resources: Resources) -> CompareParcels | None:
    """Comparing with so many processes, where there is enough to compare; None where one is asked for: this one."""

    def compare(parcels: Iterator[bytes]) -> Iterator[bytes]:
        first = list(islice(parcels, _WORTH_PROCESSES))
        if len(first) < _WORTH_PROCESSES:
            return (compare_packed(parcel, resources) for parcel in first)
        return _compare_beside(chain(first, parcels), jobs, resources)

    return compare if jobs > 1 else None


def _compare_beside(parcels: Iterator[bytes], jobs: int, resources: Resources) -> Iterator[bytes]:
    """In their order; what a process that dies was at is compared here. The processes end with this walk."""
    processes = [start_worker(_WORKER) for _ in range(jobs)]
    idle: SimpleQueue[Popen[bytes]] = SimpleQueue()
    for process in processes:
        idle.put(process)

    def compare(parcel: bytes) -> bytes | None:
        process = idle.get()
        try:
            return _ask(process, parcel)
        finally:
            idle.put(process)

    waiting: deque[tuple[bytes, Future[bytes | None]]] = deque()
    with ThreadPoolExecutor(jobs) as threads:
        try:
            for parcel in parcels:
                waiting.append((parcel, threads.submit(compare, parcel)))
                if len(waiting) > 2 * jobs:  # no more are packed than are soon compared
                    yield _result(*waiting.popleft(), resources)
            while waiting:
                yield _result(*waiting.popleft(), resources)
        finally:
            for process in processes:
                end_worker(process)
            threads.shutdown(wait=True, cancel_futures=True)


def _result(parcel: bytes, found: "Future[bytes | None]", resources: Resources) -> bytes:
    return found.result() or compare_packed(parcel, resources)


def _ask(process: Popen[bytes], parcel: bytes) -> bytes | None:
    """What the process finds; None where it is gone."""
    try:
        write_frame(cast("IO[bytes]", process.stdin), parcel)
        return read_frame(cast("IO[bytes]", process.stdout))
    except (OSError, ValueError):  # ValueError: its pipe was closed, as linking was given up
        return None
