"""Attributions and their chains against the two clusters with hand-made gold: content found, whole chain named.

usage: python benchmarks/attribution_chains.py [-v] [first_five] [nkoil]

Reads $DRAGOMAN_SHARED/data/CLUSTER (default ../shared beside the repository); counts as tools/score_cluster.py there
does in "who says so". Only this stage is measured: a line is a paragraph, the outlet is the gold's.
"""

import argparse
import json
import os
import re
from pathlib import Path

from dragoman.datamodel import Block, OutletName, Published, Report
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.parsing import parse_report
from dragoman.resources.bundle import load_resources
from dragoman.weighing.chains import trace_chain

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def plain(words: str) -> str:
    words = re.sub(r"[’'`]s\b", "", words.lower().replace("-", " ").replace(".", ""))
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", "", words)).strip()


def is_named(asked: list[str], names: list[str]) -> bool:
    return any(f" {plain(a)} " in f" {plain(n)} " for n in names for a in asked)


def to_report(path: Path, outlet: list[str] | None) -> tuple[Report, str]:
    text = path.read_text(encoding="utf-8")
    lines = [m.span() for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    blocks = tuple(Block(s, e, "headline" if i == 0 else "body") for i, (s, e) in enumerate(lines))
    name = OutletName(outlet[0], None) if outlet else None
    published = Published(None, None, "unknown")
    return Report(path.name, path.name, 0, len(text), None, name, None, (), None, "en", published, blocks), text


def measure(cluster: str, resources, *, verbose: bool) -> None:
    folder = SHARED / "data" / cluster
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found: dict[str, list[tuple]] = {}
    for path in sorted(folder.glob("*.txt")):
        outlet = next((names for key, names in gold["outlets"].items() if path.name.startswith(key)), None)
        report, text = to_report(path, outlet)
        parsed = parse_report(report, text, resources.nlp)
        outlets = resources.outlets
        said = find_attributions(parsed, ActorIndex.of((), ()), resources.attribution, outlets)
        by_id = {a.id: a for a in said}
        found[path.name] = [(a, trace_chain(a, report, by_id)) for a in said]
    score = {"attributions found": [0, 0], "chain": [0, 0], "anonymous origin": [0, 0]}
    for case in gold["attributions"]:
        content = case["content"]
        near = [
            (a, chain)
            for a, chain in found[content["file"]]
            if any(min(s.end, content["end"]) > max(s.start, content["start"]) for s in a.content)
        ]
        point(score, "attributions found", bool(near), content, verbose=verbose)
        if not near:
            continue
        right = [chain for _, chain in near if holds(case["chain"], [h.name for h in chain])]
        point(
            score,
            "chain",
            bool(right),
            (content, case["chain"], [[h.name for h in c] for _, c in near]),
            verbose=verbose,
        )
        if case["anonymous"] is not None and not case.get("anonymous_debatable"):
            ok = any(chain and (not chain[-1].named) == case["anonymous"] for chain in right)
            seen = [(h.name, h.named) for chain in right for h in chain[-1:]]
            point(score, "anonymous origin", ok, (content, case["anonymous"], seen), verbose=verbose)
    total = sum(len(a) for a in found.values())
    print(
        f"{cluster}: {total} attributions; "
        + "; ".join(f"{k} {a}/{n} = {a / max(n, 1):.2f}" for k, (a, n) in score.items())
    )


def holds(asked: list[list[str]], names: list[str]) -> bool:
    return all(is_named(hop, names) or any(is_named([n], hop) for n in names if n) for hop in asked)


def point(score: dict, area: str, ok: bool, what: object, *, verbose: bool) -> None:
    score[area][0] += ok
    score[area][1] += 1
    if verbose and not ok:
        print(f"  {area}: {what}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clusters", nargs="*", default=["first_five", "nkoil"])
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    resources = load_resources()
    for cluster in args.clusters:
        measure(cluster, resources, verbose=args.verbose)


if __name__ == "__main__":
    main()
