"""Readings to the record: link, weigh, and lay out what the store keeps of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.datamodel import (
    Actor,
    Alteration,
    Discrepancy,
    Document,
    Event,
    Linked,
    Reading,
    Record,
    Report,
    Reuse,
    SharedWording,
    Story,
)
from dragoman.linking.link import link
from dragoman.record.judgements import kept_judgements
from dragoman.record.remembering import RememberingEncoder
from dragoman.record.store import Store
from dragoman.resources import Resources
from dragoman.weighing.joins import Assumptions
from dragoman.weighing.weigh import Weighed, weigh

Item = tuple[str, str, str, object]
SENTENCE_ROLES = ("headline", "standfirst", "body")


def assemble(store: Store, resources: Resources, assumptions: Assumptions) -> Record:
    """The whole record from what is kept; the same content gives the same record, in whatever order it was read."""
    documents = tuple(store.documents())
    texts = {d.id: d.text for d in documents}
    linked = link(store.reports_as_read(), texts, store.readings_as_read(), resources, kept_judgements(store))
    encoder = RememberingEncoder(resources.sentence_encoder, store) if resources.sentence_encoder else None
    weighed = weigh(linked, texts, assumptions, resources, encoder)
    if encoder:
        encoder.keep()
    return _record(documents, linked, weighed, store)


def record_items(record: Record) -> Iterator[Item]:
    """Every derived record as the store keeps it: (kind, id, title, record)."""
    for report in record.reports:
        yield "report", report.id, report.headline or "", report
    for reading in record.readings:
        yield "reading", reading.report, "", reading
    for actor in record.actors:
        yield "actor", actor.id, actor.name, actor
    for event in record.events:
        yield "event", event.id, event.title, event
    for story in record.stories:
        yield "story", story.id, story.title, story
    for item in record.discrepancies:
        yield "discrepancy", item.id, item.explanation, item
    for number, reuse in enumerate(record.reuse):
        yield "reuse", f"{number:08}", "", reuse
    for shared in record.shared_wording:
        yield "shared_wording", shared.id, shared.text, shared
    for alteration in record.alterations:
        yield "alteration", alteration.id, alteration.explanation, alteration


def record_sentences(record: Record) -> Iterator[tuple[str, str, int, int]]:
    """Every paragraph that `trace` may search: (text, report, start, end)."""
    texts = {d.id: d.text for d in record.documents}
    for report in record.reports:
        for block in report.blocks:
            if block.role in SENTENCE_ROLES:
                yield texts[report.document][block.start : block.end], report.id, block.start, block.end


def load_record(store: Store) -> Record:
    """The record as last derived."""
    return Record(
        documents=tuple(store.documents()),
        reports=store.items("report", Report),
        readings=store.items("reading", Reading),
        actors=store.items("actor", Actor),
        events=rank_events(store.items("event", Event)),
        stories=rank_stories(store.items("story", Story)),
        discrepancies=store.items("discrepancy", Discrepancy),
        reuse=store.items("reuse", Reuse),
        shared_wording=store.items("shared_wording", SharedWording),
        problems=store.problems(),
        alterations=store.items("alteration", Alteration),
    )


def rank_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """What most reports tell, and in most places, comes first; then by day."""

    def key(event: Event) -> tuple[int, int, str, str]:
        day = (event.time and event.time.earliest) or "9"
        return (-len(event.reports), -len(event.mentions), day, event.id)

    return tuple(sorted(events, key=key))


def rank_stories(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Those of most reports first; then by day."""
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.earliest or "9", s.id)))


def _record(documents: tuple[Document, ...], linked: Linked, weighed: Weighed, store: Store) -> Record:
    return Record(
        documents=documents,
        reports=linked.reports,
        readings=_with_chains(linked, weighed),
        actors=linked.actors,
        events=rank_events(weighed.events),
        stories=rank_stories(weighed.stories),
        discrepancies=weighed.discrepancies,
        reuse=linked.reuse,
        shared_wording=linked.shared_wording,
        problems=store.problems(),
        alterations=weighed.alterations,
    )


def _with_chains(linked: Linked, weighed: Weighed) -> tuple[Reading, ...]:
    """The readings with each attribution's whole chain: those that hold it, the credited wire, its own hops."""
    return tuple(
        replace(reading, attributions=tuple(replace(a, hops=weighed.chains[a.id]) for a in reading.attributions))
        for reading in linked.readings
    )
