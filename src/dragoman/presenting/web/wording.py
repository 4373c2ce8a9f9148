"""The few phrases that all pages share."""

from collections.abc import Iterable
from itertools import groupby

from dragoman.datamodel import Interval, Published
from dragoman.presenting.views import describe_interval
from dragoman.presenting.web.marking import SET_ASIDE, Paragraph
from dragoman.record.queries import EventRow, ReportRow


def runs_of(paragraphs: Iterable[Paragraph]) -> list[tuple[bool, list[Paragraph]]]:
    """Paragraphs in runs: True with those that are not of the text proper."""
    return [(aside, list(run)) for aside, run in groupby(paragraphs, lambda p: p.role in SET_ASIDE)]


def counted(number: int, one: str, many: str = "") -> str:
    """`1 report`, `1,240 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_of(row: EventRow | ReportRow) -> str:
    """When, in days; empty where unknown."""
    return describe_interval(Interval(row.earliest, row.latest))


def period(earliest: str | None, latest: str | None) -> str:
    """A time between two ends; empty where unknown."""
    return describe_interval(Interval(earliest, latest))


def published_of(earliest: str | None, latest: str | None, reports: int = 1) -> str:
    """When one report, or the reports of a story, ran; of an undated one all days that come into question."""
    days = period(earliest, latest)
    if not days:
        return "publication date unknown"
    if reports == 1 and earliest and latest and earliest[:10] != latest[:10]:
        return f"published between {earliest[:10]} and {latest[:10]}"
    return f"published {days}"


def published_words(published: Published) -> str:
    """When one report ran, or between which days it must have."""
    return published_of(published.earliest, published.latest)


def status_shown(row: EventRow) -> str:
    """The status in words where neither the title nor the plain case tells it."""
    noted = row.title.endswith(")") or row.status == "happened"
    return "" if noted else row.status.replace("-", " ")


def span_of(row: EventRow) -> str:
    """Under which heading an event stands in a timeline: its day, month or year, as far as it is known."""
    first, last = (row.earliest or "")[:10], (row.latest or "")[:10]
    if not first:
        return f"No first day known, by {last}" if last else "Time unknown"
    if not last:
        return f"From {first} on"
    length = next((n for n in (10, 7, 4) if first[:n] == last[:n]), 0)
    return first[:length] if length else f"{first[:4]} to {last[:4]}"


def standing_of(row: EventRow) -> str:
    """On how many legs an event stands."""
    if not row.origins:
        return "no source shown"
    if row.at_least == row.at_most:
        return counted(row.at_most, "independent origin")
    return f"{row.at_least} to {row.at_most} independent origins"


def kind_of(row: EventRow) -> str:
    """`consult / visit`."""
    return f"{row.type.lower()}{' / ' + row.mode.lower() if row.mode else ''}"
