"""Write what one more report changes: its own rows, those of the events that it tells, and what refers to these."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from dragoman.datamodel import Event, Record, SharedWording, Story
from dragoman.record.adding import Joined
from dragoman.record.bearings import add_bearings, apart_rows, load_sides, side_rows
from dragoman.record.counting import count_on, look_at
from dragoman.record.indexing import Index, Sides, Values, find_sides, make_index, outlet_of
from dragoman.record.loading import Item, record_items, record_sentences
from dragoman.record.reweighing import Outcome
from dragoman.record.store import Store

_ADD_UP = (  # the place that is shown is the first
    "ON CONFLICT DO UPDATE SET times = times + excluded.times, report = min(report, excluded.report), "
    "start = CASE WHEN excluded.report < report THEN excluded.start ELSE start END, "
    "finish = CASE WHEN excluded.report < report THEN excluded.finish ELSE finish END"
)
_MORE = {
    "appears": "",
    "label_row": _ADD_UP,
    "cited_row": f"{_ADD_UP}, actor = CASE WHEN excluded.report < report THEN excluded.actor ELSE actor END",
}
_OWN_TABLES = {"appears": 2, "label_row": 8, "cited_row": 9}
_MOST_EVENTS = 500  # of an actor
_EVENT = "INSERT OR REPLACE INTO event_row VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_ITEM = "INSERT OR REPLACE INTO item VALUES (?,?,?,?)"


def patch(store: Store, joined: Joined, outcome: Outcome, stories: tuple[Story | None, Story]) -> None:
    """All of it, inside the caller's transaction; `stories` are the report's as it was without it, and as it is."""
    numbers = _number(store, outcome)
    part = _part(store, outcome)
    own = replace(part, reports=(outcome.report,), readings=(outcome.reading,))
    sides = _sides(store, part, own, {a.id for a in joined.actors} - joined.around.actors.keys())
    widened = _widen(store, sides)
    looked_at = {*numbers.values(), *(number for _, _, number in widened)}
    before = look_at(store, looked_at)
    _forget(store, joined, outcome)
    _put_items(store, record_items(replace(own, reuse=(), actors=joined.actors)))
    _put_reuse(store, part)
    _put_own(store, own, make_index(replace(own, events=(), reuse=()), {}))
    _put_story(store, *stories)
    _put_events(store, part.events, make_index(replace(part, reuse=()), sides), numbers)
    _put_unweighed(store, outcome, numbers)
    _lead_on(store, outcome, numbers)
    _put_bearings(store, joined, outcome, sides)
    store.connection.executemany("INSERT OR IGNORE INTO facet VALUES (?,?,?)", widened)
    after = look_at(store, looked_at)
    _count_actors(store, joined, outcome, {value for name, value in before.values | after.values if name == "actor"})
    count_on(store, before, after)


def _number(store: Store, outcome: Outcome) -> dict[str, int]:
    """By its id of now, the number of each event: a new one comes behind all others."""
    query = "SELECT number FROM event_row WHERE event = ?"
    numbers = {e.id: store.connection.execute(query, (key,)).fetchone()[0] for key, e in outcome.grown.items()}
    last = store.connection.execute("SELECT max(number) FROM event_row").fetchone()[0] or 0
    return numbers | {e.id: n for n, e in enumerate(outcome.opened, last + 1)}


def _part(store: Store, outcome: Outcome) -> Record:
    """The record as far as it was looked at, with what changed: no stories, and no event that was not weighed."""
    linked, own = outcome.linked, outcome.report.id
    grown = (e for key, e in outcome.grown.items() if key not in outcome.unweighed)
    return Record(
        documents=tuple(outcome.documents.values()),
        reports=linked.reports,
        readings=tuple(outcome.reading if r.report == own else r for r in linked.readings),
        actors=linked.actors,
        events=(*grown, *outcome.opened),
        stories=(),
        discrepancies=outcome.discrepancies,
        reuse=tuple(r for r in linked.reuse if own in {r.a, r.b}),
        shared_wording=_wording(store, linked.shared_wording, outcome.report.document),
        problems=(),
        alterations=outcome.alterations,
    )


def _wording(store: Store, found: Iterable[SharedWording], document: str) -> tuple[SharedWording, ...]:
    """What the report's text shares, with the places that the record knew before."""
    shared = [w for w in found if any(s.document == document for s in w.spans)]
    known = {w.id: w.spans for w in store.items_of("shared_wording", [w.id for w in shared], SharedWording)}
    return tuple(replace(w, spans=tuple(sorted({*w.spans, *known.get(w.id, ())}))) for w in shared)


def _sides(store: Store, part: Record, own: Record, new: set[str]) -> Sides:
    """Those that the record knows of the events' participants, and those that the new report shows.

    A name that leads to two bodies is read as the whole record reads it; of others only new bodies count.
    """
    shown, beside = find_sides(own), find_sides(part)
    keys = shown.keys() | beside.keys()
    found = {key: shown.get(key, frozenset()) | (beside.get(key, frozenset()) & new) for key in keys}
    known = load_sides(store, (p.actor for e in part.events for p in e.participants))
    return {key: found.get(key, frozenset()) | known.get(key, frozenset()) for key in found.keys() | known.keys()}


