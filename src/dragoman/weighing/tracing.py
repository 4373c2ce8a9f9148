"""Any claim in a person's own words: which passages say it, or its opposite, and through whom."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.datamodel import Attribution, Bounds, Hop, Origin, Reuse, Span, Stance
from dragoman.weighing.claim_words import AskedClaim
from dragoman.weighing.passages import Candidate, TraceLexicon, content_words
from dragoman.weighing.values import Differing

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[,;:–—]\s+(\w+)")
_LEAST_WORDS = 0.4  # share of the words that say the claim which is in somebody's mouth, for the passage to be theirs
_LEAST_HELD = 0.25  # the same of the whole sentence, where its words show nobody
PassageStance = Literal[Stance, "differs"]
_AS_MUCH = 0.8  # of what another holds: then the one with the shorter content is nearer to the origin


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that says the claim (or denies it): how alike in 0..1, and the chain behind it.

    `counted`: it says the claim itself or denies it; others touch on it, or say it otherwise: their stance is
    "differs", and `differs` has the values.
    """

    report: str
    span: Span
    similarity: float
    stance: PassageStance
    chain: tuple[Hop, ...]
    counted: bool = True
    differs: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """The answer to `trace`: passages, the origins behind them, and the copying among their reports.

    So many that are less like the claim were `left_out`.
    """

    claim: str
    passages: tuple[Passage, ...]
    origins: tuple[Origin, ...]
    independent_origins: Bounds
    reuse: tuple[Reuse, ...]
    left_out: int = 0


def find_holder(spans: Sequence[Span], sentence: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution whose content holds the words that say the claim, else a fair part of the sentence.

    Of several the innermost: "Holm says the inn was shut, according to the Gazette" is Holm's, though both hold it.
    """
    saying = [a for a in attributions if a.stance != "declines"]
    return _innermost(spans, saying, _LEAST_WORDS) or _innermost((sentence,), saying, _LEAST_HELD)


def _innermost(spans: Sequence[Span], attributions: Sequence[Attribution], least: float) -> Attribution | None:
    covered = [(sum(_shared(span, a) for span in spans), a) for a in attributions]
    most = max((share for share, _ in covered), default=0)
    if most < least * _length(spans) or not most:
        return None
    return min((a for share, a in covered if share >= _AS_MUCH * most), key=lambda a: (_length(a.content), a.id))


def spans_that_say_it(asked: AskedClaim, candidate: Candidate, lexicon: TraceLexicon) -> tuple[Span, ...]:
    """Where the claim's words stand in a sentence; the whole sentence where only names of several words do."""
    stems = {w.stem for w in asked.wanted} | {n for w in asked.wanted for n in w.near}
    places = [m.span() for m in _WORD.finditer(candidate.text) if stems & set(content_words(m.group(), lexicon))]
    start, document = candidate.span.start, candidate.span.document
    return tuple(Span(document, start + a, start + b) for a, b in places) or (candidate.span,)


def decide_stance(asked: AskedClaim, text: str, holder: Attribution | None, lexicon: TraceLexicon) -> Stance:
    """What the passage does with the claim: its source's stance, turned round where only one of both is negated."""
    stance: Stance = holder.stance if holder else "states"
    part = _part_that_says_it(asked, text, lexicon)
    turned = _negated(asked.text, lexicon) != _negated(part, lexicon)
    if turned != says_opposite(asked.text, part, lexicon):
        return "denies" if stance in ("states", "confirms") else stance
    return stance


def is_said_by(chain: Sequence[Hop], speaker: frozenset[str], lexicon: TraceLexicon) -> bool:
    """True where the chain ends with the one whose saying is asked for, or shows nobody."""
    return (
        not chain or chain[-1].medium or not speaker or not speaker.isdisjoint(content_words(chain[-1].name, lexicon))
    )


def name_speaker(chains: Sequence[tuple[Hop, ...]]) -> list[tuple[Hop, ...]]:
    """Where the claim is one's saying, the ends of all chains under the name that most reports use for that one."""
    ends = Counter((c[-1].name, c[-1].actor) for c in chains if c and not c[-1].medium and c[-1].named)
    if not ends:
        return list(chains)
    name, actor = min(ends, key=lambda e: (-ends[e], e[0], e[1] or ""))
    return [
        (*c[:-1], replace(c[-1], name=name, actor=actor, named=True)) if c and not c[-1].medium else c for c in chains
    ]


def _part_that_says_it(asked: AskedClaim, text: str, lexicon: TraceLexicon) -> str:
    """The part of a sentence that holds most of the claim: "ten died, but names were not given" tells of ten deaths."""
    cuts = [m.start() for m in _BREAK.finditer(text) if m.group(1).lower() in lexicon.breaks]
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    stems = {w.stem for w in asked.wanted} | {n for w in asked.wanted for n in w.near}
    return max(parts, key=lambda part: len(stems & set(content_words(part, lexicon))))


def _negated(text: str, lexicon: TraceLexicon) -> bool:
    return not lexicon.negations.isdisjoint(_WORD.findall(text.lower().replace("n't", " not").replace("n’t", " not")))


def says_opposite(claim: str, part: str, lexicon: TraceLexicon) -> bool:
    """ "Supports the repeal" beside "opposed the repeal"."""
    asked, told = (set(_WORD.findall(text.lower())) for text in (claim, part))
    return any(
        bool(asked & ours and told & theirs and not asked & theirs and not told & ours)
        for one, other in lexicon.opposites
        for ours, theirs in ((one, other), (other, one))
    )


def _shared(span: Span, attribution: Attribution) -> int:
    return sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in attribution.content)


def _length(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)
