"""The record as flat tables for R, pandas and spreadsheets: one CSV a table, ids join them."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from dragoman.datamodel import Record
from dragoman.presenting.exports.rows import Row, record_rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run cells that start so
TABLES: dict[str, tuple[str, ...]] = {  # every table with its columns, in order
    "reports": (
        "id", "document", "headline", "byline", "dateline", "language", "copy_of", "copied", "outlet", "agencies",
        "published_earliest", "published_latest", "published_basis", "published_first_day", "published_last_day",
    ),
    "events": (
        "id", "type", "mode", "status", "title", "earliest", "latest", "places", "reports", "mentions",
        "origins_at_least", "origins_at_most", "why", "first_day", "last_day",
    ),
    "event_mentions": (
        "id", "report", "event", "type", "mode", "status", "lemma", "trigger", "start", "end", "earliest", "latest",
        "place", "country", "attributions", "sentence", "first_day", "last_day",
    ),
    "participants": ("mention", "event", "role", "actor", "words"),
    "attributions": ("id", "report", "manner", "stance", "certainty", "own", "source", "cue", "content"),
    "chains": ("attribution", "hop", "name", "actor", "named", "count", "affiliation", "standing", "anonymity"),
    "origins": ("event", "name", "named", "chain", "party", "reports"),
    "disagreements": ("id", "event", "slot", "explanation", "value", "words", "origins"),
    "labels": ("actor", "label", "report", "start", "end", "voice"),
    "ties": ("a", "relation", "b", "stance", "words"),
    "actors": ("id", "name", "type", "names"),
    "stories": ("id", "title", "reports", "events", "earliest", "latest", "first_day", "last_day"),
    "problems": ("input", "stage", "what", "where", "remedy"),
}  # fmt: skip
DAYS = ("first_day", "last_day", "published_first_day", "published_last_day")  # of "earliest" and "latest", no hour


def make_tables(record: Record) -> dict[str, list[Row]]:
    """Every table as flat rows, by name."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for row in record_rows(record, {}):
        for table, flat in _flatten(row):
            tables[table].append(flat)
    return tables


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A table's lines, header first; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    yield _line(list(columns))
    for row in rows:
        yield _line([_safe(row.get(key)) for key in columns])


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _safe(value: object) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA_STARTS) and not isinstance(value, int | float) else text


def _flatten(row: Row) -> Iterator[tuple[str, Row]]:
    maker = _MAKERS.get(row["kind"])
    if maker:
        yield from maker(row)


def _days(earliest: str | None, latest: str | None) -> Row:
    """The days alone of an interval whose ends may tell the hour too."""
    return {"first_day": (earliest or "")[:10] or None, "last_day": (latest or "")[:10] or None}


def _words(spans: list[Row]) -> str:
    return " … ".join(s["text"] for s in spans)


def _reports(row: Row) -> Iterator[tuple[str, Row]]:
    flat = {k: row[k] for k in ("id", "document", "headline", "byline", "dateline", "language", "copy_of", "copied")}
    flat["outlet"] = row["outlet"] and row["outlet"]["name"]
    flat["agencies"] = "; ".join(row["agencies"])
    published = row["published"]
    flat |= {f"published_{k}": published[k] for k in ("earliest", "latest", "basis")}
    flat |= {f"published_{k}": v for k, v in _days(published["earliest"], published["latest"]).items()}
    yield "reports", flat


def _events(row: Row) -> Iterator[tuple[str, Row]]:
    bounds, time = row["independent_origins"], row["time"] or {}
    flat = {k: row[k] for k in ("id", "type", "mode", "status", "title")}
    flat |= {"earliest": time.get("earliest"), "latest": time.get("latest")}
    flat |= _days(time.get("earliest"), time.get("latest"))
    flat["places"] = "; ".join(p["name"] for p in row["places"])
    flat |= {"reports": len(row["reports"]), "mentions": len(row["mentions"])}
    flat |= {"origins_at_least": bounds["at_least"], "origins_at_most": bounds["at_most"], "why": bounds["why"]}
    yield "events", flat
    for origin in row["origins"]:
        chain = " ← ".join(h["name"] for h in origin["chain"])
        named = {"event": row["id"], "name": origin["name"], "named": origin["named"], "chain": chain}
        yield "origins", named | {"party": origin["party"], "reports": "; ".join(origin["reports"])}


def _event_mentions(row: Row) -> Iterator[tuple[str, Row]]:
    time, place = row["time"] or {}, row["place"] or {}
    flat = {k: row[k] for k in ("id", "report", "event", "type", "mode", "status", "lemma")}
    flat |= {"trigger": row["trigger"]["text"], "start": row["trigger"]["start"], "end": row["trigger"]["end"]}
    flat |= {"earliest": time.get("earliest"), "latest": time.get("latest"), "place": place.get("name")}
    flat |= _days(time.get("earliest"), time.get("latest"))
    flat |= {"country": place.get("country"), "attributions": "; ".join(row["attributions"])}
    flat["sentence"] = (row["sentence"] or row["extent"])["text"]
    yield "event_mentions", flat
    for part in row["participants"]:
        who = {"mention": row["id"], "event": row["event"], "role": part["role"], "actor": part["actor"]}
        yield "participants", who | {"words": part["span"]["text"]}


def _attributions(row: Row) -> Iterator[tuple[str, Row]]:
    flat = {k: row[k] for k in ("id", "report", "manner", "stance", "certainty", "own")}
    flat |= {k: _words(row[k]) for k in ("source", "cue", "content")}
    yield "attributions", flat
    for place, hop in enumerate(row["chain"], 1):
        keys = ("name", "actor", "named", "count", "affiliation")
        told = {k: _words(hop[k]) for k in ("standing", "anonymity")}
        yield "chains", {"attribution": row["id"], "hop": place, **{k: hop[k] for k in keys}, **told}


def _disagreements(row: Row) -> Iterator[tuple[str, Row]]:
    for value in row["values"]:
        flat = {k: row[k] for k in ("id", "event", "slot", "explanation")}
        said = {"value": value["value"], "words": _words(value["spans"]), "origins": "; ".join(value["origins"])}
        yield "disagreements", flat | said


def _plain(table: str) -> Callable[[Row], Iterator[tuple[str, Row]]]:
    def make(row: Row) -> Iterator[tuple[str, Row]]:
        kept = (k for k in TABLES[table] if k in row)
        yield table, {k: "; ".join(map(str, row[k])) if isinstance(row[k], list) else row[k] for k in kept}

    return make


def _stories(row: Row) -> Iterator[tuple[str, Row]]:
    for table, flat in _plain("stories")(row):
        yield table, flat | _days(row["earliest"], row["latest"])


def _ties(row: Row) -> Iterator[tuple[str, Row]]:
    yield "ties", {k: row[k] for k in ("a", "relation", "b", "stance")} | {"words": _words(row["spans"])}


_MAKERS: dict[str, Callable[[Row], Iterator[tuple[str, Row]]]] = {
    "report": _reports,
    "event": _events,
    "event_mention": _event_mentions,
    "attribution": _attributions,
    "discrepancy": _disagreements,
    "tie": _ties,
    "label": _plain("labels"),
    "actor": _plain("actors"),
    "story": _stories,
    "problem": _plain("problems"),
}
