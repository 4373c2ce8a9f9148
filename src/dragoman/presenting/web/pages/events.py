"""An event in full: what, on how many legs, who says what, where reports part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException

from dragoman.datamodel import Discrepancy, Event, Origin, Report, Span
from dragoman.presenting.chain_picture import draw_chains, explain_chains
from dragoman.presenting.differing import join_alike
from dragoman.presenting.dossier import summarise
from dragoman.presenting.exports.rows import RowWriter
from dragoman.presenting.joining import find_why
from dragoman.presenting.moments import event_moments
from dragoman.presenting.parties import find_parts
from dragoman.presenting.pictures.timeline import draw_timeline
from dragoman.presenting.summaries import in_their_words
from dragoman.presenting.terminal_ways import HEADINGS
from dragoman.presenting.views import Claim, RecordView, name_hop, name_origin
from dragoman.presenting.web.asking import Answer, Asked, missing, moved
from dragoman.presenting.web.drawing import draw
from dragoman.presenting.web.wording import published_words
from dragoman.record.former import find_present
from dragoman.record.judgements import remarks_on
from dragoman.record.queries import load_events, load_excerpt
from dragoman.record.store import Store

GAP = 80  # characters between words of one quotation
MOST_REPORTS = 60  # of one event that are shown in full


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells the event, as a page shows it; `parts` are runs of text, True where they name it."""

    report: Report
    outlet: str
    day: str
    chain: str
    status: str
    parts: tuple[tuple[str, bool], ...]
    span: Span
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin with all that is told on its word."""

    name: str
    named: bool
    party: bool
    standing: str
    actor: str | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a disagreement, on whose word, in which words of which report."""

    value: str
    origins: tuple[str, ...]
    words: tuple[tuple[str, str, Span], ...]  # the outlet, the report, the place


def show_event(asked: Asked) -> Answer:
    """An event's page."""
    record = load_excerpt(asked.store, events=(asked.key,), most=MOST_REPORTS)
    if not record.events:
        raise _not_here(asked)
    event, view = record.events[0], RecordView(record)
    reports = sorted(
        (view.reports[r] for r in event.reports if r in view.reports),
        key=lambda r: (r.published.earliest or "9999", r.id),
    )
    shown: dict[str, Any] = {
        "event": event,
        "sentence": summarise(event),
        "words": in_their_words(view, event),
        "taking_part": find_parts(view, event),
        "picture": draw(lambda width: draw_chains(view, event, width)),
        "picture_words": explain_chains(view, event),
        "days": draw(
            lambda width: draw_timeline(event_moments(view, event), "When it was, and when it was told", width)
        ),
        "voices": find_voices(view, event),
        "disagreements": [(d, find_sides(view, d)) for d in join_alike(view.discrepancies_of(event))],
        "reports": [(r, view.outlet_name(r), published_words(r.published), copied_from(view, r)) for r in reports],
        "view": view,
        "left_out": len(event.reports) - len(reports),
        "alterations": [(HEADINGS[a.what], a.explanation, a.steps) for a in view.alterations_of(event)],
        "remarks": remarks_on(asked.store, event.mentions),
        "why": find_why(view, event, _others(asked.store, event)),
    }
    return Answer("event.html", event.title, shown, lambda: _rows(view, event))


def _not_here(asked: Asked) -> HTTPException:
    """The way from an address that the event had before its mentions changed, or none."""
    present = find_present(asked.store, asked.key)
    return moved(f"/event/{present}") if present else missing("event")


def _others(store: Store, event: Event) -> RecordView:
    """The events that came near, with the reports that tell of them where they did."""
    record = load_excerpt(store, reports=[k.report for k in event.kept_apart])
    return RecordView(replace(record, events=load_events(store, [k.event for k in event.kept_apart])))


