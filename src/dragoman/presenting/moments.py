"""When something happened and when it was told, as the rows of a timeline."""

import re
from collections.abc import Iterator, Sequence

from dragoman.datamodel import DONE, Event, Report, Story
from dragoman.presenting.pictures.timeline import Moment
from dragoman.presenting.views import RecordView

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")


def event_moments(view: RecordView, event: Event) -> list[Moment]:
    """The event, the days on which accounts of it differ, then its reports in order."""
    return [*_happening(view, event), *_telling(view, event.reports)]


def story_moments(view: RecordView, story: Story, events: Sequence[Event]) -> list[Moment]:
    """The story's events that have a day, by it, then its reports."""
    dated = [e for e in events if e.time and (e.time.earliest or e.time.latest)]
    dated.sort(key=lambda e: (e.time.earliest or e.time.latest or "") if e.time else "")
    shown = [_happened(e.title, e) for e in dated]
    return [*shown, *_telling(view, story.reports)]


def _happening(view: RecordView, event: Event) -> Iterator[Moment]:
    if event.time:
        yield _happened("The event", event)
    for difference in view.discrepancies_of(event):
        for value in difference.values if difference.slot == "time" else ():
            days = _DAYS.fullmatch(value.value)
            if days:
                yield Moment(f"… on the word of {', '.join(value.origins)}", days[1], days[2] or days[1], "claim")


def _happened(label: str, event: Event) -> Moment:
    first, last = (event.time.earliest, event.time.latest) if event.time else (None, None)
    return Moment(label, first, last, "event", open=event.status not in DONE)


def _telling(view: RecordView, reports: Sequence[str]) -> Iterator[Moment]:
    known = sorted((view.reports[r] for r in reports if r in view.reports), key=_by_date)
    for report in known:
        yield Moment(view.outlet_name(report), report.published.earliest, report.published.latest, "report")


def _by_date(report: Report) -> tuple[str, str, str]:
    low, high = report.published.earliest, report.published.latest
    return low or high or "9999", high or "9999", report.id
