r"""What a time value means on the calendar, once the day of publication is known (or its bounds are).

    value     = point | point "/" point | point "/" | "/" point | stretch | word
    point     = date { ":" turn } [ "T" clock ]
    date      = "2024" | "2024-03" | "2024-03-18"        that year, month, day
              | "*-03" | "*-03-18" | "*-W5"              a month, a day, a weekday (1 is Monday) of no told year:
                                                         without a turn the latest that begins on or before publication
              | "*-03-18@5"                              the same that falls on a Friday
              | unit ("+" | "-") digits                  "D-1" yesterday, "W+0" this week, "M+1" next month; units are
                                                         D day, W week, E weekend, M month, Q quarter, Y year, C decade
              | "Y-1.12-31" | "Y-1.12" | "W-1.2"         a day or month of last year, Tuesday of last week
    turn      = "next" | "near"                          the first on or after publication, the nearest to it
              | "before" | "after"                       the latest that ended before it, the first that begins after it
              | "week"                                 the day and the seven before it
              | ("+" | "-") digits unit                the unit so many after it or before: "*-03-18:+1M" is April
              | "start" | "mid" | "end" | "eve"          the first, middle, last third; the day before
              | "past" | "next" (behind a unit)          what has passed of it, what is left of it
    clock     = "10:25" | "18:00-24:00"
    stretch   = "P" (digits | "X") unit [":" way]        a length of time; X is an untold number
    way       = "past" | "next" | "ago" | "ahead"        up to publication, from it on, that long before it, after it
    word      = "NOW" | "RECENT" | "PAST" | "SOON"
              | "THEN" [ ("+" | "-") digits unit ]     of what was told before: "the following month" is THEN+1M

Where publication is only bounded, the meaning is the hull over every possible day: each value moves forward with
the day, so the two bounds suffice. A week runs from Monday to Sunday, but on a Sunday the new one has begun:
papers count so, whether their week begins on Sunday or on Monday.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from dragoman.datamodel import Interval, Published

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEARLESS = re.compile(r"\*-(\d\d)(?:-(\d\d)(?:@([1-7]))?)?")
_WEEKDAY = re.compile(r"\*-W([1-7])")
_UNIT = re.compile(r"([DWEMQYC])([+-]\d{1,3})(?:\.(\d\d?)(?:-(\d\d))?)?")
_STRETCH = re.compile(r"P(\d{1,4}|X)([HDWEMQYC])(?::(past|next|ago|ahead))?")
_MOVED = re.compile(r"([+-]\d{1,3})([DWEMQYC])")
_CLOCK = re.compile(r"T(\d\d:\d\d)(?:-(\d\d:\d\d))?$")
_DAYS_OF = {"H": 0.042, "D": 1.0, "W": 7.0, "E": 7.0, "M": 30.44, "Q": 91.3, "Y": 365.25, "C": 3652.5}
_RELATIVE = re.compile(r"\*|[DWEMQYC][+-]|:(?:past|next|ago|ahead)|^/|/$|NOW|RECENT|SOON|PAST")

_Days = tuple[date | None, date | None]


def resolve_value(value: str, published: Published) -> Interval | None:
    """The interval that a value means; None where it means no time of its own ("ten months", "then")."""
    earliest, latest = _day(published.earliest), _day(published.latest)
    if not _RELATIVE.search(value):
        return _interval(_on(value, date(2000, 1, 1)), value)
    low = _on(value, earliest) if earliest else None
    high = _on(value, latest) if latest else None
    if low is None and high is None:
        return None
    return _interval((low[0] if low else None, high[1] if high else None), value)


def resolve_on(value: str, published: date) -> tuple[date | None, date | None] | None:
    """First and last day of a value told on one day; None where it has none."""
    return _on(value, published)


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated[:10]) if stated else None


def _interval(days: _Days | None, value: str) -> Interval | None:
    """ISO days, or instants where the value tells a time of day and the days are known."""
    if days is None or days == (None, None):
        return None
    low, high = (d.isoformat() if d else None for d in days)
    clock = _CLOCK.search(value)
    if clock is None or "/" in value:
        return Interval(low, high)
    until = clock[2] or clock[1]
    return Interval(low and f"{low}T{clock[1]}", high and f"{high}T{'23:59' if until == '24:00' else until}")


def _on(value: str, today: date) -> _Days | None:
    """A value on one day of publication; whatever is no value, or leaves the calendar, is None."""
    try:
        if "/" in value:
            return _range(value, today)
        return _stretch(value, today) or _word(value, today) or _point(value, today)
    except (ValueError, OverflowError):
        return None


def _range(value: str, today: date) -> _Days | None:
    """`*-03-18/` is "since March 18"; where the year turns within, the beginning is the year before."""
    first, _, last = value.partition("/")
    low = _point(first, today) if first else (None, None)
    high = _point(last, today) if last else (None, today)
    if low is None or high is None:
        return None
    begin, end = low[0], high[1]
    if begin and end and begin > end and (first.startswith("*-") or last.startswith("*-")):
        back = timedelta(7) if "W" in first else timedelta(365)
        begin = max(begin - back, date.min) if end <= today else begin
        end = end if begin <= end else end + back
    return (begin, end) if not (begin and end and begin > end) else None


def _stretch(value: str, today: date) -> _Days | None:
    match = _STRETCH.fullmatch(value)
    if match is None or match[3] is None:
        return None
    number, unit, way = match.groups()
    size = _DAYS_OF[unit]
    if number == "X":
        return {"past": (None, today), "ago": (None, today), "next": (today, None), "ahead": (today, None)}[way]
    length = int(number) * size
    if way in ("past", "next"):
        whole = timedelta(round(length))
        return (today - whole, today) if way == "past" else (today, today + whole)
    slack = timedelta(0 if unit in "DH" else round(size / 2))  # "three months ago" is no day
    middle = today + timedelta(round(length)) * (1 if way == "ahead" else -1)
    return (
        (middle - slack, min(middle + slack, today)) if way == "ago" else (max(middle - slack, today), middle + slack)
    )


def _word(value: str, today: date) -> _Days | None:
    known: dict[str, _Days] = {
        "NOW": (today, today),
        "SOON": (today, None),
        "PAST": (None, today),
        "RECENT": (None, today),
    }
    return known.get(value)


def _point(value: str, today: date) -> _Days | None:
    name, *turns = _CLOCK.sub("", value).split(":")
    days = _unturned(name, turns, today)
    if days is None:
        return None
    for turn in turns:
        days = _part_of(days, turn, today)
    return days


def _unturned(name: str, turns: list[str], today: date) -> tuple[date, date] | None:
    if match := _DATE.fullmatch(name):
        return _calendar_days(int(match[1]), match[2], match[3])
    if match := _YEARLESS.fullmatch(name):
        reach = 29 if match[3] else 9  # calendars of years come back after 28, 29 February after 8
        years = range(today.year - reach, today.year + reach)
        told = [d for y in years if (d := _day_of_year(y, match[1], match[2], match[3])) is not None]
        return _choose(told, turns, today)
    if match := _WEEKDAY.fullmatch(name):
        monday = today - timedelta(today.weekday())
        days = [monday + timedelta(7 * week + int(match[1]) - 1) for week in (-2, -1, 0, 1, 2)]
        return _choose([(d, d) for d in days], ["next" if t == "near" else t for t in turns], today)
    if match := _UNIT.fullmatch(name):
        return _unit_days(match[1], int(match[2]), match[3], match[4], today)
    return None


def _calendar_days(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, int(month), int(day)), date(year, int(month), int(day))


def _day_of_year(year: int, month: str, day: str | None, weekday: str | None) -> tuple[date, date] | None:
    """The month or day in that year; None for 29 February, and for another weekday than told."""
    try:
        days = _calendar_days(year, month, day)
    except ValueError:
        return None
    return days if weekday is None or days[0].isoweekday() == int(weekday) else None


def _choose(told: list[tuple[date, date]], turns: list[str], today: date) -> tuple[date, date] | None:
    """One of a row of like days, by the turn."""
    if "near" in turns:
        return min(told, key=lambda d: (max(d[0] - today, today - d[1], timedelta(0)), d[0]), default=None)
    if "next" in turns:
        return next((d for d in told if d[1] >= today), None)
    if "after" in turns:
        return next((d for d in told if d[0] > today), None)
    if "before" in turns:
        return next((d for d in reversed(told) if d[1] < today), None)
    return next((d for d in reversed(told) if d[0] <= today), None)


def _unit_days(unit: str, shift: int, first: str | None, second: str | None, today: date) -> tuple[date, date]:
    if unit == "Y" and first:
        return _calendar_days(today.year + shift, first, second)
    if unit in "DWE":
        return _days_or_weeks(unit, shift, first, today)
    months = {"M": 1, "Q": 3, "Y": 12, "C": 120}[unit]
    begin = ((today.year * 12 + today.month - 1) // months + shift) * months
    last = begin + months - 1
    return date(begin // 12, begin % 12 + 1, 1), _calendar_days(last // 12, f"{last % 12 + 1:02d}", None)[1]


def _days_or_weeks(unit: str, shift: int, weekday: str | None, today: date) -> tuple[date, date]:
    if unit == "D":
        day = today + timedelta(shift)
        return day, day
    begin = today if today.isoweekday() == 7 and unit == "W" else today - timedelta(today.weekday())
    begin += timedelta(7 * shift)
    if unit == "E":
        return begin + timedelta(5), begin + timedelta(6)
    if weekday:
        days = (begin + timedelta(n) for n in range(7))
        begin = next(d for d in days if d.isoweekday() == int(weekday))
        return begin, begin
    return begin, begin + timedelta(6)


def _part_of(days: tuple[date, date], turn: str, today: date) -> tuple[date, date]:
    """The told part of a stretch of days; turns that chose the stretch leave it whole."""
    low, high = days
    third = (high - low + timedelta(1)) // 3
    if turn == "week":
        return low - timedelta(7), high
    if moved := _MOVED.fullmatch(turn):
        whole = _unit_days(moved[2], int(moved[1]), None, None, low)
        return whole if moved[2] != "D" else (whole[0], high + timedelta(int(moved[1])))
    if turn == "eve":
        return low - timedelta(1), low - timedelta(1)
    if turn == "past":
        return low, max(low, min(high, today))
    if turn == "next" and low <= today <= high:
        return today, high
    parts = {"start": (low, low + third), "mid": (low + third, high - third), "end": (high - third, high)}
    return parts.get(turn, days)
