"""Keys under which mentions meet: only those that share one are compared."""

from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring


def block_keys(telling: Telling, scoring: EventScoring) -> frozenset[str]:
    """The mention's type (and types that may tell the same) with each side of each party, its place, its report."""
    marks = {side for actor in telling.involved for side in telling.kin.of(actor)}
    marks |= {f"report {report}" for report in telling.reports}
    if telling.place is not None:
        marks.add(f"place {telling.place.country or telling.place.name.casefold()}")
    kinds = telling.types
    families = {*kinds, *(" ".join(sorted(f)) for f in scoring.kindred if not kinds.isdisjoint(f))}
    return frozenset(f"{family}|{mark}" for family in families for mark in marks)
