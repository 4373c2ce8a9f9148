"""Rank passages by how much of a claim they say, by words and by meaning."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.weighing.claim_words import WantedWord
from dragoman.weighing.passages import Candidate, TraceLexicon, content_words

_SHARE_OF_BEST = 0.5
_TOLD_BEFORE = 0.5  # of a word that only stands before the sentence: "they", "the island", "the firm"
# Shares of what the best sentence says by itself, from which another says the claim and does not only touch on it:
_SAYS_ALL = 0.5
_SAYS_CORE = 0.5  # without when, where and why
_SAYS_DEED = 0.25  # without the names also


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with how much of the claim it holds (0..1), and whether it says the claim or only touches on it."""

    candidate: Candidate
    similarity: float
    says_it: bool


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    told: float
    own: float
    core: float
    deed: float


def rank_passages(
    wanted: Sequence[WantedWord], candidates: Iterable[Candidate], lexicon: TraceLexicon, threshold: float
) -> list[Ranked]:
    """The candidates that hold enough of the claim's words, rare words and names counting more; most alike first.

    A word may be said by one that means much the same, or before the sentence. Where some passage says it all, one
    that says little of it is no telling of it.
    """
    held = [(c, set(content_words(c.text, lexicon)), set(content_words(c.around, lexicon))) for c in candidates]
    weight = {w.stem: w.weight * _rarity(w.stem, [words for _, words, _ in held]) for w in wanted}
    whole = sum(weight.values())
    if not whole:
        return []
    scored = []
    for candidate, words, around in held:
        said = {w.stem: weight[w.stem] * _said(w, words) for w in wanted}
        told = sum(max(said[s], weight[s] * _TOLD_BEFORE if s in around else 0.0) for s in said) / whole
        core, deed = (sum(said[w.stem] for w in part) for part in (_core(wanted), _deed(wanted)))
        scored.append(_Scored(candidate, told, sum(said.values()), core, deed))
    return _choose(scored, threshold)


def _core(wanted: Sequence[WantedWord]) -> Sequence[WantedWord]:
    return [w for w in wanted if w.core] or wanted


def _deed(wanted: Sequence[WantedWord]) -> Sequence[WantedWord]:
    return [w for w in _core(wanted) if not w.name] or wanted


def _choose(scored: Sequence[_Scored], threshold: float) -> list[Ranked]:
    if not scored:
        return []
    least = max(threshold, _SHARE_OF_BEST * max(s.told for s in scored))
    own, core, deed = max(s.own for s in scored), max(s.core for s in scored), max(s.deed for s in scored)
    kept = [
        Ranked(
            s.candidate,
            round(s.told, 4),
            s.own >= _SAYS_ALL * own and s.core >= _SAYS_CORE * core and s.deed >= _SAYS_DEED * deed,
        )
        for s in scored
        if s.told >= least
    ]
    return sorted(kept, key=lambda r: (-r.similarity, r.candidate.report, r.candidate.span.start))


def _said(word: WantedWord, words: Collection[str]) -> float:
    if word.stem in words:
        return 1.0
    return max((likeness for other, likeness in word.near.items() if other in words), default=0.0)


def _rarity(word: str, held: Sequence[set[str]]) -> float:
    return math.sqrt(math.log(1 + (len(held) + 1) / (1 + sum(word in words for words in held))))
