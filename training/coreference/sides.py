"""What the encoder of senses is trained on: windows of judged reports, of ECB+ train, of judged pairs."""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from sense_windows import SenseWindow, Words, cut_windows, windows_of_report

from dragoman.resources.loading import data_folder
from dragoman.resources.networks import open_tokenizer
from event_coreference import read_topics
from reading import HERE, Place, ReadSet, place_of

WORTH = {"same": 1.0, "part": 0.15, "diff": 0.0}
FIELDS = ("report", "start", "end", "type")
NONE = ""  # the event of a word that tells of none


@dataclass(frozen=True, slots=True)
class Passage:
    """A window, and of each word in it, in the window's order, the mention and its event."""

    window: SenseWindow
    mentions: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packet:
    """Reports that were judged together, each as its passages; `parts` are events of which one is part of the other."""

    name: str
    reports: tuple[tuple[Passage, ...], ...]
    parts: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two mentions, how far they are one event, and the set and day of the first (or, without one, its report)."""

    a: Passage
    b: Passage
    label: float
    day: str


def load_tokenizer() -> Tokenizer:
    """The one that ships."""
    return open_tokenizer(data_folder() / "models" / "tokenizer.json")


def read_judged_events() -> Iterator[tuple[str, str, dict[Place, str], frozenset[frozenset[str]]]]:
    """Of each packet of `judged_events.jsonl` its set, its name, the event of each mention by place, and the parts."""
    for line in (HERE / "judged_events.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events = {
            (report, str(start), str(end), type_): NONE if event is None else str(event)
            for report, mentions in row["reports"].items()
            for start, end, type_, event in mentions
        }
        yield row["set"], row["packet"], events, frozenset(frozenset(map(str, pair)) for pair in row["parts"])


def packets(sets: Mapping[str, ReadSet]) -> list[Packet]:
    """All packets whose mentions this version of the reading finds."""
    tokenizer = load_tokenizer()
    found = []
    for set_, name, events, parts in read_judged_events():
        by_report: dict[str, list[Passage]] = {}
        wanted = {report for report, *_ in events}
        for key, report, text, reading in sets[set_].told(wanted):
            told = [e for e in reading.events if place_of(key, e) in events]
            windows = windows_of_report(told, report, text, tokenizer)
            by_report[report.id] = [
                Passage(
                    w,
                    tuple(told[n].id for n, *_ in w.words),
                    tuple(events[place_of(key, told[n])] for n, *_ in w.words),
                )
                for w in windows
            ]
        found.append(Packet(name, tuple(tuple(p) for p in by_report.values() if p), parts))
    return found


def judged_pairs(sets: Mapping[str, ReadSet]) -> list[JudgedPair]:
    """The pairs of `judged.tsv` whose mentions this version of the reading finds."""
    with (HERE / "judged.tsv").open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    tokenizer = load_tokenizer()
    pairs = []
    for name in dict.fromkeys(pair["set"] for pair in judged):
        ours = [pair for pair in judged if pair["set"] == name]
        places = {tuple(pair[f"{part}_{side}"] for part in FIELDS) for pair in ours for side in "ab"}
        passages = dict(_passages(sets[name], places, tokenizer))
        for pair in ours:
            sides = [passages.get(tuple(pair[f"{part}_{side}"] for part in FIELDS)) for side in "ab"]
            if sides[0] and sides[1]:
                (a, day), (b, _) = sides
                pairs.append(JudgedPair(a, b, WORTH[pair["label"]], f"{day} {name}"))
    print(f"{len(pairs)} of {len(judged)} judged pairs found")
    return pairs


def _passages(
    known: ReadSet, places: set[tuple[str, ...]], tokenizer: Tokenizer
) -> Iterator[tuple[tuple[str, ...], tuple[Passage, str]]]:
    for key, report, text, reading in known.told({place[0] for place in places}):
        told = [e for e in reading.events if place_of(key, e) in places]
        for window in windows_of_report(told, report, text, tokenizer):
            for word in window.words:
                event = told[word[0]]
                day = str(report.published.latest or report.id)[:10]
                yield place_of(key, event), (Passage(SenseWindow(window.ids, [word]), (event.id,), ("",)), day)


def ecb_packets() -> list[Packet]:
    """The validated gold mentions of ECB+ train by topic; the first sentence of an article is its headline."""
    tokenizer = load_tokenizer()
    topics: dict[str, list[tuple[Passage, ...]]] = defaultdict(list)
    for row in (row for group in read_topics("train", frozenset()).values() for row in group):
        sentences = {s["id"]: (s["start"], s["end"]) for s in row["sentences"]}
        blocks = sorted(sentences.values())
        gold = sorted((g for g in row["event_mentions"] if g["validated"]), key=lambda g: (g["start"], g["end"]))
        words = [Words(g["start"], g["end"], sentences[g["sent"]]) for g in gold]
        passages = tuple(
            Passage(w, tuple(gold[n]["id"] for n, *_ in w.words), tuple(gold[n]["chain_id"] for n, *_ in w.words))
            for w in cut_windows(row["text"], blocks, blocks[0], words, tokenizer)
        )
        if passages:
            topics[row["topic"]].append(passages)
    return [Packet(topic, tuple(reports), frozenset()) for topic, reports in topics.items()]
