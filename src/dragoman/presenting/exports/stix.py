"""The record as a STIX 2.1 bundle: reports, actors as identities, events as notes with an extension for the chains.

Ids are UUIDv5 of the record's ids and stamps are days that the reports tell: the same record gives the same bundle.
"""

import json
import uuid
from collections.abc import Iterator

from dragoman.datamodel import Actor, Event, Record, Report
from dragoman.presenting.exports.rows import Row
from dragoman.presenting.views import RecordView, describe_origins, describe_published, name_hop

_SPACE = uuid.UUID("9b3b1c0e-7e0e-5a43-9a52-3f6f0c2a9d11")
_EPOCH = "1970-01-01"
_CLASSES = {"person": "individual", "organisation": "organization", "state": "organization", "group": "group"}
_EXTENSION = f"extension-definition--{uuid.uuid5(_SPACE, 'chains')}"
_SCHEMA = "https://example.org/dragoman/record-format"


def write_stix(record: Record) -> Iterator[str]:
    """The bundle, an object a line."""
    objects = list(_objects(RecordView(record)))
    yield f'{{"type": "bundle", "id": "bundle--{_uuid(*(o["id"] for o in objects))}", "objects": [\n'
    last = len(objects) - 1
    for place, item in enumerate(objects):
        yield json.dumps(item, ensure_ascii=False, sort_keys=True) + ("\n" if place == last else ",\n")
    yield "]}\n"


def _objects(view: RecordView) -> Iterator[Row]:
    record = view.record
    program = _identity("dragoman", "Dragoman", "system", _EPOCH)
    yield program
    yield {
        **_frame("extension-definition", "chains", _EPOCH),
        "id": _EXTENSION,
        "name": "Dragoman chains",
        "description": "Through whom each claim reached a report, and bounds on its independent origins.",
        "created_by_ref": program["id"],
        "schema": _SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
    used = {p.actor for e in record.events for p in e.participants}
    for actor in (a for a in record.actors if a.id in used and a.type in _CLASSES):
        yield _actor(actor)
    for event in record.events:
        yield _note(view, event)
    for report in record.reports:
        yield _report(view, report)


def _actor(actor: Actor) -> Row:
    row = _identity(actor.id, actor.name, _CLASSES[actor.type], _EPOCH)
    roles = sorted({r.role for r in actor.roles})
    return row | ({"roles": roles} if roles else {})


def _report(view: RecordView, report: Report) -> Row:
    events = [e.id for e in view.record.events if report.id in e.reports]
    about = [_key("note", e) for e in events] or [_key("identity", "dragoman")]
    day = report.published.earliest or _EPOCH
    return {
        **_frame("report", report.id, day),
        "name": report.headline or view.outlet_name(report),
        "description": f"As told by {view.outlet_name(report)}; {_when(report)}",
        "published": _stamp(day),
        "object_refs": about,
        "external_references": [{"source_name": view.outlet_name(report), "description": view.input_name(report)}],
    }


def _when(report: Report) -> str:
    """When it ran, as far as that is known: the format itself asks for one moment."""
    days = describe_published(report.published)
    return f"published {days}" if report.published.basis == "stated" else f"published {days} ({report.published.basis})"


def _note(view: RecordView, event: Event) -> Row:
    refs = dict.fromkeys(
        _key("identity", p.actor)
        for p in event.participants
        if p.actor in view.actors and view.actors[p.actor].type in _CLASSES
    )
    days = sorted(d for r in event.reports if (d := view.reports[r].published.earliest))
    bounds = event.independent_origins
    number = describe_origins(event.origins, event.independent_origins)
    chains = [
        {
            "outlets": sorted({view.outlet_name(view.reports[r]) for r in origin.reports if r in view.reports}),
            "hops": [{"name": name_hop(h), "named": h.named} for h in origin.chain],
            "party": origin.party,
        }
        for origin in event.origins
    ]
    told: Row = {
        "extension_type": "property-extension",
        "plover_type": event.type,
        "status": event.status,
        "chains": chains,
        "why": bounds.why,
    }
    told |= {"plover_mode": event.mode} if event.mode else {}
    told |= {"origins_at_least": bounds.at_least, "origins_at_most": bounds.at_most} if event.origins else {}
    return {
        **_frame("note", event.id, days[0] if days else _EPOCH),
        "abstract": event.title,
        "content": f"{event.title}. Reportedly {event.status}. Independent origins: {number}. {bounds.why}",
        "object_refs": list(refs) or [_key("identity", "dragoman")],
        "extensions": {_EXTENSION: told},
    }


def _identity(key: str, name: str, kind: str, day: str) -> Row:
    return {**_frame("identity", key, day), "name": name, "identity_class": kind}


def _frame(kind: str, key: str, day: str) -> Row:
    stamp = _stamp(day)
    return {"type": kind, "spec_version": "2.1", "id": _key(kind, key), "created": stamp, "modified": stamp}


def _key(kind: str, key: str) -> str:
    return f"{kind}--{_uuid(key)}"


def _uuid(*parts: str) -> uuid.UUID:
    return uuid.uuid5(_SPACE, "\x1f".join(parts))


def _stamp(day: str) -> str:
    return f"{day[:10]}T00:00:00.000Z"
