"""Reports that give an event different days."""

from collections.abc import Iterator
from datetime import date

from dragoman.datamodel import Interval, Span
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.alignment import both_parties_meet, keep_aligned, same_happening, sums_up
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material
from dragoman.weighing.titles import in_words

_MOST_APART = 14  # days; what lies further apart are two happenings
_MOST_VALUES = 2
_MEETINGS = frozenset({"CONSULT", "AGREE", "COOPERATE", "RETREAT", "SANCTION", "PROTEST"})
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
    apart = keep_aligned(sides, _one_on_two_days, material)
    if len(apart) > _MOST_VALUES:
        return  # many happenings of one kind
    if apart:
        worded = {name: " to ".join(_day_in_words(day) for day in name.split(" to ")) for name in apart}
        yield make_difference("time", apart, "It is dated differently", material, worded)
        return
    yield from _different_weekdays(told, material)


def _one_on_two_days(a: Telling, b: Telling, material: Material) -> bool:
    """One happening on days that do not meet; one report tells of two happenings, unless its head says it otherwise."""
    heads = sums_up(a, b) or sums_up(b, a)
    near = 0 < a.days.gap(b.days) <= _MOST_APART and not a.stems.isdisjoint(b.stems)
    apart = a.mention.report != b.mention.report and both_parties_meet(a, b) and not _of_their_own_days(a, b, material)
    return near and (apart or heads) and same_happening(a, b, material)


def _of_their_own_days(a: Telling, b: Telling, material: Material) -> bool:
    """Each tells of its own day, or of something that people say again and again: two happenings."""
    today = all(t.published.earliest is not None and t.published.gap(t.days) == 0 for t in (a, b))
    said = any(t.mention.type not in material.around.words.deeds | _MEETINGS for t in (a, b))
    return said or (today and a.published.gap(b.published) > 0)


def _different_weekdays(told: list[Telling], material: Material) -> Iterator[Difference]:
    """Weekdays of one report differ even where its own date is not known to the day."""
    sides: dict[str, list[tuple[Telling, Span]]] = {}
    for telling in told:
        when = telling.mention.when
        if when is not None and when.value.startswith(_WEEKDAY) and when.value[len(_WEEKDAY) :] in "1234567":
            name = _WEEKDAYS[int(when.value[len(_WEEKDAY) :]) - 1]
            sides.setdefault(name, []).append((telling, when.span))
    reports = [{t.mention.report for t, _ in side} for side in sides.values()]
    sides_alike = keep_aligned(sides, _in_head_and_body, material)
    if sides_alike and set.intersection(*reports):
        yield make_difference("time", sides_alike, "It is dated differently", material)


def _in_head_and_body(a: Telling, b: Telling, material: Material) -> bool:
    return (sums_up(a, b) or sums_up(b, a)) and same_happening(a, b, material)


def _day_name(time: Interval) -> str:
    """A day, or two, as ISO."""
    first, last = (time.earliest or "")[:10], (time.latest or "")[:10]
    return first if first == last else f"{first} to {last}"


def _day_in_words(day: str) -> str:
    """ "Tuesday 4 March 2031" of "2031-03-04"."""
    found = date.fromisoformat(day)
    return f"{_WEEKDAYS[found.weekday()]} {in_words(Interval(day, day))}"
