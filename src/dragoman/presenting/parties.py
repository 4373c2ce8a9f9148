"""Who took part, grouped by whose they are: "United States (Brett McGurk, American officials)"."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.datamodel import Event, LocalActor
from dragoman.presenting.views import RecordView

ROLES = ("actor", "recipient", "mediator", "host", "subject")
EQUALS = "CONSULT"  # the type whose actors and recipients both talk
JOIN = " and "
UNKNOWN = "whose is not said"
_WORDS = {"actor": "By", "recipient": "Towards", "mediator": "Through", "host": "Host", "subject": "About"}


@dataclass(frozen=True, slots=True)
class Member:
    """One who took part for a side."""

    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class Side:
    """A state, body or person with all who took part for it; `actor` where the side itself has an id.

    `of`: the sides that it joins, as "officials of both" do.
    """

    name: str
    actor: str | None
    members: tuple[Member, ...]
    of: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        """True for those of whom no report says whose they are."""
        return self.name == UNKNOWN

    def words(self) -> str:
        """`United States (Brett McGurk, American officials)`."""
        if self.unknown:
            return ", ".join(m.name for m in self.members)
        return f"{self.name} ({', '.join(m.name for m in self.members)})" if self.members else self.name


@dataclass(frozen=True, slots=True)
class Part:
    """All sides in one role, most told first."""

    role: str
    sides: tuple[Side, ...]

    def words(self) -> str:
        """The sides in one line."""
        return "; ".join(s.words() for s in self.sides)


def find_parts(view: RecordView, event: Event) -> tuple[Part, ...]:
    """Who took part in which role: each side once, in the role in which it is told most."""
    told: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    members: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    owners = _owners(view, event)
    media = _relaying_media(view, event)
    for p in sorted(event.participants, key=lambda p: -p.mentions):
        if p.actor in media:
            continue
        role: str = "party" if event.type == EQUALS and p.role in ("actor", "recipient") else p.role
        told[owners[p.actor]][role] += p.mentions
        members[owners[p.actor]][p.actor] = None
    sides: dict[str, list[tuple[int, Side]]] = defaultdict(list)
    for owner, roles in told.items():
        role = max(roles, key=lambda r: (roles[r], r != "party", r))
        sides[role].append((sum(roles.values()), _make_side(view, owner, members[owner])))
    words = {"party": "Between", **_WORDS}
    return tuple(
        Part(words[role], tuple(s for _, s in sorted(sides[role], key=_order)))
        for role in ("party", *ROLES)
        if sides[role]
    )


def side_of(view: RecordView, actor: str) -> str:
    """The side that an actor takes part for, its own name where it speaks for nobody else."""
    return JOIN.join(_owner(view, actor, view.actor_name(actor)))


def _order(counted: tuple[int, Side]) -> tuple[bool, int, str]:
    times, side = counted
    return side.unknown, -times, side.name


def _make_side(view: RecordView, owner: tuple[str, ...], actors: Mapping[str, None]) -> Side:
    """The side under its own name; its members each under the name that tells most, likeness dropped."""
    own = next((a for a in actors if view.actor_name(a) == JOIN.join(owner)), None)
    seen = {_bare(JOIN.join(owner))}
    members = []
    for actor in actors:
        name = view.actor_name(actor)
        if _bare(name) not in seen:
            members.append(Member(actor, _with_office(view, actor, name)))
            seen.add(_bare(name))
    return Side(JOIN.join(owner), own, tuple(members), owner)


def _bare(name: str) -> str:
    """A description without its article, as "the American officials" and "American officials" are one."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("a", "an", "the") else words)


def _with_office(view: RecordView, actor: str, name: str) -> str:
    """A person's name after the office that most evidence tells."""
    known = view.actors.get(actor)
    if known is None or known.type != "person" or not known.roles:
        return name
    held = max(known.roles, key=lambda r: (len(r.evidence), -known.roles.index(r)))
    words = " ".join(" ".join(view.words(s) for s in held.evidence if s.document in view.documents).split())
    at = words.casefold().find(held.role.casefold())  # as reports write it: "Middle East adviser"
    return f"{words[at : at + len(held.role)] if at >= 0 else held.role} {name}"


def _owners(view: RecordView, event: Event) -> dict[str, tuple[str, ...]]:
    """For each participant whose it is: one side's name, or its own."""
    names = {p.actor: view.actor_name(p.actor) for p in event.participants}
    return {actor: _owner(view, actor, name) for actor, name in names.items()}


def _owner(view: RecordView, actor: str, name: str) -> tuple[str, ...]:
    known = view.actors.get(actor)
    if known is None:
        return (name,)
    locals_ = [view.local_actors[m] for m in known.members if m in view.local_actors]
    stated = _stated_sides(locals_)
    office = any(a.key and a.key.count(":") > 1 for a in locals_)  # "body:MT:foreign-ministry": a part of its state
    if not (office and stated) and (known.type in ("state", "organisation") or any(a.key for a in locals_)):
        return (name,)
    sides = stated or list(
        dict.fromkeys(view.actor_name(r.of) for r in known.roles if r.of and view.actor_name(r.of) != r.of)
    )
    if 0 < len(sides) <= 2:
        return tuple(sides)
    return (UNKNOWN,) if known.type in ("unnamed", "group") else (name,)


def _stated_sides(locals_: Sequence[LocalActor]) -> list[str]:
    return list(dict.fromkeys(side for a in locals_ for side in a.affiliations))


def _relaying_media(view: RecordView, event: Event) -> set[str]:
    """The participants that are media through which the word came: they asked, and took no part.

    Where nobody else takes part, they stay.
    """
    through = {hop.actor for claim in view.claims(event) for hop in claim.chain if hop.medium}
    outlets = {view.reports[r].outlet for r in event.reports if r in view.reports}
    names = {o.name for o in outlets if o}
    media = {p.actor for p in event.participants if p.actor in through or view.actor_name(p.actor) in names}
    return media if any(p.actor not in media for p in event.participants) else set()
