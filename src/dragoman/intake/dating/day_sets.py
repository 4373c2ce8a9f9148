"""Sets of possible days of publication: disjoint runs of day numbers in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# No web page ran before, and a bound at either end is no bound.
FIRST, LAST = date(1980, 1, 1).toordinal(), date(2099, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class DaySet:
    """Runs (first, last) of day numbers, in order, never touching."""

    runs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, runs: Iterable[tuple[int, int]]) -> "DaySet":
        """The union of runs, cut to the calendar that matters."""
        joined: list[tuple[int, int]] = []
        for low, high in sorted((max(a, FIRST), min(b, LAST)) for a, b in runs):
            if low > high:
                continue
            if joined and low <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], high))
            else:
                joined.append((low, high))
        return cls(tuple(joined))

    def meet(self, other: "DaySet") -> "DaySet":
        """The days in both."""
        met, i, j = [], 0, 0
        while i < len(self.runs) and j < len(other.runs):
            (a, b), (c, d) = self.runs[i], other.runs[j]
            met.append((max(a, c), min(b, d)))
            i, j = (i + 1, j) if b < d else (i, j + 1)
        return DaySet.of(met)

    @property
    def first(self) -> date | None:
        """The first day, None where the set is open towards the past (or empty)."""
        return date.fromordinal(self.runs[0][0]) if self.runs and self.runs[0][0] > FIRST else None

    @property
    def last(self) -> date | None:
        """The last day, None where the set is open towards the future (or empty)."""
        return date.fromordinal(self.runs[-1][1]) if self.runs and self.runs[-1][1] < LAST else None


EVERY_DAY = DaySet(((FIRST, LAST),))


def days_between(first: date | None, last: date | None) -> DaySet:
    """All days from first to last; None is open."""
    return DaySet.of([(first.toordinal() if first else FIRST, last.toordinal() if last else LAST)])


@lru_cache(maxsize=4096)
def days_each_year(month: int, day: int, first: int, last: int, weekday: int | None = None) -> DaySet:
    """From `first` to `last` days after that day of every year; with a weekday in the years where it falls on that.

    The first and last year are whole, so that the edges of the calendar never show as a bound.
    """
    years = range(date.fromordinal(FIRST).year, date.fromordinal(LAST).year + 1)
    starts = [d for y in years if (d := _day_or_none(y, month, day)) and weekday in (None, d.isoweekday())]
    edges = [(FIRST, FIRST + 366), (LAST - 366, LAST)]
    return DaySet.of(edges + [(d.toordinal() + first, d.toordinal() + last) for d in starts])


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
