"""Groups out of comparisons: by average linkage over their log-odds, each join with the likest pair as its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.datamodel import Comparison
from dragoman.linking.comparison import NEVER, to_odds, to_probability
from dragoman.linking.linkage import Linkage, Pair
from dragoman.resources.scoring import EventScoring

Compared = Mapping[Pair, Comparison]
Members = tuple[str, ...]


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


def _reason(ours: Members, theirs: Members, mean: float, compared: Compared) -> Comparison:
    """What was found of the likest pair, at the mean of all."""
    likest = max((compared[p] for p in _pairs_of(ours, theirs, compared)), key=lambda c: (c.score or 0.0, c.a, c.b))
    return replace(likest, score=round(to_probability(mean), 3))


def _pairs_of(ours: Members, theirs: Members, compared: Compared) -> Iterator[Pair]:
    """The pairs of two groups that were compared."""
    for a in ours:
        yield from (pair for b in theirs if (pair := (a, b) if a < b else (b, a)) in compared)
