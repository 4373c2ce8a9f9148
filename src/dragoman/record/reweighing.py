"""Weigh anew the events that gained a mention, and those that are new: all else of the record stays as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.datamodel import (
    Alteration,
    Cluster,
    Discrepancy,
    Document,
    Event,
    Linked,
    Reading,
    Report,
    content_id,
)
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.linking.told import find_linked_kin, read_tellings
from dragoman.record.adding import Joined, Rules, complete, link_texts
from dragoman.record.store import Store
from dragoman.record.vicinity import load_reports, only_of
from dragoman.weighing.alteration_steps import make_alteration
from dragoman.weighing.weigh import Balance, make_ground, survey, weigh_clusters


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What one more report makes of the record.

    `grown` are the events that gained a mention, by the id that they had, `unweighed` those of them that are too large
    to be weighed for one mention, `opened` the new ones; `linked` is all that was looked at.
    """

    report: Report
    reading: Reading
    grown: Mapping[str, Event]
    opened: tuple[Event, ...]
    unweighed: frozenset[str]
    discrepancies: tuple[Discrepancy, ...]
    alterations: tuple[Alteration, ...]
    linked: Linked
    documents: Mapping[str, Document]


def weigh_joined(store: Store, joined: Joined, rules: Rules) -> Outcome:
    """The events of a report, as they are with it."""
    most, own = rules.resources.scoring.adding.weighed, joined.new.report.id
    before = {e.id: e for e in joined.events}
    small = {key: c for key, c in joined.placed.grown.items() if len(before[key].reports) <= most}
    large = {key: _unweighed(before[key], c, own) for key, c in joined.placed.grown.items() if key not in small}
    linked, documents = _gather(store, joined, [before[key] for key in small], rules)
    texts = {key: d.text for key, d in documents.items()}
    kin = find_linked_kin(linked, rules.resources)
    tellings = {t.id: t for t in read_tellings(linked, texts, kin, rules.resources)}
    clusters = [_in_reading_order(c, tellings) for c in (*small.values(), *joined.placed.opened)]
    linked = replace(linked, clusters=tuple(clusters))
    told_before = {m: large.get(e.id, e).id for e in joined.events for m in e.mentions}
    weighed = weigh_clusters(linked, tellings, _make_balance(linked, texts, kin, own, rules), told_before)
    reading = next(r for r in linked.readings if r.report == own)
    grown = {key: _after(before[key], e) for key, e in zip(small, weighed.events, strict=False)}
    found = Outcome(
        report=joined.new.report,
        reading=replace(
            reading, attributions=tuple(replace(a, hops=weighed.chains[a.id]) for a in reading.attributions)
        ),
        grown=grown | large,
        opened=weighed.events[len(small) :],
        unweighed=frozenset(large),
        discrepancies=weighed.discrepancies,
        alterations=weighed.alterations,
        linked=linked,
        documents=documents,
    )
    return _with_kept(store, joined, found)


def _gather(store: Store, joined: Joined, events: Sequence[Event], rules: Rules) -> tuple[Linked, dict[str, Document]]:
    """All reports of the events, those with the new one's words, and those that tell of what was kept apart from it."""
    new = joined.new
    refused = {r.b for cluster in joined.placed.opened for r in cluster.refusals}
    told = {r for e in events for r in e.reports}
    worded = {*new.near.beside, *told}
    around = load_reports(store, told, joined.around)
    linked = joined.linked
    if events:
        linked = complete(link_texts(around, new, worded, rules.resources), around, new, joined.actors)
    mentions = {m for e in joined.events for m in e.mentions} | {e.id for e in new.reading.events}
    apart = {r.report for r in linked.readings if any(e.id in refused for e in r.events)}
    wanted = {new.report.id} | worded | apart
    reports = tuple(new.report if r.id == new.report.id else r for r in linked.reports if r.id in wanted)
    readings = tuple(only_of(r, mentions) for r in linked.readings if r.report in wanted)
    documents = {**around.documents, new.document.id: new.document}
    return replace(linked, reports=reports, readings=readings), {r.document: documents[r.document] for r in reports}


def _make_balance(linked: Linked, texts: Mapping[str, str], kin: Kin, own: str, rules: Rules) -> Balance:
    """What is weighed with: the chains of reports that are linked stand in their attributions already."""
    around = survey(linked, texts, kin, rules.resources)
    said = [a for reading in linked.readings for a in reading.attributions]
    chains = {a.id: around.chains[a.id] if a.report == own else a.hops for a in said}
    ground = make_ground(linked, texts, kin, rules.resources)
    return Balance(replace(around, chains=chains), ground, rules.resources, rules.assumptions)


