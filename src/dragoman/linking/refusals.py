"""Why groups are one, and what kept the nearest others apart: for `dragoman show EVENT --why`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain, product

from msgspec.structs import replace as with_values

from dragoman.datamodel import Comparison
from dragoman.linking.comparison import (
    FINDINGS,
    NEVER,
    compare,
    compare_all,
    looks_like_one,
    looks_like_two,
    of_groups,
    say,
)
from dragoman.linking.linkage import Pair
from dragoman.linking.pairs import Findings
from dragoman.linking.within import ReportEvents, pairs_of_reports
from dragoman.resources.scoring import EventScoring

MOST = 4  # refusals that are kept of each group
_AT_ONCE = 4096  # pairs that are compared together
_TOO_LITTLE = "what they have in common could fit two events"
_ONE_KIND = "the reports agree on too little of who, when, where and in which words"
_UNLIKE = "most mentions of the one are unlike those of the other"


@dataclass(frozen=True, slots=True)
class _Met:
    """What was compared, pairs of one report `beside`, and what became of it; `lenient` is `scoring` without vetoes."""

    events: ReportEvents
    compared: Findings
    beside: Mapping[Pair, Comparison]
    groups: Mapping[str, Sequence[str]]
    scoring: EventScoring
    lenient: EventScoring

    def found(self, pair: Pair) -> Comparison | None:
        """What was found of two; None where they were not compared."""
        return self.beside.get(pair) or self.compared.get(pair)

    def scored(self) -> Iterator[tuple[Pair, float | None]]:
        """All pairs with their scores."""
        return chain(self.compared.scored(), ((pair, found.score) for pair, found in self.beside.items()))

    def score(self, pair: Pair) -> float | None:
        """Its score."""
        found = self.found(pair)
        return found.score if found else None

    def leniently(self, pair: Pair) -> Comparison:
        """All that is found of two, as if nothing ruled them out."""
        return compare(self.events.told[pair[0]], self.events.told[pair[1]], self.lenient)


def take_sides(found: Comparison, scoring: EventScoring) -> Comparison:
    """The comparison with what weighs most in front, and with those of its reasons that speak against."""
    points = _points_by_words(scoring)
    reasons = tuple(sorted(found.reasons, key=lambda r: -abs(points.get(r, 1.0))))
    against = tuple(r for r in reasons if points.get(r, 1.0) < 0 or r in found.against)
    return replace(found, reasons=reasons, against=against)


def find_refusals(
    events: ReportEvents,
    compared: Findings,
    groups: Mapping[str, Sequence[str]],
    scoring: EventScoring,
) -> dict[str, tuple[Comparison, ...]]:
    """For each group the nearest others that it met, and why they are no part of it; `a` is the group's own.

    `compared` are what two reports tell of their events, `groups` the names of those that were joined.
    """
    of_report = [pair for pair in pairs_of_reports(events.told, scoring) if pair not in compared]
    beside = compare_all(events.told, of_report, scoring)
    met = _Met(events, compared, beside, groups, scoring, _without_vetoes(scoring))
    members = {group: [m for name in names for m in events.members[name]] for group, names in groups.items()}
    nearest = _nearest(met)
    likest = list(dict.fromkeys(best for others in nearest.values() for _, best in others))
    leniently = compare_all(events.told, likest, met.lenient)
    found: dict[str, list[Comparison]] = defaultdict(list)
    why: dict[Pair, Comparison] = {}
    for group, others in sorted(nearest.items()):
        for pair, best in others:
            if pair not in why:
                explained = _explain(met, pair, best, leniently[best])
                why[pair] = take_sides(of_groups(explained, *(members[g] for g in pair)), scoring)
            found[group].append(_seen_from(members[group], why[pair]))
    return {g: tuple(sorted(refused, key=lambda c: (-(c.score or 0.0), c.a, c.b))) for g, refused in found.items()}


def _points_by_words(scoring: EventScoring) -> dict[str, float]:
    """What each finding counts, by the words for it; what rules a join out counts more than all else."""
    points = {say(f): scoring.points[f.__name__] for f in FINDINGS}
    points |= {say(looks_like_one): scoring.mean, say(looks_like_two): -scoring.mean}
    return {words: float("-inf") if isinstance(worth, str) else worth for words, worth in points.items()}


def _speaks_either_way(found: Comparison, scoring: EventScoring) -> bool:
    """True where what speaks for it would be enough, if nothing spoke against it, and something does."""
    points = _points_by_words(scoring)
    worth = [points.get(r, 0.0) for r in found.reasons]
    return scoring.start + sum(max(0.0, w) for w in worth) >= scoring.mean and min(worth, default=0.0) < 0


def _without_vetoes(scoring: EventScoring) -> EventScoring:
    """What rules a join out counts nothing, and one kind of evidence is enough: how near do the two come?"""
    points = {name: 0.0 if isinstance(worth, str) else worth for name, worth in scoring.points.items()}
    return with_values(scoring, points=points, evidence_needed=1, evidence_common=frozenset())


def _nearness(met: _Met, group_of: Mapping[str, str]) -> Iterator[tuple[Pair, float]]:
    """How near pairs of two groups come that are worth a look; without vetoes where nothing else tells."""
    untold: list[Pair] = []
    for pair, score in met.scored():
        if group_of[pair[0]] == group_of[pair[1]] or not _is_worth_a_look(met, pair, score):
            continue
        if score:
            yield pair, score
        else:
            untold.append(pair)
        if len(untold) == _AT_ONCE:
            yield from _leniently(met, untold)
            untold = []
    yield from _leniently(met, untold)


def _leniently(met: _Met, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, float]]:
    found = compare_all(met.events.told, pairs, met.lenient)
    return ((pair, each.score) for pair, each in found.items() if each.score is not None)


def _is_worth_a_look(met: _Met, pair: Pair, score: float | None) -> bool:
    """To save time, of two reports only those that share a word, or one of like meaning.

    Of those that are ruled out, only what names the same actor.
    """
    a, b = met.events.told[pair[0]], met.events.told[pair[1]]
    if not a.reports.isdisjoint(b.reports):
        return True
    if a.stems.isdisjoint(b.stems) and a.families.isdisjoint(b.families):
        return False
    return score != NEVER or not a.involved.isdisjoint(b.involved)


def _nearest(met: _Met) -> dict[str, list[tuple[Pair, Pair]]]:
    """Each group's nearest others, none further than the least score: the two groups, and what is likest in them."""
    group_of = {name: group for group, names in met.groups.items() for name in names}
    likest: dict[Pair, tuple[float, Pair]] = {}
    for pair, near in _nearness(met, group_of):
        if near >= met.scoring.near:
            a, b = (group_of[name] for name in pair)
            groups = (a, b) if a < b else (b, a)
            likest[groups] = max(likest.get(groups, (near, pair)), (near, pair))
    of_group: dict[str, list[tuple[float, Pair, Pair]]] = defaultdict(list)
    for pair, (near, best) in likest.items():
        for group in pair:
            of_group[group].append((near, pair, best))
    return {group: [(pair, best) for _, pair, best in nlargest(MOST, others)] for group, others in of_group.items()}


def _explain(met: _Met, groups: Pair, likest: Pair, found: Comparison) -> Comparison:
    """What was found of what is likest in two groups, vetoes too, and what else kept them apart."""
    score = met.score(likest)
    if score == NEVER:
        return found
    if score is None:
        return _against(found, _ONE_KIND)
    if score < met.scoring.mean:
        return found if _speaks_either_way(found, met.scoring) else _against(found, _TOO_LITTLE)
    ruled_out = next(_ruled_out(met, groups), None)
    return met.leniently(ruled_out) if ruled_out else _against(found, _UNLIKE)


def _ruled_out(met: _Met, groups: Pair) -> Iterator[Pair]:
    """What must stay apart of two groups."""
    for a, b in product(*(met.groups[group] for group in groups)):
        pair = (a, b) if a < b else (b, a)
        if met.score(pair) == NEVER:
            yield pair


def _against(found: Comparison, reason: str) -> Comparison:
    return replace(found, reasons=(*found.reasons, reason), against=(*found.against, reason))


def _seen_from(members: Sequence[str], found: Comparison) -> Comparison:
    return found if found.a in members else replace(found, a=found.b, b=found.a, sizes=found.sizes[::-1])
