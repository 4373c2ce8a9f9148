"""Findings about when."""

from dragoman.datamodel import DONE
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring


def days_meet(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """their dates agree."""
    return _within(a, b, scoring.narrow_days) and a.days.gap(b.days) == 0


def same_past_day(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """both give the same day, long before the reports."""
    if not (_within(a, b, 1) and a.days.earliest == b.days.earliest):
        return False
    told = [t.published.earliest for t in (a, b) if t.published.earliest is not None]
    return bool(told) and a.days.earliest is not None and min(told) - a.days.earliest > scoring.far_days


def months_meet(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """their times overlap."""
    narrow = _within(a, b, scoring.narrow_days)
    return not narrow and _within(a, b, scoring.wide_days) and a.days.gap(b.days) == 0


def days_near(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """their dates are close, but not the same."""
    return 0 < a.days.gap(b.days) <= scoring.near_days


def days_differ(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """their dates differ."""
    return a.days.gap(b.days) > scoring.near_days


def told_too_early(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """one took place after the other was reported as done."""
    return _after(a, b, scoring) or _after(b, a, scoring)


def reports_far_apart(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """no date is given for one, and the reports ran far apart."""
    undated = a.days.width is None or b.days.width is None
    return undated and a.published.gap(b.published) > scoring.far_days


def reports_months_apart(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """the reports ran months apart, and no date ties them."""
    if a.series and b.series:
        return False  # what goes on for long
    return a.published.gap(b.published) > scoring.apart_days and not days_meet(a, b, scoring)


def _within(a: Telling, b: Telling, widest: int) -> bool:
    """True when both times have two ends and are no wider than so many days."""
    return all(t.days.width is not None and t.days.width <= widest for t in (a, b))


def _after(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """True when a's days begin after b was published, though b tells it as done."""
    if a.days.earliest is None or b.published.latest is None or b.mention.status not in DONE:
        return False
    return a.days.earliest - b.published.latest > scoring.near_days


FINDINGS = (
    days_meet,
    same_past_day,
    months_meet,
    days_near,
    days_differ,
    told_too_early,
    reports_far_apart,
    reports_months_apart,
)
