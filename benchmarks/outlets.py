"""Outlet and wires of real reports: gold of first_five and nkoil, headers of origins, addresses of feeds.

`python benchmarks/outlets.py [--texts N]`: with --texts also from the text alone on N full articles, whose address
gives the outlet (so wrong ones there are the guesses that a sign should not have made).
"""

import argparse
import collections
import hashlib
import json

from dragoman.datamodel import Document, OutletName, PageFacts
from dragoman.intake.layout.laying_out import lay_out
from dragoman.intake.outlets.evidence import SIGNS
from dragoman.intake.outlets.naming import find_agencies, find_outlet
from dragoman.intake.outlets.source_lines import read_source_page
from dragoman.intake.story import StoryLayout
from dragoman.resources import load_resources
from dragoman.resources.outlets import OutletTable, fold_name
from shared_data import data_folder

DATA = data_folder()
RESOURCES = load_resources()


def document_of(text: str, facts: PageFacts | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(digest[:16], "text.txt", "text/plain", digest, text, facts or PageFacts())


def first_story(document: Document) -> StoryLayout:
    return lay_out(document, RESOURCES.layout)[0]


def is_named(found: OutletName | None, names: list[str]) -> bool:
    return found is not None and any(f" {fold_name(n)} " in f" {fold_name(found.name)} " for n in names)


def gold(folder: str, outlets: OutletTable) -> None:
    truth = json.loads((DATA / folder / "gold.json").read_text())
    right = credits_right = 0
    for path in sorted((DATA / folder).glob("*.txt")):
        document = document_of(path.read_text())
        story = first_story(document)
        found, wires = find_outlet(document, story, outlets), find_agencies(document, story, outlets)
        names = truth["outlets"].get(path.name) or truth["outlets"].get(path.name[:3], [])
        right += is_named(found, names)
        wanted = truth.get("agencies", {}).get(path.name, [])
        credits_right += bool(set(wanted) & set(wires)) if wanted else not wires
        print(
            f"  {path.name:28} {found and found.name!s:22} wires {', '.join(wires) or '-':20} gold {names[:1]} {wanted}"
        )
    print(f"{folder}: outlets {right}/{len(truth['outlets'])}", end="")
    print(f", wires {credits_right}/{len(truth['outlets'])}" if "agencies" in truth else "")


def origins(outlets: OutletTable) -> None:
    right = listed = total = 0
    for path in sorted((DATA / "origins").glob("*/*.txt")):
        document = document_of(path.read_text())
        story = first_story(document)
        found = find_outlet(document, story, outlets)
        stated = document.text.splitlines()[1].split("|")[0].strip()
        total += 1
        right += is_named(found, [stated])
        listed += bool(found and found.key)
        wires = find_agencies(document, story, outlets)
        print(f"  {path.parent.name}/{path.name:30} {found and found.name!s:22} wires {', '.join(wires) or '-'}")
    print(f"origins headers: {right}/{total} right, {listed} listed")


def feeds(outlets: OutletTable) -> None:
    missing, found = collections.Counter[str](), collections.Counter[str]()
    for line in (DATA / "unlabelled/rss_2023_oct_nov.jsonl").open():
        item = json.loads(line)
        outlet, stated = (
            outlets.by_address(item["url"]),
            outlets.by_handle(item["outlet"]) or outlets.by_name(item["outlet"]),
        )
        same = outlet and stated and outlet.key == stated.key
        found["same" if same else "differs" if outlet and stated else "missing"] += 1
        if not same:
            missing[f"{item['outlet']} <> {outlet and outlet.name} <> {stated and stated.name}"] += 1
    print(f"feeds: {dict(found)}; {missing.most_common(12)}")


def texts(outlets: OutletTable, count: int) -> None:
    by_sign: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    unlisted, wrong = collections.Counter[str](), []
    lines = (DATA / "unlabelled/world_news_1500.jsonl").open().readlines()
    for line in lines[:: max(1, len(lines) // count)]:
        item = json.loads(line)
        truth = outlets.by_address(item["url"])
        if truth is None:
            unlisted[item["url"].split("/")[2]] += 1
            continue
        document = document_of(f"{item['title']}\n\n{item['text']}")
        page = read_source_page(document, first_story(document), outlets)
        sign, found = next(((s, f) for s in SIGNS if (f := s(page))), (None, None))
        name = sign.__name__ if sign else "no sign"
        ok = found is not None and (found.key == truth.key or truth.parent == found.key)
        by_sign[name]["right" if ok else "none" if found is None else "wrong"] += 1
        if found and not ok:
            wrong.append((name, found.name, truth.name, item["doc_id"]))
    for name, counts in sorted(by_sign.items()):
        print(f"  {name:28} {dict(counts)}")
    print("unlisted hosts:", unlisted.most_common(10))
    for row in wrong[:60]:
        print("  wrong:", *row)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=0)
    chosen = parser.parse_args()
    gold("first_five", RESOURCES.outlets)
    gold("nkoil", RESOURCES.outlets)
    origins(RESOURCES.outlets)
    feeds(RESOURCES.outlets)
    if chosen.texts:
        texts(RESOURCES.outlets, chosen.texts)
