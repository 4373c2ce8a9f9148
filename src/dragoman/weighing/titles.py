"""An event's title in neutral words: "Talks: Ruritania, Sylvania in Port Amber, January 2024"."""

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.datamodel import EventParticipant, Interval, Place
from dragoman.resources.weighing import TitleWords

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MOST_NAMES = 4
_STATUS = {"planned": "planned", "possible": "possible", "denied": "denied", "called-off": "called off"}


def make_title(
    words: TitleWords | None,
    kind: tuple[str, str | None, str],
    participants: Sequence[tuple[EventParticipant, str]],
    place: Place | None,
    time: Interval | None,
) -> str:
    """The title of an event of a kind (type, mode, status); participants come with their names."""
    type_, mode, status = kind
    event = (words.modes.get(mode or "", words.event)) if words else type_.capitalize()
    doers = _once(name for p, name in participants if p.role == "actor")
    targets = [name for name in _once(name for p, name in participants if p.role == "recipient") if name not in doers]
    if words is not None and words.to and doers and targets:
        who = f": {_names(doers)} {words.to} {_names(targets)}"
    else:
        who = f": {_names(doers + targets)}" if doers or targets else ""
    where = f" in {place.name}" if place else ""
    moment = in_words(time)
    when = f", {moment}" if moment else ""
    note = f" ({_STATUS[status]})" if status in _STATUS else ""
    return event + who + where + when + note


def in_words(time: Interval | None) -> str:
    """A day, a month or a year, as far as an interval tells one: "14 March 2024", "January 2024", "2024"."""
    try:
        first, last = (
            date.fromisoformat((end or "")[:10]) for end in ((time.earliest, time.latest) if time else ("", ""))
        )
    except ValueError:
        return ""
    month = _MONTHS[first.month - 1]
    if first == last:
        return f"{first.day} {month} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{month} {first.year}"
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def _once(names: Iterable[str]) -> list[str]:
    """Each name once, however its first letter is written."""
    return list({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
