"""Who meets whom across reports: what shares a block, and on one matter what is of like sense.

Names become places in an order by time and keys become numbers, so that a million mentions meet in little memory.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.blocking import WINDOW
from dragoman.linking.pairs import Codes, Pairs
from dragoman.linking.rows import Places, spread
from dragoman.linking.runs import begins, ranks
from dragoman.linking.sights import Sights, senses_of
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_MOST = 40  # others with which each is compared, beside those of like sense
_APART = 8  # of those that their days keep apart: for the mean of groups, and to tell why
_AT_ONCE = 4096  # pairs whose senses are weighed together, and names whose others are ranked together
_HELD = 30_000_000  # pairs of blocks that are held before the same ones are thrown out


def meet(seen: Sights, told: Mapping[str, Telling], scoring: EventScoring) -> Pairs:
    """The pairs of two reports' tellings that are compared; each telling is of one report.

    Of those that their days keep apart (`Pairs.apart`) each has a few, which need no comparing.
    """
    codes = seen.of_two_reports(_by_block(seen))
    likeliest, crowded = _likeliest(codes, seen.kept_apart(*seen.sides(codes), scoring) > 0, seen)
    on_matter = _each_once(list(_on_one_matter(seen)))
    others = seen.of_two_reports(np.setdiff1d(on_matter, likeliest, assume_unique=True))
    met = _each_once([likeliest, _of_like_sense(others, seen, told, scoring)])
    return Pairs(seen.names, met, crowded, seen.kept_apart(*seen.sides(met), scoring))


def meet_within(seen: Sights) -> Pairs:
    """The pairs of one report and like types, each with the ones that follow it."""
    owners = seen.types.owners()
    kinds = seen.reports[owners] * _kinds(seen) + seen.types.values
    order = np.lexsort((owners, seen.starts[owners], kinds))
    return Pairs(seen.names, _neighbours(kinds[order], owners[order], len(seen.names)))


def _by_block(seen: Sights) -> Codes:
    """Pairs that share a block; in a large block, neighbours in time."""
    owners = seen.keys.owners()
    order = np.lexsort((owners, seen.keys.values))
    return _neighbours(seen.keys.values[order], owners[order], len(seen.names))


def _neighbours(keys: NDArray[Any], places: Places, count: int) -> Codes:
    """In each run of equal keys every place with the ones that follow it."""
    held: list[Codes] = []
    for apart in range(1, WINDOW + 1):
        together = keys[:-apart] == keys[apart:]
        one, other = places[:-apart][together], places[apart:][together]
        held.append(np.minimum(one, other) * count + np.maximum(one, other))
        if sum(map(len, held[1:])) > _HELD:
            held = [_each_once(held)]
    return _each_once(held)


def _kinds(seen: Sights) -> int:
    """How many types there are."""
    return int(seen.types.values.max(initial=0)) + 1


def _each_once(held: list[Codes]) -> Codes:
    """All of them in order; by sorting, which for many millions is quicker than a table."""
    codes = np.sort(np.concatenate([np.empty(0, np.int64), *held]))
    once: Codes = codes[begins(codes)]
    return once


# ---- the likeliest ---------------------------------------------------------------------------------------------


def _likeliest(codes: Codes, apart: NDArray[np.bool_], seen: Sights) -> tuple[Codes, int]:
    """Of many that one could be compared with the likeliest, by what is quick to see; a pair that either asks for.

    Those that are `apart` count by themselves. Beside these how many names had so many others.
    """
    low, high = seen.sides(codes)
    shared = seen.likeness(low, high)
    by_high = np.argsort(high, kind="stable")
    highs = high[by_high]
    alphabet = np.empty(len(seen.names), np.int64)
    alphabet[sorted(range(len(seen.names)), key=seen.names.__getitem__)] = np.arange(len(seen.names))
    kept, crowded = np.zeros(len(codes), np.bool_), 0
    for first in range(0, len(seen.names), _AT_ONCE):
        some = first, min(first + _AT_ONCE, len(seen.names))
        behind, before = np.arange(*np.searchsorted(low, some)), by_high[slice(*np.searchsorted(highs, some))]
        rows = np.concatenate((behind, before))
        ours, others = (np.concatenate((a[behind], b[before])) for a, b in ((low, high), (high, low)))
        gaps = np.abs(seen.moments[ours] - seen.moments[others])
        order = np.lexsort((alphabet[others], gaps, -shared[rows], apart[rows], ours))
        rank, settled = ranks(ours[order] * 2 + apart[rows[order]]), apart[rows[order]]
        kept[rows[order[rank < np.where(settled, _APART, _MOST)]]] = True
        crowded += int(((rank == _MOST) & ~settled).sum())
    return codes[kept], crowded


# ---- senses ----------------------------------------------------------------------------------------------------


def _on_one_matter(seen: Sights) -> Iterator[Codes]:
    """Pairs of one type whose reports are on one matter; some more than once."""
    kinds, owners = _kinds(seen), seen.types.owners()
    sensed = seen.sensed[owners]
    owners, types = owners[sensed], seen.types.values[sensed]
    held = seen.reports[owners] * kinds + types
    order = np.argsort(held, kind="stable")
    held, holders = held[order], owners[order]
    for at in range(0, len(owners), _AT_ONCE):
        ours, kind = owners[at : at + _AT_ONCE], types[at : at + _AT_ONCE]
        reports = seen.reports[ours]
        sizes = seen.nearest.sizes[reports]
        near = seen.nearest.values[spread(seen.nearest.firsts[reports], sizes)]
        asked = near * kinds + np.repeat(kind, sizes)
        start, end = (np.searchsorted(held, asked, side) for side in ("left", "right"))
        ours = np.repeat(np.repeat(ours, sizes), end - start)
        theirs = holders[spread(start, end - start)]
        yield np.minimum(ours, theirs) * len(seen.names) + np.maximum(ours, theirs)


def _of_like_sense(codes: Codes, seen: Sights, told: Mapping[str, Telling], scoring: EventScoring) -> Codes:
    """Those whose words are of like sense, whatever else they share."""
    weigher = next((t.weigher for t in told.values() if t.weigher), None)
    if weigher is None:
        return codes[:0]
    kept = [codes[:0]]
    for at in range(0, len(codes), _AT_ONCE):
        part = codes[at : at + _AT_ONCE]
        ours, theirs = (
            np.stack([_known_senses(told[seen.names[place]]) for place in side.tolist()]) for side in seen.sides(part)
        )
        kept.append(part[weigher.model.weigh_senses(ours, theirs) >= scoring.learned.meet])
    return np.concatenate(kept)


def _known_senses(telling: Telling) -> NDArray[np.float32]:
    senses = senses_of(telling)
    if senses is None:
        raise ValueError(f"{telling.id} has no senses")
    return senses
