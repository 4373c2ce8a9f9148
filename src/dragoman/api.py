"""Dragoman from Python: `record = dragoman.read(["reports/"])`, then `record.events()`, `event.origins` and so on.

Names are those of the export (RECORD_FORMAT): what a method gives are the frozen records of `dragoman.datamodel`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.datamodel import (
    Actor,
    Bounds,
    Comparison,
    Discrepancy,
    Interval,
    KeptApart,
    Origin,
    Place,
    Problem,
    Record,
    Report,
    Status,
    Story,
)
from dragoman.datamodel import Event as MergedEvent
from dragoman.errors import UsageError
from dragoman.event_types import list_event_types
from dragoman.presenting.views import Claim, RecordView

if TYPE_CHECKING:
    import pandas as pd

    from dragoman.weighing.tracing import Traced

Paths = str | PathLike[str] | Sequence[str | PathLike[str]]


@dataclass(frozen=True)
class EventView:
    """One event: what reportedly happened, on whose word, resting on how many independent origins."""

    merged: MergedEvent
    view: RecordView

    @property
    def id(self) -> str:
        """The event's id, the same for the same input and version."""
        return self.merged.id

    @property
    def title(self) -> str:
        """The event in neutral words."""
        return self.merged.title

    @property
    def type(self) -> str:
        """The PLOVER type: "CONSULT"."""
        return self.merged.type

    @property
    def status(self) -> Status:
        """Happened, ongoing, planned, called-off, possible or denied, as the reports put it."""
        return self.merged.status

    @property
    def time(self) -> Interval | None:
        """When, as an interval of ISO days."""
        return self.merged.time

    @property
    def places(self) -> tuple[Place, ...]:
        """Where."""
        return self.merged.places

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the claim comes from, each with its chain."""
        return self.merged.origins

    @property
    def independent_origins(self) -> Bounds:
        """How many of the origins are independent: `at_least`, `at_most`, `why`."""
        return self.merged.independent_origins

    @property
    def participants(self) -> tuple[tuple[str, str], ...]:
        """Who took part: (role, name)."""
        return tuple((p.role, self.view.actor_name(p.actor)) for p in self.merged.participants)

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that tell it."""
        return tuple(self.view.reports[r] for r in self.merged.reports)

    @property
    def disagreements(self) -> tuple[Discrepancy, ...]:
        """Where the reports part ways."""
        return self.view.discrepancies_of(self.merged)

    @property
    def why_merged(self) -> tuple[Comparison, ...]:
        """The comparisons that joined its mentions, each with its reasons."""
        return self.merged.why_merged

    @property
    def kept_apart(self) -> tuple[KeptApart, ...]:
        """The nearest other events, each with what kept it apart."""
        return self.merged.kept_apart

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Each telling: its report, sentence and chain."""
        return tuple(self.view.claims(self.merged))

    def dossier(self) -> str:
        """The event's page, as a string of HTML."""
        from dragoman.presenting.dossier import write_dossier

        return write_dossier(self.view, self.merged)

    def __repr__(self) -> str:
        bounds = self.independent_origins
        return f"<Event {self.title!r}, {self.status}, {bounds.at_least} to {bounds.at_most} independent origins>"


