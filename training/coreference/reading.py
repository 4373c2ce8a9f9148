"""The reports that were judged, read once into records and used again."""

import json
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dragoman.datamodel import EventMention, Reading, Report
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import read_into
from dragoman.record.store import open_store

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from shared_data import data_folder

HERE = Path(__file__).parent
FILES = ("unlabelled/rss_2023_oct_nov", "unlabelled/world_news_1500", "stories/basil", "stories/newswcl50")
Place = tuple[str, str, str, str]  # of a mention: the name of its report in the data, start, end, type


@dataclass(frozen=True, slots=True)
class ReadSet:
    """Reports that are read together, since what is rare or alike depends on what else is there.

    `names` are those of documents in the data, `readings` by report.
    """

    reports: list[Report]
    texts: Mapping[str, str]
    readings: Mapping[str, Reading]
    names: Mapping[str, str]

    def told(self, wanted: Set[str]) -> Iterator[tuple[str, Report, str, Reading]]:
        """The name, the report, its text and its reading, of those wanted."""
        for report in self.reports:
            name = self.names[report.document]
            if name in wanted and report.id in self.readings:
                yield name, report, self.texts[report.document], self.readings[report.id]


def place_of(name: str, event: EventMention) -> Place:
    """By which the judged files know a mention."""
    return name, str(event.trigger.start), str(event.trigger.end), event.type


def read_sets(records: Path) -> dict[str, ReadSet]:
    """The sets of `sets.yaml`; those that are in the folder are not read again."""
    records.mkdir(parents=True, exist_ok=True)
    sets = yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8"))
    return {name: _read_set(name, wanted, records) for name, wanted in sets.items()}


def _read_set(name: str, wanted: dict[str, list[str]], records: Path) -> ReadSet:
    path = records / f"{name.replace(' ', '_').replace(',', '')}.db"
    lines = path.with_suffix(".jsonl")
    if not lines.exists():
        lines.write_text("".join(json.dumps(row) + "\n" for row in _find_rows(wanted)), encoding="utf-8")
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    with open_store(path, create=True) as store:
        read_into(store, [str(lines)], IntakeOptions())
        documents = {d.id: d for d in store.documents()}
        reports, readings = list(store.reports_as_read()), {r.report: r for r in store.readings_as_read()}
    names = {d.id: rows[int(d.uri.rpartition("=")[2]) - 1]["doc_id"] for d in documents.values()}
    return ReadSet(reports, {d.id: d.text for d in documents.values()}, readings, names)


def _find_rows(wanted: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """The rows of the reports that a set names, and of the feed items of its days."""
    ids, days = set(wanted["reports"]), tuple(f"rss23_{day}_" for day in wanted["days"])
    for file in FILES:
        for line in (data_folder() / f"{file}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["doc_id"] in ids or row["doc_id"].startswith(days or "-"):
                yield {key: row.get(key) for key in ("doc_id", "outlet", "date", "title", "text")}
