"""A report whole: its text by roles, every reading marked where it stands and explained."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.datamodel import Attribution, Event, EventMention, Report, Span
from dragoman.presenting.views import RecordView, describe_interval, describe_published, name_hop
from dragoman.presenting.web.asking import Answer, Asked, missing
from dragoman.presenting.web.links import is_address
from dragoman.presenting.web.marking import Layer, Paragraph, cut_blocks, sort_layers
from dragoman.presenting.web.pages.events import copied_from, plain_rows
from dragoman.record.portraits import report_rows, shared_text, story_titles
from dragoman.record.queries import event_ids, find_reports, load_events, load_excerpt

MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """What a report tells of one event, with one status; `event` is None where its mention stands alone."""

    event: Event | None
    type: str
    status: str
    mentions: tuple[EventMention, ...]


def show_report(asked: Asked) -> Answer:
    """A report's page; `?at=120-180` marks a passage."""
    store, key = asked.store, asked.key
    view = RecordView(load_excerpt(store, reports=(key,)))
    report = view.reports.get(key)
    if report is None:
        raise missing("report")
    events = load_events(store, event_ids(store, "report", key))
    reading = view.readings.get(key)
    story = report_rows(store, (key,))[key].story
    shown: dict[str, Any] = {
        "report": report,
        "outlet": view.outlet_name(report),
        "published": describe_published(report.published),
        "uri": view.documents[report.document].uri,
        "file": view.input_name(report),
        "address": is_address(view.documents[report.document].uri),
        "note": copied_from(view, report),
        "paragraphs": mark_report(view, report, asked.passage()),
        "told": told_events(view, report, events)[:MOST_LISTED],
        "said": said_in(view, report)[:MOST_LISTED],
        "people": people_in(view, report)[:MOST_LISTED],
        "story": (story, story_titles(store, (story,)).get(story) or "Untitled story") if story else None,
        "others": _others(asked, story),
        "problems": reading.problems if reading else (),
    }
    title = f"{shown['outlet']}: {report.headline or shown['published']}"
    return Answer("report.html", title, shown, lambda: _rows(view, report))


def mark_report(view: RecordView, report: Report, passage: tuple[int, int] | None = None) -> list[Paragraph]:
    """The blocks of a report with every reading marked in them."""
    text = view.documents[report.document].text
    layers = sort_layers(
        [*_attribution_layers(view, report), *_event_layers(view, report), *_actor_layers(view, report)]
        + ([Layer(*passage, "passage", "", quiet=True)] if passage else [])
    )
    return list(cut_blocks(text, report.blocks, layers))


def told_events(view: RecordView, report: Report, events: tuple[Event, ...]) -> list[ToldEvent]:
    """What the report tells, in its order; what it tells of one event stands together."""
    of = {m: e for e in events for m in e.mentions}
    reading = view.readings.get(report.id)
    told: dict[tuple[str, str], list[EventMention]] = {}
    for mention in sorted(reading.events if reading else (), key=lambda m: (m.trigger.start, m.id)):
        told.setdefault((of[mention.id].id if mention.id in of else mention.id, mention.status), []).append(mention)
    return [ToldEvent(of.get(same[0].id), same[0].type, same[0].status, tuple(same)) for same in told.values()]


def said_in(view: RecordView, report: Report) -> list[tuple[Attribution, str, str, Span]]:
    """Who says what, in the report's order: the attribution, its chain, the first words of it and their place."""
    reading = view.readings.get(report.id)
    found = []
    for said in sorted(reading.attributions if reading else (), key=lambda a: (_first(a).start, a.id)):
        words = " ".join(" … ".join(view.words(s) for s in said.content).split())
        found.append((said, view.chain_words(report, said.hops), words, _first(said)))
    return found


def people_in(view: RecordView, report: Report) -> list[tuple[str, str, int]]:
    """The actors with a name, most mentioned first: id, name, how often."""
    reading = view.readings.get(report.id)
    counts: dict[str, int] = {}
    for mention in reading.mentions if reading else ():
        counts[mention.actor] = counts.get(mention.actor, 0) + 1
    named = [(k, view.actor_name(k), n) for k, n in counts.items() if _has_name(view, k)]
    return sorted(named, key=lambda row: (-row[2], row[1], row[0]))


