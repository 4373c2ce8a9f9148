"""How like two reports are: weighty words that both hold, and the days between them."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.stop_words import STOP_WORDS

from dragoman.datamodel import Event, Report
from dragoman.linking.days import Days, day_number
from dragoman.linking.words import read_words
from dragoman.resources.scoring import StoryScoring
from dragoman.resources.word_rates import WordRates, cut_word

_SHORTEST = 3
_SHORTEST_NUMBER = 2
_DIGITS = 4  # machines differ in those that follow
FEW_REPORTS = 150  # so many are all compared with each other
_KEYS = 12  # each report meets those that share one of its weightiest words
_MET = 200  # and of those fewer than so many that follow it

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as stories see it: weights of its words, its day, the events that it tells, what it is about.

    `full` is more than a headline and a few lines.
    """

    weights: Mapping[str, float]
    days: Days
    events: frozenset[str]
    meaning: NDArray[np.float32] | None = None  # of length 1
    full: bool = False


def make_profiles(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    events: Iterable[Event],
    scoring: StoryScoring,
    rates: WordRates,
) -> list[Profile]:
    """The reports' profiles, in their order; an event counts where several reports tell it."""
    counts = [count_words(r, texts[r.document], scoring) for r in reports]
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for name in event.reports if len(event.reports) > 1 else ():
            told[name].add(event.id)
    spread = Counter(word for count in counts for word in count)
    rarity = weigh_words(spread, len(reports), scoring, rates)
    pairs = zip(reports, counts, strict=True)
    return [make_profile(r, count, rarity, scoring, frozenset(told[r.id])) for r, count in pairs]


def make_profile(
    report: Report,
    count: Mapping[str, int],
    rarity: Mapping[str, float],
    scoring: StoryScoring,
    events: frozenset[str] = frozenset(),
) -> Profile:
    """One report's profile, from how often it has each word and how rare these are."""
    raw = {word: (1 + log(times)) * rarity[word] for word, times in count.items()}
    norm = sqrt(sum(v * v for v in raw.values())) or 1.0
    days = Days(day_number(report.published.earliest), day_number(report.published.latest))
    weights = {w: v / norm for w, v in raw.items() if v}
    return Profile(weights, days, events, full=len(raw) >= scoring.full)


def pair_up(profiles: Sequence[Profile], scoring: StoryScoring, few: int = FEW_REPORTS) -> list[tuple[int, int]]:
    """All pairs of few reports, else those that share something weighty and ran in the same days."""
    if len(profiles) <= few:
        return list(combinations(range(len(profiles)), 2))
    order = sorted(range(len(profiles)), key=lambda n: (profiles[n].days.ends[0], n))
    in_time = [profiles[n] for n in order]
    keys = ([*weightiest(p), *(f"event {event}" for event in sorted(p.events))] for p in in_time)
    first, last = np.array([p.days.ends for p in in_time]).T
    later = find_later(keys, find_horizons(first, last, scoring))
    found = ((order[a], order[b]) for a, others in enumerate(later) for b in others.tolist())
    return sorted((min(pair), max(pair)) for pair in found)


def find_horizons(first: Ints, last: Ints, scoring: StoryScoring) -> Ints:
    """Of reports in order of time, for each the number from which on others ran too late."""
    return np.searchsorted(first, last + scoring.apart_days, "right").astype(np.int32)


def likeness(a: Profile, b: Profile, scoring: StoryScoring) -> float:
    """The cosine of the words' weights, more where both tell one event, less for each day between; 0 where too many.

    Two full reports tell much that differs, whatever they have in common, and count as a little more like. Where what
    both are about is known, the cosine is half of it and half the likeness of what they are about.
    """
    gap = a.days.gap(b.days)
    if gap > scoring.apart_days:
        return 0.0
    few, many = sorted((a.weights, b.weights), key=len)
    same = sum(weight * many.get(word, 0.0) for word, weight in few.items())
    if a.meaning is not None and b.meaning is not None:
        same = (same + scoring.meaning * round(float(a.meaning @ b.meaning), _DIGITS)) / 2
    same += scoring.both_full if a.full and b.full else 0.0
    return same + (scoring.shared_event if a.events & b.events else 0.0) - scoring.day * gap


def count_words(report: Report, text: str, scoring: StoryScoring) -> Counter[str]:
    """The first words of a report, those of its headline more than once."""
    words = read_words(report, text)
    head = next((b.end for b in report.blocks if b.role == "headline"), -1)
    counts: Counter[str] = Counter()
    for word, start in list(zip(words.words, words.starts, strict=True))[: scoring.words]:
        shortest = _SHORTEST_NUMBER if word[:1].isdigit() else _SHORTEST
        if len(word) >= shortest and word not in STOP_WORDS:
            counts[cut_word(word, scoring.stem)] += scoring.headline if start < head else 1
    return counts


def weigh_words(spread: Mapping[str, int], reports: int, scoring: StoryScoring, rates: WordRates) -> dict[str, float]:
    """How rare each word is: by so many reports, and as if `at_large` of the reports at large were beside them.

    `spread` is in how many of the reports each word stands.
    """
    all_told = reports + scoring.at_large
    rarity = {w: max(0.0, log(all_told / (n + scoring.at_large * rates.rate(w)))) for w, n in spread.items()}
    return {w: v * scoring.number if w[:1].isdigit() else v for w, v in rarity.items()}


def weightiest(profile: Profile) -> list[str]:
    """The words under which a report meets others."""
    return sorted(profile.weights, key=lambda w: (-profile.weights[w], w))[:_KEYS]


def find_later(keys: Iterable[Iterable[str]], horizons: Ints) -> Iterator[Ints]:
    """For each report the numbers of later ones that share one of its keys, of each key no more than the next few.

    `horizons` are for each the number from which on others are too far.
    """
    numbers: dict[str, int] = {}
    held, firsts = array("i"), array("q", [0])
    for own in keys:
        held.extend([numbers.setdefault(key, len(numbers)) for key in own])
        firsts.append(len(held))
    by_key = np.argsort(held, kind="stable")
    holders = np.repeat(np.arange(len(firsts) - 1, dtype=np.int32), np.diff(firsts))[by_key]
    places = np.empty(len(held), np.int64)
    places[by_key] = np.arange(len(held))
    behind = np.cumsum(np.bincount(held, minlength=len(numbers)))[held] if held else places
    count = len(firsts) - 1
    held_by = np.asarray(held, np.int64) * count
    reach = np.searchsorted(held_by[by_key] + holders, held_by + np.repeat(horizons, np.diff(firsts)))
    starts, ends = places + 1, np.minimum(np.minimum(places + _MET, behind), reach)
    none = np.zeros(0, np.int32)
    for first, last in pairwise(firsts):
        spans = zip(starts[first:last].tolist(), ends[first:last].tolist(), strict=True)
        yield np.unique(np.concatenate([none, *(holders[start:end] for start, end in spans)]))
