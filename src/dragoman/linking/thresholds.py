"""From which log-odds on two mentions are one event: what is asked of one report, and of two (decisions/0014)."""

from collections.abc import Set

from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import AskedOdds, EventScoring, LearnedScoring

_MOST_POINTS = 1.2  # what is found by hand beyond this adds nothing
_FAIR_POINTS = 0.55  # so many tell neither for nor against
_STANDINGS = {"happened", "ongoing", "possible"}
_ONE_WORD = {"same_trigger", "same_family"}


def odds_above(odds: float, a: Telling, b: Telling, points: float, found: Set[str], scoring: EventScoring) -> float:
    """By how much log-odds are more than what makes two likelier one than not.

    `found` are the names of what linking/comparison.py found of the two, `points` what that comes to.
    """
    learned, typed = scoring.learned, bool(a.mention.type and b.mention.type)
    if of_one_report(a, b):  # where sentences by themselves tell least, and rules by hand most
        by_hand = min(points, _MOST_POINTS) - _FAIR_POINTS
        return odds + learned.points * by_hand - (learned.join_in_report if typed else learned.untyped_in_report)
    if not typed:
        return odds - learned.untyped
    asked = _asked(a, b, learned.brief if _told_in_brief(a, b, learned) else learned.full, learned)
    if not _ONE_WORD.isdisjoint(found) and _of_one_past_day(a, b, scoring):
        asked -= learned.same_day
    return odds - asked


def of_one_report(a: Telling, b: Telling) -> bool:
    """True where one report, and no other, tells both."""
    return a.reports == b.reports and len(a.reports) == 1


def _asked(a: Telling, b: Telling, asked: AskedOdds, learned: LearnedScoring) -> float:
    """The log-odds that two reports' mentions need."""
    least = asked.join_single if len(a.ids) == len(b.ids) == 1 else asked.join
    least += 0.0 if _on_one_story(a, b, learned.alike) else asked.unlike
    return least + (learned.standing if _standing_differs(a, b) else 0.0)


def _told_in_brief(a: Telling, b: Telling, learned: LearnedScoring) -> bool:
    """Whether one of them is told by nothing but short reports, which say little of who, when and where."""
    return _longest(a) < learned.brief_length or _longest(b) < learned.brief_length


def _longest(telling: Telling) -> int:
    """Characters of the longest report that tells it."""
    return max([c.report_length for c in telling.contexts], default=0)


def _on_one_story(a: Telling, b: Telling, alike: float) -> bool:
    """Whether the reports that tell them are as like as those of a story."""
    return a.weigher is None or a.weigher.alike(a.contexts[0].report, b.contexts[0].report) >= alike


def _standing_differs(a: Telling, b: Telling) -> bool:
    """Whether one is told as done, as going on or as merely possible, and the other is not so.

    Not so plans and denials: a plan can come true, and what one says happened another denies.
    """
    return a.statuses <= _STANDINGS and b.statuses <= _STANDINGS and a.statuses.isdisjoint(b.statuses)


def _of_one_past_day(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """Whether both give the same single day, and no report ran within a few days of it."""
    day = a.days.latest
    if day is None or a.days != b.days or a.days.width != 1:
        return False
    told = [t.published.earliest for t in (a, b)]
    return all(first is not None and first - day > scoring.near_days for first in told)
