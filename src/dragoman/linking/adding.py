"""Link one report to what stands around it in a record: existing events gain its mentions, none is torn or joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from dragoman.datamodel import Cluster, Comparison, Event, Linked
from dragoman.linking.alike import AlikeReports
from dragoman.linking.clustering import compare_met
from dragoman.linking.comparison import of_groups
from dragoman.linking.echoes import find_echoes, repeats
from dragoman.linking.groups import combine
from dragoman.linking.joining import join_compared
from dragoman.linking.linkage import Pair
from dragoman.linking.meeting import meet
from dragoman.linking.refusals import find_refusals, take_sides
from dragoman.linking.sights import look_through
from dragoman.linking.tellings import Telling
from dragoman.linking.told import Told, find_common
from dragoman.linking.within import ReportEvents, group_reports
from dragoman.resources import Resources
from dragoman.resources.scoring import EventScoring


@dataclass(frozen=True, slots=True, eq=False)
class Vicinity:
    """What a report is linked to: `linked` are the reports around it and itself in the record's terms, not clustered.

    Their readings hold only the mentions of `events` and its own; `rare` has the rare words of each report's events.
    """

    report: str
    linked: Linked
    texts: Mapping[str, str]
    events: tuple[Event, ...]
    alike: AlikeReports
    rare: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where the report's mentions belong: by event the cluster that it now is, and the clusters that are new.

    Reasons of a grown cluster are those of the joins alone; `tellings` are all mentions that were compared.
    """

    grown: Mapping[str, Cluster]
    opened: tuple[Cluster, ...]


def place_mentions(vicinity: Vicinity, resources: Resources) -> Placed:
    """Compare what the report tells with the events around it, and join by the mean as a whole linking does."""
    scoring = resources.scoring.events
    tellings = _make_ready(vicinity, resources)
    own = group_reports((t for t in tellings if t.mention.report == vicinity.report), scoring)
    of_event = {name: event.id for event in vicinity.events for name in _take_up(own, event, tellings)}
    own_names = own.told.keys() - of_event.keys()
    follows = _follow(own, own_names, of_event)
    seen = look_through(own.told, scoring)
    compared = compare_met(own.told, meet(seen, own.told, scoring).of(own_names), scoring)
    together: dict[str, list[str]] = defaultdict(list)
    for name in sorted(own.told.keys() & of_event.keys()):
        together[of_event[name]].append(name)
    for name, original in follows:
        together[of_event[original]].append(name)
    groups, joins = join_compared(own.told, compared, scoring, together.values())
    reasons = _reasons(own, joins)
    refused = find_refusals(own, seen, compared, groups, scoring)
    return _place(vicinity, _Found(own, groups, of_event, reasons, refused), scoring)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Groups of units, by the least name, with what joined them and what kept others apart."""

    units: ReportEvents
    groups: Mapping[str, list[str]]
    of_event: Mapping[str, str]
    reasons: Mapping[str, list[Comparison]]
    refused: Mapping[str, tuple[Comparison, ...]]


def _make_ready(vicinity: Vicinity, resources: Resources) -> tuple[Telling, ...]:
    """All mentions as they are compared; old reports know of the new one alone whether they are on its matter."""
    alike, new, linked = vicinity.alike, vicinity.report, vicinity.linked
    reports = [r.id for r in linked.reports]

    def beside(found: frozenset[str]) -> dict[str, frozenset[str]]:
        return {r: found if r == new else frozenset((r, new)) if r in found else frozenset((r,)) for r in reports}

    common = find_common(linked, alike, resources)
    common = replace(common, near=beside(alike.near[new]), nearest=beside(alike.nearest[new]))
    rare = {r: vicinity.rare.get(r, frozenset()) for r in reports}
    return tuple(chain.from_iterable(Told(linked, vicinity.texts, resources, rare, common)))


def _take_up(units: ReportEvents, event: Event, tellings: Iterable[Telling]) -> Iterator[str]:
    """Add to the units what each report tells of an event that stands; yields their names."""
    members = set(event.mentions)
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted((t for t in tellings if t.id in members), key=lambda t: t.id):
        by_report[telling.mention.report].append(telling)
    mentions = dict(units.mentions)
    for told in by_report.values():
        name = told[0].id
        whole = told[0]
        for other in told[1:]:
            whole = combine(whole, other)
        units.told[name] = whole
        units.members[name] = [t.id for t in told]
        mentions |= {t.id: t for t in told}
        yield name
    units.mentions = mentions


def _follow(units: ReportEvents, own: Iterable[str], of_event: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the report tells in another's very words, or another in its: (own, other), together without being weighed.

    Of one event that stands, what only repeats is in no mean, as in a whole linking.
    """
    mine = set(own)
    follows: dict[str, str] = {}
    for name, original in sorted(find_echoes(units.told, units.told)):
        ours, theirs = (name, original) if name in mine else (original, name)
        if ours in mine and theirs in of_event and ours not in follows:
            follows[ours] = theirs
            units.reasons[ours].append(repeats(name, original))
        elif name in of_event and of_event[name] == of_event.get(original):
            del units.told[name]
    return sorted(follows.items())


def _reasons(
    units: ReportEvents, joins: Iterable[tuple[tuple[str, ...], tuple[str, ...], Comparison]]
) -> dict[str, list[Comparison]]:
    """What joined each group, by its least name."""
    reasons = {name: list(found) for name, found in units.reasons.items()}
    for ours, theirs, why in joins:
        sides = ([m for name in side for m in units.members[name]] for side in (ours, theirs))
        reasons[ours[0]] = [*reasons.get(ours[0], ()), of_groups(why, *sides), *reasons.pop(theirs[0], ())]
    return reasons


def _place(vicinity: Vicinity, found: _Found, scoring: EventScoring) -> Placed:
    by_id, own = found.units.mentions, vicinity.report
    known = {event.id: event for event in vicinity.events}
    grown, opened = {}, []
    for first, names in sorted(found.groups.items()):
        mine = [m for n in names if n not in found.of_event for m in found.units.members[n]]
        if not mine:
            continue
        event = next((found.of_event[n] for n in names if n in found.of_event), None)
        members = {*mine, *(known[event].mentions if event else ())}
        why = tuple(take_sides(c, scoring) for n in names for c in sorted(found.reasons.get(n, ()), key=_sides))
        if event is None:
            told = sorted(members, key=lambda m: (own, by_id[m].mention.trigger.start, m))
            opened.append(Cluster(tuple(told), why, found.refused.get(first, ())))
        else:
            grown[event] = Cluster(tuple(sorted(members)), why)
    return Placed(grown, tuple(opened))


def _sides(found: Comparison) -> Pair:
    return found.a, found.b