def _in_reading_order(cluster: Cluster, tellings: Mapping[str, Telling]) -> Cluster:
    order = {m: (tellings[m].mention.report, tellings[m].mention.trigger.start, m) for m in cluster.mentions}
    return replace(cluster, mentions=tuple(sorted(cluster.mentions, key=lambda m: order[m])))


def _after(before: Event, now: Event) -> Event:
    """The event with the reasons that it had before."""
    return replace(now, why_merged=(*before.why_merged, *now.why_merged), kept_apart=before.kept_apart)


def _unweighed(before: Event, cluster: Cluster, report: str) -> Event:
    """A large event with more mentions and all else as it was."""
    known = set(before.mentions)
    mentions = (*before.mentions, *(m for m in cluster.mentions if m not in known))
    return replace(
        before,
        id=content_id("event", *sorted(mentions)),
        mentions=mentions,
        reports=tuple(sorted({*before.reports, report})),
        why_merged=(*before.why_merged, *cluster.reasons),
    )


def _with_kept(store: Store, joined: Joined, found: Outcome) -> Outcome:
    """Of what was found what is new; the events keep what they had and these reports alone could not show."""
    now = {e.id for e in (*found.grown.values(), *found.opened)}
    own = joined.new
    discrepancies = [
        d for d in found.discrepancies if d.event in now or (d.event is None and _speaks_of(d, own.document.id))
    ]
    alterations = [
        a
        for a in found.alterations
        if a.event in now or (a.what == "stripped" and any(s.report == own.report.id for s in a.steps))
    ]
    discrepancies = _without_those_of_others(store, discrepancies, found)
    grown = {}
    before = {e.id: e for e in joined.events}
    for key, event in found.grown.items():
        kept = [replace(d, event=event.id) for d in _unseen_discrepancies(store, before[key], found)]
        known = {d.id for d in discrepancies}
        discrepancies += [d for d in kept if d.id not in known]
        alterations += [_moved(a, event.id) for a in _unseen_alterations(store, before[key], found)]
        grown[key] = _listing(event, discrepancies)
    alone = {a.id: a for a in alterations}
    opened = tuple(_listing(e, discrepancies) for e in found.opened)
    return replace(
        found, grown=grown, opened=opened, discrepancies=tuple(discrepancies), alterations=tuple(alone.values())
    )


def _without_those_of_others(store: Store, discrepancies: Iterable[Discrepancy], found: Outcome) -> list[Discrepancy]:
    """Leave out what the record has at an event that stays as it is: that one was not there to be chosen."""
    told = list(discrepancies)
    known = {d.id: d.event for d in store.items_of("discrepancy", [d.id for d in told], Discrepancy)}
    return [d for d in told if known.get(d.id) is None or known[d.id] in found.grown]


def _listing(event: Event, discrepancies: Iterable[Discrepancy]) -> Event:
    """The event with the ids of its disagreements."""
    return replace(event, discrepancies=tuple(dict.fromkeys(d.id for d in discrepancies if d.event == event.id)))


def _unseen_discrepancies(store: Store, before: Event, found: Outcome) -> Iterator[Discrepancy]:
    """What an event had that was found elsewhere in the record; of an event that was not weighed all."""
    for d in store.items_of("discrepancy", before.discrepancies, Discrepancy):
        elsewhere = d.id == content_id("discrepancy", None, d.slot, *((v.value, v.spans) for v in d.values))
        seen = all(span.document in found.documents for value in d.values for span in value.spans)
        if before.id in found.unweighed or (elsewhere and not seen):
            yield d


def _unseen_alterations(store: Store, before: Event, found: Outcome) -> Iterator[Alteration]:
    """The same of what became of its claims."""
    rows = store.connection.execute("SELECT item FROM altered WHERE event = ? ORDER BY item", (before.id,))
    looked_at = {r.id for r in found.linked.reports}
    for a in store.items_of("alteration", [row[0] for row in rows], Alteration):
        seen = all(step.report in looked_at for step in a.steps)
        if before.id in found.unweighed or (a.what == "stripped" and not seen):
            yield a


def _moved(found: Alteration, event: str) -> Alteration:
    return make_alteration(found.what, found.steps, found.explanation, event)


def _speaks_of(found: Discrepancy, document: str) -> bool:
    return any(span.document == document for value in found.values for span in value.spans)
