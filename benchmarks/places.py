"""Places of the gold events of first_five and nkoil: how many the reports that tell them yield."""

import json

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.places import find_places
from dragoman.resources import load_resources
from shared_data import data_folder

RESOURCES = load_resources()


def line_by_line(text: str) -> ParsedReport:
    """Every line as body, so that the figure does not hang on the layout."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(start, start + len(line.rstrip()), "body"))
        start += len(line)
    unknown = Published(None, None, "unknown")
    report = Report("r", "d", 0, len(text), None, None, None, (), None, "en", unknown, tuple(blocks))
    return parse_report(report, text, RESOURCES.nlp)


for folder in ("first_five", "nkoil"):
    gold = json.loads((data_folder() / folder / "gold.json").read_text())
    texts = {p.name: p.read_text() for p in sorted((data_folder() / folder).glob("*.txt"))}
    found = {name: find_places(line_by_line(text), RESOURCES.places) for name, text in texts.items()}
    placed = [e for e in gold["events"] if e["place"]]
    right = 0
    for event in placed:
        names = {p.name.casefold() for m in event["mentions"] for p in found[m["file"]]}
        if any(place.casefold() in name for place in event["place"] for name in names):
            right += 1
        else:
            print(f"  missed {event['id']} {event['place']}")
    print(f"{folder}: {right}/{len(placed)} gold places among {sum(map(len, found.values()))} found")
