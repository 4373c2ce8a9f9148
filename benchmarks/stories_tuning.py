"""Choose how close two groups of reports must be to be one story: pairwise F1 at several values of `join`, by set.

usage: python benchmarks/stories_tuning.py

The sets: basil and newswcl50 (also each report's headline and first 180 characters alone, and basil without its days),
half of the topics of ECB+ train (its sub-topics are stories), and the feed items of `feed_stories.yaml`. Neither
argos_wikinews nor rss_gold_oct has a part in it. The value with the best mean is the one to ship, as long as its
neighbours do about as well. Weights of `scoring.yaml` were tried in the same way.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import yaml

from dragoman.datamodel import Published, Report
from dragoman.linking.stories import find_stories
from dragoman.resources import Resources, load_resources
from dragoman.resources.encoder import SentenceEncoder
from shared_data import data_folder
from stories import Gathered, load, make_report, score

JOINS = (0.16, 0.17, 0.18, 0.19, 0.2, 0.21)
SHORT = 180  # characters: as much as most feed items have


def load_sets() -> Iterator[tuple[str, Gathered]]:
    """The sets by name."""
    for name in ("basil", "newswcl50"):
        yield name, load(name)
        yield f"{name}, short", shorten(load(name))
    reports, texts, gold = load("basil")
    yield "basil, no days", ([without_day(r) for r in reports], texts, gold)
    yield "ECB+", load_ecb()
    yield "ECB+, short", shorten(load_ecb())
    yield from load_feeds()


def load_ecb() -> Gathered:
    """Every other topic of ECB+ train; the first line that is no address stands for the headline."""
    found: Gathered = ([], {}, {})
    for line in (data_folder() / "ecbplus" / "train.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        lines = [part for part in row["text"].split("\n") if part.strip() and not part.startswith("http")]
        if int(row["topic"]) % 2 and lines:
            add(found, row["doc_id"], lines[0], "\n".join(lines[1:]), "", row["subtopic"])
    return found


def load_feeds() -> Iterator[tuple[str, Gathered]]:
    """The feed items that were gathered by hand."""
    days = yaml.safe_load(Path(__file__).with_name("feed_stories.yaml").read_text(encoding="utf-8"))
    lines = (data_folder() / "unlabelled" / "rss_2023_oct_nov.jsonl").read_text(encoding="utf-8").splitlines()
    items = {row["doc_id"].rsplit("_", 1)[-1]: row for row in map(json.loads, lines)}
    for name, told in days.items():
        found: Gathered = ([], {}, {})
        for story in [*told["stories"], *([number] for number in told["alone"])]:
            for number in story:
                row = items[number]
                add(found, row["doc_id"], row["title"], row["text"], row["date"], story[0])
        yield name, found


def add(found: Gathered, key: str, title: str, text: str, day: str, story: str) -> None:
    """One report more."""
    reports, texts, gold = found
    report, texts[key] = make_report(key, title, text, day)
    reports.append(report)
    gold[key] = story


def shorten(full: Gathered) -> Gathered:
    """The headlines, and the first words behind them."""
    found: Gathered = ([], {}, {})
    for report in full[0]:
        body = " ".join(full[1][report.id][report.blocks[1].start :].split())[:SHORT]
        add(found, report.id, report.headline or "", body, report.published.latest or "", full[2][report.id])
    return found


def without_day(report: Report) -> Report:
    return replace(report, published=Published(None, None, "unknown"))


def with_join(resources: Resources, join: float) -> Resources:
    """The same resources with another value of `join`."""
    other = Resources()
    scoring = msgspec.structs.replace(resources.scoring.stories, join=join, join_by_words=join)
    other.scoring = msgspec.structs.replace(resources.scoring, stories=scoring)
    other.word_rates, other.linking_words = resources.word_rates, resources.linking_words
    other.sentence_encoder = resources.sentence_encoder
    return other


class Remembering:
    """An encoder that reads each text once."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.read = cache(encoder.read)


def main() -> None:
    resources = load_resources()
    if resources.sentence_encoder is not None:
        resources.sentence_encoder = Remembering(resources.sentence_encoder)
    print(f"{'join':26} " + " ".join(f"{join:5.3f}" for join in JOINS))
    means = [0.0] * len(JOINS)
    sets = list(load_sets())
    for name, (reports, texts, gold) in sets:
        row = []
        for join in JOINS:
            stories = find_stories(reports, texts, (), with_join(resources, join))
            row.append(score([s.reports for s in stories], gold)[0])
        means = [mean + value / len(sets) for mean, value in zip(means, row, strict=True)]
        print(f"{name:26} " + " ".join(f"{value:5.3f}" for value in row), flush=True)
    print(f"{'mean':26} " + " ".join(f"{mean:5.3f}" for mean in means))


if __name__ == "__main__":
    main()
