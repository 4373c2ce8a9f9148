"""Gather reports into stories: like words, dates that are near, a main event that both tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import log, sqrt

from spacy.lang.en.stop_words import STOP_WORDS

from dragoman.datamodel import Event, Report, Story, content_id
from dragoman.linking.days import Days, day_number
from dragoman.linking.words import read_words
from dragoman.resources.scoring import StoryScoring

_SHORTEST = 3
_COMMON = 0.5  # a word in more than half of many reports tells nothing of a story
_MANY = 8
_FEW_REPORTS = 150  # so many are all compared with each other
_KEYS = 12  # each report meets those that share one of its weightiest words


@dataclass(frozen=True, slots=True)
class _Profile:
    """A report as stories see it: weights of its words, its day, the events that it tells."""

    weights: Mapping[str, float]
    days: Days
    events: frozenset[str]


def find_stories(
    reports: Sequence[Report], texts: Mapping[str, str], events: Iterable[Event], scoring: StoryScoring
) -> tuple[Story, ...]:
    """Each report in one story, alone where no other is like it."""
    told = tuple(events)
    ordered = sorted(reports, key=lambda r: r.id)
    profiles = _profiles(ordered, texts, told, scoring)
    groups = _groups(profiles, scoring)
    by_report: dict[str, list[Event]] = defaultdict(list)
    for event in told:
        for name in event.reports:
            by_report[name].append(event)
    stories = [_story([ordered[n] for n in group], by_report) for group in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.earliest or "9", s.id)))


def find_like_reports(
    reports: Sequence[Report], texts: Mapping[str, str], scoring: StoryScoring
) -> dict[str, frozenset[str]]:
    """For each report those on the same matter, itself among them: by words and days alone, before events are known."""
    ordered = sorted(reports, key=lambda r: r.id)
    profiles = _profiles(ordered, texts, (), scoring)
    like: dict[str, set[str]] = {r.id: {r.id} for r in ordered}
    for i, j in _pairs(profiles):
        if _likeness(profiles[i], profiles[j], scoring) >= scoring.like:
            like[ordered[i].id].add(ordered[j].id)
            like[ordered[j].id].add(ordered[i].id)
    return {report: frozenset(found) for report, found in like.items()}


def _profiles(
    reports: Sequence[Report], texts: Mapping[str, str], events: Iterable[Event], scoring: StoryScoring
) -> list[_Profile]:
    counts = [_count_words(r, texts, scoring) for r in reports]
    spread = Counter(word for count in counts for word in count)
    most = len(reports) * _COMMON if len(reports) >= _MANY else len(reports)
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for name in event.reports if len(event.reports) > 1 else ():
            told[name].add(event.id)
    profiles = []
    for report, count in zip(reports, counts, strict=True):
        raw = {w: (1 + log(n)) * log((1 + len(reports)) / spread[w]) for w, n in count.items() if spread[w] <= most}
        norm = sqrt(sum(v * v for v in raw.values())) or 1.0
        days = Days(day_number(report.published.earliest), day_number(report.published.latest))
        profiles.append(_Profile({w: v / norm for w, v in raw.items()}, days, frozenset(told[report.id])))
    return profiles


def _count_words(report: Report, texts: Mapping[str, str], scoring: StoryScoring) -> Counter[str]:
    """The first words of a report, those of its headline more than once."""
    words = read_words(report, texts[report.document])
    head = next((b.end for b in report.blocks if b.role == "headline"), -1)
    counts: Counter[str] = Counter()
    for word, start in list(zip(words.words, words.starts, strict=True))[: scoring.words]:
        if len(word) >= _SHORTEST and word not in STOP_WORDS:
            counts[word.removesuffix("s")[: scoring.stem]] += scoring.headline if start < head else 1
    return counts


def _groups(profiles: Sequence[_Profile], scoring: StoryScoring) -> list[list[int]]:
    """Join the two groups whose reports are likest in the mean, until none is like enough (average linkage)."""
    members = {n: [n] for n in range(len(profiles))}
    sums: dict[int, dict[int, float]] = defaultdict(dict)  # of the likeness between the reports of two groups
    queue = []
    for a, b in sorted(_pairs(profiles)):
        score = _likeness(profiles[a], profiles[b], scoring)
        sums[a][b] = sums[b][a] = score
        queue.append((-score, a, b))
    queue = [entry for entry in queue if -entry[0] >= scoring.join]
    heapify(queue)
    while queue:
        score, a, b = heappop(queue)
        if a not in members or b not in members or score != -_mean(sums, members, a, b):
            continue  # one of them has grown or gone since
        for other, total in sums.pop(b).items():
            sums[other].pop(b, None)
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        members[a].extend(members.pop(b))
        for other in sorted(sums[a]):
            mean = _mean(sums, members, a, other)
            if mean >= scoring.join:
                heappush(queue, (-mean, min(a, other), max(a, other)))
    return [sorted(group) for group in members.values()]


def _mean(sums: Mapping[int, Mapping[int, float]], members: Mapping[int, Sequence[int]], a: int, b: int) -> float:
    return sums[a].get(b, 0.0) / (len(members[a]) * len(members[b]))


def _pairs(profiles: Sequence[_Profile]) -> Iterable[tuple[int, int]]:
    """All pairs of few reports, else those that share something weighty."""
    return combinations(range(len(profiles)), 2) if len(profiles) <= _FEW_REPORTS else _candidates(profiles)


def _candidates(profiles: Sequence[_Profile]) -> set[tuple[int, int]]:
    """Pairs that share one of their weightiest words, or an event."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for word in sorted(profile.weights, key=lambda w: (-profile.weights[w], w))[:_KEYS]:
            blocks[word].append(number)
        for event in sorted(profile.events):
            blocks[f"event {event}"].append(number)
    return {(a, b) for block in blocks.values() for i, a in enumerate(block) for b in block[i + 1 : i + 200]}


def _likeness(a: _Profile, b: _Profile, scoring: StoryScoring) -> float:
    gap = a.days.gap(b.days)
    if gap > scoring.apart_days:
        return 0.0
    few, many = sorted((a.weights, b.weights), key=len)
    same = sum(weight * many.get(word, 0.0) for word, weight in few.items())
    return same + (scoring.shared_event if a.events & b.events else 0.0) - scoring.day * gap


def _story(reports: Sequence[Report], by_report: Mapping[str, Sequence[Event]]) -> Story:
    """The story is called by its main event: the one that most of its reports tell."""
    ids = {r.id for r in reports}
    told = list({e.id: e for r in sorted(ids) for e in by_report.get(r, ())}.values())
    main = min(told, key=lambda e: (-len(ids & set(e.reports)), -len(e.mentions), e.id), default=None)
    headline = next(
        (r.headline for r in sorted(reports, key=lambda r: (r.published.latest or "9", r.id)) if r.headline), ""
    )
    days = [d for r in reports for d in (r.published.earliest, r.published.latest) if d]
    return Story(
        id=content_id("story", *sorted(ids)),
        title=main.title if main is not None and len(ids & set(main.reports)) * 2 >= len(ids) else headline,
        reports=tuple(sorted(ids)),
        events=tuple(e.id for e in told),
        earliest=min(days, default=None),
        latest=max(days, default=None),
    )
