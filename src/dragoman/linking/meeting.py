"""Who meets whom across reports: what shares a block, and on one matter what is of like sense."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import numpy as np

from dragoman.linking.blocking import block_keys, neighbours, type_families
from dragoman.linking.linkage import Pair
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_MOST = 40  # others with which each is compared, beside those of like sense
_AT_ONCE = 4096  # pairs whose senses are weighed together


def meet(told: Mapping[str, Telling], scoring: EventScoring) -> list[Pair]:
    """The pairs of two reports' tellings that are compared, in order, the lesser name first."""
    by_block = _of_two_reports(_by_block(told, scoring), told)
    by_sense = _of_two_reports(_by_sense(told, scoring), told)
    return sorted({*_likeliest(by_block, told), *by_sense})


def _of_two_reports(pairs: Iterable[Pair], told: Mapping[str, Telling]) -> set[Pair]:
    """Each pair once, the lesser name first, where no report tells both."""
    return {(min(p), max(p)) for p in pairs if told[p[0]].reports.isdisjoint(told[p[1]].reports)}


def _likeliest(pairs: Iterable[Pair], told: Mapping[str, Telling]) -> Iterator[Pair]:
    """Of many that one could be compared with the likeliest, by what is quick to see; a pair that either asks for."""
    met: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        met[a].append(b)
        met[b].append(a)
    for name, others in met.items():
        yield from ((min(name, other), max(name, other)) for other in _likest(name, others, told))


def _likest(name: str, others: list[str], told: Mapping[str, Telling]) -> list[str]:
    if len(others) <= _MOST:
        return others
    return sorted(others, key=lambda other: (_unlikeness(told[name], told[other]), other))[:_MOST]


def _unlikeness(a: Telling, b: Telling) -> tuple[float, int]:
    """How little two tellings share at first sight: their matter, their word, who is in them, their days."""
    shared = 2 * (not a.likest.isdisjoint(b.reports) or not b.likest.isdisjoint(a.reports))
    shared += 2 * (not a.stems.isdisjoint(b.stems)) + (not a.families.isdisjoint(b.families))
    shared += min(2, len(a.involved & b.involved)) + (not a.rare.isdisjoint(b.rare))
    return -shared, abs(_moment(a) - _moment(b))


def _by_block(told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[Pair]:
    """Pairs that share a block; in a large block, neighbours in time."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, telling in told.items():
        for key in block_keys(telling, scoring):
            blocks[key].append(name)
    for names in blocks.values():
        if len(names) > 1:
            yield from neighbours(sorted(names, key=lambda n: (_moment(told[n]), n)))


def _moment(telling: Telling) -> int:
    """The first day that is known of it: its own, else that of the report."""
    days, published = telling.days, telling.published
    return days.earliest or days.latest or published.latest or published.earliest or 0


def _by_sense(told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[Pair]:
    """Pairs of one type whose reports are on one matter and whose words are of like sense, whatever else they share."""
    senses = {n: t.contexts[0].senses for n, t in told.items() if t.contexts and t.contexts[0].senses is not None}
    weigher = next((t.weigher for t in told.values() if t.weigher), None)
    if weigher is None:
        return
    pairs = _on_one_matter({name: told[name] for name in senses}, scoring)
    while part := list(islice(pairs, _AT_ONCE)):
        ours, theirs = (np.stack([senses[pair[side]] for pair in part]) for side in (0, 1))
        odds = weigher.model.weigh_senses(ours, theirs)
        yield from (pair for pair, each in zip(part, odds.tolist(), strict=True) if each >= scoring.learned.meet)


def _on_one_matter(told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[Pair]:
    of_report: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(told):
        for report in told[name].reports:
            for family in type_families(told[name], scoring):
                of_report[report, family].append(name)
    for (report, family), names in sorted(of_report.items()):
        for name in names:
            others = sorted(o for o in told[name].likest if o != report)
            yield from ((name, other) for o in others for other in of_report.get((o, family), ()))
