"""Keys under which mentions meet: only those that share one are compared."""

from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring


def block_keys(telling: Telling, scoring: EventScoring) -> frozenset[str]:
    """The mention's type (and types that may tell the same) with each side of each party, its place, its report."""
    mention = telling.mention
    marks = {side for actor in telling.actors for side in telling.kin.of(actor)}
    marks.add(f"report {mention.report}")
    if mention.place is not None:
        marks.add(f"place {mention.place.country or mention.place.name.casefold()}")
    families = {mention.type, *(" ".join(sorted(f)) for f in scoring.kindred if mention.type in f)}
    return frozenset(f"{family}|{mark}" for family in families for mark in marks)
