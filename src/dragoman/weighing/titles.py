"""An event's title in neutral words: "Talks: Ruritania and Sylvania in Port Amber, January 2024"."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from msgspec.structs import replace as with_values

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
_MOST_NAMES = 2  # a side
_NOTED = {
    "planned": "planned",
    "possible": "possible",
    "denied": "denied",
    "called-off": "called off",
    "did not happen": "said not to have happened",
}


def make_title(
    words: TitleWords | None,
    kind: tuple[str, str | None, str],
    participants: Sequence[tuple[EventParticipant, str]],
    place: Place | None,
    time: Interval | None,
    states: Collection[str] = (),
) -> str:
    """The title of an event of a kind (type, mode, status in words); participants with their names, most told first.

    `states` are those of them that are states.
    """
    type_, mode, status = kind
    if words and mode in words.taking and all(p.actor in states for p, _ in participants if p.role == "recipient"):
        words = with_values(words, to="from")  # "the Northland ship was seized"
    event = (words.modes.get(mode or "", words.event)) if words else type_.capitalize()
    doers = _once(name for p, name in participants if p.role == "actor")
    targets = _without(_once(name for p, name in participants if p.role == "recipient"), doers)
    head, shown = _say_who(words, event, doers, targets) or _say_equals(event, doers, targets, participants)
    between = _without(_once(name for p, name in participants if p.role == "mediator"), shown)
    head += f", through {_names(between)}" if between and shown else ""
    where = f" in {place.name}" if place and place.name not in shown else ""
    moment = in_words(time)
    when = f", {moment}" if moment else ""
    note = f" ({_NOTED[status]})" if status in _NOTED else ""
    return f"{head}{where}{when}{note}"


def _say_who(
    words: TitleWords | None, event: str, doers: Sequence[str], targets: Sequence[str]
) -> tuple[str, list[str]] | None:
    """`Attack: Ruritania on Sylvania`, `Attack by Ruritania`, `Release: Ruritania`; None where all sides are equals."""
    shown = [*doers[:_MOST_NAMES], *targets[:_MOST_NAMES]]
    if words is None or not shown:
        return None
    if words.to is None:
        return (f"{event}: {_names(doers)}", list(doers[:_MOST_NAMES])) if words.alone and doers else None
    if doers and targets and words.to == "of":
        return f"{event} of {_names(targets)} by {_names(doers)}", shown
    if doers and targets:
        return f"{event}: {_names(doers)} {words.to} {_names(targets)}", shown
    return f"{event} by {_names(doers)}" if doers else f"{event} {words.to} {_names(targets)}", shown


def _say_equals(
    event: str, doers: Sequence[str], targets: Sequence[str], participants: Sequence[tuple[EventParticipant, str]]
) -> tuple[str, list[str]]:
    shown = _equals(doers, targets, participants)
    return f"{event}: {_names(shown)}" if shown else f"{event} (parties not named)", shown


def _equals(
    doers: Sequence[str], targets: Sequence[str], participants: Sequence[tuple[EventParticipant, str]]
) -> list[str]:
    """Both sides of talks: where there are doers and targets, the two that are told most."""
    if not doers or not targets:
        return [*doers, *targets]
    told: Counter[str] = Counter()
    for party, name in participants:
        if party.role in ("actor", "recipient"):
            told[_bare(name)] += party.mentions
    most = sorted(_once([*doers, *targets]), key=lambda name: -told[name])
    return most[:_MOST_NAMES]


def _without(names: Sequence[str], others: Iterable[str]) -> list[str]:
    """The names that are not among the others."""
    taken = {name.casefold() for name in others}
    return [name for name in names if name.casefold() not in taken]


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
    """Each name once, however its letters are written, without its article."""
    return list({_bare(name).casefold(): _bare(name) for name in reversed(list(names))}.values())[::-1]


def _bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.casefold() == "the" and rest else name


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    if more > 0:
        return ", ".join(names[:_MOST_NAMES]) + f" and {more} more"
    return " and ".join(names)
