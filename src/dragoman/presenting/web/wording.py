"""The few phrases that all pages share."""

from dragoman.datamodel import Interval
from dragoman.presenting.views import describe_interval
from dragoman.record.queries import EventRow, ReportRow


def counted(number: int, one: str, many: str = "") -> str:
    """`1 report`, `1,240 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_of(row: EventRow | ReportRow) -> str:
    """When, in days; empty where unknown."""
    return describe_interval(Interval(row.earliest, row.latest))


def period(earliest: str | None, latest: str | None) -> str:
    """A time between two ends; empty where unknown."""
    return describe_interval(Interval(earliest, latest))


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
