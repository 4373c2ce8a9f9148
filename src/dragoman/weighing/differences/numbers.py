"""Reports that give different numbers of the same thing."""

from collections.abc import Iterator
from itertools import combinations

from dragoman.datamodel import Quantity, Span
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material


def different_numbers(material: Material) -> Iterator[Difference]:
    """ "30 transfers" and "40 transfers" differ; "dozens" and "about 30" do not: their ranges meet."""
    told: dict[tuple[str, str], list[tuple[Telling, Quantity]]] = {}
    for telling in material.tellings:
        for quantity in telling.mention.quantities:
            what = quantity.what.casefold()
            if what and what not in material.around.words.not_counts:
                told.setdefault((what, quantity.unit or ""), []).append((telling, quantity))
    for (what, _), group in sorted(told.items()):
        sides: dict[str, list[tuple[Telling, Span]]] = {}
        pairs = [(q, r) for (t, q), (u, r) in combinations(group, 2) if _apart(q, r) and _comparable(t, u, what)]
        apart = {quantity for pair in pairs for quantity in pair}
        for telling, quantity in group:
            if quantity in apart:
                sides.setdefault(_in_words(quantity), []).append((telling, quantity.span))
        if len(sides) > 1:
            yield make_difference("quantity", sides, f"{what[:1].upper()}{what[1:]} are counted differently", material)


def _comparable(a: Telling, b: Telling, what: str) -> bool:
    """One report that gives two numbers counts two things: a part and the whole, Monday's and Tuesday's."""
    ours = [q for q in a.mention.quantities if q.what.casefold() == what]
    theirs = [q for q in b.mention.quantities if q.what.casefold() == what]
    return a.mention.report != b.mention.report and len(ours) == len(theirs) == 1


def _apart(a: Quantity, b: Quantity) -> bool:
    """True when the ranges do not meet."""
    below = a.at_most is not None and b.at_least is not None and a.at_most < b.at_least
    above = b.at_most is not None and a.at_least is not None and b.at_most < a.at_least
    return below or above


def _in_words(quantity: Quantity) -> str:
    low, high = quantity.at_least, quantity.at_most
    if low is not None and low == high:
        return f"{low:g}"
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}"
