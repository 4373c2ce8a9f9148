"""An event's word in its context, and how like two are: what the learned likeness weighs first of all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import EventMention, Report
from dragoman.linking.words import fold_words
from dragoman.resources import Resources
from dragoman.resources.coreference import CoreferenceModel
from dragoman.resources.linking import LinkingWords
from dragoman.resources.senses import unpack_sense
from dragoman.resources.vectors import WordVectors
from dragoman.resources.word_rates import WordRates, cut_word

_NEAR = 60  # characters on both sides of a word
_BEGINNING = 4
_SHORTEST = 3
_LONGEST = 600  # characters of a sentence
_KEPT = 4  # contexts of a group that are weighed


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """A mention's word (`lemma`, its family or stem as `kind`), the weighty words around it, and its senses.

    `senses` are two vectors of length one in a row, `meaning` the word's own vector; None where unknown.
    """

    report: str
    start: int
    lemma: str
    kind: str
    title: bool
    sentence: tuple[int, int]
    words: Mapping[str, float]
    near: Mapping[str, float]
    rarity: float
    senses: NDArray[np.float32] | None
    meaning: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True, eq=False)
class Lexis:
    """What reading a context needs to know of words."""

    linking: LinkingWords
    rates: WordRates
    vectors: WordVectors
    letters: int  # by which the rates are known

    @staticmethod
    def of(resources: Resources) -> "Lexis":
        """That of the loaded resources."""
        letters = resources.scoring.stories.stem
        return Lexis(resources.linking_words, resources.word_rates, resources.word_vectors, letters)

    def rarity(self, word: str) -> float:
        """How much the word tells: the fewer reports hold it, the more."""
        return -log(self.rates.rate(cut_word(word, self.letters)))


def read_context(mention: EventMention, report: Report, text: str, lexis: Lexis) -> Context:
    """The context of one mention."""
    whole = mention.sentence or mention.extent
    start, end = whole.start, min(whole.end, whole.start + _LONGEST)
    trigger = mention.trigger
    own = fold_words(text[trigger.start : trigger.end])
    lemma = mention.lemma or text[trigger.start : trigger.end].casefold()
    stem = lexis.linking.stem(lemma)
    return Context(
        report=mention.report,
        start=trigger.start,
        lemma=lemma,
        kind=lexis.linking.family_of.get(stem, stem),
        title=any(b.role == "headline" and b.start <= trigger.start < b.end for b in report.blocks),
        sentence=(start, whole.end),
        words=_weigh(text[start:end], own, lexis),
        near=_weigh(text[max(start, trigger.start - _NEAR) : min(end, trigger.end + _NEAR)], own, lexis),
        rarity=lexis.rarity(lemma),
        senses=None if mention.sense is None else unpack_sense(mention.sense).reshape(-1),
        meaning=_meaning((lemma, *own[:1]), lexis.vectors),
    )


FEATURES = (
    "same word", "same family", "same beginning", "same report", "reports alike", "sentences alike", "near words alike",
    "same sentence", "words of like meaning",
    "rarer word", "commoner word", "both in titles", "one in a title",
)  # fmt: skip


def compare_contexts(a: Context, b: Context, alike: float) -> tuple[float, ...]:
    """The features of a pair, in the order of FEATURES; NaN where unknown. `alike` is the likeness of their reports."""
    return (
        a.lemma == b.lemma,
        a.kind == b.kind,
        a.lemma[:_BEGINNING] == b.lemma[:_BEGINNING],
        a.report == b.report,
        alike,
        _overlap(a.words, b.words),
        _overlap(a.near, b.near),
        a.report == b.report and a.sentence == b.sentence,
        nan if a.meaning is None or b.meaning is None else float(a.meaning @ b.meaning),
        min(a.rarity, b.rarity),
        max(a.rarity, b.rarity),
        a.title and b.title,
        a.title != b.title,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Weigher:
    """The learned likeness over one record: log-odds that two mentions are one event."""

    model: CoreferenceModel
    alike: Callable[[str, str], float]  # of two reports, by their ids
    compared: dict[tuple[Context, Context], tuple[float, ...]] = field(default_factory=dict)  # each pair once

    def weigh(
        self, ours: Sequence[Context], theirs: Sequence[Context], evidence: Iterable[float], range_: tuple[float, float]
    ) -> float:
        """The log-odds of two groups: of the trees, and of the senses within `range_`; each context by its likest.

        The `evidence` is that of the groups. Vague words ("the move") are of unlike sense whatever they mean.
        """
        pairs = _across(ours, theirs)
        odds = self.model.log_odds(np.array(self.rows(ours, theirs, evidence), dtype=np.float32)).astype(np.float64)
        senses = {
            n: (a.senses, b.senses) for n, (a, b) in enumerate(pairs) if a.senses is not None and b.senses is not None
        }
        if senses:
            ours_theirs = (np.stack(side) for side in zip(*senses.values(), strict=True))
            odds[list(senses)] += np.clip(self.model.weigh_senses(*ours_theirs), *range_)
        best: dict[Context, float] = {}
        for pair, found in zip(pairs, odds.tolist(), strict=True):
            for context in pair:
                best[context] = max(best.get(context, found), found)
        return sum(best.values()) / len(best)

    def rows(
        self, ours: Sequence[Context], theirs: Sequence[Context], evidence: Iterable[float]
    ) -> list[tuple[float, ...]]:
        """The features of each pair of contexts, those of two reports where there are any, the `evidence` behind."""
        told = tuple(evidence)
        return [(*self._compare(pair), *told) for pair in _across(ours, theirs)]

    def _compare(self, pair: tuple[Context, Context]) -> tuple[float, ...]:
        if pair not in self.compared:
            a, b = pair
            self.compared[pair] = compare_contexts(a, b, self.alike(a.report, b.report))
        return self.compared[pair]


def _across(ours: Iterable[Context], theirs: Sequence[Context]) -> list[tuple[Context, Context]]:
    """Each with each, of two reports where there are such pairs."""
    pairs = [(a, b) for a in ours for b in theirs]
    return [(a, b) for a, b in pairs if a.report != b.report] or pairs


def keep_few(contexts: Iterable[Context]) -> tuple[Context, ...]:
    """The contexts that stand for a group: spread over its reports, in a fixed order."""
    ordered = sorted(contexts, key=lambda c: (c.report, c.start))
    if len(ordered) <= _KEPT:
        return tuple(ordered)
    return tuple(ordered[n * len(ordered) // _KEPT] for n in range(_KEPT))


def _weigh(text: str, own: Collection[str], lexis: Lexis) -> dict[str, float]:
    """The words of a text but its own, each as much as it is rare."""
    words = {w for w in fold_words(text) if (len(w) >= _SHORTEST or w[:1].isdigit()) and w not in own}
    return {w: lexis.rarity(w) for w in words}


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of the words' weights."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    same = sum(v * v for w, v in few.items() if w in many)
    return same / sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values())) if same else 0.0


def _meaning(words: Iterable[str], vectors: WordVectors) -> NDArray[np.float32] | None:
    """The vector of the first word that has one."""
    row = next((vectors.rows[w] for w in words if w in vectors.rows), None)
    return None if row is None else vectors.matrix[row]
