"""Link one new report to a large record: only what stands around it is loaded and compared."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, replace

from dragoman.datamodel import Actor, Document, Event, Judgements, Linked, Reading, Report, ReportStems
from dragoman.linking.adding import Placed, Vicinity, place_mentions
from dragoman.linking.dating import refine_dates
from dragoman.linking.days import Days, day_number
from dragoman.linking.globalising import globalise
from dragoman.linking.kept_words import keep_words
from dragoman.linking.likeness import Profile
from dragoman.linking.newcomers import Introduced, introduce, is_own, names_of, take_in
from dragoman.linking.reuse import find_reuse, mark_copies
from dragoman.linking.tellings import stems_of
from dragoman.linking.wording import share_wording
from dragoman.record.bearings import Near, find_holders, find_near, find_stems, load_profiles, load_stems, profile_of
from dragoman.record.store import Store
from dragoman.record.vicinity import Loaded, choose_reports, find_events, load_new, load_reports, only_of
from dragoman.resources import Resources
from dragoman.weighing.joins import Assumptions

_CLOSEST = 24  # of the likest reports: more share a matter than share words and names


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """By what a report is linked and weighed."""

    resources: Resources
    assumptions: Assumptions
    judgements: Judgements


@dataclass(frozen=True, slots=True, eq=False)
class Newcomer:
    """The report that is added, in the record's terms as far as it is linked, and what is near to it."""

    report: Report
    reading: Reading
    document: Document
    profile: Profile
    near: Near
    stems: ReportStems


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """A new report among those around it. `linked` has no clusters; `actors` are those it names, as they are now.

    `names` lead to these; `events` are those that it may tell, `placed` what it does tell.
    """

    new: Newcomer
    around: Loaded
    linked: Linked
    actors: tuple[Actor, ...]
    names: set[tuple[str, str]]
    events: tuple[Event, ...]
    placed: Placed


def join_one(store: Store, key: str, rules: Rules) -> Joined:
    """Where a report that is kept and not linked yet belongs; nothing is written."""
    resources, wanted = rules.resources, rules.resources.scoring.adding
    new = _meet(store, key, resources)
    likest = new.near.matter[: wanted.nearest]
    around = load_reports(store, (*likest, *new.near.beside))
    events = find_events(store, likest, new.reading.events, resources.scoring.events)
    around = load_reports(store, choose_reports(events, new.near.matter, wanted.reports), around)
    closest = {*likest[:_CLOSEST], *new.near.beside}
    linked = link_texts(around, new, closest, resources)
    new = _as_dated(store, linked, new)
    introduced = _introduce(store, around, closest, new, rules)
    around = replace(around, actors={**around.actors, **{a.id: a for a in _known(store, introduced, around)}})
    actors = _grow(introduced, around, new)
    new = replace(new, reading=globalise(new.reading, new.report, introduced.ids))
    linked = complete(linked, around, new, actors)
    names = _names(introduced, new, resources)
    placed = place_mentions(_vicinity(store, linked, events, new, around), resources)
    return Joined(new, around, linked, actors, names, events, placed)


def link_texts(around: Loaded, new: Newcomer, worded: Collection[str], resources: Resources) -> Linked:
    """The reports with what they share, without readings and actors; the new one as the others date it."""
    reports = sorted((*(r for r in around.reports.values() if r.id in worded), new.report), key=lambda r: r.id)
    texts = texts_of(around, new)
    words = keep_words(reports, texts)
    shared = share_wording(words, texts)
    if new.report.published.basis != "stated":
        readings = (*(r for r in around.readings.values() if r.report in worded), new.reading)
        dated = refine_dates(reports, texts, readings, shared, resources.dating, resources.outlets)
        known = next(r for r in dated if r.id == new.report.id)
        reports = [known if r.id == known.id else r for r in reports]
    wires = {outlet.key for outlet in resources.outlets.outlets if outlet.is_wire}
    reuse = find_reuse(reports, texts, wires, words)
    marked = next(r for r in mark_copies(reports, reuse) if r.id == new.report.id)
    others = (r for r in around.reports.values() if r.id not in worded)
    told = sorted((*(r for r in reports if r.id != marked.id), marked, *others), key=lambda r: r.id)
    return Linked(tuple(told), (), (), reuse, shared, ())


