"""Counts over the whole record, made once with the index: no page has to count a million rows."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.record.store import Store

KEPT_VALUES = 200  # of a facet
_FACETS = ("actor", "outlet", "place", "source")
_COUNTED = {
    "stories": "SELECT count(*) FROM story_row",
    "events": "SELECT count(*) FROM event_row",
    "reports": "SELECT count(*) FROM report_row",
    "actors": "SELECT count(*) FROM actor_row",
    "outlets": "SELECT count(DISTINCT outlet) FROM report_row WHERE outlet <> ''",
}


def keep_counts(store: Store) -> None:
    """Count the rows of the index and the most frequent values of its facets; inside the caller's transaction."""
    kept = {"counts": json.dumps(_count_tables(store))}
    kept |= {f"facet {name}": json.dumps(_count_values(store, name)) for name in (*_FACETS, "type", "status")}
    for key, value in kept.items():
        store.note(key, value)


def count_kept(store: Store) -> dict[str, int]:
    """How much of each the record holds: what was counted with the index, problems as they are now."""
    noted = store.noted("counts")
    counts: dict[str, int] = json.loads(noted) if noted else _count_tables(store)
    problems = store.connection.execute("SELECT count(*) FROM problem").fetchone()[0]
    return counts | {"problems": int(problems)}


def count_unlinked(store: Store) -> int:
    """Reports that were kept and that no list knows yet, as after a stop in the midst of reading."""
    kept, linked = (
        int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (constants)
        for table in ("report", "report_row")
    )
    return max(0, kept - linked)


def kept_facet(store: Store, name: str, most: int) -> list[tuple[str, int]] | None:
    """The most frequent values over all events; None where fewer are kept than asked for, or none."""
    noted = store.noted(f"facet {name}")
    if noted is None or most > KEPT_VALUES:
        return None
    return [(value, number) for value, number in json.loads(noted)][:most]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is counted of some events: their values of facets, and how many are of each type and status."""

    values: frozenset[tuple[str, str]]
    kinds: dict[str, Counter[str]]


def look_at(store: Store, numbers: Iterable[int]) -> Looked:
    """How the counts of these events stand now."""
    values: set[tuple[str, str]] = set()
    kinds: dict[str, Counter[str]] = {"type": Counter(), "status": Counter()}
    for number in numbers:
        values.update(store.connection.execute("SELECT name, value FROM facet WHERE number = ?", (number,)))
        row = store.connection.execute("SELECT type, status FROM event_row WHERE number = ?", (number,)).fetchone()
        for kind, value in zip(kinds, row or (), strict=False):
            kinds[kind][value] += 1
    return Looked(frozenset(v for v in values if v[0] in _FACETS and v[1]), kinds)


def count_on(store: Store, before: Looked, after: Looked) -> None:
    """Bring the counts up to date after one more report, inside the caller's transaction."""
    known: dict[str, int] = json.loads(store.noted("counts") or "{}")
    counts = {name: int(store.connection.execute(q).fetchone()[0]) for name, q in _COUNTED.items()}
    documents = store.connection.execute("SELECT count(DISTINCT document) FROM report").fetchone()[0]
    kept = {"counts": json.dumps(known | counts | {"documents": max(documents, known.get("documents", 0))})}
    for kind in after.kinds:
        told = Counter(dict(json.loads(store.noted(f"facet {kind}") or "[]")))
        told.update(after.kinds[kind])
        told.subtract(before.kinds[kind])
        kept[f"facet {kind}"] = json.dumps(_ranked(told))
    for name in _FACETS:
        touched = sorted(v for n, v in before.values | after.values if n == name)
        kept[f"facet {name}"] = json.dumps(_count_some(store, name, touched))
    for key, value in kept.items():
        store.note(key, value)


def _count_some(store: Store, name: str, touched: Iterable[str]) -> list[tuple[str, int]]:
    """A facet's kept values where these alone can have changed; all anew where one falls behind what is not kept."""
    told = dict(json.loads(store.noted(f"facet {name}") or "[]"))
    least = min(told.values()) if len(told) >= KEPT_VALUES else 0
    query = "SELECT count(*) FROM facet WHERE name = ? AND value = ?"
    for value in touched:
        number = int(store.connection.execute(query, (name, value)).fetchone()[0])
        if value in told and (number < least or (number == least and number < told[value])):
            return _count_values(store, name)
        if number >= least:
            told[value] = number
    return _ranked(told)[:KEPT_VALUES]


def _ranked(told: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(((v, n) for v, n in told.items() if n > 0), key=lambda row: (-row[1], row[0]))


def _count_tables(store: Store) -> dict[str, int]:
    queries = _COUNTED | {"documents": "SELECT count(*) FROM document"}
    return {name: int(store.connection.execute(query).fetchone()[0]) for name, query in queries.items()}


def _count_values(store: Store, name: str) -> list[tuple[str, int]]:
    if name in _FACETS:
        query = (
            f"SELECT value, count(*) AS n FROM facet WHERE name = '{name}' AND value <> '' "  # noqa: S608 (constants)
            f"GROUP BY value ORDER BY n DESC, value LIMIT {KEPT_VALUES}"
        )
    else:
        query = f"SELECT {name}, count(*) AS n FROM event_row GROUP BY 1 ORDER BY n DESC, 1"  # noqa: S608 (constants)
    return list(store.connection.execute(query))
