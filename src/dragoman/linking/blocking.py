"""Keys under which mentions meet: only those that share one, or whose words have like senses, are compared."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_MEET = 12  # mentions of other reports that each meets by its sense
_MOST = 3000  # mentions of other reports that are looked at


def block_keys(telling: Telling, scoring: EventScoring) -> frozenset[str]:
    """The mention's type (and types that may tell the same) with each side of a party, its place, report and word."""
    marks = {side for actor in telling.involved for side in telling.kin.of(actor)}
    marks |= {f"report {report}" for report in telling.reports}
    if telling.place is not None:
        marks.add(f"place {telling.place.country or telling.place.name.casefold()}")
    if len(telling.like) > 1:
        marks |= {f"matter {report} {word}" for report in telling.like for word in telling.families or telling.stems}
    return frozenset(f"{family}|{mark}" for family in type_families(telling, scoring) for mark in marks)


def type_families(telling: Telling, scoring: EventScoring) -> frozenset[str]:
    """The mention's type, and the families of types that may tell the same as it."""
    kinds = telling.types
    return frozenset({*kinds, *(" ".join(sorted(f)) for f in scoring.kindred if not kinds.isdisjoint(f))})


def nearest_senses(
    ours: Sequence[str], others: Sequence[str], told: Mapping[str, Telling], scoring: EventScoring
) -> Iterator[tuple[str, str]]:
    """Each of ours with those others of kindred type whose words have the likest senses."""
    known = [n for n in others[:_MOST] if _sense(told[n]) is not None]
    mine = [n for n in ours if _sense(told[n]) is not None]
    if not known or not mine:
        return
    likeness = _senses(mine, told) @ _senses(known, told).T
    for name, row in zip(mine, likeness, strict=True):
        kinds = type_families(told[name], scoring)
        met = 0
        for at in np.lexsort((np.arange(len(known)), -row)):
            if met == _MEET:
                break
            other = known[at]
            if other != name and not kinds.isdisjoint(type_families(told[other], scoring)):
                met += 1
                yield min(name, other), max(name, other)


def _sense(telling: Telling) -> NDArray[np.float32] | None:
    return telling.contexts[0].senses if telling.contexts else None


def _senses(names: Sequence[str], told: Mapping[str, Telling]) -> NDArray[np.float32]:
    """One row for each: the word, and the word in its sentence."""
    return np.stack([s[:2].reshape(-1) for n in names if (s := _sense(told[n])) is not None])
