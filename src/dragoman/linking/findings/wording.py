"""Findings about what is told, and in which words."""

from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_SAME = 0.6
_SIMILAR = 0.3
_DIFFERENT = 0.15
_ENOUGH_WORDS = 4
_HAPPENED = ("happened", "ongoing")
_AHEAD = ("planned", "possible")


def types_differ(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """they are events of different types."""
    return a.mention.type != b.mention.type and not _kindred(a, b, scoring)


def types_only_kindred(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """they are told as kindred types of event."""
    return a.mention.type != b.mention.type and _kindred(a, b, scoring)


def same_trigger(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same word tells them."""
    return bool(a.mention.lemma) and a.mention.lemma == b.mention.lemma


def modes_differ(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they are different modes of the type."""
    return None not in (a.mention.mode, b.mention.mode) and a.mention.mode != b.mention.mode


def same_words(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they are told in much the same words."""
    return _likeness(a, b) >= _SAME


def similar_words(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they are told in similar words."""
    return _SIMILAR <= _likeness(a, b) < _SAME


def content_differs(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """different things were said."""
    both = a.mention.type in scoring.statements and b.mention.type in scoring.statements
    return both and min(len(a.words), len(b.words)) >= _ENOUGH_WORDS and _likeness(a, b) < _DIFFERENT


def rounds_differ(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they are different ones of a series."""
    if a.round is not None and b.round is not None:
        return a.round != b.round
    one_more = (a.other and not b.other) or (b.other and not a.other)
    return one_more and _same_report(a, b)


def plan_and_deed(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one is told as ahead or possible, the other as done."""
    return _statuses(a, b, _AHEAD, _HAPPENED)


def called_off_and_deed(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one is told as called off, the other as done."""
    return _statuses(a, b, ("called-off",), _HAPPENED)


def refers_back(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one refers to an event that its report told before."""
    second = max((a, b), key=lambda t: (t.mention.trigger.start, t.id))
    return _same_report(a, b) and second.definite and not second.other and not second.parties


def same_report(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one report tells both."""
    return _same_report(a, b)


def same_number(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same number is told of the same thing."""
    numbers_a = {(q.what.casefold(), q.value) for q in a.mention.quantities if q.value is not None}
    numbers_b = {(q.what.casefold(), q.value) for q in b.mention.quantities if q.value is not None}
    return bool(numbers_a & numbers_b)


def _kindred(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    return any({a.mention.type, b.mention.type} <= family for family in scoring.kindred)


def _same_report(a: Telling, b: Telling) -> bool:
    return a.mention.report == b.mention.report


def _likeness(a: Telling, b: Telling) -> float:
    """Share of the words of both that both have."""
    if min(len(a.words), len(b.words)) < _ENOUGH_WORDS:
        return float(bool(a.words) and a.words == b.words)
    return len(a.words & b.words) / len(a.words | b.words)


def _statuses(a: Telling, b: Telling, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True when one mention has a status of the first kind and the other of the second."""
    x, y = a.mention.status, b.mention.status
    return (x in one and y in other) or (y in one and x in other)


FINDINGS = (
    types_differ,
    types_only_kindred,
    same_trigger,
    modes_differ,
    same_words,
    similar_words,
    content_differs,
    rounds_differ,
    plan_and_deed,
    called_off_and_deed,
    refers_back,
    same_report,
    same_number,
)
