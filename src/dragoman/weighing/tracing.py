"""Any claim in a person's own words: which passages say it, or its opposite, and through whom."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.datamodel import Attribution, Bounds, Hop, Origin, Reuse, Span, Stance

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?] )\b[A-Z][\w’'-]+")
_NAME_WEIGHT = 1.5
_NUMBER_WEIGHT = 0.3
_SHARE_OF_BEST = 0.6
_LEAST_HELD = 0.25  # share of a passage that is in somebody's mouth, for the passage to be theirs
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
# "Ambassador J. Christopher", "Mr. Holm", "Dec. 6", "U.S. officials": no sentence ends there.
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Lt|Col|Gen|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Prof|Rev|Hon|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp))\.$"
)


@dataclass(frozen=True, slots=True)
class TraceLexicon:
    """The words that tracing needs: `stop` carry no content, `negations` turn a claim round, `same` folds variants."""

    stop: frozenset[str]
    negations: frozenset[str]
    same: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that says the claim (or denies it): how alike in 0..1, and the chain behind it."""

    report: str
    span: Span
    similarity: float
    stance: Stance
    chain: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """The answer to `trace`: passages, the origins behind them, and the copying among their reports."""

    claim: str
    passages: tuple[Passage, ...]
    origins: tuple[Origin, ...]
    independent_origins: Bounds
    reuse: tuple[Reuse, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may say the claim."""

    report: str
    span: Span
    text: str


def split_sentences(report: str, document: str, start: int, text: str) -> list[Candidate]:
    """A paragraph's sentences with their places."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text) if not _ABBREVIATED.search(text[: m.start() + 1][-12:])]
    ends.append(len(text))
    found, low = [], 0
    for high in ends:
        words = text[low:high].rstrip()
        if words:
            found.append(Candidate(report, Span(document, start + low, start + low + len(words)), words))
        low = high
    return found


def content_words(text: str, lexicon: TraceLexicon) -> list[str]:
    """The words that carry a claim: folded, stemmed, without the small ones, each once."""
    words = (w for w in _WORD.findall(text.lower()) if w not in lexicon.stop)
    return list(dict.fromkeys(_stem(lexicon.same.get(w, w)) for w in words))


def rank_passages(
    claim: str, candidates: Iterable[Candidate], lexicon: TraceLexicon, threshold: float
) -> list[tuple[Candidate, float]]:
    """The candidates that hold enough of the claim's words, rare words and names counting more; most alike first.

    Where some passage says it all, one that says little of it is no telling of it.
    """
    wanted = content_words(claim, lexicon)
    names = set(content_words(" ".join(_NAME.findall(claim)), lexicon))
    held = [(c, set(content_words(c.text, lexicon))) for c in candidates]
    weight = {w: _rarity(w, [words for _, words in held]) * _weight(w, names) for w in wanted}
    whole = sum(weight.values())
    scored = [(c, sum(weight[w] for w in wanted if w in words) / whole) for c, words in held] if whole else []
    least = max(threshold, _SHARE_OF_BEST * max((score for _, score in scored), default=0.0))
    kept = [(c, round(score, 4)) for c, score in scored if score >= least]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0].report, pair[0].span.start))


def _weight(word: str, names: Collection[str]) -> float:
    """Names tell more than other words; the numbers of a date tell less, as reports date by the weekday."""
    if word.isdigit():
        return _NUMBER_WEIGHT
    return _NAME_WEIGHT if word in names else 1.0


def find_holder(span: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution whose content covers most of a sentence, and a fair part of it; of equals the innermost."""
    saying = [a for a in attributions if a.stance != "declines"]
    covered = [(_shared(span, a), -_length(a.content), a.id, a) for a in saying]
    best = max((c for c in covered if c[0] >= _LEAST_HELD * (span.end - span.start)), key=lambda c: c[:3], default=None)
    return best[3] if best else None


def decide_stance(claim: str, text: str, holder: Attribution | None, lexicon: TraceLexicon) -> Stance:
    """What the passage does with the claim: its source's stance, turned round where only one of both is negated."""
    stance: Stance = holder.stance if holder else "states"
    if _negated(claim, lexicon) != _negated(text, lexicon) and stance in ("states", "confirms"):
        return "denies"
    return stance


def _negated(text: str, lexicon: TraceLexicon) -> bool:
    return not lexicon.negations.isdisjoint(_WORD.findall(text.lower().replace("n't", " not").replace("n’t", " not")))


def _rarity(word: str, held: Sequence[set[str]]) -> float:
    return math.log(1 + (len(held) + 1) / (1 + sum(word in words for words in held)))


def _shared(span: Span, attribution: Attribution) -> int:
    return sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in attribution.content)


def _length(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _stem(word: str) -> str:
    """A light stem: plural and verb endings off ("officials", "seized", "meeting")."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
