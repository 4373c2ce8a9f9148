"""Questions that a page asks of a record, each answered from the index, none by reading the whole record."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.datamodel import Actor, Alteration, Discrepancy, Document, Event, Reading, Record, Report, Reuse, Story
from dragoman.record.counting import kept_facet
from dragoman.record.store import Store

FACETS = ("actor", "outlet", "place", "source", "story", "report")
MOST_REPORTS = 400  # reports of one event or story that a page loads
_WORD = re.compile(r"\w+")
_ORDERS = {
    "told": "reports DESC, mentions DESC, number",
    "newest": "earliest IS NULL, earliest DESC, number",
    "oldest": "earliest IS NULL, earliest, number",
    "disputed": "disputes DESC, reports DESC, number",
}

COUNTED = 8_000  # events whose places, outlets and the like are counted


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: every value given must fit. `origins` is "single" (at most 1), "several" (at least 2) or "none"."""

    words: str = ""
    type: str = ""
    status: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    since: str = ""
    until: str = ""
    origins: str = ""
    disputed: bool = False
    order: str = "told"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a list shows it; `number` is the one of `dragoman events`."""

    number: int
    event: str
    type: str
    mode: str | None
    status: str
    title: str
    earliest: str | None
    latest: str | None
    reports: int
    mentions: int
    origins: int
    at_least: int
    at_most: int
    disputes: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as a list shows it."""

    report: str
    document: str
    outlet: str
    headline: str
    earliest: str | None
    latest: str | None
    story: str | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as a list shows it."""

    actor: str
    name: str
    type: str
    mentions: int
    events: int


def find_events(store: Store, wanted: EventFilter, most: int = 50, skip: int = 0) -> list[EventRow]:
    """The events that fit, in the order asked."""
    where, values = event_condition(wanted)
    order = _ORDERS.get(wanted.order, _ORDERS["told"])
    query = f"SELECT * FROM event_row{where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 (no words of a person)
    return [EventRow(*row) for row in store.connection.execute(query, (*values, most, skip))]


def count_events(store: Store, wanted: EventFilter) -> int:
    """How many events fit."""
    where, values = event_condition(wanted)
    return int(store.connection.execute(f"SELECT count(*) FROM event_row{where}", values).fetchone()[0])  # noqa: S608


def count_placed(store: Store, wanted: EventFilter) -> int:
    """How many of the events that fit have a place, among the `COUNTED` most told."""
    where, values = event_condition(wanted)
    query = (
        f"SELECT count(*) FROM (SELECT number FROM event_row{where} ORDER BY number LIMIT {COUNTED}) AS fitting "  # noqa: S608
        "WHERE EXISTS (SELECT 1 FROM facet WHERE facet.number = fitting.number AND name = 'place' AND value <> '')"
    )
    return int(store.connection.execute(query, values).fetchone()[0])


def count_facet(store: Store, wanted: EventFilter, name: str, most: int = 12) -> list[tuple[str, int]]:
    """The values of a facet with how many events that fit have each, most first.

    Of events that are chosen the `COUNTED` most told count: however many fit, it takes no longer.
    """
    where, values = event_condition(wanted)
    kept = None if where else kept_facet(store, name, most)
    if kept is not None:
        return kept
    if name in ("type", "status"):
        query = f"SELECT {name}, count(*) AS n FROM event_row{where} GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?"  # noqa: S608
        return [(v, n) for v, n in store.connection.execute(query, (*values, most))]
    query = (
        f"SELECT facet.value, count(*) AS n FROM "  # noqa: S608
        f"(SELECT number FROM event_row{where} ORDER BY number LIMIT {COUNTED}) AS fitting "
        "CROSS JOIN facet WHERE facet.number = fitting.number AND facet.name = ? AND facet.value <> '' "
        "GROUP BY facet.value ORDER BY n DESC, facet.value LIMIT ?"
    )
    return [(v, n) for v, n in store.connection.execute(query, (*values, name, most))]


def find_reports(store: Store, *, outlet: str = "", story: str = "", most: int = 50, skip: int = 0) -> list[ReportRow]:
    """Reports by day, newest first; of one outlet or story where given."""
    given = [(c, v) for c, v in (("outlet", outlet), ("story", story)) if v]
    where = " WHERE " + " AND ".join(f"{c} = ?" for c, _ in given) if given else ""
    query = f"SELECT * FROM report_row{where} ORDER BY earliest DESC, report LIMIT ? OFFSET ?"  # noqa: S608
    return [ReportRow(*row) for row in store.connection.execute(query, (*(v for _, v in given), most, skip))]


def find_actors(store: Store, words: str = "", most: int = 50, skip: int = 0) -> list[ActorRow]:
    """Actors with a name, most mentioned first; those whose name holds the words where given."""
    like = f"%{words.replace('%', '').replace('_', ' ')}%"
    query = (
        "SELECT * FROM actor_row WHERE type <> 'unnamed' AND name LIKE ? "
        "ORDER BY mentions DESC, name, actor LIMIT ? OFFSET ?"
    )
    return [ActorRow(*row) for row in store.connection.execute(query, (like, most, skip))]


def count_outlets(store: Store) -> list[tuple[str, int]]:
    """Every outlet with its number of reports, most first."""
    query = "SELECT outlet, count(*) AS n FROM report_row GROUP BY outlet ORDER BY n DESC, outlet"
    return [(name, n) for name, n in store.connection.execute(query)]


def reports_with(store: Store, actor: str, most: int = MOST_REPORTS) -> list[str]:
    """The reports that speak of an actor."""
    query = "SELECT report FROM appears WHERE actor = ? ORDER BY report LIMIT ?"
    return [row[0] for row in store.connection.execute(query, (actor, most))]


def event_ids(store: Store, name: str, value: str, most: int = MOST_REPORTS) -> list[str]:
    """The events that have a value of a facet, in the record's order."""
    query = "SELECT event FROM facet JOIN event_row USING (number) WHERE name = ? AND value = ? ORDER BY number LIMIT ?"
    return [row[0] for row in store.connection.execute(query, (name, value, most))]


