"""Reports that give different numbers of the same thing."""

import re
from collections.abc import Callable, Iterator, Sequence

from dragoman.datamodel import Quantity, Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.alignment import details_in_common, keep_aligned, same_happening
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

Counted = tuple[Telling, Quantity]
Comparable = Callable[[Telling, Telling, str, Material], bool]
_ELSEWHERE = 4  # details that two tellings share which were not merged
_MOST_COMPARED = 200
_NEAR = 12  # characters beside a number in which it is said to be a part
_NARROW = 2  # days of a time that tells which happening is counted
_MILLION, _BILLION = 1_000_000, 1_000_000_000
_MONEY = "money"
_COUNTED = re.compile(r"[^\W\d_]+")
_NUMBER, _FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?"), re.compile(",")
_SAME = 0.01  # by so little large numbers differ when they are rounded
_CLOSE, _LARGE = 0.12, 100  # so near to each other a large number and a round one are the same count
_MOST_TIMES = 3  # numbers further apart count two things: all the dead and one family's
_DAYS = 3  # between two reports that count the same


def different_numbers(material: Material) -> Iterator[Difference]:
    """ "30 transfers" and "40 transfers" differ; "dozens" and "about 30" do not: their ranges meet."""
    told: dict[tuple[str, str], list[Counted]] = {}
    for telling in material.tellings:
        for what, quantity in _counts(telling, material):
            told.setdefault((what, quantity.unit or ""), []).append((telling, quantity))
    for (what, _), group in sorted(told.items()):
        yield from _compare(what, group, material, _comparable)


def numbers_elsewhere(materials: Sequence[Material]) -> Iterator[Difference]:
    """The same of tellings that were not merged, in reports of one day that share most of what they tell."""
    told: dict[tuple[str, str, int], list[Counted]] = {}
    cluster: dict[str, int] = {}
    for number, material in enumerate(materials):
        for telling in material.tellings:
            cluster[telling.id] = number
            for what, quantity in _counts(telling, material):
                if telling.published.earliest is not None:
                    key = (what, quantity.unit or "", telling.published.earliest)
                    told.setdefault(key, []).append((telling, quantity))

    def comparable(a: Telling, b: Telling, what: str, material: Material) -> bool:
        apart = cluster[a.id] != cluster[b.id]
        return apart and _comparable(a, b, what, material) and details_in_common(a, b, material) >= _ELSEWHERE

    for (what, _, _), group in sorted(told.items()):
        yield from _compare(what, group[:_MOST_COMPARED], materials[0], comparable)


def _counts(telling: Telling, material: Material) -> Iterator[tuple[str, Quantity]]:
    """What a telling counts, with a number that has a bound."""
    for quantity in telling.mention.quantities:
        what = quantity.what.casefold()
        known = quantity.at_least is not None or quantity.at_most is not None
        if what and known and what not in material.around.words.not_counts and _is_whole(quantity, material):
            yield what, quantity


def _compare(
    what: str,
    group: Sequence[Counted],
    material: Material,
    comparable: Callable[[Telling, Telling, str, Material], bool],
) -> Iterator[Difference]:
    numbers = {telling.id: quantity for telling, quantity in group}
    sides: dict[str, list[tuple[Telling, Span]]] = {}
    for telling, quantity in group:
        sides.setdefault(_in_words(quantity), []).append((telling, quantity.span))

    def differ(a: Telling, b: Telling, given: Material) -> bool:
        one, other = numbers[a.id], numbers[b.id]
        if not (_apart(one, other) and _of_one_size(one, other) and comparable(a, b, what, given)):
            return False
        alike = _kind(one, given) == _kind(other, given)
        return alike and not any(_tells_both(telling, one, other, given) for telling in (a, b))

    kept = keep_aligned(sides, differ, material)
    if kept:
        counted = "Sums of money differ" if what == _MONEY else f"{what[:1].upper()}{what[1:]} are counted differently"
        yield make_difference("quantity", kept, counted, material)


