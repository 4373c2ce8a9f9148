"""The actors of a report that is added: which of the record's they are, and which are new."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.datamodel import Actor, Judgements, LocalActor, Reading, content_id
from dragoman.linking.actors import find_roles, resolve_actors
from dragoman.resources.gazetteer import Gazetteer, fold_name

Holders = Mapping[str, Sequence[str]]  # the actors of the record that a name or key leads to


@dataclass(frozen=True, slots=True)
class Introduced:
    """The actors of one report: from its local ones to the record's, those that are new, and offices it tells of."""

    ids: Mapping[str, str]
    actors: tuple[Actor, ...]


def names_of(reading: Reading, gazetteer: Gazetteer, ids: Mapping[str, str] | None = None) -> dict[str, str]:
    """By what each local actor is known beyond its report: its key, else its name; of descriptions nothing.

    `ids` lead to the record's actors, where the reading is in its terms.
    """
    told = {m.actor for m in reading.mentions if m.form == "name"}
    named = told if ids is None else {a.id for a in reading.actors if ids.get(a.id) in told}
    return {a.id: name for a in reading.actors if (name := _known_as(a, a.id in named, gazetteer))}


def introduce(
    reading: Reading,
    around: Sequence[Reading],
    known: Iterable[Actor],
    holders: Holders,
    rules: tuple[Gazetteer, Judgements],
) -> Introduced:
    """Who the report's actors are: by key and full name anywhere, else as the reports around it tell.

    `holders` are asked with the values of `names_of`. Actors come back with what this report tells of them alone.
    """
    gazetteer, judgements = rules
    names, near = names_of(reading, gazetteer), {a.id for r in around for a in r.actors}
    of_record = {m: a.id for a in known for m in a.members if m in near}  # a state has members everywhere
    own = {a.id for a in reading.actors}
    ids: dict[str, str] = {}
    found: dict[str, Actor] = {}
    for actor in resolve_actors((*around, reading), gazetteer, judgements):
        mine = [m for m in actor.members if m in own]
        if not mine:
            continue
        others = Counter(of_record[m] for m in actor.members if m in of_record)
        told = [] if is_own(actor) else [names[m] for m in mine if m in names]
        key = next(_present(told, others, holders), actor.id)
        before = found.get(key, replace(actor, id=key, members=()))
        found[key] = replace(before, members=tuple(sorted((*before.members, *mine))))
        ids |= dict.fromkeys(mine, key)
    roles = find_roles((reading,), ids)
    return Introduced(ids, tuple(replace(a, roles=roles.get(a.id, ())) for _, a in sorted(found.items())))


def take_in(actor: Actor, added: Actor, names: Iterable[str]) -> Actor:
    """The record's actor with what one more report tells of it; its usual name stays until all is linked anew."""
    roles = {(r.role, r.of): r for r in actor.roles}
    for role in added.roles:
        known = roles.get((role.role, role.of), role)
        roles[role.role, role.of] = replace(known, evidence=tuple(sorted({*known.evidence, *role.evidence})))
    return replace(
        actor,
        names=tuple(dict.fromkeys((*actor.names, *names))),
        roles=tuple(role for _, role in sorted(roles.items(), key=lambda r: (r[0][0], r[0][1] or ""))),
        members=tuple(sorted({*actor.members, *added.members})),
    )


def is_own(actor: Actor) -> bool:
    """True for an actor of one report alone: one without a name, or with one that several bear."""
    return len(actor.members) == 1 and actor.id == content_id("a", f"own:{actor.members[0]}")


def _known_as(actor: LocalActor, is_named: bool, gazetteer: Gazetteer) -> str | None:
    if actor.key:
        return f"={actor.key}"
    return fold_name(actor.name) if is_named and not gazetteer.office(actor.name) else None


def _present(told: Sequence[str], others: Counter[str], holders: Holders) -> Iterator[str]:
    """Whom of the record it can be, the surest first: its key or full name, whom the reports around mean, its name."""
    only = {name: holders[name][0] for name in sorted(told) if len(holders.get(name, ())) == 1}
    yield from (actor for name, actor in only.items() if name.startswith("=") or " " in name)
    yield from sorted(others, key=lambda a: (-others[a], a))
    yield from only.values()
