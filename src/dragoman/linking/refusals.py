"""Why groups are one, and what kept the nearest others apart: for `dragoman show EVENT --why`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain, product

import numpy as np
from msgspec.structs import replace as with_values

from dragoman.datamodel import Comparison
from dragoman.linking.comparison import (
    FINDINGS,
    NEVER,
    compare_all,
    looks_like_one,
    looks_like_two,
    of_groups,
    say,
)
from dragoman.linking.linkage import Pair
from dragoman.linking.meeting import meet_within
from dragoman.linking.pairs import Findings
from dragoman.linking.rows import Places
from dragoman.linking.runs import ranks
from dragoman.linking.sights import Sights
from dragoman.linking.tellings import Telling
from dragoman.linking.within import ReportEvents
from dragoman.resources.scoring import EventScoring

MOST = 4  # refusals that are kept of each group
_AT_ONCE = 4096  # pairs that are compared together
_TOO_LITTLE = "what they have in common could fit two events"
_ONE_KIND = "the reports agree on too little of who, when, where and in which words"
_UNLIKE = "most mentions of the one are unlike those of the other"


@dataclass(frozen=True, slots=True)
class _Met:
    """What was `seen` and compared, scores of pairs of one report `beside`, and what became of it.

    `lenient` is `scoring` without vetoes.
    """

    events: ReportEvents
    seen: Sights
    compared: Findings
    beside: Mapping[Pair, float | None]
    groups: Mapping[str, Sequence[str]]
    scoring: EventScoring
    lenient: EventScoring

    def score(self, pair: Pair) -> float | None:
        """Its score; None where it was not compared, or nothing tells."""
        found = self.compared.get(pair)
        return found.score if found else self.beside.get(pair)

    def leniently(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Comparison]]:
        """All that is found of each two, as if nothing ruled them out."""
        return _compare(self.events.told, pairs, self.lenient)


def _compare(
    told: Mapping[str, Telling], pairs: Sequence[Pair], scoring: EventScoring
) -> Iterator[tuple[Pair, Comparison]]:
    for at in range(0, len(pairs), _AT_ONCE):
        yield from compare_all(told, pairs[at : at + _AT_ONCE], scoring).items()


def take_sides(found: Comparison, scoring: EventScoring) -> Comparison:
    """The comparison with what weighs most in front, and with those of its reasons that speak against."""
    points = _points_by_words(scoring)
    reasons = tuple(sorted(found.reasons, key=lambda r: -abs(points.get(r, 1.0))))
    against = tuple(r for r in reasons if points.get(r, 1.0) < 0 or r in found.against)
    return replace(found, reasons=reasons, against=against)


def find_refusals(
    events: ReportEvents,
    seen: Sights,
    compared: Findings,
    groups: Mapping[str, Sequence[str]],
    scoring: EventScoring,
) -> dict[str, tuple[Comparison, ...]]:
    """For each group the nearest others that it met, and why they are no part of it; `a` is the group's own.

    `compared` are what two reports tell of their events, as they are `seen`, `groups` the names of those that were
    joined.
    """
    beside = {pair: found.score for pair, found in _compare(events.told, meet_within(seen), scoring)}
    met = _Met(events, seen, compared, beside, groups, scoring, _without_vetoes(scoring))
    members = {group: [m for name in names for m in events.members[name]] for group, names in groups.items()}
    nearest = _nearest(met)
    apart = {best: pair for others in nearest.values() for pair, best in others}
    why: dict[Pair, Comparison] = {}
    in_time = sorted(apart, key=compared.pairs.code)  # what is compared together then lies near on disk
    for best, found in met.leniently(in_time):
        pair = apart[best]
        explained = _explain(met, pair, best, found)
        why[pair] = take_sides(of_groups(explained, *(members[g] for g in pair)), scoring)
    refused = {g: [_seen_from(members[g], why[pair]) for pair, _ in others] for g, others in nearest.items()}
    return {g: tuple(sorted(found, key=lambda c: (-(c.score or 0.0), c.a, c.b))) for g, found in refused.items()}


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


# ---- the nearest -----------------------------------------------------------------------------------------------


def _nearest(met: _Met) -> dict[str, list[tuple[Pair, Pair]]]:
    """Each group's nearest others, none further than the least score: the two groups, and what is likest in them."""
    group_of = {name: group for group, names in met.groups.items() for name in names}
    likest: dict[Pair, tuple[float, Pair]] = {}
    for pair, near in chain(_between_reports(met, group_of), _beside(met, group_of)):
        if near >= met.scoring.near:
            a, b = (group_of[name] for name in pair)
            groups = (a, b) if a < b else (b, a)
            likest[groups] = max(likest.get(groups, (near, pair)), (near, pair))
    of_group: dict[str, list[tuple[float, Pair, Pair]]] = defaultdict(list)
    for pair, (near, best) in likest.items():
        for group in pair:
            of_group[group].append((near, pair, best))
    return {group: [(pair, best) for _, pair, best in nlargest(MOST, others)] for group, others in of_group.items()}


def _beside(met: _Met, group_of: Mapping[str, str]) -> Iterator[tuple[Pair, float]]:
    """How near to others comes what one report tells; without vetoes where no score tells it."""
    apart = {pair: score for pair, score in met.beside.items() if group_of[pair[0]] != group_of[pair[1]]}
    yield from ((pair, score) for pair, score in apart.items() if score)
    yield from _how_near(met, [pair for pair, score in apart.items() if not score])


def _between_reports(met: _Met, group_of: Mapping[str, str]) -> Iterator[tuple[Pair, float]]:
    """The same of what two reports tell, where it is worth a look.

    To save time, those that share a word, or one of like meaning; of those that are ruled out, what names the same
    actor, and where their days do so a few of each group, the likest at first sight.
    """
    seen, pairs, scores = met.seen, met.compared.pairs, met.compared.scores()
    numbers = {group: number for number, group in enumerate(met.groups)}
    group = np.array([numbers[group_of[name]] for name in pairs.names], np.int64)
    low, high = pairs.sides()
    scored = scores > NEVER
    near = np.flatnonzero((group[low] != group[high]) & ~(scored & (scores < met.scoring.near)))
    near = near[seen.share(low[near], high[near], "stems") | seen.share(low[near], high[near], "families")]
    told = near[scored[near]]
    yield from zip(pairs.at(told), scores[told].tolist(), strict=True)
    untold = near[~scored[near]]
    ruled_out = scores[untold] == NEVER
    untold = untold[~ruled_out | seen.share(low[untold], high[untold], "involved")]
    far = untold[pairs.apart[untold] > 0]
    untold = np.sort(np.concatenate((untold[pairs.apart[untold] == 0], _likest_of_each(far, group, met))))
    yield from _how_near(met, pairs.at(untold))


def _likest_of_each(places: Places, group: Places, met: _Met) -> Places:
    """Of pairs those that are for one of their groups among the likest at first sight."""
    low, high = (side[places] for side in met.compared.pairs.sides())
    shared = met.seen.likeness(low, high).astype(np.int64)
    gaps = np.abs(met.seen.moments[low] - met.seen.moments[high])
    ours, row = np.concatenate((group[low], group[high])), np.tile(np.arange(len(places)), 2)
    order = np.lexsort((row, gaps[row], -shared[row], ours))
    return places[np.unique(row[order[ranks(ours[order]) < MOST]])]


def _how_near(met: _Met, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, float]]:
    return ((pair, each.score) for pair, each in met.leniently(pairs) if each.score is not None)


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
    return next(met.leniently([ruled_out]))[1] if ruled_out else _against(found, _UNLIKE)


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
