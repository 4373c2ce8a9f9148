"""What is new from one state of a record to another: events, reports, origins, disputes, what became of claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.datamodel import Event, Record
from dragoman.presenting.printable import clean
from dragoman.presenting.summaries import count_words
from dragoman.presenting.views import RecordView, name_origin
from dragoman.record.growing import Growth
from dragoman.record.queries import load_excerpt
from dragoman.record.store import Store

_MOST_REPORTS = 5000
What = Literal["new", "gone", "joined", "parted", "status", "reports", "origins", "contested", "settled", "altered"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than before. `event` is the later one's id, of what is gone the earlier's."""

    what: What
    event: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two states: reports that came or went, and what that did to events."""

    reports_new: tuple[str, ...]
    reports_gone: tuple[str, ...]
    events: tuple[Change, ...]


def find_changes(before: Record, after: Record) -> Changes:
    """Events are the same where they share mentions; of several the one that shares most.

    A mention's id is made of its report's content, so two records of the same reports have the same ids.
    """
    old, new = RecordView(before), RecordView(after)
    ids = [frozenset(r.id for r in record.reports) for record in (before, after)]
    came, went = ids[1] - ids[0], ids[0] - ids[1]
    return Changes(
        tuple(sorted(f"{new.outlet_name(new.reports[r])}: {_headline(new, r)}" for r in came)),
        tuple(sorted(f"{old.outlet_name(old.reports[r])}: {_headline(old, r)}" for r in went)),
        tuple(_compare(old, new)),
    )


def find_growth(store: Store, growth: Growth) -> Changes:
    """What reports that were added one by one changed, from the events that they touched alone."""
    after = load_excerpt(store, events=growth.now, reports=growth.reports, most=_MOST_REPORTS)
    added = set(growth.reports)
    before = replace(
        after,
        reports=tuple(r for r in after.reports if r.id not in added),
        events=tuple(growth.before.values()),
        discrepancies=tuple(growth.discrepancies.values()),
        alterations=tuple(growth.alterations.values()),
    )
    return find_changes(before, after)


def _headline(view: RecordView, report: str) -> str:
    return clean(view.reports[report].headline or "no headline")


def _compare(old: RecordView, new: RecordView) -> Iterator[Change]:
    earlier = {m: e for e in old.record.events for m in e.mentions}
    later = {m: e for e in new.record.events for m in e.mentions}
    for event in new.record.events:
        met = _by_share(event, earlier)
        if not met:
            yield Change("new", event.id, event.title, _describe(new, event))
            continue
        if len(met) > 1:
            others = _named(met[1:])
            yield Change("joined", event.id, event.title, f"now one with {others}")
        yield from _changes_of(old, new, met[0], event)
    for event in old.record.events:
        now = _by_share(event, later)
        if not now:
            yield Change("gone", event.id, event.title, _describe(old, event))
        elif len(now) > 1:
            apart = _named(now[1:])
            yield Change("parted", now[0].id, now[0].title, f"now apart from {apart}")


def _named(events: Sequence[Event]) -> str:
    """Other events with how many reports tell them: their titles are often the same."""
    return "; ".join(f"“{e.title}” ({len(e.reports)} report{'s' * (len(e.reports) != 1)})" for e in events)


def _by_share(event: Event, by_mention: dict[str, Event]) -> list[Event]:
    """The events of the other state that share mentions with it, those that share most first."""
    shared = Counter(by_mention[m].id for m in event.mentions if m in by_mention)
    events = {by_mention[m].id: by_mention[m] for m in event.mentions if m in by_mention}
    return [events[key] for key in sorted(shared, key=lambda key: (-shared[key], key))]


def _changes_of(old: RecordView, new: RecordView, before: Event, after: Event) -> Iterator[Change]:
    def change(what: What, says: str) -> Change:
        return Change(what, after.id, after.title, says)

    if before.state != after.state:
        yield change("status", f"{before.state}, now {after.state}")
    told = [new.outlet_name(new.reports[r]) for r in after.reports if r not in set(before.reports)]
    if told:
        yield change("reports", f"also told by {_listed(told)}")
    known = {name_origin(o) for o in before.origins}
    added = [name_origin(o) for o in after.origins if name_origin(o) not in known]
    if added or before.independent_origins.at_most != after.independent_origins.at_most:
        names = f": new is {_listed(added)}" if added else ""
        yield change("origins", f"{count_words(before)}, now {count_words(after)}{names}")
    disputed, was_disputed = _disputes(new, after), _disputes(old, before)
    altered, was_altered = _alterations(new, after), _alterations(old, before)
    yield from (change("contested", says) for says in disputed if says not in was_disputed)
    yield from (change("settled", says) for says in was_disputed if says not in disputed)
    yield from (change("altered", says) for says in altered if says not in was_altered)


def _disputes(view: RecordView, event: Event) -> list[str]:
    return list(dict.fromkeys(d.explanation for d in view.discrepancies_of(event)))


def _alterations(view: RecordView, event: Event) -> list[str]:
    return list(dict.fromkeys(a.explanation for a in view.alterations_of(event)))


def _describe(view: RecordView, event: Event) -> str:
    outlets = [view.outlet_name(view.reports[r]) for r in event.reports]
    return f"{event.state}; told by {_listed(outlets)}; {count_words(event)}"


def _listed(names: Iterable[str], most: int = 4) -> str:
    distinct = [clean(n) for n in dict.fromkeys(names)]
    more = f" and {len(distinct) - most} more" if len(distinct) > most else ""
    return ", ".join(distinct[:most]) + more
