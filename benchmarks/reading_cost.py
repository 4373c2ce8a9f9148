"""CPU time of reading, by reader, as a multiple of spaCy's pipeline over the same text in the same run.

usage: python benchmarks/reading_cost.py [ARTICLES]
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from dragoman.datamodel import Document, PageFacts
from dragoman.intake.reports import to_reports
from dragoman.reading import report as reading
from dragoman.resources import load_resources
from shared_data import data_folder

spent: dict[str, float] = defaultdict(float)


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] += time.process_time() - start

    return call


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    lines = (data_folder() / "unlabelled" / "world_news_1500.jsonl").open(encoding="utf-8").readlines()
    rows = [json.loads(line) for line in lines[:: max(1, len(lines) // count)]][:count]
    resources = load_resources()
    steps = [n for n in dir(reading) if n.startswith(("find_", "parse_", "with_"))]
    for name in steps:
        setattr(reading, name, timed(name, getattr(reading, name)))
    intake = timed("intake (layout, outlet, date)", to_reports)
    tokens = 0
    for number, row in enumerate(rows):
        text = f"{row['title']}\n\n{row['text']}"
        facts = PageFacts(title=row["title"], site_name=row["outlet"], published=row["date"] or None)
        for report in intake(Document(f"doc-{number}", "x", "text/plain", "0" * 64, text, facts), resources):
            reading.read_report(report, text, resources)
        tokens += len(text.split())
        if number == 0:
            spent.clear()  # the first one loads the models
    base = spent["parse_report"]
    print(f"{len(rows)} articles, {tokens} words; spaCy {base:.1f} s CPU = 1.00")
    for name, seconds in sorted(spent.items(), key=lambda x: -x[1]):
        print(f"  {name:32} {seconds / base:.2f}")
    print(f"  {'whole of reading':32} {sum(s for n, s in spent.items() if not n.startswith('intake')) / base:.2f}")


if __name__ == "__main__":
    main()
