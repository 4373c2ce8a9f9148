"""What the encoder of senses is trained on: the pieces of every judged mention, and those of ECB+ train."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from train import HERE, PLACE, read_records

from dragoman.datamodel import EventMention, Report
from dragoman.reading.senses import cut_sentence
from dragoman.resources.loading import data_folder
from dragoman.resources.networks import open_tokenizer
from dragoman.resources.senses import cut_pieces
from event_coreference import read_topics

WORTH = {"same": 1.0, "part": 0.15, "diff": 0.0}


@dataclass(frozen=True, slots=True)
class Side:
    """A mention as pieces, where its word stands in them, and in ECB+ its event and topic."""

    ids: list[int]
    start: int
    end: int
    chain: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two mentions, how far they are one event, and the day of the first (or, without one, its report)."""

    a: Side
    b: Side
    label: float
    day: str


def load_tokenizer() -> Tokenizer:
    """The one that ships."""
    return open_tokenizer(data_folder() / "models" / "attribution_tokenizer.json")


def judged_sides(records: Path) -> list[JudgedPair]:
    """The pairs of `judged.tsv` whose mentions this version of the reading finds."""
    with (HERE / "judged.tsv").open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    pairs = []
    for name, wanted in yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8")).items():
        sides = dict(_sides_of_set(name, wanted, records))
        for pair in (p for p in judged if p["set"] == name):
            found = [sides.get(tuple(pair[f"{part}_{x}"] for part in PLACE)) for x in "ab"]
            if found[0] and found[1]:
                (a, day), (b, _) = found
                pairs.append(JudgedPair(a, b, WORTH[pair["label"]], day))
    print(f"{len(pairs)} of {len(judged)} judged pairs found")
    return pairs


def _sides_of_set(
    name: str, wanted: dict[str, list[str]], records: Path
) -> Iterator[tuple[tuple[str, ...], tuple[Side, str]]]:
    tokenizer = load_tokenizer()
    reports, texts, readings, keys = read_records(name, wanted, records)
    by_id = {r.id: r for r in reports}
    for reading in readings:
        report = by_id[reading.report]
        day = str(report.published.latest or report.id)[:10]
        for event in reading.events:
            place = (keys[report.document], str(event.trigger.start), str(event.trigger.end), event.type)
            yield place, (_read_side(event, report, texts[report.document], tokenizer), f"{day} {name}")


def _read_side(event: EventMention, report: Report, text: str, tokenizer: Tokenizer) -> Side:
    return Side(*cut_pieces(tokenizer, cut_sentence(event, report, text)))


def ecb_sides() -> list[Side]:
    """The validated gold mentions of ECB+ train; the first sentence of an article is its headline."""
    tokenizer = load_tokenizer()
    return [
        Side(*cut_pieces(tokenizer, cut), chain=gold["chain_id"], topic=row["topic"])
        for group in read_topics("train", frozenset()).values()
        for row in group
        for gold, cut in _cut_gold(row)
    ]


def _cut_gold(row: dict) -> Iterator[tuple[dict, tuple[str, str, str, str]]]:
    text, sentences = row["text"], {s["id"]: s for s in row["sentences"]}
    first = min(sentences.values(), key=lambda s: s["start"])
    second = next((s for s in row["sentences"] if s is not first), first)
    for gold in (g for g in row["event_mentions"] if g["validated"]):
        whole = sentences[gold["sent"]]
        head = second if whole is first else first
        parts = (whole["start"], gold["start"]), (gold["start"], gold["end"]), (gold["end"], whole["end"])
        yield gold, (text[head["start"] : head["end"]], *(text[a:b] for a, b in parts))
