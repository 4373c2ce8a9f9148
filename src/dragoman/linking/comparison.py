"""Are two mentions one event? Small findings, each with its reason; the score is the sum of their points."""

from collections.abc import Callable
from functools import partial

from dragoman.datamodel import Comparison
from dragoman.linking.findings import parties, times, wording
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

Finding = Callable[[Telling, Telling, EventScoring], bool]

NEVER = 0.0
FINDINGS: tuple[Finding, ...] = (*wording.FINDINGS, *parties.FINDINGS, *times.FINDINGS)


def compare(a: Telling, b: Telling, scoring: EventScoring) -> Comparison:
    """Compare two mentions. Score 0 keeps them apart; None means that nothing tells that they are one."""
    low, high = sorted((a, b), key=lambda telling: telling.id)
    found = [finding for finding in FINDINGS if finding(low, high, scoring)]
    points = [scoring.points[finding.__name__] for finding in found]
    compared = partial(Comparison, low.id, high.id, reasons=tuple((f.__doc__ or f.__name__).rstrip(".") for f in found))
    if "never" in points:
        return compared(score=NEVER)
    if not any(isinstance(p, float) and p > 0 for p in points):
        return compared(score=None)
    total = scoring.start + sum(float(p) for p in points)
    return compared(score=round(min(1.0, max(0.01, total)), 3))
