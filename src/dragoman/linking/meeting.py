"""Who meets whom across reports: what shares a block, and on one matter what is of like sense."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np

from dragoman.linking.blocking import block_keys, neighbours, type_families
from dragoman.linking.linkage import Pair
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_AT_ONCE = 4096  # pairs whose senses are weighed together


def meet(told: Mapping[str, Telling], scoring: EventScoring) -> list[Pair]:
    """The pairs of two reports' tellings that are compared, in order, the lesser name first."""
    found = {(min(p), max(p)) for p in (*_by_block(told, scoring), *_by_sense(told, scoring))}
    return sorted((a, b) for a, b in found if told[a].reports.isdisjoint(told[b].reports))


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
            others = sorted(o for o in told[name].like if o > report)
            yield from ((name, other) for o in others for other in of_report.get((o, family), ()))
