"""Mentions to events: the best comparisons join first, within each report and then across; what differs stays apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import islice, product

from dragoman.datamodel import Cluster, Comparison
from dragoman.linking.blocking import block_keys, type_families
from dragoman.linking.comparison import compare, find_vetoes, keep_apart
from dragoman.linking.groups import combine
from dragoman.linking.refusals import Joined, find_refusals, of_groups, take_sides
from dragoman.linking.stragglers import find_homes, fits_best
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_WINDOW = 40  # in a large block each group meets so many neighbours in time

_CHECKED = 120  # pairs of two groups that are looked at before they are joined
_WEIGHED = 30  # pairs of two groups whose mean is asked
_FEW_PAIRS = 3
_ELSEWHERE = 1_000_000_000  # the distance of mentions of two reports


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
class _Groups:
    """The groups so far, by the least id of each one's mentions, with what joined them.

    `compared` are the comparisons of single mentions, each made once.
    """

    mentions: Mapping[str, Telling]
    told: dict[str, Telling]
    members: dict[str, list[str]]
    reasons: dict[str, list[Comparison]] = field(default_factory=lambda: defaultdict(list))
    compared: dict[tuple[str, str], Comparison] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def cluster(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Cluster, ...]:
    """Group the mentions into events; the order in which they come makes no difference."""
    groups = _group_reports(tellings, scoring)
    mentions = groups.mentions
    _join(groups, _across(groups.told, scoring), scoring)
    joined = Joined(groups.told, groups.members, mentions)
    refused = find_refusals(joined, _across(groups.told, scoring), scoring)
    return tuple(
        Cluster(
            _in_reading_order(group.ids, mentions),
            tuple(take_sides(c, scoring) for c in sorted(groups.reasons[name], key=lambda c: (c.a, c.b))),
            refused.get(name, ()),
        )
        for name, group in sorted(groups.told.items())
    )


def group_within_reports(tellings: Iterable[Telling], scoring: EventScoring) -> dict[str, Telling]:
    """Each mention, by its id, with what its report tells of its event: what is then compared across reports."""
    groups = _group_reports(tellings, scoring)
    return {mention: groups.told[name] for name, members in groups.members.items() for mention in members}


def _group_reports(tellings: Iterable[Telling], scoring: EventScoring) -> _Groups:
    """The events of each report by itself."""
    mentions = {t.id: t for t in sorted(tellings, key=lambda t: t.id)}
    groups = _Groups(mentions, dict(mentions), {name: [name] for name in mentions})
    _join(groups, _within_reports(groups.told, scoring), scoring)
    _bring_home(groups, scoring)
    return groups


# ---- who meets whom -----------------------------------------------------------------------------------------


def _within_reports(told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[tuple[str, str]]:
    """Pairs of one report and like types, each mention with the ones around it."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, telling in told.items():
        for family in type_families(telling, scoring):
            blocks[f"{telling.mention.report} {family}"].append(name)
    for names in blocks.values():
        yield from _neighbours(sorted(names, key=lambda n: (told[n].mention.trigger.start, n)))


