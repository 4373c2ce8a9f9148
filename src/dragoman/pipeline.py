"""The whole program on one screen: inputs to documents, reports, readings, and from all of them the record."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from dragoman import __version__
from dragoman.datamodel import Document, Problem, Reading, Report
from dragoman.errors import DragomanError
from dragoman.intake.files import read_documents
from dragoman.intake.options import IntakeOptions
from dragoman.intake.reports import to_reports
from dragoman.reading.report import read_report
from dragoman.record.adding import Rules
from dragoman.record.assembly import assemble
from dragoman.record.bearings import keep_bearings, make_bearings
from dragoman.record.growing import Growth, Together, add_reports, find_new, note_together, read_together
from dragoman.record.indexing import keep_index, make_index
from dragoman.record.judgements import kept_judgements
from dragoman.record.loading import record_items, record_sentences
from dragoman.record.remembering import remembering
from dragoman.record.store import Batch, Store
from dragoman.resources import Resources, load_resources
from dragoman.resources.profiling import timed
from dragoman.weighing.joins import Assumptions

BATCH = 32  # documents, for each process that reads, that are kept together in one transaction

Progress = Callable[[str, int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What became of what was given: `given` = `new` + `known` + `set_aside`; `reports` are the stories in the new."""

    given: int
    new: int
    known: int
    set_aside: int
    reports: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a document was read as."""

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]


def read_into(
    store: Store, inputs: Sequence[str], options: IntakeOptions, jobs: int = 1, progress: Progress | None = None
) -> ReadSummary:
    """Read the inputs into the record, a batch at a time: an interrupted run keeps every batch that was finished."""
    return keep_documents(store, read_documents(inputs, options), jobs, progress)


def keep_documents(
    store: Store, items_given: Iterable[Document | Problem], jobs: int = 1, progress: Progress | None = None
) -> ReadSummary:
    """As `read_into`, of documents that intake has made already."""
    total = ReadSummary(0, 0, 0, 0, 0, ())
    with _readers(jobs) as read_all:
        for items in in_batches(items_given, BATCH * jobs):
            summary = _keep(store, items, read_all)
            total = _add(total, summary)
            if progress:
                progress("reading", total.given)
    return total


def survey_inputs(
    store: Store | None, inputs: Sequence[str], options: IntakeOptions, progress: Progress | None = None
) -> ReadSummary:
    """What `read_into` would meet: all is opened and told apart, nothing is read for its content, nothing is kept."""
    total = ReadSummary(0, 0, 0, 0, 0, ())
    seen: set[str] = set()
    for items in in_batches(read_documents(inputs, options), BATCH):
        found = {i.id for i in items if isinstance(i, Document)} - seen
        new = found - (store.knows(tuple(found)) if store else set())
        seen |= found
        problems = tuple(i for i in items if isinstance(i, Problem))
        known = len(items) - len(problems) - len(new)
        total = _add(total, ReadSummary(len(items), len(new), known, len(problems), 0, problems))
        if progress:
            progress("looking", total.given)
    return total


@dataclass(frozen=True, slots=True)
class Linking:
    """How the record was brought up to date: not at all, as a whole, or by `growth`, report by report."""

    changed: bool
    growth: Growth | None = None


def link_record(store: Store, resources: Resources, assumptions: Assumptions, progress: Progress | None = None) -> bool:
    """Derive actors, events, origins and disagreements anew where anything changed; True where it did."""
    return link_new(store, resources, assumptions, progress).changed


def link_new(
    store: Store,
    resources: Resources,
    assumptions: Assumptions,
    progress: Progress | None = None,
    *,
    whole: bool = False,
    before: Callable[[], None] | None = None,
) -> Linking:
    """As `link_record`; few new reports of a large record are linked to their neighbours alone, unless `whole`.

    `before` is called before all is derived anew.
    """
    program = f"{__version__} {assumptions}"
    wanted, under = store.fingerprint(program), store.fingerprint(program, reports=False)
    together = read_together(store)
    if store.derived_from() == wanted and not (whole and together and together.added):
        return Linking(changed=False)
    if progress:
        progress("linking", 0)
    new = () if whole else find_new(store, under, resources.scoring.adding)
    if new:
        rules = Rules(resources, assumptions, kept_judgements(store))
        return Linking(changed=True, growth=timed("link and weigh", add_reports, store, new, rules, wanted))
    if before:
        before()
    record, stems = timed("link and weigh", assemble, store, resources, assumptions)
    index = make_index(record)
    large = len(record.reports) >= resources.scoring.adding.least
    bearings = make_bearings(record, stems, resources, remembering(store, resources)) if large else None

    def keep_all(opened: Store) -> None:
        keep_index(opened, index)
        keep_bearings(opened, bearings)
        note_together(opened, Together(len(record.reports), under))

    store.replace_derived(wanted, record_items(record), record_sentences(record), keep_all)
    return Linking(changed=True)


def _keep(store: Store, items: Sequence[Document | Problem], read_all: "_ReadAll") -> ReadSummary:
    documents = {i.id: i for i in items if isinstance(i, Document)}
    problems = tuple(i for i in items if isinstance(i, Problem))
    known = store.knows(tuple(documents))
    new = [d for d in documents.values() if d.id not in known]
    results = list(read_all(new))
    met = tuple(p for r in results for p in r.problems)
    reports = tuple(report for r in results for report in r.reports)
    readings = tuple(reading for r in results for reading in r.readings)
    store.add(Batch(tuple(new), reports, readings, problems + met))
    given = len(items)
    return ReadSummary(given, len(new), given - len(problems) - len(new), len(problems), len(reports), problems + met)


def _add(a: ReadSummary, b: ReadSummary) -> ReadSummary:
    counts = (a.given + b.given, a.new + b.new, a.known + b.known, a.set_aside + b.set_aside, a.reports + b.reports)
    return ReadSummary(*counts, a.problems + b.problems)


# ---- one document, in this process or another --------------------------------------------------------------

_ReadAll = Callable[[Sequence[Document]], Iterable[ReadDocument]]


@contextmanager
def _readers(jobs: int) -> Iterator[_ReadAll]:
    """`with _readers(jobs) as read_all`: reads documents in order, in this process or in `jobs` others."""
    if jobs == 1:
        yield lambda documents: map(read_document, documents)
        return
    # Fresh processes, not copies of this one: it holds an open record and the guarded parser's pipes.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)
    try:
        yield lambda documents: _map_longest_first(pool, documents)
    except BrokenProcessPool as error:
        reason = "a reading process was ended from outside (was memory short?)"
        raise DragomanError(f"{reason}; what was finished is kept: run again with --jobs 1") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _map_longest_first(pool: ProcessPoolExecutor, documents: Sequence[Document]) -> list[ReadDocument]:
    """The documents read, in their own order; the long ones begin first, so that no process ends late with one."""
    order = sorted(range(len(documents)), key=lambda n: -len(documents[n].text))
    read = dict(zip(order, pool.map(read_document, (documents[n] for n in order)), strict=True))
    return [read[n] for n in range(len(documents))]


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def process_resources() -> Resources:
    """The resources of this process: what reading has loaded serves linking too."""
    return load_resources()


def read_document(document: Document) -> ReadDocument:
    """Every story of a document, read; trouble is a problem of that document and never stops the run."""
    resources = process_resources()
    try:
        reports = timed("layout", to_reports, document, resources)
    except Exception as error:  # noqa: BLE001 (rule 5: one bad input never stops the run)
        return ReadDocument((), (), (_failure(document, "intake", error),))
    readings, problems = [], []
    for report in reports:
        try:
            reading = read_report(report, document.text, resources)
        except Exception as error:  # noqa: BLE001
            reading = Reading(report.id, (), (), (), (), (), (), (_failure(document, "reading", error),))
        readings.append(reading)
        problems += [Problem(document.uri, p.stage, p.what, p.where, p.remedy) for p in reading.problems]
    return ReadDocument(reports, tuple(readings), tuple(problems))


def _failure(document: Document, stage: str, error: Exception) -> Problem:
    what = f"could not be understood ({type(error).__name__}: {error})"
    return Problem(document.uri, stage, what[:300], None, "the text is kept; please report this with the file")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of so many, the last one shorter."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
