"""Findings about when."""

from math import inf

from dragoman.datamodel import DONE
from dragoman.linking.findings.two import Two
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring


def days_meet(two: Two, scoring: EventScoring) -> bool:
    """their dates agree."""
    return two.gap == 0 and two.widest <= scoring.narrow_days


def same_past_day(two: Two, scoring: EventScoring) -> bool:
    """both give the same day, long before the reports."""
    day = two.a.days.earliest
    if two.widest > 1 or day is None or day != two.b.days.earliest:
        return False
    told = [t.published.earliest for t in (two.a, two.b) if t.published.earliest is not None]
    return bool(told) and min(told) - day > scoring.far_days


def months_meet(two: Two, scoring: EventScoring) -> bool:
    """their times overlap."""
    return two.gap == 0 and scoring.narrow_days < two.widest <= scoring.wide_days


def days_near(two: Two, scoring: EventScoring) -> bool:
    """their dates are close, but not the same."""
    return 0 < two.gap <= scoring.near_days


def days_differ(two: Two, scoring: EventScoring) -> bool:
    """their dates differ."""
    return two.gap > scoring.near_days


def told_too_early(two: Two, scoring: EventScoring) -> bool:
    """one took place after the other was reported as done."""
    return _after(two.a, two.b, scoring) or _after(two.b, two.a, scoring)


def reports_far_apart(two: Two, scoring: EventScoring) -> bool:
    """no date is given for one, and the reports ran far apart."""
    return two.widest == inf and two.published_gap > scoring.far_days


def reports_months_apart(two: Two, scoring: EventScoring) -> bool:
    """the reports ran months apart, and no date ties them."""
    if two.a.series and two.b.series:
        return False  # what goes on for long
    return two.published_gap > scoring.apart_days and not days_meet(two, scoring)


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
