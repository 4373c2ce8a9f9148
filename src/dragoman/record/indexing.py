"""What listings and search need of a record: one narrow row for each event, report and actor, and the facets."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.datamodel import Event, Hop, Origin, Record, Report, Span
from dragoman.record.counting import keep_counts
from dragoman.record.loading import load_record
from dragoman.record.store import Store

_MOST_SENTENCES = 30  # of one event that search finds it by
Sides = dict[str, frozenset[str]]
Values = tuple[str | int | float | None, ...]
_TABLES = {  # and their columns
    "event_row": 14, "facet": 3, "report_row": 7, "actor_row": 5, "appears": 2, "story_row": 7, "label_row": 8,
    "cited_row": 9, "reuse_row": 9,
    "altered": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Index:
    """Rows by table, in the order of `schema.sql`; `words` are (event's number, what search finds it by)."""

    rows: dict[str, tuple[Values, ...]]
    words: tuple[tuple[int, str], ...]


def make_index(record: Record, sides: Sides | None = None) -> Index:
    """The rows of a record; an event's number is its place in the record, from 1. `sides` are known of part of one."""
    reports = {r.id: r for r in record.reports}
    names = {a.id: a.name for a in record.actors}
    numbered = tuple(enumerate(record.events, 1))
    sides = find_sides(record) if sides is None else sides
    rows = {
        "event_row": tuple(_event_row(number, event) for number, event in numbered),
        "facet": tuple(sorted(set(_facets(record, reports, sides)))),
        "report_row": tuple(_report_rows(record)),
        "actor_row": tuple(_actor_rows(record, sides)),
        "appears": tuple(sorted({(m.actor, m.report) for r in record.readings for m in r.mentions})),
        "story_row": tuple(_story_rows(record, reports)),
        "label_row": tuple(_label_rows(record, reports)),
        "cited_row": tuple(_cited_rows(record, reports)),
        "reuse_row": tuple(_reuse_rows(record, reports)),
        "altered": tuple((a.event, a.id) for a in record.alterations if a.event),
    }
    told = _Told(record)
    return Index(rows, tuple((n, _search_words(e, names, reports, told)) for n, e in numbered))


def keep_index(store: Store, index: Index) -> None:
    """Replace the index of an open record, inside the caller's transaction."""
    for table, width in _TABLES.items():
        marks = ",".join("?" * width)
        store.connection.execute(f"DELETE FROM {table}")  # noqa: S608 (constants)
        store.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", index.rows[table])  # noqa: S608
    store.connection.execute("DELETE FROM event_words")
    store.connection.executemany("INSERT INTO event_words (rowid, words) VALUES (?,?)", index.words)
    keep_counts(store)


def is_indexed(store: Store) -> bool:
    """False for a record of an older version, or one where nothing was derived yet."""
    events = store.connection.execute("SELECT count(*) FROM item WHERE kind = 'event'").fetchone()[0]
    rows = store.connection.execute("SELECT count(*) FROM event_row").fetchone()[0]
    return bool(events == rows)


def bring_up_to_date(store: Store) -> bool:
    """Fill the index of a record that an older version derived; True where that was needed."""
    if is_indexed(store):
        return False
    index = make_index(load_record(store))
    store.in_one_step(lambda: keep_index(store, index))
    return True


def find_sides(record: Record) -> Sides:
    """For each actor the states and bodies for which it acts, by id: a minister's state, a deputy's party."""
    bodies = {n: a.id for a in record.actors if a.type in ("state", "organisation") for n in a.names}
    stated = {a.id: a.affiliations for r in record.readings for a in r.actors if a.affiliations}
    sides: Sides = {}
    for actor in record.actors:
        named = (bodies.get(name) for member in actor.members for name in stated.get(member, ()))
        found = {key for key in (*named, *(r.of for r in actor.roles)) if key} - {actor.id}
        if found:
            sides[actor.id] = frozenset(found)
    return sides


def outlet_of(report: Report) -> str:
    """The outlet's name, or none."""
    return report.outlet.name if report.outlet else ""


def source_of(origin: Origin) -> str:
    """By which name an origin is looked up."""
    return " ".join(origin.name.split())


def _event_row(number: int, event: Event) -> Values:
    bounds = event.independent_origins
    earliest, latest = (event.time.earliest, event.time.latest) if event.time else (None, None)
    told = len(event.reports), len(event.mentions), len(event.origins)
    what = number, event.id, event.type, event.mode, event.status, event.title
    return *what, earliest, latest, *told, bounds.at_least, bounds.at_most, len(event.discrepancies)


def _facets(record: Record, reports: dict[str, Report], sides: Sides) -> Iterator[tuple[str, str, int]]:
    stories = {report: story.id for story in record.stories for report in story.reports}
    for number, event in enumerate(record.events, 1):
        yield from (("actor", p.actor, number) for p in event.participants)
        yield from (("actor", side, number) for p in event.participants for side in sides.get(p.actor, ()))
        yield from (("place", p.name, number) for p in event.places)
        yield from (("source", source_of(o), number) for o in event.origins)
        for key in event.reports:
            yield "report", key, number
            yield "outlet", outlet_of(reports[key]), number
            if key in stories:
                yield "story", stories[key], number


def _report_rows(record: Record) -> Iterator[Values]:
    stories = {report: story.id for story in record.stories for report in story.reports}
    for r in sorted(record.reports, key=lambda r: r.id):
        published = r.published
        headline = " ".join((r.headline or "").split())
        yield r.id, r.document, outlet_of(r), headline, published.earliest, published.latest, stories.get(r.id)


def _actor_rows(record: Record, sides: Sides) -> Iterator[Values]:
    mentions = Counter(m.actor for r in record.readings for m in r.mentions)
    taking = ({s for p in e.participants for s in (p.actor, *sides.get(p.actor, ()))} for e in record.events)
    events = Counter(a for actors in taking for a in actors)
    for actor in sorted(record.actors, key=lambda a: a.id):
        yield actor.id, actor.name, actor.type, mentions[actor.id], events[actor.id]


def _story_rows(record: Record, reports: dict[str, Report]) -> Iterator[Values]:
    for s in sorted(record.stories, key=lambda s: s.id):
        outlets = {outlet_of(reports[r]) for r in s.reports}
        yield s.id, s.title, s.earliest, s.latest, len(s.reports), len(outlets), len(s.events)


def _label_rows(record: Record, reports: dict[str, Report]) -> Iterator[Values]:
    told: dict[tuple[str, ...], list[tuple[str, Span]]] = defaultdict(list)
    for label in (label for r in record.readings for label in r.labels):
        words = " ".join(label.label.split())
        told[label.actor, outlet_of(reports[label.report]), words, label.voice].append((label.report, label.span))
    for key in sorted(told):
        report, span = min(told[key])
        yield *key, len(told[key]), report, span.start, span.end


def _cited_rows(record: Record, reports: dict[str, Report]) -> Iterator[Values]:
    """Media that an outlet passes on, and those at the end of its chains."""
    told: dict[tuple[str, str, bool, bool], list[tuple[str, Span, str]]] = defaultdict(list)
    for attribution in (a for r in record.readings for a in r.attributions):
        outlet = outlet_of(reports[attribution.report])
        for hop in (h for h in attribution.hops if h.medium or h is attribution.hops[-1]):
            key = outlet, _cited_name(hop), hop.named, hop.medium
            told[key].append((attribution.report, hop.span, hop.actor or ""))
    for key in sorted(told):
        report, span, actor = min(told[key])
        outlet, name, named, medium = key
        yield outlet, name, int(named), int(medium), actor or None, len(told[key]), report, span.start, span.end


def _cited_name(hop: Hop) -> str:
    if hop.named or not hop.noun:
        return " ".join(hop.name.split())
    whose = f" ({', '.join(hop.affiliations)})" if hop.affiliations else ""
    return " ".join(hop.noun.split()) + whose


def _reuse_rows(record: Record, reports: dict[str, Report]) -> Iterator[Values]:
    for number, r in enumerate(record.reuse):
        outlets = (outlet_of(reports[r.a]), outlet_of(reports[r.b]))
        yield f"{number:08}", r.a, r.b, *outlets, r.source, r.agency, r.share_a, r.share_b


class _Told:
    """The sentences of an event's mentions, which search finds it by too."""

    def __init__(self, record: Record) -> None:
        self._texts = {d.id: d.text for d in record.documents}
        self._places = {m.id: m.sentence or m.extent for r in record.readings for m in r.events}

    def of(self, event: Event) -> list[str]:
        """Each once, at most so many."""
        spans = dict.fromkeys(self._places[m] for m in event.mentions if m in self._places)
        return [self._texts[s.document][s.start : s.end] for s in list(spans)[:_MOST_SENTENCES]]


def _search_words(event: Event, names: dict[str, str], reports: dict[str, Report], told: _Told) -> str:
    words: Iterable[str] = (
        event.title,
        *(names.get(p.actor, "") for p in event.participants),
        *(p.name for p in event.places),
        *(o.name for o in event.origins),
        *(reports[r].headline or "" for r in event.reports[:20]),
        *told.of(event),
    )
    return " ".join(dict.fromkeys(words))