class ReadRecord:
    """A record: reports and all that is made of them. From `read` or `open_record`."""

    def __init__(self, record: Record, path: Path, folder: tempfile.TemporaryDirectory[str] | None = None) -> None:
        self.record = record
        self.path = path
        self._folder = folder  # a record that is thrown away lives as long as this object

    @cached_property
    def _view(self) -> RecordView:
        return RecordView(self.record)

    def events(self, type: str | None = None, actor: str | None = None) -> tuple[EventView, ...]:  # noqa: A002
        """The events, those told most first; only of a PLOVER type, or with an actor whose name holds the words.

        Raises UsageError for a type that there is not.
        """
        if type is not None and type.upper() not in list_event_types():
            raise UsageError(f"no event type {type!r}; there are {', '.join(list_event_types())}")
        chosen = (e for e in self.record.events if type is None or e.type == type.upper())
        return tuple(EventView(e, self._view) for e in chosen if actor is None or self._takes_part(e, actor))

    def stories(self) -> tuple[Story, ...]:
        """The stories: reports about the same main event."""
        return self.record.stories

    def actors(self) -> tuple[Actor, ...]:
        """All who appear, named or not."""
        return self.record.actors

    def reports(self) -> tuple[Report, ...]:
        """All reports."""
        return self.record.reports

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, or not in full."""
        return self.record.problems

    def trace(self, claim: str) -> Traced:
        """The passages that say a claim or deny it, their chains, and how many independent origins they come to."""
        from dragoman.record.store import open_store
        from dragoman.record.tracing import trace_claim
        from dragoman.resources import load_resources

        with open_store(self.path) as store:
            return trace_claim(claim, store, self.record, load_resources())

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the export, header first, as `dragoman export --format jsonl` writes them."""
        from dragoman.presenting.exports.rows import record_rows
        from dragoman.resources.inventory import list_readers

        return record_rows(self.record, list_readers())

    def to_pandas(self, table: str | None = None) -> pd.DataFrame | dict[str, pd.DataFrame]:
        """One table of the export as a DataFrame ("events", "chains", …), or all of them by name."""
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError("to_pandas needs pandas: pip install 'dragoman[pandas]'") from error
        from dragoman.presenting.exports.tables import DAYS, TABLES, make_tables

        if table is not None and table not in TABLES:
            raise UsageError(f"no table {table!r}; there are {', '.join(TABLES)}")
        tables = make_tables(self.record)
        frames = {name: pd.DataFrame(rows, columns=list(TABLES[name])) for name, rows in tables.items()}
        for frame in frames.values():
            for column in frame.columns.intersection(DAYS):
                frame[column] = pd.to_datetime(frame[column], format="%Y-%m-%d", errors="coerce")
        return frames if table is None else frames[table]

    def _takes_part(self, event: MergedEvent, words: str) -> bool:
        names = (n for p in event.participants if (a := self._view.actors.get(p.actor)) for n in a.names)
        return any(words.lower() in name.lower() for name in names)

    def __repr__(self) -> str:
        return f"<Record of {len(self.record.reports)} reports and {len(self.record.events)} events, {self.path}>"


def read(paths: Paths, record: str | PathLike[str] | None = None, jobs: int = 1) -> ReadRecord:
    """Read files, folders or addresses into a record, kept in the file `record` (default: one that is thrown away).

    Documents are read in `jobs` processes beside this one, under the limits of `dragoman read`. Raises
    `dragoman.errors.DragomanError` where the record cannot be written; trouble with an input is in `problems()`.
    """
    from dragoman.intake.options import IntakeOptions
    from dragoman.pipeline import link_record, read_into
    from dragoman.record.loading import load_record
    from dragoman.record.store import open_store
    from dragoman.resources import load_resources
    from dragoman.supervised.readers import Readers
    from dragoman.weighing.joins import Assumptions

    inputs = [fspath(p) for p in ([paths] if isinstance(paths, str | PathLike) else paths)]
    folder = tempfile.TemporaryDirectory(prefix="dragoman-") if record is None else None
    path = Path(folder.name) / "record.db" if folder else Path(fspath(record or ""))
    with open_store(path, create=True) as store:
        with Readers(jobs) as readers:
            read_into(store, inputs, IntakeOptions(), readers)
        link_record(store, load_resources(), Assumptions())
        return ReadRecord(load_record(store), path, folder)


def open_record(path: str | PathLike[str]) -> ReadRecord:
    """A record made before, by `read` or `dragoman read`; raises RecordError where there is none."""
    from dragoman.record.loading import load_record
    from dragoman.record.store import open_store

    with open_store(Path(path)) as store:
        return ReadRecord(load_record(store), Path(path))
