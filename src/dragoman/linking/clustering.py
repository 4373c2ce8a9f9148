"""Mentions to events: the best comparisons join first, and what must stay apart stays apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from dragoman.datamodel import Cluster, Comparison
from dragoman.linking.blocking import block_keys
from dragoman.linking.comparison import NEVER, compare
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_WINDOW = 60  # in a large block each mention meets so many neighbours in time
_CHECKED = 900  # pairs of two groups that are looked at before they are joined

Pair = tuple[str, str]


def cluster(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Cluster, ...]:
    """Group the mentions into events; the order in which they come makes no difference."""
    by_id = {t.id: t for t in sorted(tellings, key=lambda t: t.id)}
    known = {pair: compare(by_id[pair[0]], by_id[pair[1]], scoring) for pair in _candidates(by_id, scoring)}
    joins = sorted(
        (c for c in known.values() if c.score is not None and c.score >= scoring.join),
        key=lambda c: (-(c.score or 0.0), _distance(by_id[c.a], by_id[c.b]), c.a, c.b),
    )
    group_of = {i: i for i in by_id}
    members = {i: [i] for i in by_id}
    reasons: dict[str, list[Comparison]] = defaultdict(list)
    for join in joins:
        a, b = sorted((group_of[join.a], group_of[join.b]))
        if a != b and not _fits(members[a], members[b], by_id, known, scoring):
            continue
        reasons[a].append(join)
        if a != b:
            reasons[a].extend(reasons.pop(b, ()))
            members[a].extend(members.pop(b))
            group_of.update(dict.fromkeys(members[a], a))
    return tuple(
        Cluster(_in_reading_order(group, by_id), tuple(sorted(reasons[first], key=lambda c: (c.a, c.b))))
        for first, group in sorted(members.items())
    )


def _candidates(by_id: Mapping[str, Telling], scoring: EventScoring) -> Iterator[Pair]:
    """Pairs that share a block; in a large block, neighbours in time."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for telling in by_id.values():
        for key in block_keys(telling, scoring):
            blocks[key].append(telling.id)
    seen: set[Pair] = set()
    for ids in blocks.values():
        ordered = sorted(ids, key=lambda i: (_moment(by_id[i]), i))
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + _WINDOW]:
                seen.add((min(one, other), max(one, other)))
    yield from sorted(seen)


def _moment(telling: Telling) -> int:
    """The first day that is known of it: its own, else that of the report."""
    days, published = telling.days, telling.published
    return days.earliest or days.latest or published.latest or published.earliest or 0


def _distance(a: Telling, b: Telling) -> int:
    """Characters between two mentions of one report; mentions of two reports come after these."""
    if a.mention.report != b.mention.report:
        return 1_000_000_000
    return abs(a.mention.trigger.start - b.mention.trigger.start)


def _fits(
    ours: Sequence[str],
    theirs: Sequence[str],
    by_id: Mapping[str, Telling],
    known: dict[Pair, Comparison],
    scoring: EventScoring,
) -> bool:
    """True when no two of the groups must stay apart, and on the whole they are alike."""
    scores = []
    for one, other in islice(product(sorted(ours), sorted(theirs)), _CHECKED):
        pair = (min(one, other), max(one, other))
        if pair not in known:
            known[pair] = compare(by_id[one], by_id[other], scoring)
        score = known[pair].score
        if score == NEVER:
            return False
        if score is not None:
            scores.append(score)
    return bool(scores) and sum(scores) / len(scores) >= scoring.mean


def _in_reading_order(group: Iterable[str], by_id: Mapping[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda i: (by_id[i].mention.report, by_id[i].mention.trigger.start, i)))
