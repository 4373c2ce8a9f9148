"""Within a report: what "the talks" takes up, and which event of the body the headline tells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.linking.findings.parties import matched, parties_exclude
from dragoman.linking.findings.wording import kindred
from dragoman.linking.tellings import Telling, dated_itself
from dragoman.resources.scoring import EventScoring

_HEAD = 1  # rank up to which a mention stands above the body
_LEAD = 6  # ... and up to which it is the body's beginning
_CLOSE_ENOUGH = 2.0


def find_references(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Telling, ...]:
    """The mentions, each with what it refers to in its own report."""
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_report[telling.mention.report].append(telling)
    return tuple(t for _, told in sorted(by_report.items()) for t in _resolve(told, scoring))


def _resolve(told: Sequence[Telling], scoring: EventScoring) -> Iterator[Telling]:
    ordered = sorted(told, key=lambda t: (t.mention.trigger.start, t.id))
    types: dict[str, list[Telling]] = defaultdict(list)
    lead: list[Telling] = [t for t in ordered if _HEAD < t.rank <= _LEAD]
    for telling in ordered:
        kin = {*telling.types, *(t for f in scoring.kindred if telling.mention.type in f for t in f)}
        earlier = [t for type_ in sorted(kin) for t in types[type_]]
        refers = _antecedent(telling, earlier, scoring)
        sums_up = (
            _counterpart(telling, lead, scoring) | _above(telling, earlier, scoring)
            if telling.rank <= _HEAD
            else frozenset()
        )
        for kind in telling.types:
            types[kind].append(telling)
        yield replace(telling, refers_to=refers, sums_up=sums_up) if refers or sums_up else telling


def _antecedent(telling: Telling, earlier: Sequence[Telling], scoring: EventScoring) -> frozenset[str]:
    """The mention that a definite one without a name of its own takes up: the likest, of equals the last."""
    if not telling.definite or telling.other:
        return frozenset()
    choices = [(_fit(telling, t), t.mention.trigger.start, t.id) for t in earlier[-60:] if _may_be(telling, t, scoring)]
    fit, _, best = max(choices, default=(0.0, 0, ""))
    return frozenset((best,)) if fit > 0 else frozenset()


def _fit(telling: Telling, other: Telling) -> float:
    """How well a mention fits: by its word first."""
    if telling.stems & other.stems:
        fit = 3.0
    elif telling.families & other.families:
        fit = 2.0
    else:
        return 0.0
    fit += 0.5 * (telling.series == other.series) + bool(matched(telling.involved, other.involved, telling.kin))
    same_day = None not in (telling.days.width, other.days.width)  # those of other days were left out before
    return fit + 1.5 * same_day + 0.25 * (other.rank <= _LEAD)


def _may_be(telling: Telling, other: Telling, scoring: EventScoring) -> bool:
    """False where day, round, mode or parties speak against it; "the May 7 attacks" are none that have no day."""
    if other.days.width is None and dated_itself(telling):
        return False
    if telling.days.gap(other.days) > scoring.near_days or parties_exclude(telling, other, scoring):
        return False
    if other.other or (telling.round is not None and other.round not in (None, telling.round)):
        return False
    off = (telling.mention.status == "called-off") != (other.mention.status == "called-off")
    visits = (telling.mention.mode == "visit") != (other.mention.mode == "visit")
    return not off and not visits


def _above(telling: Telling, earlier: Sequence[Telling], scoring: EventScoring) -> frozenset[str]:
    """What the headline told by the same word, told once more in the standfirst."""
    above = [t for t in earlier if t.rank <= _HEAD and t.stems == telling.stems and t.series == telling.series]
    if not above or telling.other or telling.beside or parties_exclude(telling, above[0], scoring):
        return frozenset()
    return frozenset((above[0].id,))


def _counterpart(telling: Telling, lead: Sequence[Telling], scoring: EventScoring) -> frozenset[str]:
    """The event at the body's beginning that a headline is about."""
    choices = [
        (_closeness(telling, t), -t.mention.trigger.start, t.id)
        for t in lead
        if kindred(telling, t, scoring) and not parties_exclude(telling, t, scoring)
    ]
    closeness, _, best = max(choices, default=(0.0, 0, ""))
    return frozenset((best,)) if closeness >= _CLOSE_ENOUGH else frozenset()


def _closeness(telling: Telling, other: Telling) -> float:
    word = 2.0 if telling.stems & other.stems else 1.5 if telling.families & other.families else 0.0
    shared = min(2, len(matched(telling.involved, other.involved, telling.kin)))
    return word + 0.75 * shared + 0.25 * min(4, len(telling.words & other.words)) - 0.2 * other.rank
