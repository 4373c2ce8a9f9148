"""One slice to rows: the documents, reports, readings and problems that one process would have kept of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.datamodel import Document, Problem
from dragoman.distributed.slices import Slice
from dragoman.intake.containers.archives import show_name
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.streams import Budget, Item, stream_of
from dragoman.intake.files import read_documents
from dragoman.intake.formats.dumps import read_json_lines
from dragoman.intake.options import IntakeOptions
from dragoman.supervised.limits import ReadingLimits
from dragoman.supervised.readers import Readers

KINDS = ("document", "report", "reading", "problem")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to keep: its kind, its id (of a problem its input) and itself as JSON."""

    kind: str
    id: str
    payload: str


def read_slice(piece: Slice, options: IntakeOptions, limits: ReadingLimits | None = None) -> Iterator[Row]:
    """Everything that a slice holds, read; whatever goes wrong in it is a problem and never the end of the run."""
    readers = _readers(limits or ReadingLimits())
    for found in _open_slice(piece, options):
        if isinstance(found, Problem):
            yield row_of("problem", found.input, found)
            continue
        (read,) = readers.read([found])
        yield row_of("document", found.id, found)
        yield from (row_of("report", r.id, r) for r in read.reports)
        yield from (row_of("reading", r.report, r) for r in read.readings)
        yield from (row_of("problem", p.input, p) for p in read.problems)


def row_of(kind: str, key: str, thing: object) -> Row:
    """A thing as a row."""
    return Row(kind, key, msgspec.json.encode(thing).decode("utf-8"))


@lru_cache(maxsize=1)
def _readers(limits: ReadingLimits) -> Readers:
    """One process that reads for all the slices of this one; it ends itself when this one is gone."""
    return Readers(1, limits)


def _open_slice(piece: Slice, options: IntakeOptions) -> Iterator[Document | Problem]:
    if not piece.line:
        yield from read_documents([piece.path], options)
        return
    uri = show_name(piece.path)
    try:
        with Path(piece.path).open("rb") as stream:
            stream.seek(piece.start)
            data = stream.read(piece.length)
    except OSError as error:
        yield Problem(uri, "intake", f"cannot be read ({error.strerror or error})")
        return
    with IntakeContext(options) as context:
        item = Item(uri, uri, stream_of(data), Budget(options, len(data)), size=len(data))
        yield from read_json_lines(item, context, first=piece.line)