def _widen(store: Store, sides: Sides) -> list[tuple[str, str, int]]:
    """Facets of events that stay as they are: by a side that an actor in them turns out to have.

    Of an actor in very many events they wait for the whole linking.
    """
    known = load_sides(store, sides)
    rows = []
    for actor, found in sides.items():
        new = found - known.get(actor, frozenset())
        query = (
            "SELECT event, number FROM facet JOIN event_row USING (number) WHERE name = 'actor' AND value = ? LIMIT ?"
        )
        told = dict(store.connection.execute(query, (actor, _MOST_EVENTS))) if new else {}
        events = store.items_of("event", told, Event) if len(told) < _MOST_EVENTS else ()
        held = [told[e.id] for e in events if any(p.actor == actor for p in e.participants)]
        rows += [("actor", side, number) for side in sorted(new) for number in held]
    return rows


# ---- what was ----------------------------------------------------------------------------------------------


def _forget(store: Store, joined: Joined, outcome: Outcome) -> None:
    """The events that grew under their old ids, which lead on to them, and what was found of them."""
    execute = store.connection.executemany
    former = "INSERT OR REPLACE INTO former_event VALUES (?,?,?)"
    left = [e for e in joined.events if e.id in outcome.grown]
    execute(former, [(e.id, e.mentions[0], msgspec.json.encode(e.reports).decode()) for e in left])
    present = [(e.id,) for e in (*outcome.grown.values(), *outcome.opened)]
    execute("DELETE FROM former_event WHERE event = ?", present)
    old = [(key,) for key in outcome.grown]
    execute("DELETE FROM item WHERE kind = 'discrepancy' AND id = ?", [(d,) for e in left for d in e.discrepancies])
    altered = [row for key in old for row in store.connection.execute("SELECT item FROM altered WHERE event = ?", key)]
    execute("DELETE FROM item WHERE kind = 'alteration' AND id = ?", altered)
    execute("DELETE FROM altered WHERE event = ?", old)
    execute("DELETE FROM item WHERE kind = 'event' AND id = ?", old)


# ---- what is -----------------------------------------------------------------------------------------------


def _put_items(store: Store, items: Iterable[Item]) -> None:
    rows = ((kind, key, title, msgspec.json.encode(each).decode()) for kind, key, title, each in items)
    store.connection.executemany(_ITEM, rows)


def _put_reuse(store: Store, part: Record) -> None:
    """The report's pairs, numbered on."""
    last = store.connection.execute("SELECT max(id) FROM item WHERE kind = 'reuse'").fetchone()[0]
    first = int(last) + 1 if last else 0
    outlets = {r.id: outlet_of(r) for r in part.reports}
    for number, r in enumerate(part.reuse, first):
        key = f"{number:08}"
        _put_items(store, [("reuse", key, "", r)])
        row = (key, r.a, r.b, outlets[r.a], outlets[r.b], r.source, r.agency, r.share_a, r.share_b)
        store.connection.execute("INSERT INTO reuse_row VALUES (?,?,?,?,?,?,?,?,?)", row)


def _put_own(store: Store, own: Record, index: Index) -> None:
    """What the report alone brings: its paragraphs, who appears in it, what it calls them, whom it cites."""
    execute = store.connection.executemany
    execute("INSERT INTO report_row VALUES (?,?,?,?,?,?,?)", index.rows["report_row"])
    for table, width in _OWN_TABLES.items():
        marks = ",".join("?" * width)
        execute(f"INSERT INTO {table} VALUES ({marks}) {_MORE[table]}", index.rows[table])  # noqa: S608 (constants)
    execute("INSERT OR IGNORE INTO altered VALUES (?,?)", [(a.event, a.id) for a in own.alterations if a.event])
    execute("INSERT INTO sentence VALUES (?,?,?,?)", record_sentences(own))


def _put_story(store: Store, before: Story | None, now: Story) -> None:
    """The report's story, in the place of the one that it joins."""
    execute = store.connection.execute
    if before is not None:
        execute("DELETE FROM item WHERE kind = 'story' AND id = ?", (before.id,))
        execute("DELETE FROM story_row WHERE story = ?", (before.id,))
        execute("UPDATE facet SET value = ? WHERE name = 'story' AND value = ?", (now.id, before.id))
    _put_items(store, [("story", now.id, now.title, now)])
    execute_many = store.connection.executemany
    execute_many("UPDATE report_row SET story = ? WHERE report = ?", [(now.id, r) for r in now.reports])
    told = [execute("SELECT outlet FROM report_row WHERE report = ?", (r,)).fetchone()[0] for r in now.reports]
    numbers = len(now.reports), len(set(told)), len(now.events)
    execute("INSERT INTO story_row VALUES (?,?,?,?,?,?,?)", (now.id, now.title, now.earliest, now.latest, *numbers))


