"""The record's objects as plain rows, field by field as the record format names them.

Every span becomes `{"document", "start", "end", "text"}`, the text taken from the document itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dragoman import __version__
from dragoman.datamodel import Document, Event, EventMention, Origin, Place, Record, Report, Span

FORMAT = "dragoman-record/1"
Row = dict[str, Any]


class RowWriter:
    """Turns records into rows; holds the texts that spans are quoted from."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def plain(self, value: object) -> Any:
        """A record, span or container as JSON knows it; field names carry over."""
        if isinstance(value, Span):
            return self.span(value)
        if is_dataclass(value):
            return {f.name: self.plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, tuple | list):
            return [self.plain(v) for v in value]
        return value

    def span(self, span: Span) -> Row:
        """A span with the characters that it points at."""
        text = self._texts[span.document][span.start : span.end]
        return {"document": span.document, "start": span.start, "end": span.end, "text": text}


def record_rows(record: Record, readers: Mapping[str, str]) -> Iterator[Row]:
    """Every row of the export in its fixed order: header, then each kind by id."""
    writer = RowWriter({d.id: d.text for d in record.documents})
    yield {"kind": "header", "format": FORMAT, "version": __version__, "readers": dict(sorted(readers.items()))}
    for document in record.documents:
        yield _document_row(document)
    outlet_actors = _outlet_actors(record)
    for report in record.reports:
        yield _report_row(writer, report, outlet_actors)
    for actor in record.actors:
        row = writer.plain(actor)
        row.pop("members")
        row["external_ids"] = dict(actor.external_ids)
        row["names"] = sorted(actor.names)
        yield {"kind": "actor", **row}
    yield from _reading_rows(writer, record)
    for event in record.events:
        yield _event_row(writer, event)
    kinds = (
        ("story", record.stories),
        ("discrepancy", record.discrepancies),
        ("reuse", record.reuse),
        ("shared_wording", record.shared_wording),
        ("alteration", record.alterations),
        ("problem", record.problems),
    )
    for kind, rows in kinds:
        for item in rows:
            yield {"kind": kind, **writer.plain(item)}


def _document_row(document: Document) -> Row:
    keys = ("id", "uri", "media_type", "sha256", "text")
    return {"kind": "document", **{k: getattr(document, k) for k in keys}}


def _report_row(writer: RowWriter, report: Report, outlet_actors: Mapping[str, str]) -> Row:
    row = writer.plain(report)
    row["outlet"] = None
    if report.outlet:
        row["outlet"] = {"name": report.outlet.name, "actor": outlet_actors.get(report.outlet.name)}
    row["agencies"] = list(report.agencies)
    return {"kind": "report", **row}


def _outlet_actors(record: Record) -> dict[str, str]:
    """The actor that an outlet is, where reports speak of it as one."""
    wanted = {r.outlet.name for r in record.reports if r.outlet}
    return {name: a.id for a in record.actors if a.type == "organisation" for name in a.names if name in wanted}


def _reading_rows(writer: RowWriter, record: Record) -> Iterator[Row]:
    event_of = {m: e.id for e in record.events for m in e.mentions}
    for reading in record.readings:
        for mention in reading.mentions:
            place = {"start": mention.span.start, "end": mention.span.end, "text": writer.span(mention.span)["text"]}
            row = {"id": mention.id, "report": mention.report, "actor": mention.actor, **place, "form": mention.form}
            yield {"kind": "actor_mention", **row}
        for attribution in reading.attributions:
            row = writer.plain(attribution)
            row["chain"] = row.pop("hops")
            yield {"kind": "attribution", **row}
        for told in reading.events:
            yield _mention_row(writer, told, event_of.get(told.id))
        for tie in reading.ties:
            yield {"kind": "tie", **writer.plain(tie)}
        for label in reading.labels:
            row = writer.plain(label)
            span = row.pop("span")
            yield {"kind": "label", **row, "start": span["start"], "end": span["end"]}


def _mention_row(writer: RowWriter, mention: EventMention, event: str | None) -> Row:
    row = writer.plain(mention)
    row["event"] = event
    when = row.pop("when")
    time = mention.time
    if when or time:
        span = when["span"] if when else None
        row["time"] = {"earliest": time and time.earliest, "latest": time and time.latest, "span": span}
    return {"kind": "event_mention", **row}


def _event_row(writer: RowWriter, event: Event) -> Row:
    row = writer.plain(event)
    row["places"] = [_place_row(p) for p in event.places]
    row["origins"] = [_origin_row(writer, o) for o in event.origins]
    return {"kind": "event", **row}


def _place_row(place: Place) -> Row:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _origin_row(writer: RowWriter, origin: Origin) -> Row:
    row: Row = writer.plain(origin)
    return row
