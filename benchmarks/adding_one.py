"""What adding one report to a large record costs, beyond reading it.

usage: python benchmarks/adding_one.py --record FILE --late FILE [--times 1 20] [--most 30] [--folder FOLDER]

FILE is a record of real reports that is linked whole and large enough for adding (`dragoman read … --record FILE`; more
than `adding: least` reports of `data/scoring.yaml`), `--late` one of reports of the same days that are not in it. To
see how cost grows, the record is taken as it is and so many times over: every copy has other ids, names and later days
and the same words; states and other listed actors, outlets and sources are the same in all copies, so that what a
hundred thousand reports share is as large as it would be. To link as many whole would take hours. Then the late reports
are added one by one. Prints for each size the CPU seconds of linking one report: mean, median, slowest; the first one,
which loads what is loaded once a process, stands apart.
"""

import argparse
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from dragoman.datamodel import Actor
from dragoman.pipeline import link_new
from dragoman.record.counting import keep_counts
from dragoman.record.growing import note_together, read_together
from dragoman.record.store import Batch, Store, open_store
from dragoman.resources import load_resources
from dragoman.weighing.joins import Assumptions

DAYS = 45  # between one copy and the next: more than linking looks back
_ID = re.compile(r"\b[a-z]+-[0-9a-f]{16}\b")
_DAY = re.compile(r"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b")
_PLAIN = ("document", "report", "reading", "sentence", "report_row", "appears", "story_row", "altered", "apart")
_OF_ACTORS = ("actor_row", "label_row", "actor_side")  # by their first column
Row = tuple[Any, ...]


