"""The profiles of many reports, kept in arrays: twelve bytes a word, and each read out when it is asked for."""

from array import array
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.days import FOREVER, Days
from dragoman.linking.likeness import Ints, Profile, find_horizons
from dragoman.linking.on_demand import at_hand
from dragoman.resources.scoring import StoryScoring

_AT_HAND = 1024  # profiles that are not packed up again at once
_DIGITS = 9  # those that follow depend on the order of a sum


class KeptProfiles(Mapping[str, Profile]):
    """Profiles without events and meanings by their reports, which are also numbered, in the order given."""

    def __init__(self, profiles: Iterable[tuple[str, Profile]]) -> None:
        numbers: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        words, weights, firsts = array("i"), array("d"), array("q", [0])
        first_days, last_days, self._full = array("i"), array("i"), bytearray()
        for number, (report, profile) in enumerate(profiles):
            self._numbers[report] = number
            words.extend([numbers.setdefault(word, len(numbers)) for word in profile.weights])
            weights.extend(profile.weights.values())
            firsts.append(len(words))
            first, last = profile.days.ends
            first_days.append(first)
            last_days.append(last)
            self._full.append(profile.full)
        self.reports = list(self._numbers)
        self._named = list(numbers)
        self._words, self._weights, self._firsts = np.array(words), np.array(weights), np.array(firsts)
        self._first_days, self._last_days = np.array(first_days), np.array(last_days)
        self._dense = np.zeros(len(numbers))
        self._read = at_hand(self.at, _AT_HAND)

    def __getitem__(self, report: str) -> Profile:
        return self._read(self._numbers[report])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, report: str) -> int:
        """The report's number; raises KeyError where there is none."""
        return self._numbers[report]

    def at(self, number: int) -> Profile:
        """The profile of a report by its number, its words in the order in which they were given."""
        row = slice(*self._firsts[number : number + 2].tolist())
        words, weights = self._words[row].tolist(), self._weights[row].tolist()
        first, last = int(self._first_days[number]), int(self._last_days[number])
        days = Days(None if first == -FOREVER else first, None if last == FOREVER else last)
        named = dict(zip([self._named[word] for word in words], weights, strict=True))
        return Profile(named, days, frozenset(), full=bool(self._full[number]))

    def horizons(self, scoring: StoryScoring) -> Ints:
        """For each report the number from which on others ran too late; where reports are numbered by time."""
        return find_horizons(self._first_days, self._last_days, scoring)

    def liken(self, number: int, others: Ints, scoring: StoryScoring) -> tuple[Ints, NDArray[np.float64]]:
        """Those of the others that are on one matter with a report, and how like they are."""
        behind = self._first_days[others] - self._last_days[number]
        gaps = np.maximum(0, np.maximum(behind, self._first_days[number] - self._last_days[others]))
        near = gaps <= scoring.apart_days
        others, gaps = others[near], gaps[near]
        scores = self._cosines(number, others) - scoring.day * gaps
        if self._full[number]:
            scores += scoring.both_full * np.frombuffer(self._full, np.uint8)[others]
        scores = scores.round(_DIGITS)
        found = scores >= scoring.like
        return others[found], scores[found]

    def _cosines(self, number: int, others: Ints) -> NDArray[np.float64]:
        """The sums of what both weigh their words, in the order of the other's words."""
        own = slice(*self._firsts[number : number + 2])
        starts, ends = self._firsts[others], self._firsts[others + 1]
        sizes = ends - starts
        row = np.arange(sizes.sum()) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        self._dense[self._words[own]] = self._weights[own]
        shared = self._dense[self._words[row]] * self._weights[row]
        self._dense[self._words[own]] = 0.0
        return np.bincount(np.repeat(np.arange(len(others)), sizes), shared, len(others)).astype(np.float64)
