"""Rank passages by how much of a claim they say, by words and by meaning."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.weighing.claim_words import WantedWord
from dragoman.weighing.passages import Candidate, TraceLexicon, content_words

_SHARE_OF_BEST = 0.5
_TOLD_BEFORE = 0.5  # of a word that only stands before the sentence: "they", "the island", "the firm"
# Shares of what the best sentence says by itself, from which another says the claim and does not only touch on it:
_SAYS_ALL = 0.5
_SAYS_CORE = 0.5  # without when, where and why
_SAYS_DEED = 0.25  # without the names also
# Shares of the claim itself, below which nobody says it, however little the others say:
_HALF = 0.5  # of its names, which the report has to tell of
_DEED = 0.45  # of what was done, in one of its statements
_DEED_ITSELF = 0.3  # the same, where the verb of the deed stands in it
_MEANT = 0.5  # likeness from which another word tells the deed


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
    enough: bool


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
        own = sum(said.values())
        core, deed = (sum(said[w.stem] for w in part) for part in (_core(wanted), _deed(wanted)))
        enough = _says_enough(wanted, weight, words, candidate.named | around | words)
        scored.append(_Scored(candidate, told, own, core, deed, enough))
    return _choose(scored, threshold)


def _says_enough(
    wanted: Sequence[WantedWord], weight: Mapping[str, float], words: Collection[str], known: Collection[str]
) -> bool:
    """True where a sentence tells one of the claim's statements: its deed, and most of whom it names.

    A claim without a deed ("a family of five was on the plane") is told by half of its words.
    """
    if not any(w.head or w.noun for w in wanted):
        return _share(wanted, weight, words) >= _HALF
    return any(_names_them(p, known) and _does_it(p, weight, words) for p in _statements(wanted))


def _names_them(part: Sequence[WantedWord], known: Collection[str]) -> bool:
    """True where most of its names stand in the sentence or in the report around it."""
    names = [w for w in part if w.name and w.core]
    held = sum(w.stem in known for w in names)
    return not names or held >= _HALF * len(names)


def _does_it(part: Sequence[WantedWord], weight: Mapping[str, float], words: Collection[str]) -> bool:
    """True where the sentence holds enough of what was done; less is enough where it has the verb itself."""
    heads = [w for w in part if w.head or w.noun]
    told = not heads or any(w.head and _said(w, words) >= _MEANT for w in heads)
    return _share(_deed(part), weight, words) >= (_DEED_ITSELF if told else _DEED)


def _statements(wanted: Sequence[WantedWord]) -> Iterable[Sequence[WantedWord]]:
    """The words of each statement, where it has two or more beside its names; else all of them."""
    parts = [[w for w in wanted if w.part == n] for n in sorted({w.part for w in wanted})]
    return [p for p in parts if sum(w.core and not w.name for w in p) > 1] or [wanted]


def _share(part: Sequence[WantedWord], weight: Mapping[str, float], words: Collection[str]) -> float:
    whole = sum(weight[w.stem] for w in part)
    return sum(weight[w.stem] * _said(w, words) for w in part) / whole if whole else 0.0


def _core(wanted: Sequence[WantedWord]) -> Sequence[WantedWord]:
    return [w for w in wanted if w.core] or wanted


def _deed(wanted: Sequence[WantedWord]) -> Sequence[WantedWord]:
    """What was done; of a claim without a deed all its words."""
    told = any(w.head or w.noun for w in wanted)
    return [w for w in _core(wanted) if told and not w.name] or wanted


def _choose(scored: Sequence[_Scored], threshold: float) -> list[Ranked]:
    if not scored:
        return []
    least = max(threshold, _SHARE_OF_BEST * max(s.told for s in scored))
    own, core, deed = max(s.own for s in scored), max(s.core for s in scored), max(s.deed for s in scored)
    kept = [
        Ranked(
            s.candidate,
            round(s.told, 4),
            s.enough and s.own >= _SAYS_ALL * own and s.core >= _SAYS_CORE * core and s.deed >= _SAYS_DEED * deed,
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
