"""The days, numbers and places of a claim beside those of a passage: where both are told and cannot both be so."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, hypot, radians
from typing import Literal

from spacy.tokens import Doc, Token

from dragoman.datamodel import Interval, Place, Published, Quantity, Report, Span
from dragoman.intake.calendar.expressions import find_calendar_expressions
from dragoman.intake.calendar.values import resolve_value
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.reading.places import find_places
from dragoman.reading.quantities import find_quantities
from dragoman.resources import Resources
from dragoman.weighing.clauses import stands_with
from dragoman.weighing.counted_things import count_things, tell_fate

_WEEKDAY = "*-W"
_FAR = 40.0  # kilometres from which two towns are two places
_KILOMETRES = 111.0  # a degree of latitude
_NOBODY = Report("claim", "claim", 0, 0, None, None, None, (), None, "en", Published(None, None, "unknown"), ())


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that a passage tells otherwise: `asked` in the claim, `told` at `span`."""

    what: Literal["time", "quantity", "place"]
    asked: str
    told: str
    span: Span


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as written, its meaning free of any calendar (see intake/calendar/values.py), the word that carries it."""

    words: str
    value: str
    span: Span
    at: Token


@dataclass(frozen=True, slots=True)
class Values:
    """What a claim or a passage gives values for; `places` with the words that carry them."""

    moments: tuple[Moment, ...]
    quantities: tuple[tuple[Quantity, str], ...]
    places: tuple[tuple[Place, Token], ...]

    def __bool__(self) -> bool:
        return bool(self.moments or self.quantities or self.places)


def read_values(doc: Doc, span: Span, told_in: tuple[Report, str] | None, resources: Resources) -> Values:
    """The values in one sentence, which stands at `span` in its report's text; of a claim there is no report."""
    report, text = told_in or (_NOBODY, doc.text)
    block = ParsedBlock(span.document, "body", span.start, doc)
    parsed = ParsedReport(replace(report, blocks=()), text, (block,))
    quantities = [_by_fate(q, block, resources) for q in find_quantities(parsed, resources.quantities)]
    moments = tuple(_moments(block, resources))
    taken = [*(q.span for q in quantities), *(m.span for m in moments)]
    counted = (*quantities, *count_things(block, taken, resources.quantities))
    places = ((p, block.tokens_of(p.span)) for p in find_places(parsed, resources.places))
    return Values(
        moments=moments,
        quantities=tuple((q, text[q.span.start : q.span.end]) for q in counted),
        places=tuple((p, tokens[-1]) for p, tokens in places if tokens is not None),
    )


def compare_values(
    asked: Values, values: Values, told: Collection[Token], verbs: Collection[Token], published: Published
) -> tuple[Differing, ...]:
    """Where a passage tells the claim with other values: those that stand with the words or the verbs of the deed."""
    near = [m for m in values.moments if stands_with(m.at, told, verbs)]
    places = [p for p, at in values.places if stands_with(at, told, verbs)]
    found = [_other_time(m, near, published) for m in asked.moments]
    found += [_other_number(q, words, values.quantities) for q, words in asked.quantities]
    found += [_other_place([p for p, _ in asked.places], places)] if asked.places else []
    return tuple(f for f in found if f is not None)


def _by_fate(quantity: Quantity, block: ParsedBlock, resources: Resources) -> Quantity:
    """ "57 prisoners were killed" counts the killed."""
    tokens = block.tokens_of(quantity.span)
    fate = tell_fate(tokens.root, resources.quantities) if tokens is not None else None
    return replace(quantity, what=fate) if fate else quantity


def _moments(block: ParsedBlock, resources: Resources) -> Iterator[Moment]:
    for found in find_calendar_expressions(block.doc.text, resources.times):
        tokens = block.doc.char_span(found.start, found.end, alignment_mode="expand")
        if tokens is not None:
            words = block.doc.text[found.start : found.end]
            yield Moment(words, found.value, block.span_at(found.start, found.end), tokens.root)


def _other_time(asked: Moment, told: Sequence[Moment], published: Published) -> Differing | None:
    """ "On Wednesday" against "on Thursday"; a week or a month that holds the day is no other time."""
    known = [(m, _days(m.value, published)) for m in told]
    timed = [(m, days) for m, days in known if days is not None]
    if not timed or any(_may_be(asked.value, days, published) for _, days in timed):
        return None
    return Differing("time", asked.words, timed[0][0].words, timed[0][0].span)


def _may_be(asked: str, days: tuple[date, date], published: Published) -> bool:
    """True where the claim's time may lie in these days; a weekday alone may be that of any week."""
    if asked.startswith(_WEEKDAY):
        day = int(asked[len(_WEEKDAY)])
        return any((days[0] + timedelta(n)).isoweekday() == day for n in range(min(7, (days[1] - days[0]).days + 1)))
    meant = _days(asked, published)
    return meant is None or (meant[0] <= days[1] and days[0] <= meant[1])


def _days(value: str, published: Published) -> tuple[date, date] | None:
    """The first and the last day of a time; None where either is open."""
    time = resolve_value(value, published) or Interval(None, None)
    if time.earliest is None or time.latest is None:
        return None
    return date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10])


def _other_number(asked: Quantity, words: str, told: Sequence[tuple[Quantity, str]]) -> Differing | None:
    """ "30 transfers" against "20 transfers"; "dozens" holds 30; where one of several fits, none is other."""
    same = [(q, w) for q, w in told if (q.what.casefold(), q.unit) == (asked.what.casefold(), asked.unit)]
    several = asked.unit is not None and len({q.value for q, _ in same}) > 1  # sums of money for this and for that
    if not same or several or any(not _apart(asked, q) for q, _ in same):
        return None
    return Differing("quantity", words, same[0][1], same[0][0].span)


def _apart(a: Quantity, b: Quantity) -> bool:
    """True where the ranges do not meet; a vague word sets no bound, and "about 30" none either."""
    if a.value is None and b.value is None:
        return False
    below = a.at_most is not None and b.at_least is not None and a.at_most < b.at_least
    above = b.at_most is not None and a.at_least is not None and b.at_most < a.at_least
    vague = (a.value is None and a.at_most is None) or (b.value is None and b.at_most is None)
    return (below or above) and not vague


def _other_place(asked: Sequence[Place], told: Sequence[Place]) -> Differing | None:
    if not told or any(not _elsewhere(a, t) for a in asked for t in told):
        return None
    return Differing("place", asked[0].name, told[0].name, told[0].span)


def _elsewhere(a: Place, b: Place) -> bool:
    """True for two countries, and for two towns far apart."""
    if a.name.casefold() == b.name.casefold() or a.country is None or b.country is None:
        return False
    if a.country != b.country:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return _KILOMETRES * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat))) > _FAR