def complete(linked: Linked, around: Loaded, new: Newcomer, actors: Iterable[Actor]) -> Linked:
    """With the readings, and the actors as these reports alone know them."""
    held = {a.id for r in (*around.readings.values(), new.reading) for a in r.actors}
    known = {**around.actors, **{a.id: a for a in actors}}
    at_hand = (replace(a, members=tuple(m for m in a.members if m in held)) for _, a in sorted(known.items()))
    readings = sorted((*around.readings.values(), new.reading), key=lambda r: r.report)
    return replace(linked, readings=tuple(readings), actors=tuple(at_hand))


def texts_of(around: Loaded, new: Newcomer) -> dict[str, str]:
    """The documents' texts."""
    return {key: d.text for key, d in around.documents.items()} | {new.document.id: new.document.text}


def _meet(store: Store, key: str, resources: Resources) -> Newcomer:
    """The report with its neighbours."""
    report, reading, document = load_new(store, key)
    profile = profile_of(store, report, document.text, resources)
    near = find_near(store, key, profile, resources)
    lexicon = resources.linking_words
    told = {stem for e in reading.events for stem in stems_of(e, document.text, lexicon)}
    stems = find_stems(store, key, told, near.matter, lexicon.usual_stems)
    return Newcomer(report, reading, document, profile, near, stems)


def _as_dated(store: Store, linked: Linked, new: Newcomer) -> Newcomer:
    """The newcomer as the reports around it date it, among the profiles of all of these."""
    report = next(r for r in linked.reports if r.id == new.report.id)
    days = Days(day_number(report.published.earliest), day_number(report.published.latest))
    profile = replace(new.profile, days=days)
    known = new.near.alike.profiles
    others = load_profiles(store, {r.id for r in linked.reports} - known.keys())
    alike = replace(new.near.alike, profiles={**known, **others, report.id: profile})
    return replace(new, report=report, profile=profile, near=replace(new.near, alike=alike))


def _introduce(store: Store, around: Loaded, closest: Set[str], new: Newcomer, rules: Rules) -> Introduced:
    gazetteer = rules.resources.gazetteer
    holders = find_holders(store, names_of(new.reading, gazetteer).values())
    readings = [around.readings[key] for key in sorted(closest & around.readings.keys())]
    return introduce(new.reading, readings, around.actors.values(), holders, (gazetteer, rules.judgements))


def _known(store: Store, introduced: Introduced, around: Loaded) -> tuple[Actor, ...]:
    """The actors of the record that the report names and no other one around it does."""
    return store.items_of("actor", sorted({a.id for a in introduced.actors} - around.actors.keys()), Actor)


def _grow(introduced: Introduced, around: Loaded, new: Newcomer) -> tuple[Actor, ...]:
    """The report's actors as the record has them from now on."""
    named = {a.id: a.names for a in new.reading.actors}
    return tuple(
        take_in(around.actors[a.id], a, (n for m in a.members for n in named[m])) if a.id in around.actors else a
        for a in introduced.actors
    )


def _names(introduced: Introduced, new: Newcomer, resources: Resources) -> set[tuple[str, str]]:
    """By what the report's actors are known from now on."""
    own = {a.id for a in introduced.actors if is_own(a)}
    names = names_of(new.reading, resources.gazetteer)
    return {(name, key) for local, name in names.items() if (key := introduced.ids[local]) not in own}


def _vicinity(store: Store, linked: Linked, events: tuple[Event, ...], new: Newcomer, around: Loaded) -> Vicinity:
    mentions = {m for e in events for m in e.mentions} | {m.id for m in new.reading.events}
    rare = {key: frozenset(found.rare) for key, found in load_stems(store, around.reports).items()}
    return Vicinity(
        report=new.report.id,
        linked=replace(linked, readings=tuple(only_of(r, mentions) for r in linked.readings)),
        texts=texts_of(around, new),
        events=events,
        alike=new.near.alike,
        rare=rare | {new.report.id: frozenset(new.stems.rare)},
    )
