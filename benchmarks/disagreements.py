"""Disagreements among feed items (`stories/rss_gold_oct_disagreements`): found of gold, and how many in all.

One is found where the sides of a discrepancy stand in reports that the gold puts on different sides. The gold is one
person's single pass over five stories, and holds apparent disagreements too: read what is printed.
"""

import json
import tempfile
from pathlib import Path

from dragoman.datamodel import Discrepancy, Record
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import link_record, read_into
from dragoman.record.loading import load_record
from dragoman.record.store import open_store
from dragoman.resources import load_resources
from dragoman.weighing.joins import Assumptions
from shared_data import data_folder


def main() -> None:
    folder = data_folder() / "stories"
    items = folder / "rss_gold_oct.jsonl"
    keys = [json.loads(line)["doc_id"] for line in items.read_text(encoding="utf-8").splitlines()]
    gold = [json.loads(line) for line in (folder / "rss_gold_oct_disagreements.jsonl").read_text().splitlines()]
    record = read_items(items)
    by_line = {d.id: keys[int(d.uri.rpartition("=")[2]) - 1] for d in record.documents if "#line=" in d.uri}
    found = 0
    for row in gold:
        sides = [set(value["docs"]) for value in row["values"]]
        hits = [d for d in record.discrepancies if parts(d, sides, by_line)]
        found += bool(hits)
        print(f"{'found ' if hits else 'missed'} {row['event_id']}: {row['field']}")
    for discrepancy in record.discrepancies:
        print(f"  {discrepancy.slot}: {discrepancy.explanation}")
    print(f"{len(keys)} feed items: {found} of {len(gold)} found, {len(record.discrepancies)} in all")


def read_items(items: Path) -> Record:
    """The record of the feed items, as a user would make it."""
    with tempfile.TemporaryDirectory() as work, open_store(Path(work) / "record.db", create=True) as store:
        read_into(store, [str(items)], IntakeOptions())
        link_record(store, load_resources(), Assumptions())
        return load_record(store)


def parts(discrepancy: Discrepancy, sides: list[set[str]], keys: dict[str, str]) -> bool:
    """True where two values stand in reports of two of the sides."""
    told = [{keys.get(s.document) for s in value.spans} for value in discrepancy.values]
    return any(
        told[i] & one and told[j] & other
        for i in range(len(told))
        for j in range(len(told))
        for one in sides
        for other in sides
        if i != j and one is not other
    )


if __name__ == "__main__":
    main()
