"""Times as day numbers, so that they can be compared."""

from dataclasses import dataclass
from datetime import date

from dragoman.datamodel import Interval

FOREVER = 1 << 28  # a day that nothing lies beyond: an open end among numbers


@dataclass(frozen=True, slots=True)
class Days:
    """A time as day numbers, inclusive; None is an open end."""

    earliest: int | None
    latest: int | None

    @property
    def width(self) -> int | None:
        """How many days, or None where an end is open."""
        return None if self.earliest is None or self.latest is None else self.latest - self.earliest + 1

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last day; an open end lies beyond all days."""
        earliest, latest = self.earliest, self.latest
        return -FOREVER if earliest is None else earliest, FOREVER if latest is None else latest

    def gap(self, other: "Days") -> int:
        """Days between both; 0 where they meet or could meet."""
        behind = 0 if self.latest is None or other.earliest is None else other.earliest - self.latest
        ahead = 0 if other.latest is None or self.earliest is None else self.earliest - other.latest
        return max(0, behind, ahead)


def day_number(moment: str | None) -> int | None:
    """The day of an ISO day or instant, counted from year 1; None where there is none."""
    try:
        return date.fromisoformat(moment[:10]).toordinal() if moment else None
    except ValueError:
        return None


def read_days(time: Interval | None) -> Days:
    """The interval as day numbers."""
    return Days(day_number(time.earliest), day_number(time.latest)) if time else Days(None, None)
