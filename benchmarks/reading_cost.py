"""CPU time of reading, by reader, as a multiple of spaCy's pipeline over the same text in the same run.

usage: python benchmarks/reading_cost.py [ARTICLES]
"""

import json
import sys

from dragoman.datamodel import Document, PageFacts
from dragoman.intake.reports import to_reports
from dragoman.reading.report import read_report
from dragoman.resources import load_resources
from dragoman.resources.profiling import profiling, timed
from shared_data import data_folder


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    lines = (data_folder() / "unlabelled" / "world_news_1500.jsonl").open(encoding="utf-8").readlines()
    rows = [json.loads(line) for line in lines[:: max(1, len(lines) // count)]][:count]
    resources = load_resources()
    tokens = 0
    with profiling() as profile:
        for number, row in enumerate(rows):
            text = f"{row['title']}\n\n{row['text']}"
            facts = PageFacts(title=row["title"], site_name=row["outlet"], published=row["date"] or None)
            document = Document(f"doc-{number}", "x", "text/plain", "0" * 64, text, facts)
            for report in timed("layout", to_reports, document, resources):
                read_report(report, text, resources)
            tokens += len(text.split())
            if number == 0:
                profile.seconds.clear()  # the first one loads the models
    base = profile.seconds["parse"]
    print(f"{len(rows)} articles, {tokens} words; spaCy {base:.1f} s CPU = 1.00")
    for name, seconds in sorted(profile.seconds.items(), key=lambda x: -x[1]):
        print(f"  {name:32} {seconds / base:.2f}")
    print(f"  {'whole of reading':32} {sum(s for n, s in profile.seconds.items() if n != 'layout') / base:.2f}")


if __name__ == "__main__":
    main()
