"""The record as FollowTheMoney entities, one JSON object a line, for Aleph and OpenSanctions' tools.

Reports are Articles, events are Events, actors are Persons, Organizations, PublicBodies or LegalEntities. Who says so
stands in `notes` and `summary` of an Event; FollowTheMoney has no place for a chain.
"""

import json
from collections.abc import Iterator
from itertools import chain

from dragoman.datamodel import Actor, Event, Record, Report
from dragoman.presenting.exports.rows import Row
from dragoman.presenting.views import RecordView, describe_origins

_SCHEMATA = {"person": "Person", "organisation": "Organization", "state": "PublicBody", "group": "Organization"}


def write_ftm(record: Record) -> Iterator[str]:
    """Every entity, a line each."""
    view = RecordView(record)
    rows = chain(
        (_article(view, r) for r in record.reports),
        (_actor(a) for a in record.actors if a.type in _SCHEMATA and a.name.strip()),
        (_event(view, e) for e in record.events),
    )
    for row in rows:
        row["properties"] = {k: kept for k, values in row["properties"].items() if (kept := _kept(values))}
        yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def _article(view: RecordView, report: Report) -> Row:
    document, published = view.documents[report.document], report.published
    day = published.earliest[:10] if published.earliest and _same_day(published.earliest, published.latest) else None
    address = document.uri if document.uri.startswith(("http://", "https://")) else None
    return {
        "id": report.id,
        "schema": "Article",
        "properties": {
            "title": [report.headline],
            "fileName": [view.input_name(report)],
            "publisher": [view.outlet_name(report)],
            "author": [report.byline],
            "publishedAt": [day],
            "sourceUrl": [address],
            "bodyText": [document.text[report.start : report.end]],
            "contentHash": [document.sha256] if document.sha256 else [],
        },
    }


def _actor(actor: Actor) -> Row:
    names = [actor.name, *sorted(set(actor.names) - {actor.name})]
    properties: dict[str, list[str | None]] = {"name": [names[0]], "alias": list(names[1:])}
    if actor.type == "person":
        properties["position"] = [*sorted({r.role for r in actor.roles})]
    properties["wikidataId"] = [value for scheme, value in actor.external_ids if scheme == "wikidata"]
    return {"id": actor.id, "schema": _SCHEMATA[actor.type], "properties": properties}


def _event(view: RecordView, event: Event) -> Row:
    involved = dict.fromkeys(p.actor for p in event.participants)
    known = [a for a in involved if a in view.actors and view.actors[a].type in _SCHEMATA]
    time = event.time
    day = time.earliest[:10] if time and time.earliest and _same_day(time.earliest, time.latest) else None
    number = describe_origins(event.origins, event.independent_origins)
    return {
        "id": event.id,
        "schema": "Event",
        "properties": {
            "name": [event.title],
            "date": [day],
            "startDate": [time.earliest[:10] if time and time.earliest and not day else None],
            "endDate": [time.latest[:10] if time and time.latest and not day else None],
            "involved": list(known),
            "location": [p.name for p in event.places],
            "country": [p.country.lower() if p.country else None for p in event.places],
            "summary": [f"Reportedly {event.status}. Independent origins: {number}. {event.independent_origins.why}"],
            "notes": list(dict.fromkeys(map(view.origin_words, event.origins))),
            "keywords": [event.type, event.mode],
            "proof": list(event.reports),
        },
    }


def _same_day(earliest: str, latest: str | None) -> bool:
    return latest is not None and earliest[:10] == latest[:10]


def _kept(values: list[str | None]) -> list[str]:
    return [v for v in dict.fromkeys(values) if v and v.strip()]
