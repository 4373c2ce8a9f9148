"""PolNeAR's articles as windows with labels."""

import hashlib
import json
import random
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.reading.tagging.windows import LONGEST, Window, pack_windows

LIGHT = frozenset((Path(__file__).parent / "light_words.txt").read_text().split())
NOT_ADVERBS = ("reply", "imply", "rely")


@dataclass(frozen=True)
class Example:
    """A window, the places of the pieces that head a cue, and for each the labels of all pieces (-1: no word)."""

    window: Window
    heads: list[int]
    labels: np.ndarray  # (cues, pieces)
    article: int


def read_articles(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_held_out(article: dict) -> bool:
    """A tenth of the training set, by a hash of the article's name."""
    return hashlib.sha256(article["doc_id"].encode()).digest()[0] % 10 == 0


def paragraphs_of(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def make_examples(articles: list[dict], tokenizer, shift: random.Random | None = None) -> list[Example]:
    """Windows of all articles; with `shift` the first of each ends at a random place, so that borders vary."""
    found = []
    for number, article in enumerate(articles):
        first = shift.randint(48, LONGEST) if shift else LONGEST
        windows = pack_windows(paragraphs_of(article["text"]), tokenizer, first)
        found += [_label(window, article, number) for window in windows]
    return found


def _label(window: Window, article: dict, number: int) -> Example:
    places, ends = window.words, window.word_ends()
    starts = [window.pieces[i].start for i in places]
    rows: dict[int, np.ndarray] = {}
    for attribution in article["attributions"]:
        head = _head_of(article["text"], attribution["cue"], starts, ends)
        if head is None:
            continue
        labels = np.full(len(window.pieces), -1, dtype=np.int64)
        labels[list(places)] = 0
        for role, opening in (("source", 1), ("content", 5), ("cue", 3)):
            for start, end in attribution[role]:
                words = _words_in(start, end, starts, ends)
                for i, word in enumerate(words):
                    labels[places[word]] = opening if i == 0 else opening + 1
        rows.setdefault(places[head], labels)
    labels = np.stack(list(rows.values())) if rows else np.zeros((0, len(window.pieces)), dtype=np.int64)
    return Example(window, list(rows), labels, number)


def _words_in(start: int, end: int, starts: list[int], ends: tuple[int, ...]) -> range:
    return range(bisect_right(ends, start), bisect_left(starts, end))


def _head_of(text: str, cue: list, starts: list[int], ends: tuple[int, ...]) -> int | None:
    """The first word of a cue that is no auxiliary, negation, adverb; else its first word; None where outside."""
    words = [w for start, end in cue for w in _words_in(start, end, starts, ends)]
    for word in words:
        form = text[starts[word] : ends[word]].lower()
        if form.isalnum() and form not in LIGHT and (not form.endswith("ly") or form in NOT_ADVERBS):
            return word
    return words[0] if words else None
