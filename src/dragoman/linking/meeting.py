"""Who meets whom across reports: what shares a block, and on one matter what is of like sense.

Names become places in an order by time and keys become numbers, so that a million mentions meet in little memory.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.blocking import WINDOW, block_keys, type_families
from dragoman.linking.pairs import Codes, Pairs
from dragoman.linking.runs import begins
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_MOST = 40  # others with which each is compared, beside those of like sense
_AT_ONCE = 4096  # pairs whose senses are weighed together
_HELD = 30_000_000  # pairs of blocks that are held before the same ones are thrown out


def meet(told: Mapping[str, Telling], scoring: EventScoring) -> Pairs:
    """The pairs of two reports' tellings that are compared; each telling is of one report."""
    seen = _look_through(told, scoring)
    likeliest, crowded = _likeliest(_of_two_reports(_by_block(seen), seen), seen.names, told)
    on_matter = _each_once([np.fromiter(_on_one_matter(seen, told, scoring), np.int64)])
    others = _of_two_reports(np.setdiff1d(on_matter, likeliest, assume_unique=True), seen)
    of_like_sense = _of_like_sense(others, seen, told, scoring)
    return Pairs(seen.names, _each_once([likeliest, of_like_sense]), crowded)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """All tellings as numbers: `names` by time, the number of each one's report, and (key, place) for its block keys.

    `of_matter` are the places of those with senses by report and type.
    """

    names: list[str]
    reports: NDArray[np.int32]
    keys: NDArray[np.uint64]
    places: NDArray[np.int32]
    of_matter: Mapping[tuple[str, str], list[int]]


def _look_through(told: Mapping[str, Telling], scoring: EventScoring) -> _Seen:
    """One walk through all tellings."""
    moments, reports, counts, keys = [], [], [], bytearray()
    numbers: dict[str, int] = {}
    matters: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (name, telling) in enumerate(told.items()):
        found = block_keys(telling, scoring)
        for key in found:
            keys += blake2b(key.encode(), digest_size=8).digest()
        counts.append(len(found))
        moments.append((_moment(telling), name))
        reports.append(numbers.setdefault(telling.mention.report, len(numbers)))
        for family in type_families(telling, scoring) if _senses(telling) is not None else ():
            matters[telling.mention.report, family].append(number)
    order = sorted(range(len(moments)), key=moments.__getitem__)
    place_of = np.empty(len(order), np.int32)
    place_of[order] = np.arange(len(order), dtype=np.int32)
    return _Seen(
        names=[moments[n][1] for n in order],
        reports=np.array(reports, np.int32)[order],
        keys=np.frombuffer(bytes(keys), np.uint64),
        places=np.repeat(place_of, counts),
        of_matter={matter: sorted(place_of[found].tolist()) for matter, found in matters.items()},
    )


def _moment(telling: Telling) -> int:
    """The first day that is known of it: its own, else that of the report."""
    days, published = telling.days, telling.published
    return days.earliest or days.latest or published.latest or published.earliest or 0


def _by_block(seen: _Seen) -> Codes:
    """Pairs that share a block; in a large block, neighbours in time."""
    order = np.lexsort((seen.places, seen.keys))
    keys, places = seen.keys[order], seen.places[order].astype(np.int64)
    held: list[Codes] = [np.empty(0, np.int64)]
    for apart in range(1, WINDOW + 1):
        together = keys[:-apart] == keys[apart:]
        held.append(places[:-apart][together] * len(seen.names) + places[apart:][together])
        if sum(map(len, held[1:])) > _HELD:
            held = [_each_once(held)]
    return _each_once(held)


def _each_once(held: list[Codes]) -> Codes:
    """All of them in order; by sorting, which for many millions is quicker than a table."""
    codes = np.sort(np.concatenate(held))
    once: Codes = codes[begins(codes)]
    return once


