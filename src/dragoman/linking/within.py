"""Mentions to the events of their report: the best comparisons join first, then what names nobody comes home."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import islice, product

from dragoman.datamodel import Comparison
from dragoman.linking.blocking import neighbours, type_families
from dragoman.linking.comparison import compare, compare_all, find_vetoes, keep_apart, of_groups
from dragoman.linking.echoes import find_echoes, repeats
from dragoman.linking.groups import combine
from dragoman.linking.sights import SightsMaker
from dragoman.linking.stragglers import find_homes, fits_best
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_CHECKED = 120  # pairs of two groups that are looked at before they are joined
_WEIGHED = 30  # pairs of two groups whose mean is asked

Place = tuple[str, int, str]  # of a mention: its report, where in it, its id


@dataclass(order=True, frozen=True, slots=True)
class _Step:
    """A join that could be made: the likest first, then the nearest; `versions` tell whether it still holds."""

    score: float
    distance: int
    a: str
    b: str
    versions: tuple[int, int]
    comparison: Comparison = field(compare=False)


@dataclass(slots=True)
class ReportEvents:
    """What each report tells of each of its events, by the least id of its mentions, with what joined them.

    `seen` is what is seen of them; `order` is in which order mentions are read; `compared` are the comparisons of
    single mentions, each made once; `crowded` is how many events of reports could have been more others than they were
    compared with.
    """

    mentions: Mapping[str, Telling]
    told: MutableMapping[str, Telling]
    members: dict[str, list[str]]
    order: dict[str, Place] = field(default_factory=dict)
    reasons: dict[str, list[Comparison]] = field(default_factory=lambda: defaultdict(list))
    compared: dict[tuple[str, str], Comparison] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    crowded: int = 0
    seen: SightsMaker = field(default_factory=SightsMaker)


def group_reports(tellings: Iterable[Telling], scoring: EventScoring) -> ReportEvents:
    """The events of each report by itself; the order in which the mentions come makes no difference."""
    mentions = {t.id: t for t in sorted(tellings, key=lambda t: t.id)}
    pairs = pairs_of_reports(mentions, scoring)
    compared = compare_all(mentions, pairs, scoring)
    order = {t.id: (t.mention.report, t.mention.trigger.start, t.id) for t in mentions.values()}
    events = ReportEvents(mentions, dict(mentions), {name: [name] for name in mentions}, order, compared=compared)
    _join(events, pairs, scoring)
    _bring_home(events, scoring)
    return events


def gather_reports(
    batches: Iterable[Iterable[Telling]], scoring: EventScoring, told: MutableMapping[str, Telling]
) -> ReportEvents:
    """As `group_reports`, batch by batch, no report in two; single mentions are not kept, all else goes to `told`."""
    events = ReportEvents({}, told, {})
    for batch in batches:
        found = group_reports(batch, scoring)
        for name, telling in found.told.items():
            events.told[name] = telling
            events.seen.add(name, telling, scoring)
        events.members.update(found.members)
        events.order.update(found.order)
        events.reasons.update(found.reasons)
    return events


def follow_originals(events: ReportEvents) -> None:
    """Give what a report tells in another's words to the other's event, which stays as it is: a copy adds nothing."""
    originals = dict(find_echoes(events.told, events.seen.echoing()))
    for name, found in sorted(originals.items()):
        original = found
        while original in originals:
            original = originals[original]
        _take_in(events, original, name, repeats(name, found))
        del events.told[name]


def pairs_of_reports(told: Mapping[str, Telling], scoring: EventScoring) -> list[tuple[str, str]]:
    """Pairs of one report and like types, each with the ones that follow it; in order, the lesser name first."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, telling in told.items():
        for family in type_families(telling, scoring):
            blocks[f"{telling.mention.report} {family}"].append(name)
    in_order = (sorted(names, key=lambda n: (told[n].mention.trigger.start, n)) for names in blocks.values())
    return sorted({(min(pair), max(pair)) for names in in_order for pair in neighbours(names)})


