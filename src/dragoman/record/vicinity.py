"""What stands around a report that is added: the reports that are like it, and the events that it may tell."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from dragoman.datamodel import Actor, Document, Event, EventMention, Reading, Report
from dragoman.linking.days import read_days
from dragoman.record.store import Store
from dragoman.resources.scoring import EventScoring

_SAME_DAY = 3  # events of one past day, the most told, that are looked at on any matter
_PART = 20  # of events too large to be loaded whole so many reports


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Reports of the record with what was read in them, and the actors in them."""

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    documents: Mapping[str, Document]
    actors: Mapping[str, Actor]


def load_reports(store: Store, keys: Iterable[str], before: Loaded | None = None) -> Loaded:
    """Some reports whole; what was loaded before is not loaded again."""
    before = before or Loaded({}, {}, {}, {})
    asked = sorted(set(keys) - before.reports.keys())
    reports = {r.id: r for r in store.items_of("report", asked, Report)}
    readings = {r.report: r for r in store.items_of("reading", asked, Reading)}
    documents = {d.id: d for d in store.documents_of({r.document for r in reports.values()} - before.documents.keys())}
    wanted = {key for reading in readings.values() for key in _actors_in(reading)} - before.actors.keys()
    actors = {a.id: a for a in store.items_of("actor", sorted(wanted), Actor)}
    return Loaded(
        {**before.reports, **reports},
        {**before.readings, **readings},
        {**before.documents, **documents},
        {**before.actors, **actors},
    )


def load_new(store: Store, key: str) -> tuple[Report, Reading, Document]:
    """A report that is not linked yet, as it was read."""
    execute = store.connection.execute
    report = msgspec.json.decode(execute("SELECT payload FROM report WHERE id = ?", (key,)).fetchone()[0], type=Report)
    row = execute("SELECT payload FROM reading WHERE report = ?", (key,)).fetchone()
    reading = msgspec.json.decode(row[0], type=Reading) if row else Reading(key, (), (), (), (), (), (), ())
    return report, reading, store.documents_of((report.document,))[0]


def find_events(
    store: Store, reports: Sequence[str], mentions: Sequence[EventMention], scoring: EventScoring
) -> tuple[Event, ...]:
    """The events that these reports tell and one of the mentions may tell too, those that most of them tell first."""
    kinds = _kinds(mentions, scoring)
    told: Counter[str] = Counter()
    query = "SELECT event FROM facet JOIN event_row USING (number) WHERE name = 'report' AND value = ?"
    for report in reports:
        told.update(row[0] for row in store.connection.execute(query, (report,)))
    keys = sorted(told, key=lambda e: (-told[e], e))
    same_day = [e for m in mentions for e in _of_one_day(store, m)]
    found = store.items_of("event", [*keys, *same_day], Event)
    return tuple(e for e in found if e.type in kinds)


def choose_reports(events: Iterable[Event], near: Sequence[str], most: int) -> set[str]:
    """The reports of events that are loaded: all, until they are too many; of the rest those near, and a few."""
    chosen: set[str] = set()
    known = set(near)
    for event in events:
        others = [r for r in event.reports if r not in chosen]
        if len(chosen) + len(others) > most:
            others = [r for r in others if r in known] + [r for r in others if r not in known][:_PART]
        chosen.update(others)
        if len(chosen) > most + _PART:
            break
    return chosen


def only_of(reading: Reading, mentions: Collection[str]) -> Reading:
    """The reading with these of its event mentions alone."""
    return replace(reading, events=tuple(e for e in reading.events if e.id in mentions))


def _actors_in(reading: Reading) -> Iterator[str]:
    yield from (m.actor for m in reading.mentions)
    yield from (p.actor for e in reading.events for p in e.participants)
    yield from (h.actor for a in reading.attributions for h in a.hops if h.actor)


def _kinds(mentions: Iterable[EventMention], scoring: EventScoring) -> set[str]:
    """The mentions' types and those that may tell the same."""
    kinds = {m.type for m in mentions}
    return kinds.union(*(family for family in scoring.kindred if not kinds.isdisjoint(family)))


def _of_one_day(store: Store, mention: EventMention) -> list[str]:
    """The most told events of the mention's type on its very day: "the May 7 attacks" are told on any matter."""
    if mention.time is None or read_days(mention.time).width != 1:
        return []
    query = "SELECT event FROM event_row WHERE earliest = ? AND type = ? ORDER BY reports DESC, number LIMIT ?"
    rows = store.connection.execute(query, (mention.time.earliest, mention.type, _SAME_DAY))
    return [row[0] for row in rows]
