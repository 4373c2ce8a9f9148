"""The record on disk: one SQLite file in WAL mode, one writer, a transaction a batch."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar
from urllib.parse import quote

import msgspec

from dragoman.datamodel import Block, Document, PageFacts, Problem, Reading, Report, Span
from dragoman.errors import RecordError
from dragoman.record.migrating import SCHEMA_VERSION, migrate

T = TypeVar("T")
BUSY_SECONDS = 30
_STEPS = 20_000  # of SQLite's machine between two looks at the clock, about a millisecond
_READ_ONLY = "nothing can be written there; copy it to where you may write, or name another place with --record"
_KEEP_FORMER = (  # an event's id names what it is made of: it changes when mentions join it or leave it
    "INSERT OR REPLACE INTO former_event "
    "SELECT id, json_extract(payload, '$.mentions[0]'), json_extract(payload, '$.reports') "
    "FROM item WHERE kind = 'event' AND json_array_length(payload, '$.mentions') > 0"
)
_DROP_PRESENT = "DELETE FROM former_event WHERE event IN (SELECT id FROM item WHERE kind = 'event')"


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read together and is kept together, or not at all."""

    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]


class Store:
    """An open record. Use `open_store`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    # ---- what is kept ----

    def knows(self, document_ids: Sequence[str]) -> set[str]:
        """Which of the documents are in the record already."""
        marks = ",".join("?" * len(document_ids))
        query = f"SELECT id FROM document WHERE id IN ({marks})"  # noqa: S608 (only question marks)
        return {row[0] for row in self.connection.execute(query, list(document_ids))}

    def add(self, batch: Batch) -> None:
        """Keep a batch in one transaction; what is there already stays as it is."""
        with self._transaction():
            execute = self.connection.executemany
            execute("INSERT OR IGNORE INTO document VALUES (?,?,?,?,?,?,?)", map(_document_row, batch.documents))
            execute("INSERT OR IGNORE INTO report VALUES (?,?,?,?,?,?)", map(_report_row, batch.reports))
            rows = ((r.report, _encode(r)) for r in batch.readings)
            execute("INSERT OR IGNORE INTO reading VALUES (?,?)", rows)
            problems = ((p.input, p.stage, p.what, p.where or "", p.remedy) for p in batch.problems)
            execute("INSERT OR IGNORE INTO problem VALUES (?,?,?,?,?)", problems)

    def documents(self) -> Iterator[Document]:
        """Every document, by id."""
        for row in self.connection.execute("SELECT * FROM document ORDER BY id"):
            yield _document(row)

    def reports_as_read(self) -> tuple[Report, ...]:
        """Every report as read alone, by id."""
        return self._payloads("SELECT payload FROM report ORDER BY id", Report)

    def readings_as_read(self) -> tuple[Reading, ...]:
        """Every reading, by report."""
        return self._payloads("SELECT payload FROM reading ORDER BY report", Reading)

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, by input."""
        rows = self.connection.execute("SELECT input, stage, what, place, remedy FROM problem ORDER BY 1, 2, 3, 4")
        return tuple(Problem(a, b, c, d or None, e) for a, b, c, d, e in rows)

    def change(self, statement: str, rows: Iterable[Sequence[str | None]]) -> int:
        """Run a statement for each row, all in one transaction; returns how many rows of the table it touched."""
        with self._transaction():
            return self.connection.executemany(statement, rows).rowcount

    def keep_meanings(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep what the encoder made of openings: (the opening's key, its vectors)."""
        with self._transaction():
            self.connection.executemany("INSERT OR IGNORE INTO meaning VALUES (?,?)", rows)

    # ---- what is derived ----

    def derived_from(self) -> str | None:
        """The fingerprint of what the derived part was made from."""
        return self.noted("derived_from")

    def noted(self, key: str) -> str | None:
        """What the record notes of itself under a key."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def note(self, key: str, value: str) -> None:
        """Keep it under the key, inside the caller's transaction."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (key, value))

    def fingerprint(self, program: str, *, reports: bool = True) -> str:
        """What the record would be derived from now: the program, the reports, what was judged of actors and events.

        Notes and grades change nothing that is derived. Without `reports`: under what they would be linked.
        """
        digest = hashlib.sha256(program.encode())
        for query in (
            *(["SELECT id FROM report ORDER BY +id"] if reports else []),  # by an index: the rows are large
            "SELECT id FROM judgement WHERE kind NOT IN ('note', 'grade') ORDER BY id",
        ):
            for row in self.connection.execute(query):
                digest.update(b"\x1f" + row[0].encode())
        return digest.hexdigest()

    def replace_derived(
        self,
        fingerprint: str,
        items: Iterable[tuple[str, str, str, object]],
        sentences: Iterable[tuple[str, str, int, int]],
        index: Callable[["Store"], None],
    ) -> None:
        """Replace all that is derived: items are (kind, id, title, record), sentences (text, report, start, end).

        `index` fills the tables of listings and search in the same transaction.
        """
        with self._unchecked(), self._transaction():
            self.connection.execute(_KEEP_FORMER)
            self.connection.execute("DELETE FROM item")
            self.connection.execute("DELETE FROM sentence")
            rows = ((kind, key, title, _encode(record)) for kind, key, title, record in items)
            self.connection.executemany("INSERT OR IGNORE INTO item VALUES (?,?,?,?)", rows)
            self.connection.executemany("INSERT INTO sentence VALUES (?,?,?,?)", sentences)
            self.connection.execute(_DROP_PRESENT)
            index(self)
            self.note("derived_from", fingerprint)

    def items(self, kind: str, schema: type[T]) -> tuple[T, ...]:
        """Every derived record of a kind, by id."""
        return self._payloads("SELECT payload FROM item WHERE kind = ? ORDER BY id", schema, (kind,))

    def item(self, kind: str, key: str, schema: type[T]) -> T | None:
        """One derived record."""
        found = self._payloads("SELECT payload FROM item WHERE kind = ? AND id = ?", schema, (kind, key))
        return found[0] if found else None

    def items_of(self, kind: str, keys: Iterable[str], schema: type[T]) -> tuple[T, ...]:
        """Some derived records of a kind, in the order of their keys' first naming."""
        asked = list(dict.fromkeys(keys))
        found: dict[str, T] = {}
        for start in range(0, len(asked), 500):
            part = asked[start : start + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT id, payload FROM item WHERE kind = ? AND id IN ({marks})"  # noqa: S608 (question marks)
            found.update({k: _decode(payload, schema) for k, payload in self.connection.execute(query, (kind, *part))})
        return tuple(found[k] for k in asked if k in found)

    def documents_of(self, keys: Iterable[str]) -> tuple[Document, ...]:
        """Some documents, by id."""
        asked = sorted(set(keys))
        found: list[Document] = []
        for start in range(0, len(asked), 500):
            part = asked[start : start + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT * FROM document WHERE id IN ({marks}) ORDER BY id"  # noqa: S608 (question marks)
            found += map(_document, self.connection.execute(query, part))
        return tuple(found)

    def quote(self, spans: Iterable[Span]) -> dict[Span, str]:
        """The characters of some spans, read without the rest of their documents."""
        query = "SELECT substr(text, ?, ?) FROM document WHERE id = ?"
        found: dict[Span, str] = {}
        for span in spans:
            row = self.connection.execute(query, (span.start + 1, span.end - span.start, span.document)).fetchone()
            if row is not None:
                found[span] = row[0]
        return found

    def in_one_step(self, action: Callable[[], None]) -> None:
        """Do something to the open record whole, or not at all."""
        with self._unchecked(), self._transaction():
            action()

    # ---- inside ----

    def _payloads(self, query: str, schema: type[T], values: Sequence[str] = ()) -> tuple[T, ...]:
        return tuple(_decode(row[0], schema) for row in self.connection.execute(query, values))

    @contextmanager
    def _unchecked(self) -> Iterator[None]:
        """The tables of listings are replaced one by one; what they refer to is not checked meanwhile."""
        self.connection.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self.connection.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


@contextmanager
def open_store(path: Path, *, create: bool = False) -> Iterator[Store]:
    """Open the record at `path`, making it where asked; raises RecordError in one line where that cannot be."""
    if not create and not (path.is_file() and path.stat().st_size):
        raise RecordError(f"{path}: no record here; make one with `dragoman read PATH --record {path}`")
    connect = _connect if create or _is_writable(path) else _connect_frozen
    with closing(_guarded(path, lambda: connect(path))) as connection:
        store = Store(connection, path)
        _guarded(path, lambda: migrate(connection))
        try:
            yield store
        except sqlite3.Error as error:
            remedy = _READ_ONLY if "readonly" in str(error) else "run the command again"
            raise RecordError(f"{path}: {error}; nothing already kept is lost: {remedy}") from error


@contextmanager
def open_to_read(path: Path, seconds: float) -> Iterator[Store]:
    """The record at `path` for one answer: nothing can be written, and no query may work longer than `seconds`."""
    if not path.is_file():
        raise RecordError(f"{path}: no record here")
    with closing(_guarded(path, lambda: _connect_to_read(path))) as connection:
        end = monotonic() + seconds
        connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
        try:
            yield Store(connection, path)
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise RecordError("the question took too long; ask for less at once") from error
            raise RecordError(f"{path}: {error}") from error


def _connect_to_read(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        raise RecordError(f"layout {version}, this program serves {SCHEMA_VERSION}: start `dragoman serve` again")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _connect_frozen(path: Path) -> sqlite3.Connection:
    """A record on a share that this user cannot write to: read as it stands, where no writer left a journal."""
    journal = path.with_name(f"{path.name}-wal")
    still = "" if journal.is_file() and journal.stat().st_size else "&immutable=1"
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro{still}", uri=True, isolation_level=None)


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _guarded(path: Path, action: Callable[[], T]) -> T:
    try:
        return action()
    except (sqlite3.Error, OSError, RecordError) as error:
        remedy = f": {_READ_ONLY}" if "readonly" in str(error) or "unable to open" in str(error) else ""
        raise RecordError(f"{path}: cannot be used as a record: {error}{remedy}") from error


def _encode(record: object) -> str:
    return msgspec.json.encode(record).decode("utf-8")


def _decode(payload: str, schema: type[T]) -> T:
    return msgspec.json.decode(payload, type=schema)


def _document(row: Sequence[str]) -> Document:
    facts, blocks = _decode(row[5], PageFacts), _decode(row[6], tuple[Block, ...])
    return Document(row[0], row[1], row[2], row[3], row[4], facts, blocks)


def _document_row(d: Document) -> tuple[str, ...]:
    return (d.id, d.uri, d.media_type, d.sha256, d.text, _encode(d.facts), _encode(d.blocks))


def _report_row(r: Report) -> tuple[str | None, ...]:
    return (r.id, r.document, r.headline, r.outlet.name if r.outlet else None, r.language, _encode(r))
