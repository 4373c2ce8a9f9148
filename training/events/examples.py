"""PLOVER's sentences with what the lexicon reads in them and their clues."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clues import Parties, find_clues

from dragoman.datamodel import Block, EventMention, Published, Report
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.events.finding import find_events
from dragoman.reading.parsing import parse_report
from dragoman.resources import Resources

JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # types that the data does not tell apart

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its root type, what the lexicon alone says of it (None: nothing), and its clues."""

    id: str
    root: str
    told: str | None
    clues: frozenset[str]
    words: frozenset[str]


def read_examples(path: Path, resources: Resources) -> list[Example]:
    """Every sentence of `plv_train.jsonl`, parsed and read with the lexicon."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [read_example(row, resources) for row in rows]


def read_example(row: dict[str, str], resources: Resources) -> Example:
    text = row["sentence"]
    published = Published(None, None, "unknown")
    blocks = (Block(0, len(text), "body"),)
    report = Report(row["id"], row["id"], 0, len(text), None, None, None, (), None, "en", published, blocks)
    parsed = parse_report(report, text, resources.nlp)
    index = find_actors(parsed, resources.gazetteer, resources.actors)
    events = find_events(parsed, index, (), (), (), (), resources.events)
    source, target = find_phrase(text, row["source"]), find_phrase(text, row["target"])
    told = tell_type(events, source, target)
    block = parsed.blocks[0]
    places = [frozenset(t.i for t in block.doc if meets(run, (t.idx, t.idx + len(t)))) for run in (source, target)]
    triggers = [(JOINED.get(e.type, e.type), e.lemma) for e in events]
    clues = find_clues(tuple(block.doc), Parties(*places), told, triggers, resources.events)
    words = frozenset(t.lemma_.lower() for t in block.doc if t.is_alpha and not t.is_stop and not t.ent_type_)
    return Example(row["id"], row["root"], told, clues, words)


def find_phrase(text: str, phrase: str) -> Run | None:
    """Where a phrase stands; where it was re-worded, its longest word."""
    for wanted in (phrase, max(phrase.split(), key=len)):
        found = re.search(re.escape(wanted), text, re.IGNORECASE)
        if found:
            return found.span()
    return None


def meets(one: Run | None, other: Run) -> bool:
    return one is not None and min(one[1], other[1]) > max(one[0], other[0])


def tell_type(events: Sequence[EventMention], source: Run | None, target: Run | None) -> str | None:
    """The lexicon's answer: of all events the one with the parties in their roles, then the one nearest the source."""

    def fit(event: EventMention) -> tuple[int, int]:
        runs = [((p.span.start, p.span.end), p.role == "actor") for p in event.participants]
        first = max((1 + acts for run, acts in runs if meets(source, run)), default=0)
        second = max((2 - acts for run, acts in runs if meets(target, run)), default=0)
        return first + second, -abs(event.trigger.start - (source[1] if source else 0))

    best = max(events, key=fit, default=None)
    return JOINED.get(best.type, best.type) if best is not None else None