def _has_name(view: RecordView, actor: str) -> bool:
    return actor in view.actors and view.actors[actor].type != "unnamed"


def _first(said: Attribution) -> Span:
    return min(said.content or said.cue or said.source)


def _attribution_layers(view: RecordView, report: Report) -> Iterator[Layer]:
    reading = view.readings.get(report.id)
    for said in reading.attributions if reading else ():
        chain = view.chain_words(report, said.hops)
        yield from (Layer(s.start, s.end, "content", f"On the word of: {chain}", quiet=True) for s in said.content)
        yield from (Layer(s.start, s.end, "source", f"Source: {_source_words(said, chain)}") for s in said.source)
        yield from (Layer(s.start, s.end, "cue", f"Cue: {_cue_words(view, said)}") for s in said.cue)


def _source_words(said: Attribution, chain: str) -> str:
    return f"{name_hop(said.hops[-1])}; the chain is {chain}" if said.hops else chain


def _cue_words(view: RecordView, said: Attribution) -> str:
    who = name_hop(said.hops[-1]) if said.hops else "the outlet itself" if said.own else "nobody named"
    unsure = f", held {said.certainty} (“{view.words(said.unsure[0])}”)" if said.certainty and said.unsure else ""
    return f"{who} {said.stance} it, {_MANNERS[said.manner]}{unsure}"


_MANNERS = {"direct": "in quotation marks", "indirect": "told in other words", "mixed": "partly in quotation marks"}


def _event_layers(view: RecordView, report: Report) -> Iterator[Layer]:
    reading = view.readings.get(report.id)
    for told in reading.events if reading else ():
        yield Layer(told.trigger.start, told.trigger.end, "trigger", f"Event: {_event_words(view, told)}")


def _event_words(view: RecordView, told: EventMention) -> str:
    kind = f"{told.type.lower()}{' / ' + told.mode.lower() if told.mode else ''}, {told.status}"
    roles: dict[str, list[str]] = {}
    for taking in told.participants:
        roles.setdefault(taking.role, []).append(view.actor_name(taking.actor))
    parts = [kind, *(f"{role}: {', '.join(dict.fromkeys(names))}" for role, names in roles.items())]
    parts += [f"when: {describe_interval(told.time)}"] if describe_interval(told.time) else []
    parts += [f"where: {told.place.name}"] if told.place else []
    parts += [f"how many: “{view.words(q.span)}”" for q in told.quantities]
    return "; ".join(" ".join(p.split()) for p in parts)


def _actor_layers(view: RecordView, report: Report) -> Iterator[Layer]:
    reading = view.readings.get(report.id)
    forms = {"name": "by name", "nominal": "by description", "pronoun": "by pronoun"}
    for mention in reading.mentions if reading else ():
        actor = view.actors.get(mention.actor)
        if actor is not None:
            name = " ".join(actor.name.split())
            yield Layer(
                mention.span.start, mention.span.end, "person", f"Actor: {name} ({actor.type}), {forms[mention.form]}"
            )
    for label in reading.labels if reading else ():
        voice = "in the outlet’s own voice" if label.voice == "outlet" else "in a source’s words"
        yield Layer(label.span.start, label.span.end, "label", f"Label of {view.actor_name(label.actor)}, {voice}")


def _others(asked: Asked, story: str | None) -> list[tuple[str, str, str]]:
    """Reports to compare with: id, in words, and why; those that share text first."""
    own, store = asked.key, asked.store
    pairs = shared_text(store, report=own, most=20)
    found = {(r.b if r.a == own else r.a): f"shares up to {max(r.share_a, r.share_b):.0%}" for r in pairs}
    rows = report_rows(store, found)
    same = find_reports(store, story=story, most=20) if story else []
    rows |= {r.report: r for r in same if r.report != own}
    return [(k, f"{r.outlet or 'unknown outlet'}: {r.headline}", found.get(k, "same story")) for k, r in rows.items()]


def _rows(view: RecordView, report: Report) -> dict[str, Any]:
    reading = view.readings.get(report.id)
    return {
        "report": plain_rows(view, report),
        "text": view.documents[report.document].text[report.start : report.end],
        "reading": plain_rows(view, reading) if reading else None,
    }
