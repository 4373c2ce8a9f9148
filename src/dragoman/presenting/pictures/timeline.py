"""A timeline: a row for each moment, known days as dots and bars, open ends fading out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from dragoman.presenting.pictures.crowding import without_far_ends
from dragoman.presenting.pictures.lettering import safe, text_width, wrap_lines, write_picture, write_text

CAPTION = "A bar is all the days that come into question; an end that fades is open. Hollow: not told as done."
MOST_ROWS = 60  # more are drawn together
OPEN = "date unknown"
_STEPS = (1, 2, 7, 14)  # days between two ticks; then months
_FEW, _NARROWER = 0.2, 3.0  # so many rows may lie off the axis where it becomes so much shorter
_LEAST_DAYS = 10
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000, 120000)


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened or was said when; `link` is where its row leads, `#place` or a path; `open` is not told as done."""

    label: str
    earliest: str | None
    latest: str | None
    kind: Literal["event", "claim", "report"] = "report"
    link: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        return self.left + (self.right - self.left) * (day - self.first).days / max(1, (self.last - self.first).days)


def draw_timeline(moments: Sequence[Moment], title: str, width: float = 860) -> str:
    """The picture; rows keep their order. Empty where no day is known. A narrow one has its labels over the bars."""
    rows, note = collapse(moments)
    spans = sorted(span for m in rows if (span := _span(m)))
    if not spans:
        return ""
    wide = width > 500
    size = 13.0 if wide else 11.0
    left = min(400.0, width * 0.46) if wide else 2.0
    scale = _make_scale([day for span in find_core(spans) for day in span], left + 16, width - 18)
    top = low = size * 2.4
    drawn = ""
    for moment in rows:
        lines = wrap_lines(moment.label, (left if wide else width) - 6, size * _boldness(moment), most=2)
        high = size * (1.3 * len(lines) + (0.7 if wide else 2.1))
        drawn += _draw_row(moment, lines, scale, (low, high, wide), size)
        low += high
    body = _draw_axis(scale, size, top - size, low) + drawn
    if note:
        lines = wrap_lines(note, width - 8, size)
        body += write_text(lines, 2, low + size * 1.6, size, "note")
        low += size * 1.3 * (len(lines) + 1)
    told = "; ".join(f"{m.label}: {_say(m)}" for m in rows)
    return write_picture("timeline", (width, low + 6), title, told, body)


def collapse(moments: Sequence[Moment]) -> tuple[list[Moment], str]:
    """At most so many rows: those of one kind in one month, else year, as one; what was done is said in words."""
    rows = list(moments)
    if len(rows) <= MOST_ROWS:
        return rows, ""
    for length, unit in ((10, "day"), (7, "month"), (4, "year")):
        rows = list(_join(moments, length))
        if len(rows) <= MOST_ROWS:
            return rows, f"{len(moments)} rows: those of the same {unit} are drawn as one."
    left = len(rows) - MOST_ROWS
    return rows[:MOST_ROWS], f"{len(moments)} rows: those of the same year are drawn as one, {left} more not at all."


def _join(moments: Sequence[Moment], length: int) -> Iterator[Moment]:
    def key(m: Moment) -> tuple[str, str]:
        return m.kind, (m.earliest or m.latest or "9999")[:length]

    for (kind, start), group in groupby(sorted(moments, key=key), key):
        same = list(group)
        first = same[0]
        if len(same) == 1:
            yield first
            continue
        ends = sorted(filter(None, (m.latest or m.earliest for m in same)))
        label = f"{len(same)} {kind}s, {start if start != '9999' else OPEN}"
        yield Moment(label, first.earliest, ends[-1] if ends else None, first.kind)


def find_core(spans: Sequence[tuple[date, date]]) -> Sequence[tuple[date, date]]:
    """The spans, ordered, without a few that lie so far before or after that the others would be crowded together."""
    return without_far_ends(spans, _length, _FEW, _NARROWER)


def _length(spans: Sequence[tuple[date, date]]) -> int:
    return max((max(last for _, last in spans) - min(first for first, _ in spans)).days, _LEAST_DAYS)


