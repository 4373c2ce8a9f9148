"""An event's word in its context, and how like two are: what the learned likeness weighs first of all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    `report_length` is in characters, `senses` are two vectors of length one in a row, `meaning` the word's own vector;
    None where unknown.
    """

    report: str
    report_length: int
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
        report_length=report.end - report.start,
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
    "rarer word", "commoner word", "both in titles", "one in a title", "senses",
)  # fmt: skip


def compare_contexts(a: Context, b: Context, alike: float) -> tuple[float, ...]:
    """The features of a pair but its senses, in the order of FEATURES; NaN where unknown.

    `alike` is the likeness of their reports.
    """
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
class Case:
    """Two groups to be weighed: their contexts, and the `evidence` of the groups as a whole (linking/evidence.py)."""

    ours: tuple[Context, ...]
    theirs: tuple[Context, ...]
    evidence: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Weigher:
    """The learned likeness over one record: log-odds that two mentions are one event."""

    model: CoreferenceModel
    alike: Callable[[str, str], float]  # of two reports, by their ids

    def weigh(self, cases: Sequence[Case]) -> list[float]:
        """The log-odds of each case: every context by the one of the other side that it is likest, and their mean."""
        pairs = _paired(cases)
        odds = self.model.log_odds(self._rows(cases, pairs)).tolist()
        best: list[dict[Context, float]] = [{} for _ in cases]
        for (n, pair), found in zip(pairs, odds, strict=True):
            for context in pair:
                best[n][context] = max(best[n].get(context, found), found)
        return [sum(found.values()) / len(found) for found in best]

    def rows(self, cases: Sequence[Case]) -> NDArray[np.float32]:
        """(pairs of contexts, features): contexts, senses, evidence."""
        return self._rows(cases, _paired(cases))

    def _rows(self, cases: Sequence[Case], pairs: Sequence[tuple[int, tuple[Context, Context]]]) -> NDArray[np.float32]:
        senses = self._weigh_senses([pair for _, pair in pairs])
        return np.array(
            [
                (*compare_contexts(a, b, self.alike(a.report, b.report)), odds, *cases[n].evidence)
                for (n, (a, b)), odds in zip(pairs, senses, strict=True)
            ],
            dtype=np.float32,
        )

    def _weigh_senses(self, pairs: Sequence[tuple[Context, Context]]) -> list[float]:
        """The log-odds of the senses alone; NaN where one is unknown."""
        odds = np.full(len(pairs), nan)
        known = {
            n: (a.senses, b.senses) for n, (a, b) in enumerate(pairs) if a.senses is not None and b.senses is not None
        }
        if known:
            odds[list(known)] = self.model.weigh_senses(*(np.stack(side) for side in zip(*known.values(), strict=True)))
        return [float(each) for each in odds]


def _paired(cases: Iterable[Case]) -> list[tuple[int, tuple[Context, Context]]]:
    """The pairs of contexts of all cases, each with the number of its case."""
    return [(n, pair) for n, case in enumerate(cases) for pair in across(case.ours, case.theirs)]


def across(ours: Iterable[Context], theirs: Sequence[Context]) -> list[tuple[Context, Context]]:
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
