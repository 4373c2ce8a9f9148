"""Counts over the whole record, made once with the index: no page has to count a million rows."""

import json

from dragoman.record.store import Store

KEPT_VALUES = 200  # of a facet
_FACETS = ("actor", "outlet", "place", "source")
_TABLES = {
    "stories": "story_row", "events": "event_row", "reports": "report_row", "actors": "actor_row",
    "documents": "document",
}  # fmt: skip


def keep_counts(store: Store) -> None:
    """Count the rows of the index and the most frequent values of its facets; inside the caller's transaction."""
    kept = {"counts": json.dumps(_count_tables(store))}
    kept |= {f"facet {name}": json.dumps(_count_values(store, name)) for name in (*_FACETS, "type", "status")}
    store.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", kept.items())


def count_kept(store: Store) -> dict[str, int]:
    """How much of each the record holds: what was counted with the index, problems as they are now."""
    noted = store.noted("counts")
    counts: dict[str, int] = json.loads(noted) if noted else _count_tables(store)
    problems = store.connection.execute("SELECT count(*) FROM problem").fetchone()[0]
    return counts | {"problems": int(problems)}


def kept_facet(store: Store, name: str, most: int) -> list[tuple[str, int]] | None:
    """The most frequent values over all events; None where fewer are kept than asked for, or none."""
    noted = store.noted(f"facet {name}")
    if noted is None or most > KEPT_VALUES:
        return None
    return [(value, number) for value, number in json.loads(noted)][:most]


def _count_tables(store: Store) -> dict[str, int]:
    counts = {name: f"SELECT count(*) FROM {table}" for name, table in _TABLES.items()}  # noqa: S608 (constants)
    counts["outlets"] = "SELECT count(DISTINCT outlet) FROM report_row WHERE outlet <> ''"
    return {name: int(store.connection.execute(query).fetchone()[0]) for name, query in counts.items()}


def _count_values(store: Store, name: str) -> list[tuple[str, int]]:
    if name in _FACETS:
        query = (
            f"SELECT value, count(*) AS n FROM facet WHERE name = '{name}' AND value <> '' "  # noqa: S608 (constants)
            f"GROUP BY value ORDER BY n DESC, value LIMIT {KEPT_VALUES}"
        )
    else:
        query = f"SELECT {name}, count(*) AS n FROM event_row GROUP BY 1 ORDER BY n DESC, 1"  # noqa: S608 (constants)
    return list(store.connection.execute(query))
