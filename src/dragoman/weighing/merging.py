"""Mentions of one event to one event: what they agree on, and how often each is told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from dragoman.datamodel import AHEAD, DONE, Event, EventParticipant, Interval, Place, Status, content_id, state_of
from dragoman.linking.days import day_number
from dragoman.linking.findings.places import is_whole_country
from dragoman.linking.tellings import Telling
from dragoman.resources.weighing import TitleWords
from dragoman.weighing.claims import Ground
from dragoman.weighing.independence import count_independent
from dragoman.weighing.joins import Assumptions
from dragoman.weighing.leading import find_lead
from dragoman.weighing.material import Material
from dragoman.weighing.parties import title_parties
from dragoman.weighing.titles import make_title

# Where as many mentions say the one as the other: what was done before what was planned.
_STATUSES: tuple[Status, ...] = ("happened", "ongoing", "called-off", "planned", "denied", "possible")
_ROLES = ("actor", "recipient", "mediator", "host", "subject")


def merge_event(
    material: Material, titles: Mapping[str, TitleWords], ground: Ground, assumptions: Assumptions
) -> Event:
    """One event of all its mentions, with the origins behind it; discrepancies are added when they are found."""
    tellings = material.tellings
    mentions = [t.mention for t in tellings]
    type_ = _most(m.type for m in mentions) or mentions[0].type
    mode = _most(m.mode for m in mentions if m.mode and m.type == type_)
    participants = _participants(tellings)
    places, time = _places(tellings), common_time(m.time for m in mentions)
    status = most_told_status(tellings, time)
    ids = {p.actor for p in participants}
    origins, bounds = count_independent(material.claims(), replace(ground, parties=frozenset(ids)), assumptions)
    named = title_parties(participants, material)
    states = {p.actor for p in participants if material.around.kin.types.get(p.actor) == "state"}
    deniers = material.deniers()
    kind = (type_, mode, state_of(status, deniers))
    return Event(
        id=content_id("event", *sorted(m.id for m in mentions)),
        title=make_title(titles.get(type_), kind, named, places[0] if places else None, time, states),
        type=type_,
        mode=mode,
        status=status,
        participants=participants,
        time=time,
        places=places,
        reports=tuple(sorted({m.report for m in mentions})),
        mentions=tuple(m.id for m in mentions),
        origins=origins,
        independent_origins=bounds,
        discrepancies=(),
        deniers=deniers,
        lead=find_lead(material, status),
    )


def common_time(times: Iterable[Interval | None]) -> Interval | None:
    """What lies in the times of most mentions; of several such one that is told whole, and the narrowest."""
    told = Counter(t for t in times if t is not None and (t.earliest or t.latest))
    candidates = []
    for start in told:  # where most overlap, one of them begins
        day = Interval(start.earliest, start.earliest) if start.earliest else Interval(None, start.latest)
        held = [t for t in told if _meet(t, day) is not None and (start.earliest or not t.earliest)]
        both = reduce(lambda a, b: _meet(a, b) or a, held, start)
        order = (-sum(told[t] for t in held), both not in told, _width(both), both.earliest or "", both.latest or "")
        candidates.append((order, both))
    return min(candidates, key=lambda c: c[0])[1] if candidates else None


def _width(time: Interval) -> int:
    """A measure that puts days before months before open times."""
    if time.earliest is None or time.latest is None:
        return 10**9
    first, last = (tuple(map(int, end[:10].split("-"))) for end in (time.earliest, time.latest))
    return (last[0] - first[0]) * 372 + (last[1] - first[1]) * 31 + last[2] - first[2]


def _meet(a: Interval, b: Interval) -> Interval | None:
    """The time that lies in both, by days; None where there is none."""
    earliest = max((e for e in (a.earliest, b.earliest) if e), default=None)
    latest = min((e for e in (a.latest, b.latest) if e), default=None)
    if earliest is not None and latest is not None and earliest[:10] > latest[:10]:
        return None
    return Interval(earliest, latest)


def _most(values: Iterable[str | None]) -> str | None:
    """The value that is told most; of equals the first in the alphabet."""
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def most_told_status(tellings: Sequence[Telling], time: Interval | None) -> Status:
    """What most mentions say; what begins after the last report has not happened where any says that it is to come."""
    counts = Counter(t.mention.status for t in tellings)
    order = sorted(counts, key=lambda s: (-counts[s], _STATUSES.index(s)))
    begins = day_number(time.earliest) if time else None
    reported = [t.published.latest for t in tellings]
    to_come = begins is not None and all(day is not None and day < begins for day in reported)
    if to_come and order[0] in DONE:
        return next((status for status in order if status in AHEAD), order[0])
    return order[0]


def _participants(tellings: Iterable[Telling]) -> tuple[EventParticipant, ...]:
    """Who takes part in which role, most told first; one who is actor and recipient of equals is listed once."""
    counts = Counter(
        (p.role, p.actor) for t in tellings for p in {(p.role, p.actor): p for p in t.mention.participants}.values()
    )
    order = sorted(counts, key=lambda k: (_ROLES.index(k[0]), -counts[k], k[1]))
    return tuple(EventParticipant(actor, role, counts[role, actor]) for role, actor in order)


def _places(tellings: Sequence[Telling]) -> tuple[Place, ...]:
    """Each place once, towns before countries, most told first."""
    told: dict[tuple[str, str | None], list[Place]] = {}
    for telling in tellings:
        place = telling.mention.place
        if place is not None:
            told.setdefault((place.name, place.country), []).append(place)
    kin = tellings[0].kin
    order = sorted(told.items(), key=lambda i: (is_whole_country(i[1][0], kin), -len(i[1]), i[0][0]))
    return tuple(min(places, key=lambda p: p.span) for _, places in order)
