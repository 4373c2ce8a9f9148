"""Mentions to events: first those of each report, then what the reports tell, compared once and joined by the mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dragoman.datamodel import Cluster, Comparison
from dragoman.linking.comparison import NEVER, compare, of_groups, to_odds, to_probability
from dragoman.linking.linkage import Linkage, Pair
from dragoman.linking.meeting import meet
from dragoman.linking.refusals import find_refusals, take_sides
from dragoman.linking.tellings import Telling
from dragoman.linking.within import follow_originals, group_reports
from dragoman.resources.scoring import EventScoring


def cluster(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Cluster, ...]:
    """Group the mentions into events; the order in which they come makes no difference."""
    events = group_reports(tellings, scoring)
    follow_originals(events)
    compared = compare_reports(events.told, scoring)
    linkage = _link(compared, scoring)
    reasons = {name: list(found) for name, found in events.reasons.items()}
    for ours, theirs, mean in linkage.run(events.told):
        likest = max((compared[p] for p in _pairs_of(ours, theirs, compared)), key=lambda c: (c.score or 0.0, c.a, c.b))
        sides = ([m for name in side for m in events.members[name]] for side in (ours, theirs))
        joining = replace(of_groups(likest, *sides), score=round(to_probability(mean), 3))
        reasons[ours[0]] = [*reasons.get(ours[0], ()), joining, *reasons.pop(theirs[0], ())]
    refused = find_refusals(events, compared, linkage.members, scoring)
    return tuple(
        Cluster(
            _in_reading_order((m for name in names for m in events.members[name]), events.mentions),
            tuple(take_sides(c, scoring) for c in sorted(reasons.get(first, ()), key=lambda c: (c.a, c.b))),
            refused.get(first, ()),
        )
        for first, names in sorted(linkage.members.items())
    )


def group_within_reports(tellings: Iterable[Telling], scoring: EventScoring) -> dict[str, Telling]:
    """Each mention, by its id, with what its report tells of its event: what is then compared across reports."""
    events = group_reports(tellings, scoring)
    return {mention: events.told[name] for name, members in events.members.items() for mention in members}


def compare_reports(told: Mapping[str, Telling], scoring: EventScoring) -> dict[Pair, Comparison]:
    """What any two reports tell of their events, compared wherever they meet."""
    return {(a, b): compare(told[a], told[b], scoring) for a, b in meet(told, scoring)}


def _link(compared: Mapping[Pair, Comparison], scoring: EventScoring) -> Linkage:
    """What tells neither for nor against counts as if it had not been compared."""
    likeness = {pair: to_odds(found.score) for pair, found in compared.items() if found.score is not None}
    apart = [pair for pair, found in compared.items() if found.score == NEVER]
    return Linkage(likeness, apart, to_odds(scoring.unknown), to_odds(scoring.mean), scoring.stray)


def _pairs_of(ours: Iterable[str], theirs: Iterable[str], compared: Mapping[Pair, Comparison]) -> Iterator[Pair]:
    """The pairs of two groups that were compared."""
    others = tuple(theirs)
    for a in ours:
        yield from (pair for b in others if (pair := (a, b) if a < b else (b, a)) in compared)


def _in_reading_order(group: Iterable[str], by_id: Mapping[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda i: (by_id[i].mention.report, by_id[i].mention.trigger.start, i)))