def _join(events: ReportEvents, pairs: Iterable[tuple[str, str]], scoring: EventScoring) -> None:
    """Join the two groups that are likest until none are like enough; a joined group is compared anew."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    steps = [step for a in sorted(near) for b in near[a] if a < b for step in _steps(events, a, b, scoring)]
    heapify(steps)
    while steps:
        step = heappop(steps)
        a, b = step.a, step.b
        if step.versions != (events.versions[a], events.versions[b]) or _excluded(events, a, b, scoring):
            continue
        _merge(events, a, b, step.comparison)
        near[a] = (near[a] | near.pop(b)) - {a, b}
        for other in sorted(near[a]):
            near[other].discard(b)
            near[other].add(a)
            for found in _steps(events, a, other, scoring):
                heappush(steps, found)


def _steps(events: ReportEvents, a: str, b: str, scoring: EventScoring) -> Iterator[_Step]:
    """The join of two groups, where they are like enough."""
    a, b = min(a, b), max(a, b)
    one, other = events.told[a], events.told[b]
    comparison = _compare_groups(events, a, b, scoring)
    if comparison.score is not None and comparison.score >= scoring.mean:
        versions = events.versions[a], events.versions[b]
        yield _Step(-comparison.score, _distance(one, other), a, b, versions, comparison)


def _compare_groups(events: ReportEvents, a: str, b: str, scoring: EventScoring) -> Comparison:
    """What all mentions of two groups tell together; where that joins them not, their likest pair at the mean score.

    Together each side has parties and things that the other lacks, though most of its mentions are like the other's.
    """
    pairs = len(events.members[a]) * len(events.members[b])
    if pairs == 1:
        return _compare_mentions(events, a, b, scoring)
    whole = compare(events.told[a], events.told[b], scoring)
    if whole.score is None or not scoring.hold <= whole.score < scoring.mean:
        return whole
    step = 1 + pairs // _WEIGHED
    chosen = islice(product(events.members[a], events.members[b]), 0, None, step)
    compared = [_compare_mentions(events, x, y, scoring) for x, y in chosen]
    mean = _mean_score(compared)
    if mean < scoring.mean:
        return whole
    best = max(compared, key=lambda c: (c.score or 0.0, c.a, c.b))
    return replace(best, score=round(mean, 3))


def _compare_mentions(events: ReportEvents, a: str, b: str, scoring: EventScoring) -> Comparison:
    """Two single mentions, compared once however often they are asked for."""
    pair = (a, b) if a < b else (b, a)
    if pair not in events.compared:
        events.compared[pair] = compare(events.mentions[pair[0]], events.mentions[pair[1]], scoring)
    return events.compared[pair]


def _excluded(events: ReportEvents, a: str, b: str, scoring: EventScoring) -> bool:
    """True when more mentions of the one must stay apart from those of the other than may stray."""
    vetoes = find_vetoes(scoring)
    pairs = [
        (events.mentions[x], events.mentions[y])
        for x, y in islice(product(events.members[a], events.members[b]), _CHECKED)
    ]
    excluding = (True for x, y in pairs if keep_apart(x, y, vetoes, scoring))
    return any(islice(excluding, int(scoring.stray * len(pairs)), None))  # one more than may stray


def _mean_score(compared: Sequence[Comparison]) -> float:
    """The mean over pairs; where nothing tells, 0."""
    return sum(c.score or 0.0 for c in compared) / len(compared)


def _bring_home(events: ReportEvents, scoring: EventScoring) -> None:
    """Join what names nobody to the event of its report that it fits."""
    known_as: dict[str, str] = {}
    for stray, first_home in tuple(find_homes(events.told, scoring)):
        home = known_as.get(first_home, first_home)
        if not _excluded(events, stray, home, scoring):
            known_as[first_home] = min(stray, home)
            _merge(events, min(stray, home), max(stray, home), fits_best(stray, first_home))


def _merge(events: ReportEvents, a: str, b: str, comparison: Comparison) -> None:
    """Make the second group part of the first, whose name is the lesser."""
    _take_in(events, a, b, comparison)
    events.told[a] = combine(events.told[a], events.told.pop(b))
    events.versions[a] += 1
    events.versions[b] = -1


def _take_in(events: ReportEvents, a: str, b: str, comparison: Comparison) -> None:
    """Give the second group's mentions to the first, with what joined them."""
    joining = of_groups(comparison, events.members[a], events.members[b])
    events.members[a] = sorted((*events.members[a], *events.members.pop(b)))
    events.reasons[a] += [joining, *events.reasons.pop(b, ())]


def _distance(a: Telling, b: Telling) -> int:
    """Characters between two mentions of one report."""
    return abs(a.mention.trigger.start - b.mention.trigger.start)
