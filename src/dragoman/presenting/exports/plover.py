"""One row an event mention, in the columns that users of PLOVER's data know, and beside them who says so.

Names follow POLECAT's tables (Halterman et al. 2023): event id, date, type, mode, contexts, actor, recipient, place.
"""

from collections.abc import Iterable, Iterator

from dragoman.datamodel import Actor, Event, EventMention, Record
from dragoman.presenting.exports.rows import Row
from dragoman.presenting.views import RecordView, name_hop

COLUMNS = (
    "Event ID", "Event Date", "Event Date Latest", "Event Type", "Event Mode", "Event Contexts", "Actor Name",
    "Actor Type", "Recipient Name", "Recipient Type", "Placename", "Country", "Latitude", "Longitude", "Source",
    "Publication Date", "Publication Date Latest", "Headline", "Event Text", "Mention ID", "Status", "Mediator",
    "Host", "Subject", "Chain", "Named Origin", "Origins At Least", "Origins At Most", "Document", "Trigger Start",
    "Trigger End",
)  # fmt: skip


def plover_rows(record: Record) -> Iterator[Row]:
    """Every event mention of the record, events in the record's order."""
    view = RecordView(record)
    for event in record.events:
        for key in event.mentions:
            if key in view.mentions:
                yield _row(view, event, view.mentions[key])


def _row(view: RecordView, event: Event, mention: EventMention) -> Row:
    report, place, time = view.reports[mention.report], mention.place, mention.time
    chain = view.chain_of(mention)
    actors, recipients = _actors(view, mention, "actor"), _actors(view, mention, "recipient")
    values = (
        event.id, time and time.earliest, time and time.latest, mention.type, mention.mode, "; ".join(mention.contexts),
        _names(actors), _types(actors), _names(recipients), _types(recipients), place and place.name,
        place and place.country, place and place.lat, place and place.lon, view.outlet_name(report),
        report.published.earliest, report.published.latest, report.headline,
        view.words(mention.sentence or mention.extent), mention.id, mention.status,
        *(_names(_actors(view, mention, role)) for role in ("mediator", "host", "subject")),
        " ← ".join(map(name_hop, chain)), chain[-1].named if chain else None,
        event.independent_origins.at_least if event.origins else 0,
        event.independent_origins.at_most if event.origins else 0,
        view.documents[report.document].uri, mention.trigger.start, mention.trigger.end,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _actors(view: RecordView, mention: EventMention, role: str) -> list[Actor]:
    found = dict.fromkeys(p.actor for p in mention.participants if p.role == role)
    return [view.actors[a] for a in found if a in view.actors]


def _names(actors: Iterable[Actor]) -> str:
    return "; ".join(a.name for a in actors)


def _types(actors: Iterable[Actor]) -> str:
    return "; ".join(a.type for a in actors)
