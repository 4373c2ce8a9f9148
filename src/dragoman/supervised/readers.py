"""Documents read side by side, each in a process that can be killed; what one does there, no other feels.

    with Readers(jobs=2, limits=ReadingLimits()) as readers:
        results = readers.read(documents)

The results are the same with any number of processes, but for documents at the very edge of their limits.
"""

import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from dragoman.datamodel import Document, Problem
from dragoman.errors import InterruptedWork
from dragoman.resources.profiling import add_profile, is_profiled
from dragoman.supervised.document import STOPPED, ReadDocument, gather
from dragoman.supervised.limits import ReadingLimits, allowed_seconds, show_bytes
from dragoman.supervised.process import Attempt, ReadingProcess

_WORTH_A_PROCESS = 30_000  # characters: what is read while one more process loads its models


class Readers:
    """Up to `jobs` processes that read, begun when there is enough for them to do."""

    def __init__(self, jobs: int = 1, limits: ReadingLimits | None = None) -> None:
        self.jobs = jobs
        self.limits = limits or ReadingLimits()
        self._processes = [ReadingProcess(self.limits) for _ in range(jobs)]
        self._threads = ThreadPoolExecutor(jobs) if jobs > 1 else None
        self._given = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Let the first process load its models meanwhile."""
        self._processes[0].start()

    def read(self, documents: Sequence[Document]) -> list[ReadDocument]:
        """The documents read, in their own order.

        Raises DragomanError where no process can be had to read them, and InterruptedWork with pairs of documents and
        what they were read as at Ctrl-C.
        """
        # The long ones begin first, so that no process ends late with one.
        order = sorted(range(len(documents)), key=lambda n: -len(documents[n].text))
        attempts: dict[int, Attempt] = {}
        try:
            attempts.update(self._try_all(documents, order))
            for n in sorted(n for n, attempt in attempts.items() if attempt.end == "died"):
                attempts[n] = self._try_by_itself(documents[n])
        except KeyboardInterrupt as stop:
            alive = sorted(n for n, attempt in attempts.items() if attempt.end != "died")
            raise InterruptedWork([(documents[n], self._gather(documents[n], attempts[n])) for n in alive]) from stop
        for attempt in attempts.values():
            add_profile(attempt.seconds, attempt.tokens)
        return [self._gather(document, attempts[n]) for n, document in enumerate(documents)]

    def _gather(self, document: Document, attempt: Attempt) -> ReadDocument:
        return gather(document, attempt.parts, self._stop(document, attempt))

    def close(self) -> None:
        """End all processes, whatever they do."""
        for process in self._processes:
            process.close()
        if self._threads:
            self._threads.shutdown(wait=True, cancel_futures=True)

    def _try_all(self, documents: Sequence[Document], order: Iterable[int]) -> Iterator[tuple[int, Attempt]]:
        """Each by its place, as it is done."""
        self._given += sum(len(d.text) for d in documents)
        useful = self._processes[: 1 + self._given // _WORTH_A_PROCESS]
        profiled = is_profiled()
        if self._threads is None or len(useful) == 1:
            yield from ((n, self._processes[0].read(documents[n], profiled=profiled)) for n in order)
            return
        idle: SimpleQueue[ReadingProcess] = SimpleQueue()
        for process in useful:
            idle.put(process)

        def attempt(n: int) -> tuple[int, Attempt]:
            process = idle.get()
            try:
                return n, process.read(documents[n], profiled=profiled)
            finally:
                idle.put(process)

        for done in as_completed([self._threads.submit(attempt, n) for n in order]):
            yield done.result()

    def _try_by_itself(self, document: Document) -> Attempt:
        """Once more, with no other process there that could take the memory."""
        for process in self._processes:
            process.end()
        return self._processes[0].read(document, profiled=is_profiled())

    def _stop(self, document: Document, attempt: Attempt) -> Problem | None:
        """What put an end to the reading, and what to do; None where nothing did."""
        if attempt.end == "done":
            return None
        if attempt.end == "late":
            what = f"takes more than {round(allowed_seconds(self.limits, document), 1):g} seconds of computing to read"
            remedy = "the text is kept; to have it read, run again with more --max-seconds"
        elif attempt.end == "memory":
            what = f"takes more than {show_bytes(self.limits.memory_bytes)} of memory to read"
            remedy = "the text is kept; to have it read, run again with more --max-memory"
        else:
            what = f"ended the process that reads it, twice ({_death(attempt.signal)})"
            remedy = "the text is kept; run again to have it tried once more"
        return Problem(document.uri, STOPPED, what, None, remedy)


def _death(number: int | None) -> str:
    if number is None:
        return "it gave no reason"
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    return f"{name}: was memory short?" if name == "SIGKILL" else name
