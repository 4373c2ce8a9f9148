"""Attributions against PolNeAR's development set: source, cue, content, relation.

usage: python benchmarks/attribution.py [--sample N] [--statements-only] [--by type]

Reads $DRAGOMAN_SHARED/data/polnear/dev.jsonl (default ../shared beside the repository) and prints what
tools/score_attribution.py there says of the predictions. The whole article is one report; a line is a paragraph.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.actor_index import ActorIndex
from dragoman.reading.attribution import find_attributions
from dragoman.reading.parsing import parse_report
from dragoman.resources.bundle import load_resources

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def lay_out_lines(text: str, title: str) -> tuple[Block, ...]:
    """A block a line; the first is the headline where it repeats the article's title."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    roles = ["body"] * len(lines)
    if lines and text[slice(*lines[0])].strip(" .") == title.strip(" ."):
        roles[0] = "headline"
    return tuple(Block(start, end, role) for (start, end), role in zip(lines, roles, strict=True))


def read_article(row: dict, resources, *, attitudes: bool) -> dict:
    text = row["text"]
    blocks = lay_out_lines(text, row.get("title") or "")
    report = Report(
        row["doc_id"], row["doc_id"], 0, len(text), None, None, None, (), None, "en",
        Published(None, None, "unknown"), blocks,
    )  # fmt: skip
    parsed = parse_report(report, text, resources.nlp)
    found = find_attributions(parsed, ActorIndex.of((), ()), resources.attribution, attitudes=attitudes)
    spans = lambda many: [[s.start, s.end] for s in many]  # noqa: E731
    return {
        "doc_id": row["doc_id"],
        "attributions": [{"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)} for a in found],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="only the first N articles")
    parser.add_argument(
        "--statements-only", action="store_true", help="as a record keeps them: no wishes, no attitudes"
    )
    parser.add_argument("--by", choices=["type", "publisher"])
    parser.add_argument("--set", default="dev", choices=["dev", "train"])
    parser.add_argument("--keep", type=Path, help="folder for the gold and predicted files")
    args = parser.parse_args()
    with (SHARED / f"data/polnear/{args.set}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[: args.sample or None]
    resources = load_resources()
    started = time.perf_counter()
    predicted = [read_article(row, resources, attitudes=not args.statements_only) for row in rows]
    print(f"{len(rows)} articles read in {time.perf_counter() - started:.0f} s")
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        gold, found = folder / "gold.jsonl", folder / "predicted.jsonl"
        gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        found.write_text("".join(json.dumps(r) + "\n" for r in predicted), encoding="utf-8")
        command = [sys.executable, str(SHARED / "tools/score_attribution.py"), str(gold), str(found)]
        subprocess.run([*command, *(["--by", args.by] if args.by else [])], check=True)


if __name__ == "__main__":
    main()
