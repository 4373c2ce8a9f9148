"""Are two mentions one event? Small findings, each with its reason; the score is the sum of their points."""

from collections.abc import Callable, Iterable

from dragoman.datamodel import Comparison
from dragoman.linking.findings import parties, places, times, wording
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

Finding = Callable[[Telling, Telling, EventScoring], bool]

NEVER = 0.0
_PINS = {"same_words", "same_number", "same_rare_word"}  # what makes one of two mentions that name nobody
# The cheap ones first: the first that keeps two mentions apart ends the comparison.
FINDINGS: tuple[Finding, ...] = (*times.FINDINGS, *wording.FINDINGS, *places.FINDINGS, *parties.FINDINGS)


def compare(a: Telling, b: Telling, scoring: EventScoring) -> Comparison:
    """Compare two mentions. Score 0 keeps them apart; None means that nothing tells that they are one."""
    low, high = (a, b) if a.id <= b.id else (b, a)
    found: list[Finding] = []
    total = scoring.start
    for finding in FINDINGS:
        if finding(low, high, scoring):
            found.append(finding)
            points = scoring.points[finding.__name__]
            if isinstance(points, str):
                return _comparison(low, high, NEVER, [finding])
            total += points
    total += _by_context(low, high, scoring)
    names = {finding.__name__ for finding in found}
    if names <= scoring.neutral:
        return _comparison(low, high, None, found)
    if low.reports.isdisjoint(high.reports) and not _is_evidence(names, scoring):
        return _comparison(low, high, None, found)
    return _comparison(low, high, round(min(1.0, max(0.01, total)), 3), found)


def _by_context(a: Telling, b: Telling, scoring: EventScoring) -> float:
    """What the learned likeness adds or takes away between two reports: log-odds beyond what is even, within bounds."""
    odds = wording.context_odds(a, b)
    if odds is None:
        return 0.0
    context = scoring.context
    return min(context.most, max(-context.most, context.weight * (odds - context.even)))


def find_vetoes(scoring: EventScoring) -> tuple[Finding, ...]:
    """The findings that keep two mentions apart whatever else holds."""
    return tuple(f for f in FINDINGS if scoring.points[f.__name__] == "never")


def keep_apart(a: Telling, b: Telling, vetoes: Iterable[Finding], scoring: EventScoring) -> bool:
    """True when one of them holds."""
    return any(finding(a, b, scoring) for finding in vetoes)


def say(finding: Finding) -> str:
    """The finding in words for the reader."""
    return (finding.__doc__ or finding.__name__).rstrip(".")


def _comparison(a: Telling, b: Telling, score: float | None, found: Iterable[Finding]) -> Comparison:
    return Comparison(a.id, b.id, score, tuple(map(say, found)))


def _is_evidence(names: set[str], scoring: EventScoring) -> bool:
    """Whether two reports mean the same: two kinds of party, time, place and words tell so, not only common ones."""
    if "nobody_named" in names and names.isdisjoint(_PINS | scoring.evidence["time"] | scoring.evidence["place"]):
        return False
    kinds = {kind for kind, findings in scoring.evidence.items() if not names.isdisjoint(findings)}
    return len(kinds) >= scoring.evidence_needed and not kinds <= scoring.evidence_common
