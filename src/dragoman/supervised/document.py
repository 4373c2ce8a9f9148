"""One document to its readings: every story of it; trouble is a problem of that document and never stops the run."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

from dragoman.datamodel import Document, Problem, Reading, Report
from dragoman.resources import Resources, load_resources
from dragoman.resources.profiling import timed

T = TypeVar("T")

STOPPED = "stopped"  # the stage of a problem that put an end to a reading; the next run tries such a document again


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a document was read as; where it was `stopped` before the end some of its readings are empty."""

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Stories:
    """The first part of what a document was read as: its stories, or why they could not be told apart."""

    reports: tuple[Report, ...]
    problem: Problem | None = None


Part = Stories | Reading


def read_document(document: Document) -> ReadDocument:
    """Every story of a document, read in this process and without limits."""
    parts: list[Part] = []
    try:
        parts.extend(read_in_parts(document, process_resources()))
    except MemoryError:
        what = "needs more memory than this process has"
        return gather(document, parts, Problem(document.uri, STOPPED, what, None, "the text is kept"))
    return gather(document, parts)


def read_in_parts(document: Document, resources: Resources) -> Iterator[Part]:
    """The document's stories, then a reading of each as it is made. Raises MemoryError, and nothing else."""
    from dragoman.reading.report import read_report  # slow to import, and only who reads needs it

    reports = _or_failure(partial(_lay_out, document, resources), document, "intake")
    if isinstance(reports, Problem):
        yield Stories((), reports)
        return
    yield Stories(reports)
    for report in reports:
        reading = _or_failure(partial(read_report, report, document.text, resources), document, "reading")
        yield empty_reading(report, reading) if isinstance(reading, Problem) else reading


def gather(document: Document, parts: Iterable[Part], stop: Problem | None = None) -> ReadDocument:
    """The parts as one; where a problem put an end to them, stories without a reading get an empty one that says so."""
    reports: tuple[Report, ...] = ()
    readings: list[Reading] = []
    problems: list[Problem] = []
    for part in parts:
        if isinstance(part, Reading):
            readings.append(part)
            problems += [Problem(document.uri, p.stage, p.what, p.where, p.remedy) for p in part.problems]
        else:
            reports = part.reports
            problems += [part.problem] if part.problem else []
    if stop is not None:
        readings += [empty_reading(report, stop) for report in reports[len(readings) :]]
        problems.append(stop)
    return ReadDocument(reports, tuple(readings), tuple(problems), stop is not None)


def empty_reading(report: Report, problem: Problem) -> Reading:
    """The reading of a report that could not be read: the report is kept, nothing is found in it."""
    return Reading(report.id, (), (), (), (), (), (), (problem,))


@lru_cache(maxsize=1)
def process_resources() -> Resources:
    """The knowledge and models of this process."""
    return load_resources()


def _lay_out(document: Document, resources: Resources) -> tuple[Report, ...]:
    from dragoman.intake.reports import to_reports

    return timed("layout", to_reports, document, resources)


def _or_failure(work: Callable[[], T], document: Document, stage: str) -> T | Problem:
    try:
        return work()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (rule 5: one bad input never stops the run)
        what = f"could not be understood ({type(error).__name__}: {error})"
        return Problem(document.uri, stage, what[:300], None, "the text is kept; please report this with the file")