def find_voices(view: RecordView, event: Event) -> list[Voice]:
    """Who says what: tellings by origin, most told first; what shows no source comes last."""
    groups: dict[tuple[bool, str], list[Claim]] = {}
    origins: dict[tuple[bool, str], Origin | None] = {}
    for claim in view.claims(event):
        origin = view.origin_of(event, claim)
        name = name_origin(origin) if origin else name_hop(claim.chain[-1]) if claim.chain else ""
        groups.setdefault((bool(claim.chain), name), []).append(claim)
        origins.setdefault((bool(claim.chain), name), origin)
    voices = []
    for (sourced, name), claims in groups.items():
        origin = origins[sourced, name]
        last = claims[0].chain[-1] if sourced else None
        voices.append(
            Voice(
                name=name,
                named=last.named if last else False,
                party=bool(origin and origin.party),
                standing=view.standing_words(origin) if origin else "",
                actor=(origin.actor if origin else last.actor) if last and last.named else None,
                tellings=tuple(_telling(view, c) for c in claims),
            )
        )
    return sorted(voices, key=lambda v: (not v.name, -len({t.report.id for t in v.tellings}), v.name))


def find_sides(view: RecordView, item: Discrepancy) -> list[Side]:
    """The values of a disagreement, with the words that carry each."""
    holders = {r.document: r for r in reversed(view.record.reports)}
    return [
        Side(
            v.value,
            v.origins,
            tuple(
                (view.outlet_name(report), report.id, span)
                for span in _joined(view, v.spans)
                if (report := _holder(view, holders, span)) is not None
            ),
        )
        for v in item.values
    ]


def _joined(view: RecordView, spans: Sequence[Span]) -> list[Span]:
    """Words that stand near each other in one paragraph are quoted together: “denied” and what was denied."""
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last and last.document == span.document and span.start - last.end <= GAP:
            between = Span(span.document, min(last.end, span.start), span.start)
            if between.document not in view.documents or "\n" not in view.words(between):
                joined[-1] = Span(last.document, last.start, max(last.end, span.end))
                continue
        joined.append(span)
    return joined


def copied_from(view: RecordView, report: Report) -> str:
    """How much of a report stands in another, in words; empty where it is nobody's copy."""
    original = view.reports.get(report.copy_of or "")
    return f"{report.copied:.0%} of its sentences stand in {view.outlet_name(original)}" if original else ""


def plain_rows(view: RecordView, value: Any) -> Any:
    """A record as JSON, spans with their words; a text that was not loaded is empty."""
    return RowWriter(_Texts({d.id: d.text for d in view.record.documents})).plain(value)


class _Texts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _holder(view: RecordView, holders: Mapping[str, Report], span: Span) -> Report | None:
    """The report whose run of the document holds a span."""
    exact = (r for r in view.record.reports if r.document == span.document and r.start <= span.start < r.end)
    return next(exact, holders.get(span.document))


def _telling(view: RecordView, claim: Claim) -> Telling:
    text = view.documents[claim.sentence.document].text
    return Telling(
        report=claim.report,
        outlet=view.outlet_name(claim.report),
        day=published_words(claim.report.published),
        chain=view.chain_words(claim.report, claim.chain),
        status=claim.mention.status,
        parts=tuple(cut(text, claim.sentence, sorted((t.start, t.end) for t in claim.triggers))),
        span=claim.sentence,
        mentions=_mentions(view, claim),
    )


def _mentions(view: RecordView, claim: Claim) -> tuple[str, ...]:
    """The mentions that a telling is made of, by their triggers."""
    triggers = set(claim.triggers)
    reading = view.readings[claim.report.id]
    return tuple(m.id for m in reading.events if m.trigger in triggers)


def cut(text: str, run: Span, marked: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The words of a span in runs, marked or not."""
    at = run.start
    for start, end in marked:
        low, high = max(start, at), min(end, run.end)
        if low >= high:
            continue
        if at < low:
            yield text[at:low], False
        yield text[low:high], True
        at = high
    if at < run.end:
        yield text[at : run.end], False


def _rows(view: RecordView, event: Event) -> dict[str, Any]:
    mentions = [view.mentions[m] for m in event.mentions if m in view.mentions]
    attributions = [view.attributions[a] for m in mentions for a in m.attributions if a in view.attributions]
    return {
        "event": plain_rows(view, event),
        "mentions": plain_rows(view, mentions),
        "attributions": plain_rows(view, list(dict.fromkeys(attributions))),
        "discrepancies": plain_rows(view, view.discrepancies_of(event)),
        "reports": plain_rows(view, [view.reports[r] for r in event.reports if r in view.reports]),
    }
