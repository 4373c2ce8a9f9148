"""An event's word in its context, and how like two are: what the learned likeness weighs first of all."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import log, nan, sqrt
from sys import intern

import msgspec
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

Vector = NDArray[np.float32]

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
    words: "Words"
    near: "Words"
    rarity: float
    senses: Vector | None
    meaning: Vector | None


ContextPair = tuple[Context, Context]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words, the square of what each weighs, and the sum of these."""

    squares: Mapping[str, float]
    total: float

    def likeness(self, other: "Words") -> float:
        """The cosine of the words' weights."""
        shared = self.squares.keys() & other.squares.keys()
        if not shared:
            return 0.0
        return sum([self.squares[word] for word in shared]) / sqrt(self.total * other.total)


@dataclass(frozen=True, slots=True, eq=False)
class Lexis:
    """What reading a context needs to know of words."""

    linking: LinkingWords
    rates: WordRates
    vectors: WordVectors
    letters: int  # by which the rates are known
    squares: dict[str, float] = field(default_factory=dict)  # of the words that were weighed

    @staticmethod
    def of(resources: Resources) -> "Lexis":
        """That of the loaded resources."""
        letters = resources.scoring.stories.stem
        return Lexis(resources.linking_words, resources.word_rates, resources.word_vectors, letters)

    def rarity(self, word: str) -> float:
        """How much the word tells: the fewer reports hold it, the more."""
        return -log(self.rates.rate(cut_word(word, self.letters)))

    def square(self, word: str) -> float:
        """The square of it, once for each word."""
        if word not in self.squares:
            rarity = self.rarity(word)
            self.squares[word] = rarity * rarity
        return self.squares[word]


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


_MEANING, _SENSES = FEATURES.index("words of like meaning"), FEATURES.index("senses")


def compare_contexts(a: Context, b: Context, alike: float) -> tuple[float, ...]:
    """The features of a pair but its vectors, which are weighed many at once, in the order of FEATURES.

    `alike` is the likeness of their reports.
    """
    return (
        a.lemma == b.lemma,
        a.kind == b.kind,
        a.lemma[:_BEGINNING] == b.lemma[:_BEGINNING],
        a.report == b.report,
        alike,
        a.words.likeness(b.words),
        a.near.likeness(b.near),
        a.report == b.report and a.sentence == b.sentence,
        nan,
        min(a.rarity, b.rarity),
        max(a.rarity, b.rarity),
        a.title and b.title,
        a.title != b.title,
        nan,
    )


class Case(msgspec.Struct, frozen=True, eq=False, gc=False):
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
        odds = iter(self.model.log_odds(self._rows(cases, pairs)).tolist())
        return [_mean_of_best([(pair, next(odds)) for pair in of_case]) for of_case in pairs]

    def rows(self, cases: Sequence[Case]) -> NDArray[np.float32]:
        """(pairs of contexts, features): contexts, senses, evidence."""
        return self._rows(cases, _paired(cases))

    def _rows(self, cases: Sequence[Case], paired: Sequence[Sequence[ContextPair]]) -> NDArray[np.float32]:
        pairs = list(chain.from_iterable(paired))
        of_contexts = chain.from_iterable(features for of_case in paired for features in self._compare(of_case))
        evidence = np.array([case.evidence for case in cases], dtype=np.float32)
        rows = np.empty((len(pairs), len(FEATURES) + evidence.shape[1]), dtype=np.float32)
        rows[:, : len(FEATURES)] = np.fromiter(of_contexts, np.float32).reshape(len(pairs), -1)
        rows[:, _MEANING] = _weigh_vectors([(a.meaning, b.meaning) for a, b in pairs], _dot)
        rows[:, _SENSES] = _weigh_vectors([(a.senses, b.senses) for a, b in pairs], self.model.weigh_senses)
        rows[:, len(FEATURES) :] = np.repeat(evidence, [len(of_case) for of_case in paired], axis=0)
        return rows

    def _compare(self, pairs: Sequence[ContextPair]) -> Iterator[tuple[float, ...]]:
        """What tells of each pair of a case, which mostly are of the same two reports."""
        reports = None
        for a, b in pairs:
            if reports != (a.report, b.report):
                reports = a.report, b.report
                alike = self.alike(*reports)
            yield compare_contexts(a, b, alike)


def _weigh_vectors(
    pairs: Sequence[tuple[Vector | None, Vector | None]], weigh: Callable[[Vector, Vector], Vector]
) -> Vector:
    """What is told by both vectors of each pair, all weighed at once; NaN where one is unknown."""
    found = np.full(len(pairs), nan, dtype=np.float32)
    both = [(n, one, other) for n, (one, other) in enumerate(pairs) if one is not None and other is not None]
    if both:
        known, ours, theirs = zip(*both, strict=True)
        found[list(known)] = weigh(_table(ours), _table(theirs))
    return found


def _table(vectors: Sequence[Vector]) -> Vector:
    """The vectors as rows."""
    return np.concatenate(vectors).reshape(len(vectors), -1)


def _dot(ours: Vector, theirs: Vector) -> Vector:
    """The product of each row with the other's."""
    return (ours[:, None, :] @ theirs[:, :, None]).reshape(-1)


def _mean_of_best(pairs: Sequence[tuple[ContextPair, float]]) -> float:
    """Each context's highest log-odds, and their mean."""
    if len(pairs) == 1:
        return pairs[0][1]
    best: dict[Context, float] = {}
    for pair, odds in pairs:
        for context in pair:
            best[context] = max(best.get(context, odds), odds)
    return sum(best.values()) / len(best)


def _paired(cases: Iterable[Case]) -> list[list[ContextPair]]:
    """The pairs of contexts of each case."""
    return [across(case.ours, case.theirs) for case in cases]


def across(ours: Iterable[Context], theirs: Sequence[Context]) -> list[tuple[Context, Context]]:
    """Each with each, of two reports where there are such pairs."""
    pairs = [(a, b) for a in ours for b in theirs]
    return pairs if len(pairs) == 1 else [pair for pair in pairs if pair[0].report != pair[1].report] or pairs


def keep_few(contexts: Iterable[Context]) -> tuple[Context, ...]:
    """The contexts that stand for a group: spread over its reports, in a fixed order."""
    ordered = sorted(contexts, key=lambda c: (c.report, c.start))
    if len(ordered) <= _KEPT:
        return tuple(ordered)
    return tuple(ordered[n * len(ordered) // _KEPT] for n in range(_KEPT))


def _weigh(text: str, own: Collection[str], lexis: Lexis) -> Words:
    """The words of a text but its own, each as much as it is rare."""
    words = {w for w in fold_words(text) if (len(w) >= _SHORTEST or w[:1].isdigit()) and w not in own}
    squares = {intern(w): lexis.square(w) for w in sorted(words)}
    return Words(squares, sum(squares.values()))


def _meaning(words: Iterable[str], vectors: WordVectors) -> Vector | None:
    """The vector of the first word that has one."""
    row = next((vectors.rows[w] for w in words if w in vectors.rows), None)
    return None if row is None else vectors.matrix[row]
