"""Weigh what was linked: events with their origins, where reports disagree, stories."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.datamodel import Alteration, Cluster, Discrepancy, Event, Hop, KeptApart, Linked, Record, Story
from dragoman.linking.kinship import Kin
from dragoman.linking.meanings import Encoder
from dragoman.linking.stories import find_stories
from dragoman.linking.tellings import Telling
from dragoman.linking.told import find_linked_kin, read_tellings
from dragoman.resources import Resources
from dragoman.weighing.agencies import find_wires
from dragoman.weighing.alterations import find_alterations
from dragoman.weighing.claims import Ground, SharedTexts
from dragoman.weighing.descriptions import make_source_words
from dragoman.weighing.disagreement import (
    find_disagreements,
    find_other_disagreements,
    place_at_events,
    told_at_length,
    without_repeats,
)
from dragoman.weighing.joins import Assumptions
from dragoman.weighing.material import Material, Surroundings
from dragoman.weighing.merging import merge_event
from dragoman.weighing.sourcing import find_chains, find_offices, find_titles
from dragoman.weighing.stripping import find_stripped


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing makes of what was linked; `chains` has the whole chain of each attribution."""

    events: tuple[Event, ...]
    discrepancies: tuple[Discrepancy, ...]
    stories: tuple[Story, ...]
    alterations: tuple[Alteration, ...]
    chains: Mapping[str, tuple[Hop, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """What clusters are weighed with."""

    around: Surroundings
    ground: Ground
    resources: Resources
    assumptions: Assumptions


def weigh(
    linked: Linked,
    texts: Mapping[str, str],
    assumptions: Assumptions,
    resources: Resources,
    encoder: Encoder | None = None,
) -> Weighed:
    """Merge each cluster, count its origins, find where its reports disagree; then gather reports into stories.

    `encoder` reads what reports open with in place of the resources' own, as one that remembers.
    """
    kin = find_linked_kin(linked, resources)
    tellings = {t.id: t for t in read_tellings(linked, texts, kin, resources)}
    around = survey(linked, texts, kin, resources)
    ground = make_ground(linked, texts, kin, resources)
    told = weigh_clusters(linked, tellings, Balance(around, ground, resources, assumptions))
    ordered = tuple(
        sorted(told.events, key=lambda e: (-len(e.reports), (e.time and e.time.earliest) or "9", e.title, e.id))
    )
    stories = find_stories(linked.reports, texts, ordered, resources, encoder)
    return replace(told, events=ordered, stories=stories)


def weigh_clusters(
    linked: Linked, tellings: Mapping[str, Telling], balance: Balance, told_before: Mapping[str, str] | None = None
) -> Weighed:
    """What the clusters are worth, in their order, without stories; `told_before` are mentions of other events."""
    around = balance.around
    materials = [Material(tuple(tellings[m] for m in c.mentions), around) for c in linked.clusters]
    elsewhere = place_at_events(told_at_length(find_other_disagreements(around, materials), around), materials)
    events, discrepancies = [], list(elsewhere.get(None, ()))
    alterations: list[Alteration] = []
    told_in: dict[str, str] = dict(told_before or {})
    for number, material in enumerate(materials):
        event = merge_event(material, balance.resources.titles, balance.ground, balance.assumptions)
        placed = tuple(replace(d, event=event.id) for d in elsewhere.get(number, ()))
        of_event = told_at_length(find_disagreements(event.id, material), around)
        found = (*without_repeats(of_event, placed), *placed)
        events.append(replace(event, discrepancies=tuple(d.id for d in found)))
        discrepancies.extend(found)
        alterations.extend(find_alterations(event.id, material))
        told_in |= dict.fromkeys(event.mentions, event.id)
    alterations.extend(find_stripped(around, linked.readings, told_in))
    reasoned = tuple(_with_reasons(events, linked.clusters, told_in, tellings))
    return Weighed(reasoned, tuple(discrepancies), (), _by_id(alterations), around.chains)


def _with_reasons(
    events: Iterable[Event], clusters: Iterable[Cluster], told_in: Mapping[str, str], tellings: Mapping[str, Telling]
) -> Iterator[Event]:
    """The events, each with why its cluster is one and what kept others apart; events and clusters go in pairs."""
    for event, cluster in zip(events, clusters, strict=True):
        apart = (
            KeptApart(told_in[r.b], r.a, r.b, tellings[r.b].mention.report, r.score, r.reasons, r.against, r.sizes)
            for r in cluster.refusals
        )
        yield replace(event, why_merged=cluster.reasons, kept_apart=tuple(apart))


def _by_id(alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    return tuple(sorted({a.id: a for a in alterations}.values(), key=lambda a: a.id))


def make_ground(linked: Linked | Record, texts: Mapping[str, str], kin: Kin, resources: Resources) -> Ground:
    """What counting origins asks of the rest of the record."""
    known = make_source_words(resources.attribution, resources.weighing_words)
    offices = find_offices(linked.actors)
    titles = find_titles(linked.readings, linked.actors, texts, known)
    return Ground(
        kin=kin,
        texts=SharedTexts(linked.reuse, linked.shared_wording),
        known=known,
        offices=offices | {key: words | offices.get(key, frozenset()) for key, words in titles.items()},
    )


def survey(linked: Linked, texts: Mapping[str, str], kin: Kin, resources: Resources) -> Surroundings:
    """What is the same for all events of the record."""
    said = [a for reading in linked.readings for a in reading.attributions]
    known = make_source_words(resources.attribution, resources.weighing_words)
    wires = find_wires(linked.reports, texts, linked.reuse, resources.outlets)
    return Surroundings(
        reports={r.id: r for r in linked.reports},
        texts=texts,
        actors={a.id: a for a in linked.actors},
        attributions={a.id: a for a in said},
        chains=find_chains(linked.reports, said, linked.actors, known, wires),
        shared_wording=linked.shared_wording,
        kin=kin,
        words=resources.weighing_words,
        known=known,
        wires=wires,
        reuse=linked.reuse,
        wide_places=resources.places.wide,
    )
