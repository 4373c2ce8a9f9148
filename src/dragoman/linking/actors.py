"""Resolve the actors of all reports: by gazetteer key, by a person's name, by a body's name.

What has no name is never merged: an anonymous source is an actor for each report and description.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.datamodel import (
    Actor,
    ActorRole,
    ActorType,
    Judgements,
    KnownActor,
    LocalActor,
    Reading,
    Span,
    Tie,
    content_id,
)
from dragoman.linking.judging import judge_actors
from dragoman.linking.known_actors import match_known
from dragoman.linking.person_names import Joins, Persons, join_person_names
from dragoman.resources.gazetteer import Gazetteer, fold_name


@dataclass(frozen=True, slots=True)
class _Told:
    """What the readings tell of actors: all of them, which have a name, and the ties that tell their offices."""

    actors: list[LocalActor]
    named: set[str]
    offices: list[Tie]


@dataclass(frozen=True, slots=True)
class _Naming:
    """How each local actor with a name is to be grouped."""

    types: dict[str, ActorType]
    persons: Persons
    body: Joins


def resolve_actors(
    readings: Sequence[Reading], gazetteer: Gazetteer, judgements: Judgements | None = None
) -> tuple[Actor, ...]:
    """Every actor once, with all its names and offices, in order of id; a person's own word comes last and holds."""
    judgements = judgements or Judgements()
    told = _gather(readings)
    locals_ = told.actors
    groups = _found_groups(told, gazetteer)
    known = match_known(groups, locals_, judgements.known, gazetteer)
    firsts: dict[str, str] = {}
    for group in sorted(known):
        firsts.setdefault(known[group].id, group)
    one = {group: firsts[listed.id] for group, listed in known.items()}
    if one:
        groups = {local: one.get(group, group) for local, group in groups.items()}
    judged = judge_actors(groups, locals_, judgements.decided) if judgements.decided else groups
    members: dict[str, list[LocalActor]] = defaultdict(list)
    for actor in locals_:
        members[judged[actor.id]].append(actor)
    of_office = {local for tie in told.offices for local in (tie.a, tie.b)} & judged.keys()
    roles = _find_offices(told.offices, {local: content_id("a", judged[local]) for local in of_office})
    listed_of = {group: sorted({groups[a.id] for a in held} & known.keys()) for group, held in members.items() if known}
    actors = (
        _actor(group, held, roles, gazetteer, known[listed_of[group][0]] if listed_of.get(group) else None)
        for group, held in members.items()
    )
    return tuple(sorted(actors, key=lambda a: a.id))


def _gather(readings: Iterable[Reading]) -> _Told:
    """What is needed of the readings, each looked at once; equal words are kept once."""
    told = _Told([], set(), [])
    once: dict[str, str] = {}
    for reading in readings:
        told.named.update(m.actor for m in reading.mentions if m.form == "name")
        told.offices.extend(_offices(reading))
        for actor in reading.actors:
            name, *names = (once.setdefault(n, n) for n in (actor.name, *actor.names))
            key = once.setdefault(actor.key, actor.key) if actor.key else actor.key
            told.actors.append(LocalActor(actor.id, reading.report, name, actor.type, tuple(names), key))
    return told


def _found_groups(told: _Told, gazetteer: Gazetteer) -> dict[str, str]:
    """Each local actor to what the program itself takes for one actor."""
    naming = _naming([a for a in told.actors if a.id in told.named and a.key is None], gazetteer)
    once: dict[str, str] = {}
    groups = ((a.id, _group(a, a.id in told.named, naming, gazetteer)) for a in told.actors)
    return {local: once.setdefault(group, group) for local, group in groups}


def _group(actor: LocalActor, is_named: bool, naming: _Naming, gazetteer: Gazetteer) -> str:
    """What tells an actor from all others: a key, a name, or its own local id."""
    if actor.key:
        return actor.key
    folded = fold_name(actor.name)
    if not is_named or gazetteer.office(actor.name):
        return f"own:{actor.id}"
    listed = gazetteer.lookup(actor.name) if actor.type == "organisation" else None
    if listed and listed.sense == "name" and not listed.key.startswith("state:"):
        return listed.key
    if naming.types.get(folded, actor.type) == "person":
        return f"own:{actor.id}" if folded in naming.persons.ambiguous else f"person:{naming.persons.of[folded]}"
    return f"own:{actor.id}" if _is_of_many(folded, gazetteer) else f"body:{naming.body.find(folded)}"


