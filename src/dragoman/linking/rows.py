"""Rows of numbers, of many things each its own few: sets that are held against each other by the million."""

from array import array
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


class Rows:
    """Row n is `values[firsts[n] : firsts[n + 1]]`."""

    def __init__(self, values: NDArray[Any], firsts: Places) -> None:
        self.values, self.firsts = values, firsts
        self.sizes = np.diff(firsts)

    def reordered(self, order: Places) -> "Rows":
        """The rows in another order, or some of them."""
        sizes = self.sizes[order]
        return Rows(self.values[spread(self.firsts[order], sizes)], edges(sizes))

    def owners(self) -> Places:
        """For each value the row in which it stands."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def in_common(self, ones: Places, others: Places) -> Places:
        """How many numbers each of some rows has in common with its counterpart; in a row each stands once."""
        width = self.sizes[others]
        counts = self.sizes[ones] * width
        pair = np.repeat(np.arange(len(ones)), counts)
        row, column = np.divmod(spread(np.zeros(len(ones), np.int64), counts), width[pair])
        same = self.values[self.firsts[ones][pair] + row] == self.values[self.firsts[others][pair] + column]
        found: Places = np.bincount(pair[same], minlength=len(ones))
        return found


class RowsMaker:
    """Rows out of sets, one after the other; equal members have equal numbers."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._values, self._sizes = array("i"), array("q")

    def add(self, members: Iterable[Hashable]) -> None:
        """The next row."""
        found = [self._numbers.setdefault(member, len(self._numbers)) for member in members]
        self._values.extend(found)
        self._sizes.append(len(found))

    def rows(self) -> Rows:
        """All that were added."""
        return Rows(np.array(self._values, np.int32), edges(np.array(self._sizes, np.int64)))


def edges(sizes: Places) -> Places:
    """Where rows of such sizes begin, and where the last ends."""
    found: Places = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    return found


def spread(firsts: Places, sizes: Places) -> Places:
    """Of runs that begin at `firsts` all places: 5, 6, 9 of (5, 9) and (2, 1)."""
    starts = edges(sizes)
    found: Places = np.arange(starts[-1]) + np.repeat(firsts - starts[:-1], sizes)
    return found


def holds(ordered: Places, asked: Places) -> NDArray[np.bool_]:
    """Which of those that are asked for stand in an ordered array."""
    at = np.searchsorted(ordered, asked)
    at[at == len(ordered)] = 0
    found: NDArray[np.bool_] = ordered[at] == asked if len(ordered) else np.zeros(len(asked), np.bool_)
    return found
