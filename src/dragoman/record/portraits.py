"""What is kept of one story, actor or outlet beside its events: labels, whom it cites, who shares its text."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.queries import EventFilter, ReportRow, event_condition
from dragoman.record.store import Store

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as a list shows it."""

    story: str
    title: str
    earliest: str | None
    latest: str | None
    reports: int
    outlets: int
    events: int


@dataclass(frozen=True, slots=True)
class LabelRow:
    """What an outlet calls an actor, how often, and where first."""

    actor: str
    outlet: str
    label: str
    voice: str
    times: int
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedRow:
    """Whom an outlet cites, how often, and where first."""

    outlet: str
    name: str
    named: int
    medium: int
    actor: str | None
    times: int
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SharedRow:
    """Two reports that share text; the share of each that stands in the other."""

    item: str
    a: str
    b: str
    outlet_a: str
    outlet_b: str
    source: str
    agency: str | None
    share_a: float
    share_b: float


def find_stories(store: Store, most: int = 50, skip: int = 0) -> list[StoryRow]:
    """Stories, newest first."""
    query = "SELECT * FROM story_row ORDER BY latest IS NULL, latest DESC, reports DESC, story LIMIT ? OFFSET ?"
    return [StoryRow(*row) for row in store.connection.execute(query, (most, skip))]


def labels_of(store: Store, *, actor: str = "", outlet: str = "", most: int = MOST_ROWS) -> list[LabelRow]:
    """The labels that an actor is given, or that an outlet gives; most used first."""
    column, value = ("actor", actor) if actor else ("outlet", outlet)
    query = f"SELECT * FROM label_row WHERE {column} = ? ORDER BY times DESC, outlet, label, actor LIMIT ?"  # noqa: S608
    return [LabelRow(*row) for row in store.connection.execute(query, (value, most))]


def cited_by(store: Store, outlet: str, *, medium: bool, most: int = MOST_ROWS) -> list[CitedRow]:
    """The media, or else the sources, that an outlet cites; most cited first."""
    query = "SELECT * FROM cited_row WHERE outlet = ? AND medium = ? ORDER BY times DESC, name LIMIT ?"
    return [CitedRow(*row) for row in store.connection.execute(query, (outlet, int(medium), most))]


def citing(store: Store, name: str, most: int = MOST_ROWS) -> list[tuple[str, int]]:
    """The outlets that cite a medium by its name, with how often."""
    query = (
        "SELECT outlet, sum(times) AS n FROM cited_row WHERE name = ? AND medium = 1 GROUP BY outlet "
        "ORDER BY n DESC, outlet LIMIT ?"
    )
    return [(outlet, n) for outlet, n in store.connection.execute(query, (name, most))]


def shared_text(store: Store, *, outlet: str = "", report: str = "", most: int = MOST_ROWS) -> list[SharedRow]:
    """The pairs of reports that share text, of one outlet or of one report."""
    query, value = (_OF_OUTLET, outlet) if outlet else (_OF_REPORT, report)
    return [SharedRow(*row) for row in store.connection.execute(query, (value, value, most))]


_ORDERED = "ORDER BY max(share_a, share_b) DESC, item LIMIT ?"
_OF_OUTLET = f"SELECT * FROM reuse_row WHERE outlet_a = ? OR outlet_b = ? {_ORDERED}"  # noqa: S608 (constants)
_OF_REPORT = f"SELECT * FROM reuse_row WHERE a = ? OR b = ? {_ORDERED}"  # noqa: S608


def actor_names(store: Store, actors: Iterable[str]) -> dict[str, str]:
    """The usual names of some actors."""
    return {row[0]: row[1] for row in _chosen(store, "SELECT actor, name FROM actor_row WHERE actor IN", actors)}


def story_titles(store: Store, stories: Iterable[str]) -> dict[str, str]:
    """The titles of some stories."""
    return {row[0]: row[1] for row in _chosen(store, "SELECT story, title FROM story_row WHERE story IN", stories)}


def report_rows(store: Store, reports: Iterable[str]) -> dict[str, ReportRow]:
    """Some reports as lists show them, by id."""
    rows = _chosen(store, "SELECT * FROM report_row WHERE report IN", reports)
    return {row[0]: ReportRow(*row) for row in rows}


def reports_in(store: Store, documents: Iterable[str]) -> list[str]:
    """The reports that some documents hold."""
    return sorted(row[0] for row in _chosen(store, "SELECT id FROM report WHERE document IN", documents))


def days_of_events(store: Store, wanted: EventFilter, length: int) -> list[tuple[str, int]]:
    """On how many events each day (length 10), month (7) or year (4) begins, in order."""
    where, values = event_condition(wanted)
    query = (
        f"SELECT substr(earliest, 1, ?) AS day, count(*) FROM event_row{where} "  # noqa: S608 (no words of a person)
        "GROUP BY day HAVING day IS NOT NULL ORDER BY day"
    )
    return [(day, n) for day, n in store.connection.execute(query, (length, *values))]


def _chosen(store: Store, query: str, keys: Iterable[str]) -> list[tuple[str, ...]]:
    asked = sorted(set(keys))
    found: list[tuple[str, ...]] = []
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        found += store.connection.execute(f"{query} ({','.join('?' * len(part))})", part)
    return found