class Copier:
    """One more copy of a record's rows. `common` are the actors that all copies share."""

    def __init__(self, number: int, common: set[str], events: int, reuse: int) -> None:
        self.number, self.common = number, common
        self.events, self.reuse = events * number, reuse * number
        self.days = timedelta(days=DAYS * number)

    def all(self, row: Row) -> Row:
        """A row in which ids and days change."""
        return tuple(map(self._text, row))

    def event_row(self, row: Row) -> Row:
        """An event under its new number."""
        return row[0] + self.events, *map(self._text, row[1:])

    def facet(self, row: Row) -> Row:
        """A facet of an event under its new number."""
        return *map(self._text, row[:2]), row[2] + self.events

    def item(self, row: Row) -> Row:
        """A record; pairs that share text are numbered on."""
        key = f"{int(row[1]) + self.reuse:08}" if row[0] == "reuse" else self._text(row[1])
        return row[0], key, row[2], self._text(row[3])

    def reuse_row(self, row: Row) -> Row:
        """The row of such a pair."""
        return f"{int(row[0]) + self.reuse:08}", *map(self._text, row[1:])

    def near_word(self, row: Row) -> Row:
        """A word with its day as a number."""
        return row[0], row[1] + self.days.days if row[1] else 0, self._text(row[2])

    def near_report(self, row: Row) -> Row:
        """A profile, its days as numbers."""
        first, last, *rest = msgspec.json.decode(row[1])
        days = [d + self.days.days if d else d for d in (first, last)]
        return self._text(row[0]), msgspec.json.encode((*days, *rest)).decode(), *row[2:]

    def actor_name(self, row: Row) -> Row:
        """What leads to an actor: the others' names have the copy's number."""
        return row if row[1] in self.common else (f"{row[0]} {self.number}", self._text(row[1]))

    def _text(self, value: Any) -> Any:
        return _DAY.sub(self._day, _ID.sub(self._id, value)) if isinstance(value, str) else value

    def _id(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self.common else f"{found[0]}x{self.number}"

    def _day(self, found: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(found[0]) + self.days).isoformat()
        except ValueError:
            return found[0]


def multiply(store: Store, times: int) -> None:
    """The open record so many times over."""
    execute = store.connection.execute
    listed = "SELECT id FROM item WHERE kind = 'actor' AND json_array_length(payload, '$.external_ids') > 0"
    common = {row[0] for row in execute(listed)}
    events, reuse = (execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("event_row", "reuse_row"))
    rows = {
        t: execute(f"SELECT * FROM {t}").fetchall() for t in (*_PLAIN, *_OF_ACTORS, *_changed(Copier(0, set(), 0, 0)))
    }
    rows["item"] = [r for r in rows["item"] if r[1] not in common]
    for table in _OF_ACTORS:
        rows[table] = [r for r in rows[table] if r[0] not in common]
    words = execute("SELECT rowid, words FROM event_words").fetchall()
    for number in range(1, times):
        copier = Copier(number, common, events, reuse)
        changed = _changed(copier)
        for table, held in rows.items():
            marks = ",".join("?" * len(held[0])) if held else ""
            change = changed.get(table, copier.all)
            if held:
                execute_many = store.connection.executemany
                execute_many(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", map(change, held))
        numbered = ((n + copier.events, told) for n, told in words)
        store.connection.executemany("INSERT INTO event_words (rowid, words) VALUES (?,?)", numbered)
    _share(store, common, times)


def _changed(copier: Copier) -> dict[str, Callable[[Row], Row]]:
    names = ("event_row", "facet", "item", "reuse_row", "near_word", "near_report", "actor_name")
    return {name: getattr(copier, name) for name in names}


def _share(store: Store, common: set[str], times: int) -> None:
    """What all copies share is so many times as large; counts, and what the record notes of itself."""
    execute = store.connection.execute
    for actor in store.items_of("actor", sorted(common), Actor):
        members = tuple(m if not n else f"{m}x{n}" for n in range(times) for m in actor.members)
        payload = msgspec.json.encode(replace(actor, members=members)).decode()
        execute("UPDATE item SET payload = ? WHERE kind = 'actor' AND id = ?", (payload, actor.id))
        numbers = "UPDATE actor_row SET mentions = mentions * ?, events = events * ? WHERE actor = ?"
        execute(numbers, (times, times, actor.id))
    execute("UPDATE word_spread SET reports = reports * ?", (times,))
    keep_counts(store)
    together = read_together(store)
    if together is not None:
        note_together(store, replace(together, reports=together.reports * times))


def late_reports(path: Path, most: int) -> Iterator[Batch]:
    """The reports that are added, each as it was read."""
    with open_store(path) as store:
        documents = {d.id: d for d in store.documents()}
        readings = {r.report: r for r in store.readings_as_read()}
        reports = store.reports_as_read()[:most]
    yield from (Batch((documents[r.document],), (r,), (readings[r.id],), ()) for r in reports)


def measure(path: Path, late: Path, most: int) -> list[float]:
    """CPU seconds of linking each late report, after it was read and kept."""
    resources, seconds = load_resources(), []
    with open_store(path) as store:
        for batch in late_reports(late, most):
            store.add(batch)
            begun = time.process_time()
            linking = link_new(store, resources, Assumptions())
            seconds.append(time.process_time() - begun)
            assert linking.growth is not None, "the record is too small, or was linked by another version"
    return seconds


def main() -> None:
    """Make every size, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--record", type=Path, required=True)
    options.add_argument("--late", type=Path, required=True)
    options.add_argument("--times", type=int, nargs="+", default=[1, 20])
    options.add_argument("--most", type=int, default=30)
    options.add_argument("--folder", type=Path, help="where the large records are made (default: a temporary folder)")
    asked = options.parse_args()
    print(f"{'reports':>9}{'MB':>8}{'first':>9}{'mean':>9}{'median':>9}{'slowest':>9}")
    for times in asked.times:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            path = Path(folder) / "large.db"
            shutil.copy(asked.record, path)
            with open_store(path) as store:
                store.in_one_step(lambda s=store, n=times: multiply(s, n))
                reports = store.connection.execute("SELECT count(*) FROM report_row").fetchone()[0]
            first, *others = measure(path, asked.late, asked.most)
            told = statistics.mean(others), statistics.median(others), max(others)
            size = path.stat().st_size / 1e6
            print(f"{reports:9}{size:8.0f}{first:9.2f}" + "".join(f"{t:9.2f}" for t in told), flush=True)


if __name__ == "__main__":
    main()
