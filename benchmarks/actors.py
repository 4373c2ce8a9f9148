"""Actors, labels and ties on the hand-made clusters: how many the readers and the resolver find.

usage: benchmarks/actors.py [-v]    (reads ../shared, or $DRAGOMAN_SHARED)

Every line of a report's text is taken as body here, so that intake has no part in the figures. The checks are those of
the sections "actors", "labels" and "ties" of the cluster scorer.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.datamodel import Actor, Block, Published, Reading, Report
from dragoman.linking.actors import resolve_actors
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.actors.labels import find_labels
from dragoman.reading.actors.ties import find_ties
from dragoman.reading.parsing import parse_report
from dragoman.resources import Resources, load_resources

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))


def report_of(file: str, text: str) -> Report:
    blocks = tuple(Block(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Report(file, file, 0, len(text), None, None, None, (), None, "en", Published(None, None, "unknown"), blocks)


def read(file: Path, resources: Resources) -> Reading:
    text = file.read_text(encoding="utf-8")
    parsed = parse_report(report_of(file.name, text), text, resources.nlp)
    index = find_actors(parsed, resources.gazetteer, resources.actors)
    labels = find_labels(parsed, index, (), resources.actors)
    ties = find_ties(parsed, index, (), resources.actors)
    return Reading(file.name, tuple(index.actors.values()), index.mentions, (), (), ties, labels, ())


def norm(text: str) -> str:
    text = re.sub(r"[’'`]s\b", "", text.lower().replace("-", " ").replace(".", ""))
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", "", text)).strip()


def named(asked: list[str], names: tuple[str, ...]) -> bool:
    return any(f" {norm(a)} " in f" {norm(n)} " for n in names for a in asked)


def points(gold: dict, readings: list[Reading], actors: tuple[Actor, ...]) -> Iterator[tuple[str, bool, object]]:
    of = {member: a for a in actors for member in a.members}

    def holders(name: str) -> set[str]:
        return {a.id for a in actors if any(norm(name) == norm(n) for n in (a.name, *a.names))}

    for group in gold["actors_same"]:
        sets = [h for h in map(holders, group) if h]
        yield "actors: one", len(sets) > 1 and bool(set.intersection(*sets)), group
    for group in gold["actors_different"]:
        sets = [holders(n) for n in group]
        yield "actors: apart", all(sets) and not set.intersection(*sets), group
    labels = [(r.report, of[x.actor].names, x.label) for r in readings for x in r.labels]
    for g in gold["labels"]:
        hit = any(
            f == g["span"]["file"] and named(g["actor"], n) and norm(g["label"]) in norm(text) for f, n, text in labels
        )
        yield "labels", hit, (g["actor"][0], g["label"])
    ties = [(of[t.a].names, t.relation, of[t.b].names) for r in readings for t in r.ties]
    for g in gold["ties"]:
        hit = any(named(g["a"], a) and named(g["b"], b) and r == g["relation"] for a, r, b in ties)
        yield "ties", hit, (g["a"][0], g["relation"], g["b"][0])


def main() -> None:
    resources = load_resources()
    for cluster in ("first_five", "nkoil"):
        gold = json.loads((SHARED / "data" / cluster / "gold.json").read_text(encoding="utf-8"))
        readings = [read(f, resources) for f in sorted((SHARED / "data" / cluster).glob("*.txt"))]
        actors = resolve_actors(readings, resources.gazetteer)
        score: dict[str, list[object]] = {}
        for area, ok, what in points(gold, readings, actors):
            score.setdefault(area, []).append(ok or what)
        print(
            cluster,
            f"{sum(len(r.labels) for r in readings)} labels, {sum(len(r.ties) for r in readings)} ties predicted",
        )
        for area, results in score.items():
            good = sum(r is True for r in results)
            print(f"  {area:16} {good:3}/{len(results):<3} {good / len(results):.3f}")
            if "-v" in sys.argv:
                print(*(f"      missed {r}" for r in results if r is not True), sep="\n")


if __name__ == "__main__":
    main()
