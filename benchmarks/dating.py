"""Dates of publication: the gold of `first_five` and `nkoil`, the headers of `origins`, and honesty on 1,500 articles.

On the articles only the running text is read, with nothing of page, address or header: of those whose interval has
both ends, how often does it hold the true day (a day's grace either side), and how wide is it. The assumptions were
tuned on the even rows and are reported on the odd ones; `--half even` shows the others, `-v` the misses.
"""

import argparse
import hashlib
import json
import os
from datetime import date
from pathlib import Path
from statistics import median

from dragoman.datamodel import Block, Document, Published, Report
from dragoman.intake.dating.publication import find_published
from dragoman.intake.layout.laying_out import lay_out
from dragoman.intake.reports import to_reports
from dragoman.intake.story import StoryLayout
from dragoman.linking.dating import refine_dates
from dragoman.linking.wording import find_shared_wording
from dragoman.reading.report import read_report
from dragoman.resources import Resources

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parent.parent.parent / "shared")) / "data"


def document_of(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(digest[:16], "-", "text/plain", digest, text)


def holds(published: Published, true: str) -> bool:
    day = date.fromisoformat(true).toordinal()
    low, high = (date.fromisoformat(d).toordinal() if d else None for d in (published.earliest, published.latest))
    return (low is None or low - 1 <= day) and (high is None or day <= high + 1)


def width(published: Published) -> int | None:
    if not (published.earliest and published.latest):
        return None
    return (date.fromisoformat(published.latest) - date.fromisoformat(published.earliest)).days


def read_folder(folder: str, resources: Resources) -> list[Report]:
    """The folder's reports, dated also by each other; the file name is the id of the document."""
    texts = {p.name: p.read_text() for p in sorted((SHARED / folder).glob("*.txt"))}
    documents = [Document(name, "-", "text/plain", "-", text) for name, text in texts.items()]
    reports = [r for d in documents for r in to_reports(d, resources)]
    readings = [read_report(r, texts[r.document], resources) for r in reports]
    shared = find_shared_wording(reports, texts)
    return list(refine_dates(reports, texts, readings, shared, resources.dating, resources.outlets))


def show_gold(resources: Resources) -> None:
    for folder in ("first_five", "nkoil"):
        gold = json.loads((SHARED / folder / "gold.json").read_text())["published"]
        reports = read_folder(folder, resources)
        right = 0
        for key, true in gold.items():
            name, _, number = key.partition("#")
            stories = sorted((r for r in reports if r.document.startswith(name)), key=lambda r: r.start)
            index = int(number) - 1 if number else 0
            published = stories[index].published if index < len(stories) else Published(None, None, "unknown")
            wide = width(published)
            good = wide is not None and wide <= 120 and holds(published, true)
            right += good
            print(
                f"  {key:24} {true} {published.earliest} {published.latest} {published.basis} {'' if good else 'WRONG'}"
            )
        print(f"{folder}: {right}/{len(gold)}")


def show_headers(resources: Resources) -> None:
    right = total = 0
    for path in sorted((SHARED / "origins").glob("*/*.txt")):
        document = document_of(path.read_text())
        true = document.text.splitlines()[1].split("|")[-1].strip()
        published = find_published(document, lay_out(document, resources.layout)[0], resources.dating)
        good = published.basis == "stated" and published.earliest == true
        right, total = right + good, total + 1
        if not good:
            print("  ", path.name, true, published.earliest, published.latest, published.basis)
    print(f"origins: {right}/{total} as in the header")


def show_honesty(resources: Resources, half: int, verbose: bool) -> None:
    rows = [json.loads(line) for line in (SHARED / "unlabelled/world_news_1500.jsonl").open()]
    rows = [r for r in rows if len(r["date"]) == 10][half::2]
    widths, narrow, inside, narrow_inside, one_sided, wrong_side = [], 0, 0, 0, 0, 0
    for row in rows:
        document = document_of(row["text"])
        story = StoryLayout(0, len(row["text"]), (Block(0, len(row["text"]), "body"),))
        published = find_published(document, story, resources.dating)
        good, wide = holds(published, row["date"]), width(published)
        if wide is None:
            one_sided += published.basis != "unknown"
            wrong_side += published.basis != "unknown" and not good
            continue
        widths.append(wide)
        inside += good
        narrow += wide <= 120
        narrow_inside += wide <= 120 and good
        if verbose and not good:
            spans = [row["text"][max(0, s.start - 30) : s.end + 20].replace("\n", " ") for s in published.evidence]
            print("  ", row["date"], published.earliest, published.latest, published.basis, spans)
    print(
        f"{len(rows)} articles: {len(widths)} bounded, {inside / len(widths):.3f} of them right, "
        f"median {median(widths)} days"
    )
    print(f"  within 120 days: {narrow}, of them right {narrow_inside / max(narrow, 1):.3f}")
    print(f"  one end only: {one_sided}, of them wrong {wrong_side}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("even", "odd"), default="odd")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    resources = Resources()
    show_gold(resources)
    show_headers(resources)
    show_honesty(resources, 0 if options.half == "even" else 1, options.verbose)


if __name__ == "__main__":
    main()
