"""Whom an actor belongs to or speaks for: "US officials" and the Pentagon for the United States."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.datamodel import Actor, ActorType, LocalActor
from dragoman.resources.gazetteer import Entry

_KEPT = 4096  # groups of actors whose sides are remembered: most pairs are of a few busy ones
_NOBODY: frozenset[str] = frozenset()
_LISTED = ("state:", "body:")


@dataclass(frozen=True, slots=True, eq=False)
class Kin:
    """For each actor's global id: itself, its gazetteer key, and all that it is part of or speaks for."""

    sides: Mapping[str, frozenset[str]] = field(default_factory=dict)
    types: Mapping[str, ActorType] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, frozenset[str]] = field(default_factory=dict)  # "US and Iranian officials": the two
    things: frozenset[str] = frozenset()  # ships, papers, firms: what has a name of its own and is listed nowhere
    listed: frozenset[str] = frozenset()  # states and bodies of the gazetteer
    media: frozenset[str] = frozenset()

    def of(self, actor: str) -> frozenset[str]:
        """The actor and its sides."""
        return self.sides.get(actor) or frozenset((actor,))

    def parts(self, actor: str) -> frozenset[str]:
        """The parties that one description covers; else the actor alone."""
        return self.several.get(actor) or frozenset((actor,))

    def named(self, actor: str) -> bool:
        """False for "officials" and the like."""
        return self.types.get(actor) != "unnamed"

    def match(self, ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
        """Those of ours that can be one of theirs: one is the other or its part, or both are parts of a third.

        Two persons with names are two, though both serve one state.
        """
        return _match(self, ours, theirs) if ours and theirs else _NOBODY

    def with_names(self, actors: frozenset[str]) -> frozenset[str]:
        """Those with a name, or that belong to somebody with one: "US officials"."""
        return _with_names(self, actors)

    def one_side(self, a: str, b: str) -> bool:
        """True when the first can be the second."""
        return bool(self.match(frozenset((a,)), frozenset((b,))))


@lru_cache(maxsize=_KEPT)
def _reach(kin: Kin, actors: frozenset[str]) -> frozenset[str]:
    """The actors and all their sides: where two groups have none in common, nobody matches."""
    return actors.union(*map(kin.of, actors))


@lru_cache(maxsize=_KEPT)
def _reach_of_others(kin: Kin, actors: frozenset[str]) -> frozenset[str]:
    """The same of those that are no persons."""
    return _reach(kin, frozenset(a for a in actors if kin.types.get(a) != "person"))


@lru_cache(maxsize=_KEPT)
def _with_names(kin: Kin, actors: frozenset[str]) -> frozenset[str]:
    return frozenset(a for a in actors if kin.named(a) or len(kin.of(a)) > 1)


@lru_cache(maxsize=256)  # the findings about one pair ask the same several times
def _match(kin: Kin, ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    same = ours & theirs
    if len(same) == len(ours):
        return ours
    everyone = _reach(kin, theirs)
    if everyone.isdisjoint(_reach(kin, ours)):
        return _NOBODY
    others = _reach_of_others(kin, theirs)
    akin = [x for x in ours - same if not (others if kin.types.get(x) == "person" else everyone).isdisjoint(kin.of(x))]
    return same.union(akin) if akin else same


def find_kin(
    actors: Iterable[Actor], locals_: Iterable[LocalActor], entries: Mapping[str, Entry], state_arms: Collection[str]
) -> Kin:
    """Gather each actor's sides: from the gazetteer; of what is not listed there, from what reports state of it."""
    listed: dict[str, str] = {}
    affiliated: dict[str, tuple[str, ...]] = {}
    for local in locals_:
        if local.key is not None:
            listed[local.id] = local.key
        if local.affiliations:
            affiliated[local.id] = local.affiliations
    known = list(actors)
    keys = {actor.id: frozenset(listed[m] for m in actor.members if m in listed) for actor in known}
    owner = {key: actor for actor, found in keys.items() for key in found}
    by_name = {actor.name: actor.id for actor in known if actor.type != "unnamed" and not keys[actor.id]}
    by_name |= {entry.name: key for key, entry in entries.items()}
    sides: dict[str, frozenset[str]] = {}
    several: dict[str, frozenset[str]] = {}
    for actor in known:
        stated = {by_name.get(a, a) for m in actor.members for a in affiliated.get(m, ())}
        offices = {role.of for role in actor.roles if role.of}
        first = {actor.id, *offices, *(() if keys[actor.id] else stated)}
        starts = first.union(*(keys.get(side, ()) for side in first))
        found = frozenset(
            f for s in starts for u in _upwards(s, entries, state_arms) for f in _forms(u, owner, entries)
        )
        if len(found) > 1:  # `Kin.of` gives the actor itself
            sides[actor.id] = found
        if actor.type == "unnamed" and len(stated) > 1:
            several[actor.id] = frozenset(owner.get(side, side) for side in stated)
    for key in {upper for found in sides.values() for upper in found} - keys.keys():
        start = by_name.get(key, key)
        sides[key] = frozenset(f for u in _upwards(start, entries, state_arms) for f in _forms(u, owner, entries))
    return Kin(
        sides,
        {actor.id: actor.type for actor in known},
        {actor.id: actor.name for actor in known} | {key: entries[key].name for key in sides if key in entries},
        several,
        frozenset(a.id for a in known if a.type == "organisation" and not keys[a.id] and _is_name(a.name)),
        frozenset(a for a, found in keys.items() if any(k.startswith(_LISTED) for k in found)),
        frozenset(a for a, found in keys.items() if any(k.startswith("outlet:") for k in found)),
    )


def _forms(key: str, owner: Mapping[str, str], entries: Mapping[str, Entry]) -> set[str]:
    """What a side may be called by: its key, its actor in the record, its usual name."""
    return {key, owner.get(key, key), entries[key].name if key in entries else key}


def _is_name(name: str) -> bool:
    """True for a name of its own ("Sea Rose 2"), false for a description ("armed factions of the North")."""
    words = name.split()
    return bool(words) and all(w[:1].isupper() or w[:1].isdigit() for w in words)


def _whose_office(key: str) -> tuple[str, ...]:
    """The state of an office that every state has: state:XA of body:XA:foreign-ministry."""
    kind, _, rest = key.partition(":")
    state, _, office = rest.partition(":")
    return (f"state:{state}",) if kind == "body" and office else ()


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
            todo += _whose_office(at)
            continue
        if entry.part_of:
            todo.append(entry.part_of)
        if entry.country and entry.kind in state_arms:
            todo.append(entry.country)
    return found
