"""Why groups are one, and what kept the nearest others apart: for `dragoman show EVENT --why`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappush, heappushpop
from itertools import islice, product

from msgspec.structs import replace as with_values

from dragoman.datamodel import Comparison
from dragoman.linking.comparison import (
    FINDINGS,
    NEVER,
    compare,
    find_vetoes,
    keep_apart,
    looks_like_one,
    looks_like_two,
    say,
)
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

MOST = 4  # refusals that are kept of each group
_CHECKED = 120  # pairs of two groups that are looked at for the one that parts them
_TOO_LITTLE = "what they have in common could fit two events"
_ONE_KIND = "the reports agree on too little of who, when, where and in which words"
_UNLIKE = "most mentions of the one are unlike those of the other"

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Joined:
    """The groups as they were left: each as one telling, and its mentions; `mentions` are all of them."""

    told: Mapping[str, Telling]
    members: Mapping[str, Sequence[str]]
    mentions: Mapping[str, Telling]


def take_sides(found: Comparison, scoring: EventScoring) -> Comparison:
    """The comparison with what weighs most in front, and with those of its reasons that speak against."""
    points = _points_by_words(scoring)
    reasons = tuple(sorted(found.reasons, key=lambda r: -abs(points.get(r, 1.0))))
    against = tuple(r for r in reasons if points.get(r, 1.0) < 0 or r in found.against)
    return replace(found, reasons=reasons, against=against)


def of_groups(found: Comparison, one: Sequence[str], other: Sequence[str]) -> Comparison:
    """The comparison of two groups, with how many mentions each side stands for."""
    sizes = len(one), len(other)
    return replace(found, sizes=sizes if found.a in one else sizes[::-1])


def find_refusals(joined: Joined, pairs: Pairs, scoring: EventScoring) -> dict[str, tuple[Comparison, ...]]:
    """For each group the nearest others that it met, and why they are no part of it; `a` is the group's own."""
    lenient = _without_vetoes(scoring)
    nearest = _nearest(joined.told, pairs, lambda a, b: _nearness(a, b, lenient, scoring), scoring.near)
    why: dict[tuple[str, str], Comparison] = {}
    found: dict[str, tuple[Comparison, ...]] = {}
    for name, others in sorted(nearest.items()):
        for pair in {(min(name, o), max(name, o)) for o in others} - why.keys():
            why[pair] = take_sides(_explain(joined, pair, lenient, scoring), scoring)
        refusals = (_seen_from(joined.members[name], why[min(name, o), max(name, o)]) for o in others)
        found[name] = tuple(sorted(refusals, key=lambda c: (-(c.score or 0.0), c.a, c.b)))
    return found


def _points_by_words(scoring: EventScoring) -> dict[str, float]:
    """What each finding counts, by the words for it; what rules a join out counts more than all else."""
    points = {say(f): scoring.points[f.__name__] for f in FINDINGS}
    points |= {say(looks_like_one): scoring.join, say(looks_like_two): -scoring.join}
    return {words: float("-inf") if isinstance(worth, str) else worth for words, worth in points.items()}


def _speaks_for_it(found: Comparison, scoring: EventScoring) -> float:
    """The score if nothing spoke against it."""
    points = _points_by_words(scoring)
    return scoring.start + sum(max(0.0, points.get(r, 0.0)) for r in found.reasons)


def _without_vetoes(scoring: EventScoring) -> EventScoring:
    """What rules a join out counts nothing, and one kind of evidence is enough: how near do the two come?"""
    points = {name: 0.0 if isinstance(worth, str) else worth for name, worth in scoring.points.items()}
    return with_values(scoring, points=points, evidence_needed=1, evidence_common=frozenset())


def _nearness(a: Telling, b: Telling, lenient: EventScoring, scoring: EventScoring) -> float | None:
    """How near two groups come; to save time, of two reports only those that share a word, or one of like meaning.

    Of those that are ruled out, only what names the same actor.
    """
    beside = not a.reports.isdisjoint(b.reports)
    if not beside and a.stems.isdisjoint(b.stems) and a.families.isdisjoint(b.families):
        return None
    score = compare(a, b, scoring).score
    if score == NEVER and not beside and a.involved.isdisjoint(b.involved):
        return None
    return score or compare(a, b, lenient).score


def _nearest(
    told: Mapping[str, Telling], pairs: Pairs, measure: Callable[[Telling, Telling], float | None], least: float
) -> dict[str, list[str]]:
    """Each group's nearest others, none of them further than the least score."""
    heaps: dict[str, list[tuple[float, str]]] = defaultdict(list)
    met: set[tuple[str, str]] = set()
    for one, other in pairs:
        a, b = min(one, other), max(one, other)
        if (a, b) in met:
            continue
        met.add((a, b))
        score = measure(told[a], told[b])
        if score is None or score < least:
            continue
        for name, near in ((a, b), (b, a)):
            push = heappush if len(heaps[name]) < MOST else heappushpop
            push(heaps[name], (score, near))
    return {name: [near for _, near in heap] for name, heap in heaps.items()}


def _explain(joined: Joined, pair: tuple[str, str], lenient: EventScoring, scoring: EventScoring) -> Comparison:
    """What was found of two groups, vetoes too, and what else kept them apart."""
    a, b = (joined.told[name] for name in pair)
    vetoes = find_vetoes(scoring)
    found = of_groups(compare(a, b, lenient), *(joined.members[name] for name in pair))
    if keep_apart(a, b, vetoes, scoring):
        return found
    strict = compare(a, b, scoring).score
    if strict is None:
        return _against(found, _ONE_KIND)
    if strict < scoring.join:
        return found if _speaks_for_it(found, scoring) >= scoring.join else _against(found, _TOO_LITTLE)
    for x, y in islice(product(*(joined.members[name] for name in pair)), _CHECKED):
        one, other = joined.mentions[x], joined.mentions[y]
        if keep_apart(one, other, vetoes, scoring):
            return compare(one, other, lenient)
    return _against(found, _UNLIKE)


def _against(found: Comparison, reason: str) -> Comparison:
    return replace(found, reasons=(*found.reasons, reason), against=(*found.against, reason))


def _seen_from(members: Sequence[str], found: Comparison) -> Comparison:
    return found if found.a in members else replace(found, a=found.b, b=found.a, sizes=found.sizes[::-1])
