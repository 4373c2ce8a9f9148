"""Layout of pasted pages: each line's role in first_five, and the marked furniture, captions and second stories.

`python benchmarks/layout_lines.py [--show PATH…]`: with --show, prints the layout of text files or of rows of a
dump ("FILE.jsonl:N").
"""

import argparse
import hashlib
import json
from pathlib import Path

from dragoman.datamodel import BlockRole, Document, PageFacts
from dragoman.intake.layout.laying_out import lay_out
from dragoman.resources import load_resources
from shared_data import data_folder

LAYOUT = load_resources().layout
ROLES: dict[str, set[str]] = {
    "headline": {"headline", "repeat"},
    "deck": {"standfirst"},
    "byline_stamp": {"byline"},
    "pubdate": {"dateline", "byline"},
    "crosshead": {"headline"},
    "caption": {"caption", "repeat"},
    "body": {"body"},
    "furniture": {"furniture"},
}
Layout = list[tuple[int, int, int, BlockRole]]


def layout_of(text: str, title: str | None = None) -> Layout:
    """Story number, start, end and role of every block."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(digest[:16], "text.txt", "text/plain", digest, text, PageFacts(title=title))
    stories = lay_out(document, LAYOUT)
    return [(n, b.start, b.end, b.role) for n, story in enumerate(stories, 1) for b in story.blocks]


def role_at(layout: Layout, at: int) -> tuple[int, str]:
    return next(((n, role) for n, start, end, role in layout if start <= at < end), (0, "none"))


def measure_lines() -> dict[str, float]:
    """The share of first_five's lines in the right role and story."""
    return {"right": lines(data_folder() / "first_five")}


def lines(folder: Path) -> float:
    rows = json.loads((folder / "lines.json").read_text())
    layouts = {p.name: layout_of(p.read_text()) for p in folder.glob("*.txt")}
    right = 0
    for row in rows:
        story = 2 if row["role"].endswith("2") else 1
        parts = [b for b in layouts[row["file"]] if b[1] < row["end"] and row["start"] < b[2]]
        wanted = ROLES[row["role"].rstrip("2")]
        # A dateline cut from the front of a paragraph is as right as one left in it.
        cut = wanted == {"body"} and len(parts) > 1
        got = {(n, role) for n, _, _, role in parts if not (cut and role == "dateline")}
        ok = bool(got) and all(n == story and role in wanted for n, role in got)
        right += ok
        if not ok:
            print(f"  wrong: {row['file'][:3]} line {row['line']} {row['role']} got {sorted(got)} | {row['text'][:90]}")
    print(f"{folder.name}: {right}/{len(rows)} lines right ({right / len(rows):.3f})")
    return right / len(rows)


def spans(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text())
    layouts = {p.name: layout_of(p.read_text()) for p in folder.glob("*.txt")}
    for key, wanted in (("not_story", {"furniture"}), ("captions", {"caption", "repeat"})):
        right = 0
        for span in gold[key]:
            roles = {role_at(layouts[span["file"]], at)[1] for at in (span["start"], span["end"] - 1)}
            right += roles <= wanted
            if not roles <= wanted:
                print(f"  wrong: {span['file']} {key} got {sorted(roles)} | {span['text'][:90]}")
        print(f"{folder.name}: {key} {right}/{len(gold[key])}")
    if second := gold.get("second_story"):
        found = role_at(layouts[second["file"]], second["start"])
        print(f"{folder.name}: second story {'found' if found == (2, 'headline') else found}")
    counts = {name: max(n for n, *_ in layout) for name, layout in layouts.items()}
    print(f"{folder.name}: stories a file {list(counts.values())}")


def show(name: str) -> None:
    path, _, number = name.partition(":")
    if number:
        row = json.loads(Path(path).read_text().splitlines()[int(number)])
        text, title = row["text"], row.get("title")
    else:
        text, title = Path(path).read_text(), None
    print(f"== {name} | {title}")
    for n, start, end, role in layout_of(text, title):
        line = " ".join(text[start:end].split())
        print(f"  {n} {role:10} {line[:110]}{' … ' + line[-40:] if len(line) > 150 else line[110:]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", nargs="+", metavar="PATH")
    given = parser.parse_args()
    if given.show:
        for each in given.show:
            show(each)
    else:
        lines(data_folder() / "first_five")
        for each in ("first_five", "nkoil"):
            spans(data_folder() / each)
