"""Many pairs of names in little memory, and what was found of each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import Comparison
from dragoman.linking.linkage import Pair

Codes = NDArray[np.int64]
Found = tuple[float | None, tuple[str, ...]]  # a comparison's score and reasons
_MILLE = 1000  # scores have three digits
_NONE = -1


class Pairs(Sequence[Pair]):
    """Pairs of `names`, each as one number: the places of both in `names`, the lesser first; in order, each once.

    Where they are taken out, the lesser name comes first. `crowded` names were in more pairs than are kept. `apart`
    tells for each pair what is known beforehand to keep both apart, as a number; 0 where nothing is.
    """

    def __init__(
        self, names: Sequence[str], codes: Codes, crowded: int = 0, apart: NDArray[np.int8] | None = None
    ) -> None:
        self.names, self.codes, self.crowded = names, codes, crowded
        self.apart = np.zeros(len(codes), np.int8) if apart is None else apart
        self.places = {name: place for place, name in enumerate(names)}

    def of(self, names: Collection[str]) -> "Pairs":
        """Those in which one of some names stands."""
        asked = np.zeros(len(self.names), np.bool_)
        asked[[self.places[name] for name in names]] = True
        low, high = self.sides()
        chosen = asked[low] | asked[high]
        return Pairs(self.names, self.codes[chosen], self.crowded, self.apart[chosen])

    def code(self, pair: Pair) -> int:
        """The number of a pair."""
        a, b = self.places[pair[0]], self.places[pair[1]]
        return min(a, b) * len(self.names) + max(a, b)

    def sides(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of both names of every pair."""
        return np.divmod(self.codes, max(1, len(self.names)))

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, places: NDArray[np.int64]) -> list[Pair]:
        """Some of them, by their places."""
        return [self._pair(code) for code in self.codes[places].tolist()]

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> list[Pair]: ...
    def __getitem__(self, at: int | slice) -> Pair | list[Pair]:
        codes = self.codes[at]
        if isinstance(at, slice):
            return [self._pair(code) for code in codes.tolist()]
        return self._pair(int(codes))

    def __iter__(self) -> Iterator[Pair]:
        return map(self._pair, map(int, self.codes))

    def _pair(self, code: int) -> Pair:
        low, high = divmod(code, len(self.names))
        a, b = self.names[low], self.names[high]
        return (a, b) if a < b else (b, a)


class Findings(Mapping[Pair, Comparison]):
    """The comparison of each pair of `pairs`, in their order, kept as numbers.

    `ids` are the mentions that speak for names other than their own.
    """

    def __init__(self, pairs: Pairs, ids: Mapping[str, str]) -> None:
        self.pairs, self._ids = pairs, ids
        self._scores = np.full(len(pairs), _NONE, np.int16)
        self._words = np.zeros(len(pairs), np.int32)
        self._reasons: list[tuple[str, ...]] = []
        self._known: dict[tuple[str, ...], int] = {}

    def keep(self, places: NDArray[np.int64], found: Iterable[Found]) -> None:
        """What was found of the pairs at some places: scores and reasons."""
        for at, each in zip(places.tolist(), found, strict=True):
            self.keep_alike(at, each)

    def keep_alike(self, places: int | NDArray[np.int64], found: Found) -> None:
        """The same was found of all the pairs at some places."""
        score, reasons = found
        self._scores[places] = _NONE if score is None else round(score * _MILLE)
        self._words[places] = self._number(reasons)

    def _number(self, reasons: tuple[str, ...]) -> int:
        number = self._known.setdefault(reasons, len(self._reasons))
        if number == len(self._reasons):
            self._reasons.append(reasons)
        return number

    def scores(self) -> NDArray[np.float64]:
        """The score of each pair, in order; NaN where nothing tells."""
        return np.where(self._scores == _NONE, np.nan, self._scores / _MILLE)

    def __getitem__(self, pair: Pair) -> Comparison:
        return self._at(self._find(pair), pair)

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def of(self, places: Sequence[int]) -> dict[Pair, Comparison]:
        """Some of the pairs, by their places."""
        return {pair: self._at(at, pair) for at in places for pair in (self.pairs[at],)}

    def _find(self, pair: Pair) -> int:
        code = self.pairs.code(pair)
        at = int(np.searchsorted(self.pairs.codes, code))
        if at == len(self.pairs) or self.pairs.codes[at] != code:
            raise KeyError(pair)
        return at

    def _at(self, at: int, pair: Pair) -> Comparison:
        a, b = sorted(self._ids.get(name, name) for name in pair)
        score = None if self._scores[at] == _NONE else int(self._scores[at]) / _MILLE
        return Comparison(a, b, score, self._reasons[self._words[at]])
