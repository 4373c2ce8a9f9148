"""Groups out of comparisons: by average linkage over their log-odds, each join with the likest pair as its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from dragoman.datamodel import Comparison
from dragoman.linking.comparison import NEVER, to_odds, to_probability
from dragoman.linking.linkage import Linkage, Pair
from dragoman.linking.pairs import Findings
from dragoman.resources.scoring import EventScoring

Compared = Mapping[Pair, Comparison]
Members = tuple[str, ...]
_SLACK = 0.002  # means are rounded, and scores too


def join_compared(
    names: Iterable[str], compared: Compared, scoring: EventScoring, together: Iterable[Sequence[str]] = ()
) -> tuple[Mapping[str, list[str]], list[tuple[Members, Members, Comparison]]]:
    """The groups, by the least of their names, and the joins in their order: both sides, and what joined them.

    What tells neither for nor against counts as if it had not been compared; `together` are groups that stay as they
    are but for what joins them.
    """
    likeness = {pair: to_odds(found.score) for pair, found in compared.items() if found.score is not None}
    apart = [pair for pair, found in compared.items() if found.score == NEVER]
    linkage = Linkage(likeness, apart, to_odds(scoring.unknown), to_odds(scoring.mean), scoring.stray)
    joins = [
        (ours, theirs, _reason(ours, theirs, mean, compared)) for ours, theirs, mean in linkage.run(names, together)
    ]
    return linkage.members, joins


def join_in_parts(
    found: Findings, scoring: EventScoring
) -> tuple[Mapping[str, list[str]], list[tuple[Members, Members, Comparison]]]:
    """As `join_compared` of all names that `found` speaks of, part by part.

    Groups join by a mean, so that a pair that is no less like must bind them: parts without such a pair between them
    never meet.
    """
    groups: dict[str, list[str]] = {}
    joins: list[tuple[Members, Members, Comparison]] = []
    for names, places in _bind(found, scoring.mean - _SLACK):
        members, joined = join_compared(names, found.of(places), scoring)
        groups |= members
        joins += joined
    return groups, joins


def _bind(found: Findings, least: float) -> Iterator[tuple[list[str], list[int]]]:
    """The parts that pairs of such a score bind together: names, and the places of all pairs among them."""
    names = found.pairs.names
    low, high = found.pairs.sides()
    near = np.flatnonzero(found.scores() >= least)
    part_of = np.array(_parts(len(names), zip(low[near].tolist(), high[near].tolist(), strict=True)), np.int64)
    inside = np.flatnonzero(part_of[low] == part_of[high])
    inside = inside[np.argsort(part_of[low[inside]], kind="stable")]
    held = np.argsort(part_of, kind="stable")
    edges = np.searchsorted(part_of[held], np.arange(len(names) + 1))
    pair_edges = np.searchsorted(part_of[low[inside]], np.arange(len(names) + 1))
    for part in np.flatnonzero(np.diff(edges)).tolist():
        places = inside[pair_edges[part] : pair_edges[part + 1]].tolist()
        yield [names[n] for n in held[edges[part] : edges[part + 1]].tolist()], places


def _parts(count: int, bound: Iterable[tuple[int, int]]) -> list[int]:
    """For each of so many numbers the least that it is bound to, by way of others too (union and find)."""
    above = list(range(count))

    def find(one: int) -> int:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for a, b in bound:
        first, second = sorted((find(a), find(b)))
        above[second] = first
    return [find(one) for one in range(count)]


def _reason(ours: Members, theirs: Members, mean: float, compared: Compared) -> Comparison:
    """What was found of the likest pair, at the mean of all."""
    likest = max((compared[p] for p in _pairs_of(ours, theirs, compared)), key=lambda c: (c.score or 0.0, c.a, c.b))
    return replace(likest, score=round(to_probability(mean), 3))


def _pairs_of(ours: Members, theirs: Members, compared: Compared) -> Iterator[Pair]:
    """The pairs of two groups that were compared."""
    for a in ours:
        yield from (pair for b in theirs if (pair := (a, b) if a < b else (b, a)) in compared)