def _kind(quantity: Quantity, material: Material) -> frozenset[str]:
    """The names in a count: "12 Northland sailors" are others than "13 Southland sailors", and than all sailors."""
    said = material.around.quote(quantity.span)
    words = _COUNTED.findall(said)[said[:1].isalpha() :]  # a number in words is no name
    return frozenset(w.casefold() for w in words if w[:1].isupper())


def _is_whole(quantity: Quantity, material: Material) -> bool:
    """ "Three others" and "five more" are parts of a count."""
    text, span = material.around.texts[quantity.span.document], quantity.span
    near = fold_words(text[max(0, span.start - _NEAR) : span.end + _NEAR])
    return not material.around.words.parts_of_counts & set(near)


def _comparable(a: Telling, b: Telling, what: str, material: Material) -> bool:
    """One report that gives two numbers counts two things: a part and the whole, Monday's and Tuesday's.

    Numbers of the dead grow from day to day, and so does what goes on.
    """
    ours = [q for q in a.mention.quantities if q.what.casefold() == what]
    theirs = [q for q in b.mention.quantities if q.what.casefold() == what]
    growing = what in material.around.words.growing_counts
    known = None not in (a.published.earliest, b.published.earliest)
    days = abs((a.published.earliest or 0) - (b.published.earliest or 0)) if known else 0
    alone = a.mention.report != b.mention.report and len(ours) == len(theirs) == 1
    dated = all(t.days.width is not None and t.days.width <= _NARROW for t in (a, b))
    soon = days <= (_DAYS if dated and not growing else 0)
    return alone and soon and same_happening(a, b, material) and a.days.gap(b.days) == 0


def _tells_both(telling: Telling, one: Quantity, other: Quantity, material: Material) -> bool:
    """ "Fifty hostages for 150 prisoners": whose sentence gives both numbers counts two things."""
    whole = telling.mention.sentence or telling.mention.extent
    said = {_FIGURES.sub("", number) for number in _NUMBER.findall(material.around.quote(whole))}
    return all(any(f"{n:g}" in said for n in (q.value, q.at_least, q.at_most) if n) for q in (one, other))


def _apart(a: Quantity, b: Quantity) -> bool:
    """True when the ranges do not meet."""
    below = a.at_most is not None and b.at_least is not None and a.at_most < b.at_least
    above = b.at_most is not None and a.at_least is not None and b.at_most < a.at_least
    return (below or above) and not _is_rounded(a, b)


def _of_one_size(a: Quantity, b: Quantity) -> bool:
    ours, theirs = (max(n for n in (q.at_least, q.at_most, q.value) if n is not None) for q in (a, b))
    return max(ours, theirs) <= _MOST_TIMES * min(ours, theirs)


def _is_rounded(a: Quantity, b: Quantity) -> bool:
    """ "1 million" for 1.1 million, "over 1,400" for 1,400: the one number is the other with fewer figures."""
    ours, theirs = ({n for n in (q.value, q.at_least, q.at_most) if n} for q in (a, b))
    pairs = [(x, y) for x in ours for y in theirs if abs(x - y) <= _CLOSE * max(x, y) and max(x, y) >= _LARGE]
    if any(abs(x - y) <= _SAME * max(x, y) for x, y in pairs):  # "$105bn" and "$106 billion" of 105.9
        return True
    return any(x == y or _rounded(x, n) == y or _rounded(y, n) == x for x, y in pairs for n in (1, 2))


def _rounded(number: float, figures: int) -> float:
    return float(f"{number:.{figures - 1}e}")


def _in_words(quantity: Quantity) -> str:
    low, high = quantity.at_least, quantity.at_most
    if low is not None and low == high:
        return _figures(low)
    if low is not None and high is not None:
        return f"{_figures(low)} to {_figures(high)}"
    return f"at least {_figures(low)}" if low is not None else f"at most {_figures(high or 0)}"


def _figures(number: float) -> str:
    """ "105 billion", "1.1 million", "1,400"."""
    if number >= _BILLION:
        return f"{number / _BILLION:g} billion"
    if number >= _MILLION:
        return f"{number / _MILLION:g} million"
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"