# ---- names ---------------------------------------------------------------------------------------------------


def _naming(named: Sequence[LocalActor], gazetteer: Gazetteer) -> _Naming:
    types = _agreed_types(named)
    persons = [fold_name(a.name) for a in named if types[fold_name(a.name)] == "person"]
    bodies = Joins()
    for actor in named:
        if types[fold_name(actor.name)] != "person" and not gazetteer.office(actor.name):
            for name in actor.names:
                if _tells_a_body(name, gazetteer):
                    bodies.join(fold_name(actor.name), fold_name(name))
    return _Naming(types, join_person_names(persons, gazetteer.forms), bodies)


def _agreed_types(named: Sequence[LocalActor]) -> dict[str, ActorType]:
    """The type that most reports give a name: the recogniser now and then takes a ship for a person."""
    votes: dict[str, Counter[ActorType]] = defaultdict(Counter)
    for actor in named:
        votes[fold_name(actor.name)][actor.type] += 1
    return {name: max(sorted(counts), key=lambda t: counts[t]) for name, counts in votes.items()}


def _tells_a_body(name: str, gazetteer: Gazetteer) -> bool:
    """True for a name that is one body's alone: of two words or more, or letters that abbreviate."""
    folded = fold_name(name)
    if gazetteer.office(name) is not None or _is_of_many(folded, gazetteer):
        return False
    return " " in folded or (name.isupper() and len(name) > 2)


def _is_of_many(folded: str, gazetteer: Gazetteer) -> bool:
    """True for "us embassy" and "city council", of which there is one in many places."""
    words = folded.split()
    return 0 < len(words) <= 2 and words[-1] in gazetteer.forms.places_bodies


# ---- the whole -----------------------------------------------------------------------------------------------


def _actor(
    group: str,
    members: Sequence[LocalActor],
    roles: dict[str, tuple[ActorRole, ...]],
    gazetteer: Gazetteer,
    listed: KnownActor | None,
) -> Actor:
    id_ = content_id("a", group)
    entry = gazetteer.entry(min((a.key for a in members if a.key), default=group))
    seen = Counter(n for a in members for n in a.names)
    known = (*(entry.names if entry else ()), *(listed.names if listed else ()))
    name = entry.name if entry else listed.name if listed else _usual_name(members)
    names = tuple(dict.fromkeys((name, *sorted(seen, key=lambda n: (-seen[n], n)), *known)))
    types = Counter(a.type for a in members)
    voted = max(sorted(types), key=lambda t: types[t])
    kind = entry.type if entry else (listed and listed.type) or voted
    external = (("dragoman", entry.key),) if entry else ()
    if entry and entry.type == "state":
        external = (*external, ("iso3166-1", entry.key.removeprefix("state:")))
    external = (*external, *(listed.external_ids if listed else ()))
    return Actor(id_, name, kind, names, roles.get(id_, ()), external, tuple(sorted(a.id for a in members)))


def _usual_name(members: Iterable[LocalActor]) -> str:
    """The full name that most reports use; the longer where they are even."""
    counts = Counter(a.name for a in members)
    return max(counts, key=lambda n: (min(n.count(" "), 1), counts[n], len(n), n))


def find_roles(readings: Sequence[Reading], ids: Mapping[str, str]) -> dict[str, tuple[ActorRole, ...]]:
    """The offices that ties tell, each with every place that tells it."""
    return _find_offices((tie for reading in readings for tie in _offices(reading)), ids)


def _offices(reading: Reading) -> Iterator[Tie]:
    return (t for t in reading.ties if t.relation == "role" and t.stance != "denies" and t.words)


def _find_offices(ties: Iterable[Tie], ids: Mapping[str, str]) -> dict[str, tuple[ActorRole, ...]]:
    evidence: dict[str, dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        if tie.words and tie.a in ids and tie.b in ids:
            evidence[ids[tie.a]][(tie.words.casefold(), ids[tie.b])].extend(tie.spans)
    return {
        actor: tuple(ActorRole(role, of, tuple(sorted(set(spans)))) for (role, of), spans in sorted(found.items()))
        for actor, found in evidence.items()
    }
