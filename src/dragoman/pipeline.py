"""The whole program on one screen: inputs to documents, reports, readings, and from all of them the record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from dragoman import __version__
from dragoman.datamodel import Document, Problem
from dragoman.errors import InterruptedWork
from dragoman.intake.files import read_documents
from dragoman.intake.options import IntakeOptions
from dragoman.linking.parcels import CompareParcels
from dragoman.record.adding import Rules
from dragoman.record.assembly import assemble
from dragoman.record.bearings import keep_bearings, make_bearings
from dragoman.record.growing import Growth, Together, add_reports, find_new, note_together, read_together
from dragoman.record.indexing import keep_index, make_index
from dragoman.record.judgements import kept_judgements
from dragoman.record.loading import record_items, record_sentences
from dragoman.record.remembering import remembering
from dragoman.record.store import Batch, Store
from dragoman.resources import Resources
from dragoman.resources.profiling import timed
from dragoman.supervised.document import STOPPED, ReadDocument, read_document
from dragoman.supervised.readers import Readers
from dragoman.weighing.joins import Assumptions

BATCH = 32  # documents, for each process that reads, that are kept together in one transaction

Progress = Callable[[str, int], None]
T = TypeVar("T")
_ReadAll = Callable[[Sequence[Document]], Iterable[ReadDocument]]


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What became of what was given: `given` = `new` + `known` + `set_aside`; `reports` are the stories that were kept.

    Set aside is what intake could not read, and what the reading of was stopped; of the latter the text is kept.
    """

    given: int
    new: int
    known: int
    set_aside: int
    reports: int
    problems: tuple[Problem, ...]

    @property
    def unread(self) -> int:
        """Reports that are kept but were not read, each with its problem: there is no reader for their language."""
        return len(self.problems) - self.set_aside


def read_into(
    store: Store,
    inputs: Sequence[str],
    options: IntakeOptions,
    readers: Readers | None = None,
    progress: Progress | None = None,
) -> ReadSummary:
    """Read the inputs into the record, a batch at a time: an interrupted run keeps every batch that was finished.

    Without `readers` documents are read in this process, with nothing to stop one that takes too long.
    """
    return keep_documents(store, read_documents(inputs, options), readers, progress)


def keep_documents(
    store: Store,
    items_given: Iterable[Document | Problem],
    readers: Readers | None = None,
    progress: Progress | None = None,
) -> ReadSummary:
    """As `read_into`, of documents that intake has made already."""
    total = ReadSummary(0, 0, 0, 0, 0, ())
    stopped = {p.input for p in store.problems() if p.stage == STOPPED}
    for items in in_batches(items_given, BATCH * (readers.jobs if readers else 1)):
        summary = _keep(store, items, readers.read if readers else _read_here, stopped)
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


def link_new(  # noqa: PLR0913 (what is linked, how, and where)
    store: Store,
    resources: Resources,
    assumptions: Assumptions,
    progress: Progress | None = None,
    *,
    whole: bool = False,
    before: Callable[[], None] | None = None,
    elsewhere: CompareParcels | None = None,
) -> Linking:
    """As `link_record`; few new reports of a large record are linked to their neighbours alone, unless `whole`.

    `before` is called before all is derived anew; `elsewhere` is where mentions are then compared, if not here.
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
    record, linked = timed("link and weigh", assemble, store, resources, assumptions, elsewhere)
    index = make_index(record)
    large = len(record.reports) >= resources.scoring.adding.least
    bearings = make_bearings(record, linked.stems, resources, remembering(store, resources)) if large else None

    def keep_all(opened: Store) -> None:
        keep_index(opened, index)
        keep_bearings(opened, bearings)
        note_together(opened, Together(len(record.reports), under, crowded=linked.crowded))

    store.replace_derived(wanted, record_items(record), record_sentences(record), keep_all)
    return Linking(changed=True)


def _keep(store: Store, items: Sequence[Document | Problem], read_all: _ReadAll, stopped: set[str]) -> ReadSummary:
    documents = {i.id: i for i in items if isinstance(i, Document)}
    problems = tuple(i for i in items if isinstance(i, Problem))
    known = store.knows(tuple(documents))
    again = {d.id for d in documents.values() if d.id in known and d.uri in stopped}
    to_read = [d for d in documents.values() if d.id not in known - again]
    pairs, interrupted = _read_as_far(to_read, read_all)
    at_last = [d for d, result in pairs if d.id in again and not result.stopped]
    _forget(store, at_last)
    store.change("DELETE FROM problem WHERE input = ? AND stage = 'intake'", [(d.uri,) for d in to_read])  # solved
    kept = [(d, result) for d, result in pairs if d.id not in again or d in at_last]
    reports = tuple(report for _, result in kept for report in result.reports)
    readings = tuple(reading for _, result in kept for reading in result.readings)
    met = tuple(p for _, result in pairs for p in result.problems)
    store.add(Batch(tuple(d for d, _ in kept), reports, readings, problems + met))
    if interrupted:
        raise interrupted
    given, aside = len(items), len(problems) + sum(result.stopped for _, result in pairs)
    new = len(pairs) - (aside - len(problems))
    return ReadSummary(given, new, given - aside - new, aside, len(reports), problems + met)


def _read_as_far(
    documents: Sequence[Document], read_all: _ReadAll
) -> tuple[list[tuple[Document, ReadDocument]], KeyboardInterrupt | None]:
    """The documents and what they were read as; at Ctrl-C those that were finished, and what is to be raised then."""
    pairs: list[tuple[Document, ReadDocument]] = []
    try:
        pairs.extend(zip(documents, read_all(documents), strict=True))
    except KeyboardInterrupt as stop:
        return [*pairs, *(stop.done if isinstance(stop, InterruptedWork) else ())], stop
    return pairs, None


def _forget(store: Store, documents: Sequence[Document]) -> None:
    """Take out what was kept of documents whose reading was stopped: they are read now, and kept as new."""
    if not documents:
        return
    ids = [(d.id,) for d in documents]

    def take_out() -> None:
        change = store.connection.executemany
        change("DELETE FROM reading WHERE report IN (SELECT id FROM report WHERE document = ?)", ids)
        change("DELETE FROM report WHERE document = ?", ids)
        change("DELETE FROM document WHERE id = ?", ids)
        change("DELETE FROM problem WHERE input = ? AND stage = ?", [(d.uri, STOPPED) for d in documents])
        change("DELETE FROM meta WHERE key = ?", [("derived_from",)])  # the same reports, but now with readings

    store.in_one_step(take_out)


def _read_here(documents: Sequence[Document]) -> Iterable[ReadDocument]:
    return map(read_document, documents)


def _add(a: ReadSummary, b: ReadSummary) -> ReadSummary:
    counts = (a.given + b.given, a.new + b.new, a.known + b.known, a.set_aside + b.set_aside, a.reports + b.reports)
    return ReadSummary(*counts, a.problems + b.problems)


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of so many, the last one shorter."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
