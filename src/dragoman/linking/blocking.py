"""Keys under which mentions meet: only those that share one are compared."""

from collections.abc import Iterator, Sequence

from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

WINDOW = 40  # in a large block each meets so many that follow it


def block_keys(telling: Telling, scoring: EventScoring) -> frozenset[str]:
    """The mention's type (and types that may tell the same) with each side of a party, its place, report and word.

    One that is known by its day, long before the report ("the May 7 attacks"), meets others of that day on any matter.
    """
    marks = {side for actor in telling.involved for side in telling.kin.of(actor)}
    marks |= {f"report {report}" for report in telling.reports}
    if telling.place is not None:
        marks.add(f"place {telling.place.country or telling.place.name.casefold()}")
    day = _famous_day(telling, scoring)
    if day is not None:
        marks.add(f"day {day}")
    if len(telling.likest) > 1:
        marks |= {f"matter {report} {word}" for report in telling.likest for word in telling.families or telling.stems}
    return frozenset(f"{family}|{mark}" for family in type_families(telling, scoring) for mark in marks)


def _famous_day(telling: Telling, scoring: EventScoring) -> int | None:
    day, published = telling.days.earliest, telling.published.earliest
    narrow = telling.days.width is not None and telling.days.width <= 1
    long_ago = day is not None and published is not None and published - day > scoring.far_days
    return day if narrow and long_ago else None


def type_families(telling: Telling, scoring: EventScoring) -> frozenset[str]:
    """The mention's type, and the families of types that may tell the same as it."""
    kinds = telling.types
    return frozenset({*kinds, *(" ".join(sorted(f)) for f in scoring.kindred if not kinds.isdisjoint(f))})


def neighbours(ordered: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each of a block with the ones that follow it."""
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + WINDOW]:
            yield one, other
