"""Runs of so many words that two or more of many reports have: by sorting them, so that no other run is kept."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.kept_words import Ints, KeptWords
from dragoman.linking.runs import begins

_WIDTH = 24  # a gram in more reports than this joins each to the first ones only, so that cost stays linear
_AT_ONCE = 1 << 22  # grams that are sorted together, where that takes few rounds
_ROUNDS = 8
_CHUNK = 1 << 18
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits spread: as in splitmix64
_SHIFT = np.uint64(29)

Match = tuple[int, int]  # positions of the same gram in two reports
Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]


def match_grams(reports: KeptWords, size: int) -> Iterator[tuple[tuple[int, int], list[Match]]]:
    """For each two reports, in order, the places of the runs of `size` words that both have (the first in each)."""
    found = [part for part in _repeated(reports, size) if len(part[0])]
    if not found:
        return
    places = np.concatenate([part for part, _ in found])
    lengths = np.concatenate([length for _, length in found])
    owners = _owners(reports, places)
    at = (places - reports.firsts[owners]).astype(np.int32).data
    owner = owners.data
    ends = np.cumsum(lengths)
    behind = np.repeat(ends, lengths).data
    rank = np.arange(len(places)) - np.repeat(ends - lengths, lengths)
    first = np.flatnonzero(rank < _WIDTH)
    leading = first[np.argsort(owners[first], kind="stable")].data
    for i, grams in groupby(leading, key=owner.__getitem__):
        met: dict[int, list[Match]] = defaultdict(list)
        for gram in grams:
            others = slice(gram + 1, behind[gram])
            for j, at_j in zip(owner[others], at[others], strict=True):
                met[j].append((at[gram], at_j))
        yield from (((i, j), met[j]) for j in sorted(met))


def _repeated(reports: KeptWords, size: int) -> Iterator[tuple[Positions, Positions]]:
    """Where grams begin that several reports have, gram after gram, each report's first; and how many each has."""
    total = len(reports.numbers) - size + 1
    rounds = min(_ROUNDS, max(1, -(-total // _AT_ONCE)))
    for turn in range(rounds):
        hashes, places = _grams(reports, size, turn, rounds)
        order = np.argsort(hashes, kind="stable")
        hashes, places = hashes[order], places[order]
        owners = _owners(reports, places)
        once = begins(hashes) | begins(owners)  # the first of each report
        hashes, places = hashes[once], places[once]
        starts = np.flatnonzero(begins(hashes))
        counts = np.diff(starts, append=len(hashes))
        yield places[np.repeat(counts > 1, counts)], counts[counts > 1]


def _grams(reports: KeptWords, size: int, turn: int, rounds: int) -> tuple[Hashes, Positions]:
    """The hashes of one round's grams, with where they begin in the row of all words; grams do not cross blocks."""
    numbers, blocks = reports.numbers, reports.blocks
    found: list[tuple[Hashes, Positions]] = []
    for start in range(0, max(0, len(numbers) - size + 1), _CHUNK):
        stop = min(start + _CHUNK, len(numbers) - size + 1)
        hashes = _hash(numbers[start : stop + size - 1], size)
        wanted = blocks[start:stop] == blocks[start + size - 1 : stop + size - 1]
        wanted &= hashes % np.uint64(rounds) == turn
        found.append((hashes[wanted], np.flatnonzero(wanted) + start))
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate([h for h, _ in found]), np.concatenate([at for _, at in found])


def _hash(numbers: Ints, size: int) -> Hashes:
    """A number for each run of `size` words; that two runs have the same by chance is not to be expected."""
    words = (numbers.astype(np.uint64) + np.uint64(1)) * _FACTOR
    words ^= words >> _SHIFT
    count = len(numbers) - size + 1
    hashes = np.zeros(count, np.uint64)
    for k in range(size):
        hashes = (hashes ^ words[k : k + count]) * _FACTOR
        hashes ^= hashes >> _SHIFT
    return hashes


def _owners(reports: KeptWords, places: Positions) -> Ints:
    """The number of the report in which each place lies."""
    return (np.searchsorted(reports.firsts, places, side="right") - 1).astype(np.int32)
