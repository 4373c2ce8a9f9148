"""Whether new reports can be added to a large record one by one, the adding itself, and what the record notes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import msgspec

from dragoman.datamodel import Alteration, Discrepancy, Event
from dragoman.record.adding import Rules, join_one
from dragoman.record.patching import patch
from dragoman.record.reweighing import Outcome, weigh_joined
from dragoman.record.store import Store
from dragoman.record.storying import place_in_story, read_openings_of
from dragoman.resources.scoring import AddingScoring

_NOTE = "together"


@dataclass(frozen=True, slots=True)
class Together:
    """What a record notes of its last whole linking: how many reports, under which program and judgements.

    `added` are the reports that were linked to their neighbours alone since; `crowded` is that of `Linked`.
    """

    reports: int
    under: str
    added: int = 0
    crowded: int = 0


@dataclass(slots=True)
class Growth:
    """What adding reports changed: events as they were before, with what was found of them, and ids of those of now."""

    reports: list[str] = field(default_factory=list)
    before: dict[str, Event] = field(default_factory=dict)
    discrepancies: dict[str, Discrepancy] = field(default_factory=dict)
    alterations: dict[str, Alteration] = field(default_factory=dict)
    now: dict[str, None] = field(default_factory=dict)


def read_together(store: Store) -> Together | None:
    """What is noted; None of a record that an older version linked."""
    noted = store.noted(_NOTE)
    return msgspec.json.decode(noted, type=Together) if noted else None


def note_together(store: Store, together: Together) -> None:
    """Note it, inside the caller's transaction."""
    store.note(_NOTE, msgspec.json.encode(together).decode())


def find_new(store: Store, under: str, scoring: AddingScoring) -> tuple[str, ...]:
    """The reports that can be added one by one, in order; none where the record is small, or all are to be linked anew.

    `under` is the program with the judgements that hold now: where these changed, all are.
    """
    together = read_together(store)
    if together is None or together.under != under or together.reports < scoring.least:
        return ()
    count = store.connection.execute
    kept, linked, ready = (
        count(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (constants)
        for table in ("report", "report_row", "near_report")
    )
    new = kept - linked
    if ready != linked or not 0 < new <= scoring.at_once * linked:
        return ()
    if together.added + new > scoring.most * together.reports:
        return ()
    rows = count("SELECT id FROM report WHERE id NOT IN (SELECT report FROM report_row) ORDER BY id").fetchall()
    return tuple(row[0] for row in rows) if len(rows) == new else ()


def add_reports(store: Store, keys: Sequence[str], rules: Rules, fingerprint: str) -> Growth:
    """Link each to what stands around it, in a transaction of its own: an interrupted run keeps what it linked."""
    growth = Growth()
    read_openings_of(store, keys, rules.resources)

    def add(key: str) -> None:
        joined = join_one(store, key, rules)
        outcome = weigh_joined(store, joined, rules)
        _note(store, growth, joined.events, outcome)
        patch(store, joined, outcome, place_in_story(store, joined, outcome, rules.resources))
        together = read_together(store)
        if together is not None:
            note_together(store, replace(together, added=together.added + 1))
        if key == keys[-1]:
            store.note("derived_from", fingerprint)

    for key in keys:
        store.in_one_step(partial(add, key))
    return growth


def _note(store: Store, growth: Growth, events: Sequence[Event], outcome: Outcome) -> None:
    """Keep what the events were; of one that grows twice, what it was at first."""
    growth.reports.append(outcome.report.id)
    for event in (e for e in events if e.id in outcome.grown):
        if event.id in growth.now:
            del growth.now[event.id]
            continue
        growth.before[event.id] = event
        for found in store.items_of("discrepancy", event.discrepancies, Discrepancy):
            growth.discrepancies[found.id] = found
        rows = store.connection.execute("SELECT item FROM altered WHERE event = ?", (event.id,))
        for changed in store.items_of("alteration", [row[0] for row in rows], Alteration):
            growth.alterations[changed.id] = changed
    growth.now |= dict.fromkeys(e.id for e in (*outcome.grown.values(), *outcome.opened))