def _across(told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[tuple[str, str]]:
    """Pairs that share a block; in a large block, neighbours in time."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, telling in told.items():
        for key in block_keys(telling, scoring):
            blocks[key].append(name)
    for names in blocks.values():
        if len(names) > 1:
            yield from _neighbours(sorted(names, key=lambda n: (_moment(told[n]), n)))


def _neighbours(ordered: list[str]) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _WINDOW]:
            yield one, other


def _moment(telling: Telling) -> int:
    """The first day that is known of it: its own, else that of the report."""
    days, published = telling.days, telling.published
    return days.earliest or days.latest or published.latest or published.earliest or 0


# ---- joining ------------------------------------------------------------------------------------------------


def _join(groups: _Groups, pairs: Iterable[tuple[str, str]], scoring: EventScoring) -> None:
    """Join the two groups that are likest until none are like enough; a joined group is compared anew."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    steps = [step for a in sorted(near) for b in near[a] if a < b for step in _steps(groups, a, b, scoring)]
    heapify(steps)
    while steps:
        step = heappop(steps)
        a, b = step.a, step.b
        if step.versions != (groups.versions[a], groups.versions[b]) or _excluded(groups, a, b, scoring):
            continue
        _merge(groups, a, b, step.comparison)
        near[a] = (near[a] | near.pop(b)) - {a, b}
        for other in sorted(near[a]):
            near[other].discard(b)
            near[other].add(a)
            for found in _steps(groups, a, other, scoring):
                heappush(steps, found)


def _steps(groups: _Groups, a: str, b: str, scoring: EventScoring) -> Iterator[_Step]:
    """The join of two groups, where they are like enough."""
    a, b = min(a, b), max(a, b)
    one, other = groups.told[a], groups.told[b]
    comparison = _compare_groups(groups, a, b, scoring)
    if comparison.score is not None and comparison.score >= scoring.join:
        versions = groups.versions[a], groups.versions[b]
        yield _Step(-comparison.score, _distance(one, other), a, b, versions, comparison)


def _compare_groups(groups: _Groups, a: str, b: str, scoring: EventScoring) -> Comparison:
    """What all mentions of two groups tell together; where that joins them not, their likest pair at the mean score.

    Together each side has parties and things that the other lacks, though most of its mentions are like the other's.
    """
    pairs = len(groups.members[a]) * len(groups.members[b])
    if pairs == 1:
        return _compare_mentions(groups, a, b, scoring)
    whole = compare(groups.told[a], groups.told[b], scoring)
    if whole.score is None or not scoring.hold <= whole.score < scoring.join:
        return whole
    step = 1 + pairs // _WEIGHED
    chosen = islice(product(groups.members[a], groups.members[b]), 0, None, step)
    compared = [_compare_mentions(groups, x, y, scoring) for x, y in chosen]
    mean = _mean_score(compared)
    if mean < scoring.join:
        return whole
    best = max(compared, key=lambda c: (c.score or 0.0, c.a, c.b))
    return replace(best, score=round(mean, 3))


def _compare_mentions(groups: _Groups, a: str, b: str, scoring: EventScoring) -> Comparison:
    """Two single mentions, compared once however often they are asked for."""
    pair = (a, b) if a < b else (b, a)
    if pair not in groups.compared:
        groups.compared[pair] = compare(groups.mentions[pair[0]], groups.mentions[pair[1]], scoring)
    return groups.compared[pair]


def _excluded(groups: _Groups, a: str, b: str, scoring: EventScoring) -> bool:
    """True when a mention of the one must stay apart from one of the other, or most of two reports' are unlike."""
    vetoes = find_vetoes(scoring)
    pairs = [
        (groups.mentions[x], groups.mentions[y])
        for x, y in islice(product(groups.members[a], groups.members[b]), _CHECKED)
    ]
    excluding = (True for x, y in pairs if keep_apart(x, y, vetoes, scoring))
    if any(islice(excluding, int(scoring.stray * len(pairs)), None)):  # one more than may stray
        return True
    across = [(x, y) for x, y in pairs if x.reports.isdisjoint(y.reports)]
    if len(across) < _FEW_PAIRS:
        return False
    chosen = across[:: 1 + len(across) // _WEIGHED]
    return _mean_score([_compare_mentions(groups, x.id, y.id, scoring) for x, y in chosen]) < scoring.hold


def _mean_score(compared: Sequence[Comparison]) -> float:
    """The mean over pairs; where nothing tells, 0."""
    return sum(c.score or 0.0 for c in compared) / len(compared)


def _bring_home(groups: _Groups, scoring: EventScoring) -> None:
    """Join what names nobody to the event of its report that it fits."""
    known_as: dict[str, str] = {}
    for stray, first_home in tuple(find_homes(groups.told, scoring)):
        home = known_as.get(first_home, first_home)
        if not _excluded(groups, stray, home, scoring):
            known_as[first_home] = min(stray, home)
            _merge(groups, min(stray, home), max(stray, home), fits_best(stray, first_home))


def _merge(groups: _Groups, a: str, b: str, comparison: Comparison) -> None:
    """Make the second group part of the first, whose name is the lesser."""
    joining = of_groups(comparison, groups.members[a], groups.members[b])
    groups.members[a] = sorted((*groups.members[a], *groups.members.pop(b)))
    groups.told[a] = combine(groups.told[a], groups.told.pop(b))
    groups.reasons[a] += [joining, *groups.reasons.pop(b, ())]
    groups.versions[a] += 1
    groups.versions[b] = -1


def _distance(a: Telling, b: Telling) -> int:
    """Characters between two mentions of one report."""
    if a.mention.report != b.mention.report:
        return _ELSEWHERE
    return abs(a.mention.trigger.start - b.mention.trigger.start)


def _in_reading_order(group: Iterable[str], by_id: Mapping[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda i: (by_id[i].mention.report, by_id[i].mention.trigger.start, i)))
