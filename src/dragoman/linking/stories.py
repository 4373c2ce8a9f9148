"""Gather reports into stories: like words, dates that are near, a main event that both tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

import msgspec

from dragoman.datamodel import Event, Report, Story, content_id
from dragoman.linking.likeness import Profile, likeness, make_profiles, pair_up
from dragoman.linking.meanings import Encoder, find_meanings, find_nearest
from dragoman.resources import Resources
from dragoman.resources.scoring import StoryScoring

_FEW_REPORTS = 400  # so many are all compared with each other
_Links = dict[int, dict[int, tuple[float, float]]]  # between groups: the sum of their reports' likeness, the least


def find_stories(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    events: Iterable[Event],
    resources: Resources,
    encoder: Encoder | None = None,
) -> tuple[Story, ...]:
    """Each report in one story, alone where no other is like it; `encoder` reads openings in place of the own one."""
    told = tuple(events)
    ordered = sorted(reports, key=lambda r: r.id)
    reader = encoder or resources.sentence_encoder
    groups = _groups(_profiles(ordered, texts, told, resources, reader), _scoring(resources))
    by_report: dict[str, list[Event]] = defaultdict(list)
    for event in told:
        for name in event.reports:
            by_report[name].append(event)
    stories = [_story([ordered[n] for n in group], by_report) for group in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.earliest or "9", s.id)))


def _profiles(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    events: Sequence[Event],
    resources: Resources,
    encoder: Encoder | None,
) -> list[Profile]:
    """What is compared: the words of each report, the events that it tells, what it is about."""
    own = blank_asides(reports, texts, resources)
    scoring = resources.scoring.stories
    profiles = make_profiles(reports, own, events, scoring, resources.word_rates)
    if encoder is None:
        return profiles
    meanings = find_meanings(reports, own, encoder, scoring.at_large)
    return [replace(p, meaning=m) for p, m in zip(profiles, meanings, strict=True)]


def blank_asides(reports: Iterable[Report], texts: Mapping[str, str], resources: Resources) -> dict[str, str]:
    """The texts; what a report says of others ("Plus, …", "live updates") is blanked, so that places stay."""
    aside = resources.linking_words.aside
    return {key: aside.sub(lambda m: " " * len(m.group()), texts[key]) for key in {r.document for r in reports}}


def _scoring(resources: Resources) -> StoryScoring:
    """Words alone make reports less like than words and meanings do."""
    scoring = resources.scoring.stories
    return scoring if resources.sentence_encoder else msgspec.structs.replace(scoring, join=scoring.join_by_words)


def _groups(profiles: Sequence[Profile], scoring: StoryScoring) -> list[list[int]]:
    """Join the two groups whose reports are closest, until none are close enough."""
    members = {n: [n] for n in range(len(profiles))}
    links: _Links = defaultdict(dict)
    queue = []
    for a, b in _pair_up(profiles, scoring):
        score = likeness(profiles[a], profiles[b], scoring)
        links[a][b] = links[b][a] = (score, score)
        if score >= scoring.join:
            queue.append((-score, a, b))
    heapify(queue)
    while queue:
        score, a, b = heappop(queue)
        if a not in members or b not in members or score != -_closeness(links, members, a, b, scoring):
            continue  # one of them has grown or gone since
        _join(links, members, a, b)
        for other in sorted(links[a]):
            close = _closeness(links, members, a, other, scoring)
            if close >= scoring.join:
                heappush(queue, (-close, min(a, other), max(a, other)))
    return [sorted(group) for group in members.values()]


def _pair_up(profiles: Sequence[Profile], scoring: StoryScoring) -> list[tuple[int, int]]:
    """All pairs of few reports, else those that share something weighty or are near in what they are about."""
    pairs = pair_up(profiles, scoring, _FEW_REPORTS)
    meanings = [p.meaning for p in profiles if p.meaning is not None]
    if len(profiles) <= _FEW_REPORTS or len(meanings) < len(profiles):
        return pairs
    return sorted({*pairs, *find_nearest(meanings, [p.days for p in profiles], scoring.apart_days)})


def _join(links: _Links, members: dict[int, list[int]], a: int, b: int) -> None:
    """Group b goes into group a."""
    mine, others = links[a], links.pop(b)
    for other in sorted((mine.keys() | others.keys()) - {a, b}):
        (first, least), (second, lesser) = mine.get(other, (0.0, 0.0)), others.get(other, (0.0, 0.0))
        links[other].pop(b, None)
        links[a][other] = links[other][a] = (first + second, min(least, lesser))
    mine.pop(b, None)
    members[a].extend(members.pop(b))


def _closeness(links: _Links, members: Mapping[int, Sequence[int]], a: int, b: int, scoring: StoryScoring) -> float:
    """Between the mean likeness of two groups' reports and the least: what merely runs into a story stays out of it."""
    total, least = links[a].get(b, (0.0, 0.0))
    mean = total / (len(members[a]) * len(members[b]))
    return least + (1 - scoring.least) * (mean - least)  # of single reports exactly their likeness


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
