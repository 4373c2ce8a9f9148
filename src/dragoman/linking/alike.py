"""How like the reports of a record are to each other, for whoever asks about a pair."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import Report
from dragoman.linking.days import day_number
from dragoman.linking.kept_profiles import KeptProfiles
from dragoman.linking.likeness import (
    FEW_REPORTS,
    Ints,
    Profile,
    count_words,
    find_later,
    likeness,
    make_profile,
    weigh_words,
    weightiest,
)
from dragoman.linking.on_demand import at_hand
from dragoman.resources.scoring import StoryScoring
from dragoman.resources.word_rates import WordRates

_NEAREST = 24
_REMEMBERED = 1 << 18  # pairs of reports
_AT_HAND = 256  # reports whose neighbours are not looked up again at once


@dataclass(frozen=True, slots=True, eq=False)
class AlikeReports:
    """The profiles of all reports; `near` are for each those on the same matter, itself among them.

    `nearest` are at most so many of these, the likest: of a matter that hundreds tell, each is held against a few.
    """

    profiles: Mapping[str, Profile]
    near: Mapping[str, frozenset[str]]
    nearest: Mapping[str, frozenset[str]]
    scoring: StoryScoring
    weighed: dict[tuple[str, str], float]  # pairs that were asked for of late, each once

    def of(self, a: str, b: str) -> float:
        """The likeness of two reports, by words and days alone."""
        if a == b:
            return 1.0
        pair = (a, b) if a < b else (b, a)
        known = self.weighed.get(pair)
        if known is None:
            if len(self.weighed) >= _REMEMBERED:
                self.weighed.clear()
            known = self.weighed[pair] = likeness(self.profiles[pair[0]], self.profiles[pair[1]], self.scoring)
        return known


class _Neighbours(Mapping[str, frozenset[str]]):
    """For each report those on its matter, or the likest of these; itself is always among them."""

    def __init__(self, profiles: KeptProfiles, rows: tuple[Ints, Ints], most: int | None) -> None:
        self._profiles, self._most = profiles, most
        self._others, self._firsts = rows
        self._read = at_hand(self._find, _AT_HAND)

    def __getitem__(self, report: str) -> frozenset[str]:
        return self._read(report)

    def __iter__(self) -> Iterator[str]:
        return iter(self._profiles)

    def __len__(self) -> int:
        return len(self._profiles)

    def _find(self, report: str) -> frozenset[str]:
        number = self._profiles.number(report)
        found = self._others[slice(*self._firsts[number : number + 2])][: self._most]
        return frozenset((report, *(self._profiles.reports[n] for n in found.tolist())))


def find_alike(
    reports: Sequence[Report], texts: Mapping[str, str], scoring: StoryScoring, rates: WordRates
) -> AlikeReports:
    """Which reports are on the same matter, by words and days alone: before events are known."""
    profiles = KeptProfiles(_make_profiles(reports, texts, scoring, rates))
    rows = _find_neighbours(profiles, scoring)
    near, nearest = (_Neighbours(profiles, rows, most) for most in (None, _NEAREST))
    return AlikeReports(profiles, near, nearest, scoring, {})


def _make_profiles(
    reports: Sequence[Report], texts: Mapping[str, str], scoring: StoryScoring, rates: WordRates
) -> Iterator[tuple[str, Profile]]:
    """The profiles by report, in order of time; how often each word stands in each report is kept in few bytes."""
    order = sorted(range(len(reports)), key=lambda n: (day_number(reports[n].published.earliest) or 0, reports[n].id))
    numbers: dict[str, int] = {}
    words, times, firsts = array("i"), array("i"), array("q", [0])
    for number in order:
        report = reports[number]
        count = count_words(report, texts[report.document], scoring)
        words.extend([numbers.setdefault(word, len(numbers)) for word in count])
        times.extend(count.values())
        firsts.append(len(words))
    named, spread = list(numbers), Counter(words)
    rarity = weigh_words({named[word]: n for word, n in spread.items()}, len(order), scoring, rates)
    for place, number in enumerate(order):
        row = slice(firsts[place], firsts[place + 1])
        count = Counter(dict(zip([named[word] for word in words[row]], times[row], strict=True)))
        yield reports[number].id, make_profile(reports[number], count, rarity, scoring)


def _find_neighbours(profiles: KeptProfiles, scoring: StoryScoring) -> tuple[Ints, Ints]:
    """The neighbours of each report in a row, the likest first, and where each report's begin; all by number."""
    found = [*_pair_up(profiles, scoring)]
    sizes = np.array([len(others) for others, _ in found], np.int64)
    later = np.concatenate([np.empty(0, np.int32), *(others for others, _ in found)])
    scores = np.concatenate([np.empty(0), *(near for _, near in found)])
    earlier = np.repeat(np.arange(len(profiles), dtype=np.int32), sizes)
    own, met = np.concatenate((earlier, later)), np.concatenate((later, earlier))
    order = np.lexsort((met, -np.tile(scores, 2), own))
    return met[order], np.searchsorted(own[order], np.arange(len(profiles) + 1)).astype(np.int32)


def _pair_up(profiles: KeptProfiles, scoring: StoryScoring) -> Iterator[tuple[Ints, NDArray[np.float64]]]:
    """For each report the later ones on its matter, by number, with their likeness; of few all pairs are tried."""
    reports = len(profiles)
    every = (np.arange(a + 1, reports, dtype=np.int32) for a in range(reports))
    keys = (weightiest(profiles.at(n)) for n in range(reports))
    later = every if reports <= FEW_REPORTS else find_later(keys, profiles.horizons(scoring))
    return (profiles.liken(a, candidates, scoring) for a, candidates in enumerate(later))
