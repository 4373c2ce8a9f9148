"""Whom a title names: "senior officials of A and B", "A's envoy" and "the A delegation" are A and B there."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.datamodel import EventParticipant
from dragoman.weighing.material import Material

_LONGEST_NAME = 40  # characters of a description that a title can hold


def title_parties(participants: Sequence[EventParticipant], material: Material) -> list[tuple[EventParticipant, str]]:
    """The parties as a title knows them, with how often each is told in its role; media only where nobody else is."""
    kin = material.around.kin
    others = [p for p in participants if not kin.media & kin.of(p.actor)] or list(participants)
    ids = {p.actor for p in others}
    apart = [p for p in others if not (kin.of(p.actor) - {p.actor}) & (ids - {p.actor})]
    counts: Counter[tuple[str, str, str]] = Counter()
    for party in others if apart else participants:
        for actor, name in _stand_ins(party, material, ids):
            counts[party.role, actor, name] += party.mentions
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(EventParticipant(actor, role, n), name) for (role, actor, name), n in order]  # type: ignore[arg-type]


def _stand_ins(party: EventParticipant, material: Material, ids: set[str]) -> Iterator[tuple[str, str]]:
    """Under which actors and names a party goes: a part under its whole, the unnamed under theirs."""
    around = material.around
    kin = around.kin
    wholes = sorted((kin.of(party.actor) - {party.actor}) & ids)
    if wholes:
        yield from ((w, around.name(w)) for w in wholes[:1])
        return
    parts = kin.parts(party.actor)
    if parts != {party.actor}:
        yield from ((p, around.name(p)) for p in sorted(parts))
        return
    name = around.name(party.actor)
    first = name.split(" ", 1)[0].casefold()
    pointing = first != "the" and first in around.words.pointing | around.words.not_any
    if kin.named(party.actor) and not pointing:
        yield party.actor, name
        return
    sides = sorted((around.name(side), side) for side in kin.of(party.actor) - {party.actor} if side in around.actors)
    if sides:
        yield sides[0][1], sides[0][0]
    elif not pointing and len(name) <= _LONGEST_NAME:
        yield party.actor, name