def load_excerpt(
    store: Store, events: Iterable[str] = (), reports: Iterable[str] = (), most: int = MOST_REPORTS
) -> Record:
    """The part of the record that some events and reports need, in the shape of a whole one."""
    chosen = store.items_of("event", events, Event)
    wanted = dict.fromkeys([*reports, *(r for e in chosen for r in e.reports)])
    keys = list(wanted)[:most]
    told = store.items_of("report", keys, Report)
    copied = store.items_of("report", {r.copy_of for r in told if r.copy_of} - set(keys), Report)
    readings = store.items_of("reading", keys, Reading)
    actors = {m.actor for r in readings for m in r.mentions} | {p.actor for e in chosen for p in e.participants}
    actors |= {o.actor for e in chosen for o in e.origins if o.actor}
    actors |= {h.actor for r in readings for a in r.attributions for h in a.hops if h.actor}
    pairs = {r.id for r in (*told, *copied)}
    return Record(
        documents=store.documents_of({r.document for r in (*told, *copied)}),
        reports=(*told, *copied),
        readings=readings,
        actors=store.items_of("actor", actors, Actor),
        events=chosen,
        stories=(),
        discrepancies=store.items_of("discrepancy", (d for e in chosen for d in e.discrepancies), Discrepancy),
        reuse=store.items_of("reuse", _reuse_among(store, pairs), Reuse),
        shared_wording=(),
        problems=(),
        alterations=store.items_of("alteration", _alterations_of(store, chosen), Alteration),
    )


def _alterations_of(store: Store, events: Iterable[Event]) -> list[str]:
    query = "SELECT item FROM altered WHERE event = ? ORDER BY item"
    return [row[0] for e in events for row in store.connection.execute(query, (e.id,))]


def _reuse_among(store: Store, reports: Collection[str]) -> list[str]:
    """The pairs that share text, both of them among the reports."""
    query = "SELECT item, b FROM reuse_row WHERE a = ?"
    found = (row for a in sorted(reports) for row in store.connection.execute(query, (a,)))
    return sorted(item for item, b in found if b in reports)


def load_events(store: Store, keys: Iterable[str]) -> tuple[Event, ...]:
    """Some events."""
    return store.items_of("event", keys, Event)


def load_discrepancies(store: Store, keys: Iterable[str]) -> tuple[Discrepancy, ...]:
    """Some disagreements."""
    return store.items_of("discrepancy", keys, Discrepancy)


def ranked_discrepancies(store: Store, most: int, after: int = 0) -> tuple[Discrepancy, ...]:
    """All disagreements: those on the most told events first, last those that belong to no one event."""
    query = (
        "SELECT id FROM item LEFT JOIN event_row ON event_row.event = json_extract(payload, '$.event') "
        "WHERE kind = 'discrepancy' ORDER BY event_row.number IS NULL, event_row.number, id LIMIT ? OFFSET ?"
    )
    return load_discrepancies(store, [row[0] for row in store.connection.execute(query, (most, after))])


def loose_discrepancies(store: Store, most: int) -> tuple[Discrepancy, ...]:
    """The disagreements that belong to no one event."""
    loose = "kind = 'discrepancy' AND json_extract(payload, '$.event') IS NULL"
    query = f"SELECT id FROM item WHERE {loose} ORDER BY id LIMIT ?"  # noqa: S608 (constants)
    return load_discrepancies(store, [row[0] for row in store.connection.execute(query, (most,))])


def load_story(store: Store, key: str) -> Story | None:
    """One story."""
    return store.item("story", key, Story)


def load_document(store: Store, key: str) -> Document | None:
    """One document."""
    found = store.documents_of((key,))
    return found[0] if found else None


def event_condition(wanted: EventFilter) -> tuple[str, tuple[str | int, ...]]:
    """The WHERE clause of a filter with the values for its question marks."""
    parts: list[str] = []
    values: list[str | int] = []

    def add(condition: str, *given: str | int) -> None:
        parts.append(condition)
        values.extend(given)

    phrase = _search_phrase(wanted.words)
    if wanted.words.strip():
        add("number IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)", phrase or '""')
    if wanted.type:
        add("type = ?", wanted.type)
    if wanted.status:
        add("status = ?", wanted.status)
    for name, value in wanted.facets:
        add("number IN (SELECT number FROM facet WHERE name = ? AND value = ?)", name, value)
    if wanted.since:
        add("latest >= ?", wanted.since)
    if wanted.until:
        add("earliest <= ?", wanted.until + "T99")
    if wanted.origins in _ORIGINS:
        add(_ORIGINS[wanted.origins])
    if wanted.disputed:
        add("disputes > 0")
    return (" WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


_ORIGINS = {"single": "origins > 0 AND at_most = 1", "several": "origins > 0 AND at_least > 1", "none": "origins = 0"}


def _search_phrase(words: str) -> str:
    """What FTS5 may be asked: every word quoted, all of them wanted, the last one open at its end."""
    found: Sequence[str] = _WORD.findall(words[:300])
    return " ".join(f'"{w}"' for w in found[:-1]) + (f' "{found[-1]}"*' if found else "")
