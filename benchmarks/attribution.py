"""Attributions against PolNeAR's development set: source, cue, content, relation.

usage: python benchmarks/attribution.py [--sample N] [--statements-only] [--by type] [--set dev|held-out|train]

Reads $DRAGOMAN_SHARED/data/polnear/dev.jsonl (default ../shared beside the repository) and prints what
tools/score_attribution.py there says of the predictions: by the rules alone, then with the learned tagger, each of all
attributions and of speech only; and what reading them costs beside spaCy's parse of the same text in the same run. The
whole article is one report; a line is a paragraph. `held-out` is the tenth of the training set that training left out.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.resources.bundle import load_resources
from dragoman.resources.windows import WindowNetwork

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def lay_out_lines(text: str, title: str) -> tuple[Block, ...]:
    """A block a line; the first is the headline where it repeats the article's title."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    roles = ["body"] * len(lines)
    if lines and text[slice(*lines[0])].strip(" .") == title.strip(" ."):
        roles[0] = "headline"
    return tuple(Block(start, end, role) for (start, end), role in zip(lines, roles, strict=True))


def parse_article(row: dict, resources) -> ParsedReport:
    text = row["text"]
    blocks = lay_out_lines(text, row.get("title") or "")
    report = Report(
        row["doc_id"], row["doc_id"], 0, len(text), None, None, None, (), None, "en",
        Published(None, None, "unknown"), blocks,
    )  # fmt: skip
    return parse_report(report, text, resources.nlp)


def read_article(parsed: ParsedReport, resources, *, attitudes: bool, network: WindowNetwork | None) -> dict:
    index = ActorIndex.of((), ())
    windows = WindowReader.of(parsed, network) if network else None
    found = find_attributions(parsed, index, resources.attribution, attitudes=attitudes, windows=windows)
    spans = lambda many: [[s.start, s.end] for s in many]  # noqa: E731
    return {
        "doc_id": parsed.report.id,
        "attributions": [{"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)} for a in found],
    }


def is_held_out(row: dict) -> bool:
    """As in training/attribution/data.py."""
    return hashlib.sha256(row["doc_id"].encode()).digest()[0] % 10 == 0


def read_rows(args: argparse.Namespace) -> list[dict]:
    with (SHARED / f"data/polnear/{'dev' if args.set == 'dev' else 'train'}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [r for r in rows if args.set != "held-out" or is_held_out(r)][: args.sample or None]


def print_scores(title: str, rows: list[dict], predicted: list[dict], args: argparse.Namespace) -> None:
    print(f"\n==== {title}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        gold, found = folder / "gold.jsonl", folder / f"{title.replace(' ', '_')}.jsonl"
        gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        found.write_text("".join(json.dumps(r) + "\n" for r in predicted), encoding="utf-8")
        command = [sys.executable, str(SHARED / "tools/score_attribution.py"), str(gold), str(found)]
        subprocess.run([*command, *(["--by", args.by] if args.by else [])], check=True)
        subprocess.run([*command, "--speech-only"], check=True)


def measure_polnear() -> dict[str, float]:
    """What a change is held to: F1 on dev with the tagger, of all attributions and of speech only."""
    resources = load_resources()
    rows = read_rows(argparse.Namespace(set="dev", sample=0))
    read = [
        read_article(parse_article(r, resources), resources, attitudes=True, network=resources.window_network)
        for r in rows
    ]
    with tempfile.TemporaryDirectory() as temporary:
        gold, found = Path(temporary) / "gold.jsonl", Path(temporary) / "found.jsonl"
        gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        found.write_text("".join(json.dumps(r) + "\n" for r in read), encoding="utf-8")
        command = [sys.executable, str(SHARED / "tools/score_attribution.py"), str(gold), str(found)]
        every, speech = (
            _f1(subprocess.run([*command, *more], check=True, capture_output=True, text=True).stdout)
            for more in ([], ["--speech-only"])
        )
    kept = ("relation", "source.exact_np", "cue.head", "content.exact_np")
    return {name: every[name] for name in kept} | {"relation, speech only": speech["relation"]}


def _f1(printed: str) -> dict[str, float]:
    """The third column of the scorer's table, by metric, from 0 to 1."""
    rows = (line.split() for line in printed.splitlines())
    return {r[0]: float(r[3]) / 100 for r in rows if len(r) == 7 and r[3].replace(".", "").isdigit()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="only the first N articles")
    parser.add_argument(
        "--statements-only", action="store_true", help="as a record keeps them: no wishes, no attitudes"
    )
    parser.add_argument("--by", choices=["type", "publisher"])
    parser.add_argument("--set", default="dev", choices=["dev", "held-out", "train"])
    parser.add_argument("--keep", type=Path, help="folder for the gold and predicted files")
    args = parser.parse_args()
    rows, resources = read_rows(args), load_resources()
    networks = {"rules alone": None}
    if resources.window_network is not None:
        networks["with tagger"] = resources.window_network
    parse_article(rows[0], resources)  # what is loaded once is not counted
    started = time.process_time()
    articles = [parse_article(row, resources) for row in rows]
    parsing = time.process_time() - started
    print(f"{len(rows)} articles, {sum(len(r['text']) for r in rows)} characters: parse {parsing:.1f} s of CPU time")
    for title, network in networks.items():
        started = time.process_time()
        predicted = [read_article(a, resources, attitudes=not args.statements_only, network=network) for a in articles]
        cost = (parsing + time.process_time() - started) / parsing
        print_scores(title, rows, predicted, args)
        print(f"reading {title}, parse included: {cost:.2f} times the parse")


if __name__ == "__main__":
    main()