def _put_events(store: Store, events: Iterable[Event], index: Index, numbers: Mapping[str, int]) -> None:
    """The rows of the events that were weighed, under their numbers."""
    place = {n: numbers[e.id] for n, e in enumerate(events, 1)}
    execute = store.connection.executemany
    execute("DELETE FROM facet WHERE number = ?", [(n,) for n in place.values()])
    execute("DELETE FROM event_words WHERE rowid = ?", [(n,) for n in place.values()])
    rows: list[Values] = [(place[int(row[0] or 0)], *row[1:]) for row in index.rows["event_row"]]
    execute(_EVENT, rows)
    execute("INSERT INTO facet VALUES (?,?,?)", [(*row[:2], place[int(row[2] or 0)]) for row in index.rows["facet"]])
    execute("INSERT INTO event_words (rowid, words) VALUES (?,?)", [(place[n], words) for n, words in index.words])
    stories = (
        "INSERT OR IGNORE INTO facet SELECT 'story', report_row.story, ? FROM facet "
        "JOIN report_row ON report_row.report = facet.value WHERE facet.name = 'report' AND facet.number = ? "
        "AND report_row.story IS NOT NULL"
    )
    execute(stories, [(n, n) for n in place.values()])


def _put_unweighed(store: Store, outcome: Outcome, numbers: Mapping[str, int]) -> None:
    """An event that is too large to be weighed for one mention: it has one more, and one more report."""
    for key in sorted(outcome.unweighed):
        event, own = outcome.grown[key], outcome.report
        number = numbers[event.id]
        _put_items(store, [("event", event.id, event.title, event)])
        change = "UPDATE event_row SET event = ?, reports = ?, mentions = ? WHERE number = ?"
        store.connection.execute(change, (event.id, len(event.reports), len(event.mentions), number))
        story = store.connection.execute("SELECT story FROM report_row WHERE report = ?", (own.id,)).fetchone()[0]
        facets = [("report", own.id, number), ("outlet", outlet_of(own), number), ("story", story, number)]
        store.connection.executemany("INSERT OR IGNORE INTO facet VALUES (?,?,?)", facets)


def _lead_on(store: Store, outcome: Outcome, numbers: Mapping[str, int]) -> None:
    """Whatever names an event by its old id, now by its new one: stories, and events that were kept apart from it."""
    now = {key: e.id for key, e in outcome.grown.items()}
    told = "SELECT value FROM facet WHERE name = 'story' AND number = ?"
    keys = {row[0] for e in outcome.grown.values() for row in store.connection.execute(told, (numbers[e.id],))}
    for story in store.items_of("story", sorted(keys), Story):
        events = tuple(dict.fromkeys(now.get(e, e) for e in story.events))
        if events != story.events:
            _put_items(store, [("story", story.id, story.title, replace(story, events=events))])
    named = "SELECT event FROM apart WHERE other = ?"
    others = {row[0] for key in now for row in store.connection.execute(named, (key,))}
    for event in store.items_of("event", sorted({now.get(e, e) for e in others}), Event):
        kept = tuple(replace(k, event=now.get(k.event, k.event)) for k in event.kept_apart)
        _put_items(store, [("event", event.id, event.title, replace(event, kept_apart=kept))])
    store.connection.executemany("UPDATE apart SET other = ? WHERE other = ?", [(n, key) for key, n in now.items()])
    store.connection.executemany("UPDATE apart SET event = ? WHERE event = ?", [(n, key) for key, n in now.items()])


def _put_bearings(store: Store, joined: Joined, outcome: Outcome, sides: Sides) -> None:
    execute = store.connection.executemany
    execute("INSERT OR IGNORE INTO actor_side VALUES (?,?)", side_rows(sides))
    execute("INSERT OR IGNORE INTO actor_name VALUES (?,?)", sorted(joined.names))
    execute("INSERT OR IGNORE INTO apart VALUES (?,?)", sorted(apart_rows(outcome.opened)))
    add_bearings(store, outcome.report, joined.new.profile, joined.new.stems)


def _count_actors(store: Store, joined: Joined, outcome: Outcome, touched: set[str]) -> None:
    """How often the report's actors are mentioned, and in how many events those of the changed events take part."""
    execute = store.connection.executemany
    told = [m.actor for m in outcome.reading.mentions]
    rows = [(a.id, a.name, a.type, told.count(a.id), 0) for a in joined.actors]
    more = "ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions"
    execute(f"INSERT INTO actor_row VALUES (?,?,?,?,?) {more}", rows)  # noqa: S608 (constant)
    events = "SELECT count(*) FROM facet WHERE name = 'actor' AND value = ?"
    count = f"UPDATE actor_row SET events = ({events}) WHERE actor = ?"  # noqa: S608 (constant)
    execute(count, [(key, key) for key in sorted(touched)])
