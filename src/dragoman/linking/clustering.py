"""Mentions to events: first those of each report, then what the reports tell, compared once and joined by the mean."""

from collections.abc import Iterable, Mapping

from dragoman.datamodel import Cluster
from dragoman.linking.comparison import compare_all, of_groups
from dragoman.linking.joining import join_in_parts
from dragoman.linking.meeting import meet
from dragoman.linking.pairs import Findings, Pairs
from dragoman.linking.refusals import find_refusals, take_sides
from dragoman.linking.tellings import Telling
from dragoman.linking.within import ReportEvents, follow_originals, group_reports
from dragoman.resources.scoring import EventScoring

_AT_ONCE = 8192  # pairs that are compared and then kept as numbers


def cluster(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Cluster, ...]:
    """Group the mentions into events; the order in which they come makes no difference."""
    return join_reports(group_reports(tellings, scoring), scoring)


def join_reports(events: ReportEvents, scoring: EventScoring) -> tuple[Cluster, ...]:
    """What the reports tell of their events, as events of all."""
    follow_originals(events)
    compared = compare_met(events.told, meet(events.told, scoring), scoring)
    groups, joins = join_in_parts(compared, scoring)
    reasons = {name: list(found) for name, found in events.reasons.items()}
    for ours, theirs, why in joins:
        sides = ([m for name in side for m in events.members[name]] for side in (ours, theirs))
        reasons[ours[0]] = [*reasons.get(ours[0], ()), of_groups(why, *sides), *reasons.pop(theirs[0], ())]
    refused = find_refusals(events, compared, groups, scoring)
    return tuple(
        Cluster(
            tuple(sorted((m for name in names for m in events.members[name]), key=events.order.__getitem__)),
            tuple(take_sides(c, scoring) for c in sorted(reasons.get(first, ()), key=lambda c: (c.a, c.b))),
            refused.get(first, ()),
        )
        for first, names in sorted(groups.items())
    )


def group_within_reports(tellings: Iterable[Telling], scoring: EventScoring) -> dict[str, Telling]:
    """Each mention, by its id, with what its report tells of its event: what is then compared across reports."""
    events = group_reports(tellings, scoring)
    return {mention: events.told[name] for name, members in events.members.items() for mention in members}


def compare_met(told: Mapping[str, Telling], pairs: Pairs, scoring: EventScoring) -> Findings:
    """The comparison of each pair, made in the order of time and kept as numbers."""
    ids = {name: telling.id for name, telling in told.items() if telling.id != name}
    findings = Findings(pairs, ids)
    for at in range(0, len(pairs), _AT_ONCE):
        findings.keep(at, tuple(compare_all(told, pairs[at : at + _AT_ONCE], scoring).values()))
    return findings