def _of_two_reports(codes: Codes, seen: _Seen) -> Codes:
    low, high = np.divmod(codes, max(1, len(seen.names)))
    apart: NDArray[np.bool_] = seen.reports[low] != seen.reports[high]
    return codes[apart]


# ---- the likeliest ---------------------------------------------------------------------------------------------


def _likeliest(codes: Codes, names: list[str], told: Mapping[str, Telling]) -> tuple[Codes, int]:
    """Of many that one could be compared with the likeliest, by what is quick to see; a pair that either asks for.

    Beside these how many names had so many others.
    """
    low, high = np.divmod(codes, max(1, len(names)))
    ours, row = np.concatenate((low, high)), np.tile(np.arange(len(codes)), 2)
    order = np.argsort(ours, kind="stable")
    counts = np.bincount(ours, minlength=len(names))
    ends = np.cumsum(counts)
    kept = np.zeros(len(codes), np.bool_)
    crowded = counts > _MOST
    kept[row[order[~np.repeat(crowded, counts)]]] = True
    for place in np.flatnonzero(crowded).tolist():
        rows = row[order[ends[place] - counts[place] : ends[place]]]
        others = (low[rows] + high[rows] - place).tolist()
        kept[rows[_likest(names[place], [names[o] for o in others], told)]] = True
    return codes[kept], int(crowded.sum())


def _likest(name: str, others: list[str], told: Mapping[str, Telling]) -> list[int]:
    """Which of the others are likest, by their places among them."""
    one = told[name]
    moment = _moment(one)
    ranked = sorted(
        (-_likeness(one, telling), abs(moment - _moment(telling)), other, at)
        for at, other in enumerate(others)
        for telling in (told[other],)
    )
    return [at for *_, at in ranked[:_MOST]]


def _likeness(a: Telling, b: Telling) -> int:
    """How much two tellings share at first sight: their matter, their word, who is in them."""
    shared = 0
    if b.mention.report in a.likest or a.mention.report in b.likest:
        shared = 2
    if not a.stems.isdisjoint(b.stems):
        shared += 2
    if not a.families.isdisjoint(b.families):
        shared += 1
    if not a.rare.isdisjoint(b.rare):
        shared += 1
    return shared if a.involved.isdisjoint(b.involved) else shared + min(2, len(a.involved & b.involved))


# ---- senses ----------------------------------------------------------------------------------------------------


def _on_one_matter(seen: _Seen, told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[int]:
    """Pairs of one type whose reports are on one matter; some more than once."""
    for place, name in enumerate(seen.names):
        telling = told[name]
        if _senses(telling) is None:
            continue
        others = telling.likest - {telling.mention.report}
        for matter in ((o, family) for o in others for family in type_families(telling, scoring)):
            for other in seen.of_matter.get(matter, ()):
                yield min(place, other) * len(seen.names) + max(place, other)


def _of_like_sense(codes: Codes, seen: _Seen, told: Mapping[str, Telling], scoring: EventScoring) -> Codes:
    """Those whose words are of like sense, whatever else they share."""
    weigher = next((t.weigher for t in told.values() if t.weigher), None)
    if weigher is None:
        return codes[:0]
    kept = [codes[:0]]
    for at in range(0, len(codes), _AT_ONCE):
        part = codes[at : at + _AT_ONCE]
        sides = np.divmod(part, len(seen.names))
        ours, theirs = (np.stack([_known_senses(told[seen.names[p]]) for p in side.tolist()]) for side in sides)
        kept.append(part[weigher.model.weigh_senses(ours, theirs) >= scoring.learned.meet])
    return np.concatenate(kept)


def _known_senses(telling: Telling) -> NDArray[np.float32]:
    senses = _senses(telling)
    if senses is None:
        raise ValueError(f"{telling.id} has no senses")
    return senses


def _senses(telling: Telling) -> NDArray[np.float32] | None:
    return telling.contexts[0].senses if telling.contexts else None
