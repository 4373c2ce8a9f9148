"""Pairs of reports that share text, on `origins` (36 reports, six events) and on `wirecopy` (184 pairs)."""

import json
from pathlib import Path

from dragoman.datamodel import Block, Document, Published, Report
from dragoman.intake.files import read_documents
from dragoman.intake.options import IntakeOptions
from dragoman.intake.reports import to_reports
from dragoman.linking.reuse import find_reuse
from dragoman.resources import Resources, load_resources
from shared_data import data_folder

SHARED = 0.3  # the scorer's: gold pairs below it are neither asked nor held against us


def main() -> None:
    resources = load_resources()
    measure_origins(data_folder() / "origins", resources)
    measure_wirecopy(data_folder() / "wirecopy")


def measure_origins(folder: Path, resources: Resources) -> None:
    wires = {o.key for o in resources.outlets.outlets if o.is_wire}
    right = extra = missed = 0
    for event in json.loads((folder / "origins.json").read_text()):
        documents = [
            d for d in read_documents([str(folder / event["event"])], IntakeOptions()) if isinstance(d, Document)
        ]
        names = {d.id: Path(d.uri).name for d in documents}
        reports = [r for d in documents for r in to_reports(d, resources)]
        names |= {r.id: names[r.document] for r in reports}
        found = find_reuse(reports, {d.id: d.text for d in documents}, wires)
        have = {frozenset((names[r.a], names[r.b])) for r in found if max(r.share_a, r.share_b) >= SHARED}
        gold = {
            frozenset((p["from"], p["to"])): max(p["share"], p.get("share_back") or 0)
            for p in event["reuse"]
            if p["from"]
        }
        want = {p for p, share in gold.items() if share >= SHARED}
        have -= gold.keys() - want
        right, extra, missed = right + len(have & want), extra + len(have - want), missed + len(want - have)
        for label, pairs in (("extra", have - want), ("missed", want - have)):
            print("".join(f"  {event['event']} {label} {sorted(p)}\n" for p in pairs), end="")
    precision, recall = right / (right + extra), right / (right + missed)

    f1 = 2 * precision * recall / (precision + recall)
    print(f"origins: {right + missed} gold pairs, P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def measure_wirecopy(folder: Path) -> None:
    reports, texts = [], {}
    for line in (folder / "wirecopy_allsides_docs.jsonl").read_text().splitlines():
        row = json.loads(line)
        text, start, blocks = row["text"], 0, []
        for paragraph in text.split("\n"):
            if paragraph.strip():
                blocks.append(Block(start, start + len(paragraph), "body"))
            start += len(paragraph) + 1
        key = texts.setdefault(row["doc_id"], text) and row["doc_id"]
        unknown = Published(None, None, "unknown")
        reports.append(Report(key, key, 0, len(text), None, None, None, (), None, "en", unknown, tuple(blocks)))
    shares = {frozenset((r.a, r.b)): max(r.share_a, r.share_b) for r in find_reuse(reports, texts)}
    gold = [json.loads(x) for x in (folder / "wirecopy_allsides_pairs.jsonl").read_text().splitlines()]
    for least, name in ((0.1, "any"), (SHARED, "0.3 and more")):
        found = sum(shares.get(frozenset((p["a"], p["b"])), 0) >= least for p in gold)
        alike = sum(share >= least for share in shares.values())
        print(f"wirecopy: {found} of {len(gold)} pairs found with a share of {name}, {alike} in all")


if __name__ == "__main__":
    main()
