"""Whom an actor belongs to or speaks for: "US officials" and the Pentagon for the United States."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.datamodel import Actor, ActorType, LocalActor
from dragoman.resources.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class Kin:
    """For each actor's global id: itself, its gazetteer key, and all that it is part of or speaks for."""

    sides: Mapping[str, frozenset[str]] = field(default_factory=dict)
    types: Mapping[str, ActorType] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, actor: str) -> frozenset[str]:
        """The actor and its sides."""
        return self.sides.get(actor) or frozenset((actor,))

    def named(self, actor: str) -> bool:
        """False for "officials" and the like."""
        return self.types.get(actor) != "unnamed"

    def one_side(self, a: str, b: str) -> bool:
        """True when they can be the same party: one is the other or its part, or both are parts of a third.

        Two persons with names are two, though both serve one state.
        """
        if a == b:
            return True
        if self.types.get(a) == self.types.get(b) == "person":
            return False
        return bool(self.of(a) & self.of(b))


def find_kin(
    actors: Iterable[Actor], locals_: Iterable[LocalActor], entries: Mapping[str, Entry], state_arms: Collection[str]
) -> Kin:
    """Gather each actor's sides from the gazetteer, from affiliations that reports state, and from offices held."""
    by_id = {actor.id: actor for actor in locals_}
    known = list(actors)
    keys = {actor.id: {by_id[m].key for m in actor.members if m in by_id} - {None} for actor in known}
    owner: dict[str, str] = {}
    for actor in known:
        owner.update({str(key): actor.id for key in keys[actor.id]})
        owner.update(dict.fromkeys(actor.members, actor.id))
    sides: dict[str, set[str]] = defaultdict(set)
    for actor in known:
        stated = {a for m in actor.members if m in by_id for a in by_id[m].affiliations}
        stated |= {role.of for role in actor.roles if role.of}
        for side in {actor.id, *map(str, keys[actor.id]), *stated}:
            for upper in _upwards(side, entries, state_arms):
                sides[actor.id] |= {upper, owner.get(upper, upper)}
    for key in {upper for found in sides.values() for upper in found} - keys.keys():
        sides[key] = {side for upper in _upwards(key, entries, state_arms) for side in (upper, owner.get(upper, upper))}
    return Kin(
        {actor: frozenset(found) for actor, found in sides.items()},
        {actor.id: actor.type for actor in known},
        {actor.id: actor.name for actor in known},
    )


def _upwards(key: str, entries: Mapping[str, Entry], state_arms: Collection[str]) -> set[str]:
    """The key, the larger bodies that it is part of, and the state whose arm it is."""
    found: set[str] = set()
    todo = [key]
    while todo:
        at = todo.pop()
        if at in found:
            continue
        found.add(at)
        entry = entries.get(at)
        if entry is None:
            continue
        if entry.part_of:
            todo.append(entry.part_of)
        if entry.country and entry.kind in state_arms:
            todo.append(entry.country)
    return found
