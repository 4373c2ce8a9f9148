"""Event mentions against the gold of two clusters of reports, and their types against PLOVER's own sentences.

usage: python benchmarks/events.py [first_five nkoil plover] [-v] [--sample N]

Reads $DRAGOMAN_SHARED/data (default ../shared beside the repository). A mention hits where its trigger overlaps a gold
span and its type is one of the span's; for precision, spans that tell of some other event are fine too. Status and
participants are asked of the hit mentions of each gold event together. Lines of a report are blocks; the roles are
those of `lines.json` where there is one.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from dragoman.datamodel import Block, EventMention, Published, Report
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.events.finding import find_events
from dragoman.reading.parsing import parse_report
from dragoman.reading.places import find_places
from dragoman.reading.quantities import find_quantities
from dragoman.reading.times import find_times
from dragoman.resources import load_resources
from shared_data import data_folder

ROLES = {
    "body2": "body",
    "headline2": "headline",
    "caption2": "caption",
    "deck": "standfirst",
    "caption": "caption",
    "headline": "headline",
    "body": "body",
    "standfirst": "standfirst",
}


def read(name: str, text: str, blocks: list[Block], resources) -> tuple:
    published = Published(None, None, "unknown")
    report = Report(name, name, 0, len(text), None, None, None, (), None, "en", published, tuple(blocks))
    parsed = parse_report(report, text, resources.nlp)
    index = find_actors(parsed, resources.gazetteer, resources.actors)
    said = find_attributions(parsed, index, resources.attribution, resources.outlets)
    times, places = find_times(parsed, resources.times), find_places(parsed, resources.places)
    numbers = find_quantities(parsed, resources.quantities)
    return find_events(parsed, index, said, times, places, numbers, resources.events), index


def lines_of(text: str, roles: dict[int, str]) -> list[Block]:
    spans = [m.span() for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    blocks = [Block(s, e, ROLES.get(roles.get(s, "body"), "furniture")) for s, e in spans]
    if not roles and blocks:
        blocks[0] = Block(blocks[0].start, blocks[0].end, "headline")
    return blocks


def line_roles(folder: Path, file: str) -> dict[int, str]:
    path = folder / "lines.json"
    if not path.exists():
        return {}
    rows = json.loads(path.read_text(encoding="utf-8"))
    rows = rows.get(file, []) if isinstance(rows, dict) else [r for r in rows if r.get("file") == file]
    return {r["start"]: r["role"] for r in rows}


def meets(span: dict, mention: EventMention) -> bool:
    return min(span["end"], mention.trigger.end) > max(span["start"], mention.trigger.start)


def norm(name: str) -> str:
    name = re.sub(r"[’'`]s\b", "", name.lower().replace("-", " ").replace(".", ""))
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", "", name)).strip()


def named(asked: list[str], names: list[str]) -> bool:
    return any(f" {norm(a)} " in f" {norm(n)} " for n in names for a in asked)


def measure_cluster(cluster: str, resources, verbose: bool) -> None:
    folder = data_folder() / cluster
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    readings = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        events, index = read(path.name, text, lines_of(text, line_roles(folder, path.name)), resources)
        readings[path.name] = (text, events, index)
    print(f"{cluster}: {sum(len(e) for _, e, _ in readings.values())} mentions read")
    explained, asked, hit, status, people, modes = set(), 0, 0, [0, 0], [0, 0], [0, 0]
    for g in gold["events"]:
        found = []
        for span in g["mentions"]:
            near = [m for m in readings[span["file"]][1] if meets(span, m)]
            hits = [m for m in near if m.type in g["types"]]
            asked, hit = asked + 1, hit + bool(hits)
            explained |= {m.id for m in near}
            found += [(span["file"], m) for m in hits]
            if verbose and not hits:
                print("  missed", g["types"], repr(span["text"][:110]), [(m.type, m.lemma) for m in near])
        if not found:
            continue
        want = {*g["status"], "ongoing"} if "happened" in g["status"] else set(g["status"])
        commonest = Counter(m.status for _, m in found).most_common(1)[0][0]
        status = [status[0] + (commonest in want), status[1] + 1]
        if verbose and commonest not in want:
            print(
                "  status", g["status"], [(readings[f][0][m.trigger.start : m.trigger.end], m.status) for f, m in found]
            )
        everyone = [
            n
            for f, m in found
            for p in m.participants
            for a in [readings[f][2].actors[p.actor]]
            for n in (a.name, *a.names)
        ]
        for names in g["actors"]:
            people = [people[0] + named(names, everyone), people[1] + 1]
            if verbose and not named(names, everyone):
                print(
                    "  nobody",
                    names[0],
                    everyone[:8],
                    [readings[f][0][m.extent.start : m.extent.end][:100] for f, m in found][:3],
                )
        if g["modes"]:
            modes = [modes[0] + any(m.mode in g["modes"] for _, m in found), modes[1] + 1]
            if verbose and not any(m.mode in g["modes"] for _, m in found):
                print("  mode", g["modes"], [(m.lemma, m.mode) for _, m in found])
    fine = total = 0
    for file, (text, events, _) in readings.items():
        skip = [s for s in gold.get("not_story", []) if s.get("file") == file]
        for m in events:
            ok = m.id in explained or any(s["file"] == file and meets(s, m) for s in gold["other_events_ok"])
            total, fine = total + 1, fine + ok
            if verbose and not ok:
                at = m.trigger.start
                print(
                    "  false",
                    m.type,
                    repr(m.lemma),
                    "|",
                    text[max(0, at - 50) : m.trigger.end + 40].replace("\n", "/"),
                    "FURN" if any(meets(s, m) for s in skip if "start" in s) else "",
                )
    for what, (right, out_of) in {
        "recall": (hit, asked),
        "precision": (fine, total),
        "status": status,
        "participants": people,
        "modes": modes,
    }.items():
        print(f"  {what:<13}{right}/{out_of} = {right / max(out_of, 1):.2f}")


def measure_plover(resources, sample: int, verbose: bool) -> None:
    path = data_folder() / "plover" / "plv_train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = random.Random(7).sample(rows, min(sample, len(rows)))
    right = first = silent = 0
    confused: Counter = Counter()
    for row in rows:
        events, _ = read(row["id"], row["sentence"], [Block(0, len(row["sentence"]), "body")], resources)
        want = {"CONCEDE", "RETREAT"} if row["root"] == "YIELD" else {row["root"]}
        types = [m.type for m in events]
        silent += not types
        right += bool(want & set(types))
        first += bool(types) and types[0] in want
        if not want & set(types):
            confused[row["root"], types[0] if types else "-"] += 1
            if verbose:
                print("  ", row["root"], types, row["sentence"][:150])
    shares = (f"{n / max(len(rows), 1):.2f}" for n in (right, first, silent))
    print("plover: {} sentences; type among those read {}, first {}; nothing read {}".format(len(rows), *shares))
    print("  most often confused:", ", ".join(f"{a} as {b} {n}" for (a, b), n in confused.most_common(12)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["first_five", "nkoil", "plover"])
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--sample", type=int, default=300)
    args = parser.parse_args()
    resources = load_resources()
    for what in args.what:
        if what == "plover":
            measure_plover(resources, args.sample, args.verbose)
        else:
            measure_cluster(what, resources, args.verbose)


if __name__ == "__main__":
    main()
