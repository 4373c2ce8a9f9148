"""Event coreference on ECB+, given its gold mentions: the linking stage joins them over all articles at once.

usage: python benchmarks/event_coreference.py [dev|train] [--topics 1,3,7]

Prints the CoNLL F1 of the linking stage, which is not told the topics, and of the baseline "same head lemma within
the gold sub-topic". A gold mention
takes participants, time, place and status from the mention that the reading found there, if any, and has no type,
since most of ECB+ lies outside PLOVER's types: linking then goes by the family of its word (linking.yaml).
"""

import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

from dragoman.datamodel import Block, EventMention, Published, Reading, Report, Span
from dragoman.linking.link import link
from dragoman.reading.parsing import parse_report
from dragoman.reading.report import read_report
from dragoman.reading.senses import with_senses
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.resources import Resources, load_resources
from shared_data import data_folder, shared_folder

Row = dict[str, Any]
Case = tuple[Report, Reading]


def load_scorer() -> ModuleType:
    """The scorer that comes with the data."""
    path = shared_folder() / "tools" / "score_coreference.py"
    spec = importlib.util.spec_from_file_location("score_coreference", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_topics(split: str, topics: frozenset[str]) -> dict[str, list[Row]]:
    """The articles by sub-topic."""
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for line in (data_folder() / "ecbplus" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not topics or row["topic"] in topics:
            by_topic[row["subtopic"]].append(row)
    return by_topic


def read_article(row: Row, resources: Resources) -> Case:
    """The article read, with the gold mentions in place of those that were found."""
    text, key = row["text"], row["doc_id"]
    head = row["sentences"][0]["end"] if row["sentences"] else 0
    blocks = tuple(Block(s, e, r) for s, e, r in ((0, head, "headline"), (head, len(text), "body")) if e > s)  # type: ignore[arg-type]
    unknown = Published(None, None, "unknown")
    report = Report(key, key, 0, len(text), text[:head], None, None, (), None, "en", unknown, blocks)
    reading = read_report(report, text, resources)
    gold = tuple(gold_mentions(row, reading, resources))
    if resources.window_network:
        parsed = parse_report(report, text, resources.nlp)
        gold = with_senses(gold, WindowReader.of(parsed, resources.window_network))
    return report, replace(reading, events=gold)


def read_articles(
    split: str, resources: Resources, topics: frozenset[str] = frozenset()
) -> Iterator[tuple[Row, Report, Reading]]:
    """Every article of a split, read, with its gold mentions."""
    for group in read_topics(split, topics).values():
        for row in group:
            yield row, *read_article(row, resources)


def gold_mentions(row: Row, reading: Reading, resources: Resources) -> Iterator[EventMention]:
    """Each validated gold mention, with what the reading knows of it."""
    sentences = {s["id"]: s for s in row["sentences"]}
    parsed = {n: resources.nlp(row["text"][s["start"] : s["end"]]) for n, s in sentences.items()}
    for gold in (g for g in row["event_mentions"] if g["validated"]):
        trigger = Span(row["doc_id"], gold["start"], gold["end"])
        start = sentences[gold["sent"]]["start"]
        found = parsed[gold["sent"]].char_span(gold["start"] - start, gold["end"] - start, alignment_mode="expand")
        lemma = found.root.lemma_.casefold() if found is not None else gold["text"].casefold()
        own = next((e for e in reading.events if e.trigger.overlaps(trigger)), None)
        if own is None:
            extent = Span(row["doc_id"], start, sentences[gold["sent"]]["end"])
            own = EventMention(
                "", row["doc_id"], "", None, (), "", trigger, extent, "happened", (), None, None, None, (), ()
            )
        whole = Span(row["doc_id"], start, sentences[gold["sent"]]["end"])
        yield replace(own, id=gold["id"], type="", mode=None, lemma=lemma, trigger=trigger, sentence=whole)


def measure(split: str, topics: frozenset[str]) -> None:
    """Print the figures."""
    resources, scorer = load_resources(), load_scorer()
    rows = [(topic, row) for topic, group in read_topics(split, topics).items() for row in group]
    cases = [(topic, *read_article(row, resources)) for topic, row in rows]
    gold = {g["id"]: g["chain_id"] for _, row in rows for g in row["event_mentions"] if g["validated"]}
    lemmas = {e.id: f"{topic} {e.lemma}" for topic, _, reading in cases for e in reading.events}
    texts = {row["doc_id"]: row["text"] for _, row in rows}
    found = link([report for _, report, _ in cases], texts, [reading for _, _, reading in cases], resources)
    linked = {mention: str(n) for n, cluster in enumerate(found.clusters) for mention in cluster.mentions}
    for name, answer in (("linking", linked), ("same head lemma", lemmas)):
        figures = scorer.all_metrics(gold, answer)
        parts = "  ".join(f"{m} {figures[m]['p']:.0f}/{figures[m]['r']:.0f}" for m in ("muc", "b3", "ceafe"))
        print(f"{name:16} CoNLL {figures['conll']:.1f}  (precision/recall: {parts})")
    print(f"{len(gold)} mentions of {split}")


if __name__ == "__main__":
    given = sys.argv[1:]
    chosen = given[given.index("--topics") + 1] if "--topics" in given else ""
    wanted = "train" if "train" in given else "dev"
    measure(wanted, frozenset(chosen.split(",")) - {""})
