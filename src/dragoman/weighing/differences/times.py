"""Reports that give an event different days."""

from collections.abc import Iterator

from dragoman.datamodel import Interval, Span
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

_DAYS = 2  # a time that is wider than a night is vague, and vague wording does not disagree
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = "*-W"  # the value of a weekday that no date is told of, see intake/calendar/values.py


def different_days(material: Material) -> Iterator[Difference]:
    """ "met on Thursday" in the headline, "met Wednesday" in the body: days that do not meet."""
    done = [t for t in material.tellings if t.mention.status in ("happened", "ongoing")]
    told = done or [t for t in material.tellings if t.mention.status == "planned"]
    sides: dict[str, list[tuple[Telling, Span]]] = {}
    for telling in told:
        mention = telling.mention
        if mention.when and mention.time and telling.days.width is not None and telling.days.width <= _DAYS:
            sides.setdefault(_day_name(mention.time), []).append((telling, mention.when.span))
    apart = {
        name: side
        for name, side in sides.items()
        if all(o == name or side[0][0].days.gap(other[0][0].days) > 0 for o, other in sides.items())
    }
    if len(apart) > 1:
        yield make_difference("time", apart, "It is dated differently", material)
        return
    yield from _different_weekdays(told, material)


def _different_weekdays(told: list[Telling], material: Material) -> Iterator[Difference]:
    """Weekdays of one report differ even where its own date is not known to the day."""
    sides: dict[str, list[tuple[Telling, Span]]] = {}
    for telling in told:
        when = telling.mention.when
        if when is not None and when.value.startswith(_WEEKDAY) and when.value[len(_WEEKDAY) :] in "1234567":
            name = _WEEKDAYS[int(when.value[len(_WEEKDAY) :]) - 1]
            sides.setdefault(name, []).append((telling, when.span))
    reports = [{t.mention.report for t, _ in side} for side in sides.values()]
    if len(sides) > 1 and set.intersection(*reports):
        yield make_difference("time", sides, "It is dated differently", material)


def _day_name(time: Interval) -> str:
    """A day, or two, as ISO."""
    first, last = (time.earliest or "")[:10], (time.latest or "")[:10]
    return first if first == last else f"{first} to {last}"
