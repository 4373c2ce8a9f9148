"""Are two mentions one event? Small findings, each with its reason; the score is the sum of their points."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log

import msgspec

from dragoman.datamodel import Comparison
from dragoman.linking.contexts import Case
from dragoman.linking.evidence import gather_evidence
from dragoman.linking.findings import parties, places, times, wording
from dragoman.linking.findings.two import Two
from dragoman.linking.linkage import Pair
from dragoman.linking.tellings import Telling
from dragoman.linking.thresholds import odds_above, of_one_report
from dragoman.resources.scoring import EventScoring

Finding = Callable[[Two, EventScoring], bool]

NEVER = 0.0
_AT_ONCE = 2048  # pairs that are weighed together
_COMBINATIONS = 16384  # of findings, that are remembered: many pairs have the same, and so share their reasons
_LEAST, _MOST = 0.01, 0.99
_PINS = {"same_words", "same_number", "same_rare_word"}  # what makes one of two mentions that name nobody
# The cheap ones first: the first that keeps two mentions apart ends the comparison.
FINDINGS: tuple[Finding, ...] = (*times.FINDINGS, *wording.FINDINGS, *places.FINDINGS, *parties.FINDINGS)


def compare(a: Telling, b: Telling, scoring: EventScoring) -> Comparison:
    """Compare two mentions. Score 0 keeps them apart; None means that nothing tells that they are one.

    Where there is a learned likeness, it decides, and the score is a probability.
    """
    (found,) = _compare_together([(a, b)], scoring)
    return found


def compare_all(told: Mapping[str, Telling], pairs: Sequence[Pair], scoring: EventScoring) -> dict[Pair, Comparison]:
    """As `compare`, of many pairs by their names, weighed together."""
    found: dict[Pair, Comparison] = {}
    for at in range(0, len(pairs), _AT_ONCE):
        part = pairs[at : at + _AT_ONCE]
        found |= zip(part, _compare_together(((told[a], told[b]) for a, b in part), scoring), strict=True)
    return found


def _compare_together(pairs: Iterable[tuple[Telling, Telling]], scoring: EventScoring) -> Iterator[Comparison]:
    looks = [_look_at(a, b, scoring) if a.id <= b.id else _look_at(b, a, scoring) for a, b in pairs]
    weigher = next((look.low.weigher for look in looks if look.case), None)
    odds = iter(weigher.weigh([look.case for look in looks if look.case]) if weigher else ())
    return (_conclude(look, next(odds) if look.case else None, scoring) for look in looks)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Findings that hold together, their names, and their words for the reader."""

    findings: tuple[Callable[..., bool], ...]
    names: frozenset[str]
    reasons: tuple[str, ...]


@lru_cache(maxsize=_COMBINATIONS)
def _sum_up(findings: tuple[Callable[..., bool], ...]) -> _Found:
    return _Found(findings, frozenset(f.__name__ for f in findings), tuple(map(say, findings)))


class _Look(msgspec.Struct, frozen=True, eq=False, gc=False):  # thousands at once: none for the collector to walk
    """What was found of two, what it comes to (None where it keeps them apart), and what is to be weighed."""

    low: Telling
    high: Telling
    found: _Found
    points: float | None
    case: Case | None


def _look_at(low: Telling, high: Telling, scoring: EventScoring) -> _Look:
    findings, points = find_all(low, high, scoring)
    found = _sum_up(tuple(findings))
    if points is None or low.weigher is None or not (low.contexts and high.contexts):
        return _Look(low, high, found, points, None)
    evidence = gather_evidence(low, high, found.names, points, scoring)
    return _Look(low, high, found, points, Case(low.contexts, high.contexts, evidence))


def _conclude(look: _Look, odds: float | None, scoring: EventScoring) -> Comparison:
    low, high, found, points = look.low, look.high, look.found, look.points
    if points is None:
        return Comparison(low.id, high.id, NEVER, found.reasons)
    if odds is None:
        score = None if _tells_nothing(low, high, found.names, scoring) else min(1.0, max(_LEAST, points))
        return Comparison(low.id, high.id, None if score is None else round(score, 3), found.reasons)
    above = odds_above(odds, low, high, points, found.names, scoring)
    if abs(above) >= scoring.learned.says:
        overall = tuple(f for f in (looks_like_one, looks_like_two) if f(above, scoring))
        found = _sum_up((*found.findings, *overall))
    return Comparison(low.id, high.id, round(min(_MOST, max(_LEAST, to_probability(above))), 3), found.reasons)


def find_all(a: Telling, b: Telling, scoring: EventScoring) -> tuple[list[Finding], float | None]:
    """Every finding that holds and what they come to; where one keeps the two apart, it alone and None."""
    found: list[Finding] = []
    total, two = scoring.start, Two(a, b, scoring)
    for finding in FINDINGS:
        if finding(two, scoring):
            points = scoring.points[finding.__name__]
            if isinstance(points, str):
                return [finding], None
            found.append(finding)
            total += points
    return found, total


def looks_like_one(odds: float, scoring: EventScoring) -> bool:
    """taken all together they look like one event."""
    return odds >= scoring.learned.says


def looks_like_two(odds: float, scoring: EventScoring) -> bool:
    """taken all together they look like two events."""
    return odds <= -scoring.learned.says


def to_probability(odds: float) -> float:
    """Of log-odds."""
    return 1 / (1 + exp(-odds))


def to_odds(probability: float) -> float:
    """Log-odds of what is neither never nor always."""
    bounded = min(_MOST, max(_LEAST, probability))
    return log(bounded / (1 - bounded))


def _tells_nothing(a: Telling, b: Telling, names: Set[str], scoring: EventScoring) -> bool:
    """True where what was found tells neither for nor against."""
    return names <= scoring.neutral or not (of_one_report(a, b) or _is_evidence(names, scoring))


def find_vetoes(scoring: EventScoring) -> tuple[Finding, ...]:
    """The findings that keep two mentions apart whatever else holds."""
    return tuple(f for f in FINDINGS if scoring.points[f.__name__] == "never")


def keep_apart(a: Telling, b: Telling, vetoes: Iterable[Finding], scoring: EventScoring) -> bool:
    """True when one of them holds."""
    two = Two(a, b, scoring)
    return any(finding(two, scoring) for finding in vetoes)


def of_groups(found: Comparison, one: Sequence[str], other: Sequence[str]) -> Comparison:
    """The comparison of two groups, with how many mentions each side stands for."""
    sizes = len(one), len(other)
    return replace(found, sizes=sizes if found.a in one else sizes[::-1])


def say(finding: Callable[..., bool]) -> str:
    """The finding in words for the reader."""
    return (finding.__doc__ or finding.__name__).rstrip(".")


def _is_evidence(names: Set[str], scoring: EventScoring) -> bool:
    """Whether two reports mean the same: two kinds of party, time, place and words tell so, not only common ones."""
    if "nobody_named" in names and names.isdisjoint(_PINS | scoring.evidence["time"] | scoring.evidence["place"]):
        return False
    kinds = {kind for kind, findings in scoring.evidence.items() if not names.isdisjoint(findings)}
    return len(kinds) >= scoring.evidence_needed and not kinds <= scoring.evidence_common