def _span(moment: Moment) -> tuple[date, date] | None:
    """The first and last known day; one is both where it is the only one."""
    first, last = _day(moment.earliest), _day(moment.latest)
    known = [d for d in (first, last) if d]
    return (min(known), max(known)) if known else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _make_scale(days: Sequence[date], left: float, right: float) -> _Scale:
    first, last = min(days), max(days)
    spare = max(1, (last - first).days // 20)
    return _Scale(_shift(first, -spare), _shift(last, spare), left, right)


def _shift(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def _draw_axis(scale: _Scale, size: float, top: float, low: float) -> str:
    ticks = find_ticks(scale.first, scale.last, scale.right - scale.left, size)
    body = ""
    for day, label in ticks:
        x = scale.at(day)
        place = min(max(x - text_width(label, size) / 2, 0), scale.right + 16 - text_width(label, size))
        body += f'<path class="tick" d="M{x:.1f} {top + 4:.1f}V{low:.1f}"/>'
        body += write_text([label], place, top, size, "axis")
    return body


def find_ticks(first: date, last: date, width: float, size: float) -> list[tuple[date, str]]:
    """Days with their labels, as many as fit beside each other."""
    room = max(1, int(width / (text_width("0000-00-00", size) + 14)))
    span = (last - first).days
    for step in _STEPS:
        if span / step <= room:
            days = range(0, span + 1, step)
            return [(d, d.isoformat()) for d in (first + timedelta(days=n) for n in days)]
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(s for s in _MONTH_STEPS if months / s <= room)
    numbers = range((first.year * 12 + first.month - 1) // step * step, last.year * 12 + last.month, step)
    starts = [date(n // 12, n % 12 + 1, 1) for n in numbers if n >= 12]
    return [(d, str(d.year) if step >= 12 else d.isoformat()[:7]) for d in starts if first <= d <= last]


def _boldness(moment: Moment) -> float:
    return 1.14 if moment.kind == "event" else 1.0


def _draw_row(
    moment: Moment, lines: Sequence[str], scale: _Scale, place: tuple[float, float, bool], size: float
) -> str:
    """Label and bar; narrow pictures (their label has the whole width) have the bar under the label."""
    y, high, wide = place
    words = write_text(lines, 2, y + size * (1.3 if wide else 1.0), size, "label")
    bar = _draw_bar(moment, scale, y + (high / 2 if wide else high - size * 1.2), size)
    kind = f"{moment.kind} open" if moment.open else moment.kind
    body = f'<g class="{kind}"><title>{safe(f"{moment.label}: {_say(moment)}")}</title>{words}{bar}</g>'
    return f'<a href="{safe(moment.link)}">{body}</a>' if moment.link else body


def _draw_bar(moment: Moment, scale: _Scale, y: float, size: float) -> str:
    first, last = _day(moment.earliest), _day(moment.latest)
    if first is None and last is None:
        return write_text([OPEN], scale.left, y + size * 0.35, size, "axis")
    if (last and last < scale.first) or (first and first > scale.last):
        return _draw_beyond(moment, scale, y, size)
    if first and last and first == last:
        return f'<circle class="day" cx="{scale.at(first):.1f}" cy="{y:.1f}" r="{size * 0.42:.1f}"/>'
    start, end = scale.at(first) if first else scale.left, scale.at(last) if last else scale.right
    start, end = max(scale.left, min(start, end)), min(scale.right, max(start, end))
    thick = size * 0.62
    faded = 0.0 if first and last else (end - start) * 0.6
    solid_start, solid_end = (start if first else start + faded), (end if last else end - faded)
    bar = _rectangle("bar", solid_start, solid_end, y, thick)
    for part in range(3) if faded else ():
        third = faded / 3
        if first is None:
            bar += _rectangle(
                f"bar fade{part + 1}", solid_start - third * (part + 1), solid_start - third * part, y, thick
            )
        if last is None:
            bar += _rectangle(f"bar fade{part + 1}", solid_end + third * part, solid_end + third * (part + 1), y, thick)
    return bar


def _draw_beyond(moment: Moment, scale: _Scale, y: float, size: float) -> str:
    """What lies before or after the axis: its days in words, on that side."""
    last = _day(moment.latest)
    before = last is not None and last < scale.first
    words = f"← {_say(moment)}" if before else f"{_say(moment)} →"
    x = scale.left if before else scale.right - text_width(words, size)
    return write_text([words], x, y + size * 0.35, size, "axis")


def _rectangle(kind: str, start: float, end: float, y: float, thick: float) -> str:
    width = max(3.0, end - start)
    return f'<rect class="{kind}" x="{start:.1f}" y="{y - thick / 2:.1f}" width="{width:.1f}" height="{thick:.1f}"/>'


def _say(moment: Moment) -> str:
    low, high = ((m or "")[:10] for m in (moment.earliest, moment.latest))
    if not low and not high:
        return OPEN
    if low == high:
        return low
    return f"{low} to {high}" if low and high else f"since {low}" if low else f"by {high}"
