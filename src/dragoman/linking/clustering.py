"""Mentions to events: first those of each report, then what the reports tell, compared once and joined by the mean."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from dragoman.datamodel import Cluster
from dragoman.linking.comparison import NEVER, compare_all, of_groups, say
from dragoman.linking.joining import join_in_parts
from dragoman.linking.meeting import meet
from dragoman.linking.pairs import Findings, Found, Pairs
from dragoman.linking.parcels import PAIRS, CompareParcels, pack, unpack_found
from dragoman.linking.refusals import find_refusals, take_sides
from dragoman.linking.sights import APART
from dragoman.linking.tellings import Telling
from dragoman.linking.within import ReportEvents, follow_originals, gather_reports, group_reports
from dragoman.resources.scoring import EventScoring


def cluster(tellings: Iterable[Telling], scoring: EventScoring) -> tuple[Cluster, ...]:
    """Group the mentions into events; the order in which they come makes no difference."""
    return join_reports(gather_reports((tellings,), scoring, {}), scoring)


def join_reports(
    events: ReportEvents, scoring: EventScoring, elsewhere: CompareParcels | None = None
) -> tuple[Cluster, ...]:
    """What the reports tell of their events, as events of all; `elsewhere` is where others compare them."""
    follow_originals(events)
    seen = events.seen.sights(events.told)
    pairs = meet(seen, events.told, scoring)
    events.crowded = pairs.crowded
    compared = compare_met(events.told, pairs, scoring, elsewhere)
    groups, joins = join_in_parts(compared, scoring)
    reasons = {name: list(found) for name, found in events.reasons.items()}
    for ours, theirs, why in joins:
        sides = ([m for name in side for m in events.members[name]] for side in (ours, theirs))
        reasons[ours[0]] = [*reasons.get(ours[0], ()), of_groups(why, *sides), *reasons.pop(theirs[0], ())]
    refused = find_refusals(events, seen, compared, groups, scoring)
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


def compare_met(
    told: Mapping[str, Telling], pairs: Pairs, scoring: EventScoring, elsewhere: CompareParcels | None = None
) -> Findings:
    """The comparison of each pair, made in the order of time and kept as numbers; `elsewhere` others compare them."""
    findings = Findings(pairs, {name: telling.id for name, telling in told.items() if telling.id != name})
    for number, veto in enumerate(APART, 1):
        findings.keep_alike(np.flatnonzero(pairs.apart == number), (NEVER, (say(veto),)))
    places = np.flatnonzero(pairs.apart == 0)
    parts = [places[at : at + PAIRS] for at in range(0, len(places), PAIRS)]
    asked = map(pairs.at, parts)
    found: Iterator[list[Found]]
    if elsewhere:
        found = map(unpack_found, elsewhere(pack(told, part) for part in asked))
    else:
        found = ([(c.score, c.reasons) for c in compare_all(told, part, scoring).values()] for part in asked)
    for part, of_part in zip(parts, found, strict=True):
        findings.keep(part, of_part)
    return findings
