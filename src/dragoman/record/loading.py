"""A derived record to the rows that the store keeps of it, and back: no more is needed to look at one."""

from collections.abc import Iterable, Iterator

from dragoman.datamodel import (
    Actor,
    Alteration,
    Discrepancy,
    Event,
    Reading,
    Record,
    Report,
    Reuse,
    SharedWording,
    Story,
)
from dragoman.record.store import Store

Item = tuple[str, str, str, object]
SENTENCE_ROLES = ("headline", "standfirst", "body")


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
        events=_number_events(store),
        stories=rank_stories(store.items("story", Story)),
        discrepancies=store.items("discrepancy", Discrepancy),
        reuse=store.items("reuse", Reuse),
        shared_wording=store.items("shared_wording", SharedWording),
        problems=store.problems(),
        alterations=store.items("alteration", Alteration),
    )


def _number_events(store: Store) -> tuple[Event, ...]:
    """By rank; where reports were added since, by the numbers that they have: a new event stands behind the others."""
    events = rank_events(store.items("event", Event))
    numbers = dict(store.connection.execute("SELECT event, number FROM event_row"))
    known = all(e.id in numbers for e in events)
    return tuple(sorted(events, key=lambda e: numbers[e.id])) if known else events


def rank_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """What most reports tell, and in most places, comes first; then by day."""

    def key(event: Event) -> tuple[int, int, str, str]:
        day = (event.time and event.time.earliest) or "9"
        return (-len(event.reports), -len(event.mentions), day, event.id)

    return tuple(sorted(events, key=key))


def rank_stories(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Those of most reports first; then by day."""
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.earliest or "9", s.id)))
