"""Planned events with a day, as an iCalendar file (RFC 5545): all-day entries, one an event."""

from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.datamodel import Event, Record
from dragoman.presenting.views import RecordView, describe_origins, name_origin

_FOLD = 74  # octets a line, the break apart
_LONGEST = 8  # days; what is vaguer is no appointment
_STATUS = {"planned": "TENTATIVE", "called-off": "CANCELLED"}


def write_calendar(record: Record) -> Iterator[str]:
    """The calendar, line by line; its stamps are the days of the latest report: the same record gives the same."""
    view = RecordView(record)
    yield from ("BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", "PRODID:-//Dragoman//planned events//EN\r\n")
    for event in record.events:
        days = _days(event)
        if event.status in _STATUS and days is not None:
            yield from _entry(view, event, days)
    yield "END:VCALENDAR\r\n"


def _entry(view: RecordView, event: Event, days: tuple[date, date]) -> Iterator[str]:
    told = sorted(d[:10] for r in event.reports for d in [view.reports[r].published.latest] if d)
    stamp = (told[-1] if told else days[0].isoformat()).replace("-", "")
    origins = "; ".join(dict.fromkeys(map(name_origin, event.origins))) or "no source shown"
    number = describe_origins(event.origins, event.independent_origins)
    outlets = ", ".join(sorted({view.outlet_name(view.reports[r]) for r in event.reports}))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.id}@dragoman",
        f"DTSTAMP:{stamp}T000000Z",
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}",
        f"DTEND;VALUE=DATE:{days[1] + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        f"STATUS:{_STATUS[event.status]}",
        f"DESCRIPTION:{_text(f'On the word of: {origins}. Independent origins: {number}. Told by: {outlets}.')}",
        *([f"LOCATION:{_text(', '.join(p.name for p in event.places))}"] if event.places else []),
        "END:VEVENT",
    ]
    yield from map(_folded, lines)


def _days(event: Event) -> tuple[date, date] | None:
    """First and last day, where both are told and not far apart."""
    if event.time is None or not event.time.earliest or not event.time.latest:
        return None
    try:
        first, last = (date.fromisoformat(end[:10]) for end in (event.time.earliest, event.time.latest))
    except ValueError:
        return None
    return (first, last) if timedelta(0) <= last - first < timedelta(days=_LONGEST) and last < date.max else None


def _text(words: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line of any length as lines of at most 75 octets, broken between characters."""
    parts, part, size = [], "", 0
    for c in line:
        width = len(c.encode("utf-8", "replace"))
        if size + width > _FOLD:
            parts.append(part)
            part, size = " ", 1
        part += c
        size += width
    return "\r\n".join([*parts, part]) + "\r\n"
