"""Does a record hold together? Every id leads somewhere, spans lie in their texts, rows and counts are those of it."""

import json
from collections.abc import Iterator

from dragoman.datamodel import Record
from dragoman.record.counting import KEPT_VALUES, count_kept, keep_counts
from dragoman.record.indexing import _TABLES, make_index
from dragoman.record.loading import load_record
from dragoman.record.store import Store

FACETS = ("actor", "outlet", "place", "source", "type", "status")


def find_faults(store: Store) -> list[str]:
    """One line a fault; none of a record that holds together."""
    record = load_record(store)
    return [*_events(record), *_others(record), *_readings(record), *_spans(record), *_rows(store, record)]


def _events(record: Record) -> Iterator[str]:
    mentions = {m.id: m.report for r in record.readings for m in r.events}
    actors, events = {a.id for a in record.actors}, {e.id for e in record.events}
    found = {d.id: d.event for d in record.discrepancies}
    told = [m for e in record.events for m in e.mentions]
    if sorted(told) != sorted(mentions):
        yield f"{len(told)} mentions in events, {len(mentions)} in readings"
    for e in record.events:
        if {mentions[m] for m in e.mentions} != set(e.reports):
            yield f"{e.id}: reports are not those of its mentions"
        if not {p.actor for p in e.participants} <= actors or not {o.actor for o in e.origins} - {None} <= actors:
            yield f"{e.id}: an actor that is not there"
        if not {k.event for k in e.kept_apart} <= events - {e.id}:
            yield f"{e.id}: kept apart from an event that is not there"
        if {found.get(d) for d in e.discrepancies} - {e.id}:
            yield f"{e.id}: a disagreement that is not its own"


def _others(record: Record) -> Iterator[str]:
    events, reports = {e.id: e for e in record.events}, {r.id for r in record.reports}
    listed = {d for e in record.events for d in e.discrepancies}
    yield from (f"{d.id}: listed by no event" for d in record.discrepancies if d.event and d.id not in listed)
    yield from (f"{a.id}: of no event" for a in record.alterations if a.event and a.event not in events)
    yield from (f"{a.id}: of no report" for a in record.alterations for s in a.steps if s.report not in reports)
    yield from (f"reuse of {r.a} and {r.b}" for r in record.reuse if not {r.a, r.b} <= reports)
    if sorted(r for s in record.stories for r in s.reports) != sorted(reports):
        yield "a report in no story, or in two"
    for story in record.stories:
        if {e.id for e in record.events if set(e.reports) & set(story.reports)} != set(story.events):
            yield f"{story.id}: events are not those of its reports"


def _readings(record: Record) -> Iterator[str]:
    actors = {a.id for a in record.actors}
    members = sorted(m for a in record.actors for m in a.members)
    if members != sorted(a.id for r in record.readings for a in r.actors):
        yield "local actors and members of actors are not the same"
    for reading in record.readings:
        named = {m.actor for m in reading.mentions} | {p.actor for e in reading.events for p in e.participants}
        named |= {h.actor for a in reading.attributions for h in a.hops if h.actor}
        if not named <= actors:
            yield f"{reading.report}: an actor that is not there"
    yield from (f"{a.id}: an office of nobody" for a in record.actors for r in a.roles if r.of and r.of not in actors)


def _spans(record: Record) -> Iterator[str]:
    texts = {d.id: d.text for d in record.documents}
    spans = [s for w in record.shared_wording for s in w.spans]
    spans += [s for d in record.discrepancies for v in d.values for s in v.spans]
    spans += [e.lead for e in record.events if e.lead]
    for s in spans:
        if not 0 <= s.start < s.end <= len(texts[s.document]):
            yield f"{s}: outside of its text"


def _rows(store: Store, record: Record) -> Iterator[str]:
    execute, index = store.connection.execute, make_index(record)
    yield from (f"refers to nothing: {row}" for row in execute("PRAGMA foreign_key_check"))
    for table in _TABLES:
        have, want = set(execute(f"SELECT * FROM {table}")), set(index.rows[table])
        yield from (f"{table}: {row} should not be there" for row in sorted(have - want, key=str))
        yield from (f"{table}: {row} is missing" for row in sorted(want - have, key=str))
    words = dict(execute("SELECT rowid, words FROM event_words"))
    yield from (f"event {n} is found by other words" for n, found in index.words if words.get(n) != found)
    yield from _counts(store)


def _counts(store: Store) -> Iterator[str]:
    kept = {name: store.noted(f"facet {name}") for name in FACETS} | {"counts": count_kept(store)}
    store.connection.execute("BEGIN")
    keep_counts(store)
    anew = {name: store.noted(f"facet {name}") for name in FACETS} | {"counts": count_kept(store)}
    store.connection.execute("ROLLBACK")
    yield from (f"counts of {name} do not add up" for name in anew if kept[name] != anew[name])
    yield from (f"too many of {n}" for n in FACETS if len(json.loads(str(kept[n]))) > KEPT_VALUES)
