"""Mentions to events: first those of each report, then what the reports tell, compared once and joined by the mean."""

from collections.abc import Iterable, Mapping

from dragoman.datamodel import Cluster
from dragoman.linking.comparison import compare_all, of_groups
from dragoman.linking.joining import join_compared
from dragoman.linking.meeting import meet
from dragoman.linking.refusals import find_refusals, take_sides
from dragoman.linking.tellings import Telling
from dragoman.linking.within import follow_originals, group_reports
from dragoman.resources.scoring import EventScoring


def cluster(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Cluster, ...]:
    """Group the mentions into events; the order in which they come makes no difference."""
    events = group_reports(tellings, scoring)
    follow_originals(events)
    compared = compare_all(events.told, meet(events.told, scoring), scoring)
    groups, joins = join_compared(events.told, compared, scoring)
    reasons = {name: list(found) for name, found in events.reasons.items()}
    for ours, theirs, why in joins:
        sides = ([m for name in side for m in events.members[name]] for side in (ours, theirs))
        reasons[ours[0]] = [*reasons.get(ours[0], ()), of_groups(why, *sides), *reasons.pop(theirs[0], ())]
    refused = find_refusals(events, compared, groups, scoring)
    return tuple(
        Cluster(
            _in_reading_order((m for name in names for m in events.members[name]), events.mentions),
            tuple(take_sides(c, scoring) for c in sorted(reasons.get(first, ()), key=lambda c: (c.a, c.b))),
            refused.get(first, ()),
        )
        for first, names in sorted(groups.items())
    )


def group_within_reports(tellings: Iterable[Telling], scoring: EventScoring) -> dict[str, Telling]:
    """Each mention, by its id, with what its report tells of its event: what is then compared across reports."""
    events = group_reports(tellings, scoring)
    return {mention: events.told[name] for name, members in events.members.items() for mention in members}


def _in_reading_order(group: Iterable[str], by_id: Mapping[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda i: (by_id[i].mention.report, by_id[i].mention.trigger.start, i)))
