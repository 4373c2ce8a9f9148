"""Which two sources must be one, and which could be (DESIGN.md, "How independence is counted")."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.weighing.claims import Ground, Source


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a reader chooses to assume beyond what the reports show."""

    unnamed_differ: bool = False
    same_affiliation_same: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Two sources, by number, that must be one or could be; `why` in words for the reader.

    `within`: one report shows both, which a reader need not be told; `bare`: a medium shows no source.
    """

    a: int
    b: int
    must: bool
    why: str
    within: bool = False
    bare: bool = False


def find_joins(sources: Sequence[Source], ground: Ground, assumptions: Assumptions) -> Iterator[Join]:
    """Every join between two sources; a pair that must be one is not asked whether it could be."""
    shown: dict[str, set[tuple[str, str]]] = {}
    for source in sources:
        shown.setdefault(source.claim.report, set()).add(_way(source))
    for a, b in combinations(sources, 2):
        must = _must(a, b, ground, assumptions) or _same_text(a, b, shown, ground)
        if must is not None:
            yield Join(a.number, b.number, True, must, within=a.claim.report == b.claim.report)
            continue
        could = _could(a, b, ground, assumptions)
        if could is not None:
            yield Join(a.number, b.number, False, could, bare=a.bare)
    yield from _bare_with_shown(sources)


def _must(a: Source, b: Source, ground: Ground, assumptions: Assumptions) -> str | None:
    """Why both are one source, if they must be."""
    if a.named and b.named:
        return f"{_both(a, b)} on {a.origin.name}" if _same_name(a, b) else None
    if _holder_and_body(a, b, ground):
        return f"{_describe(a)} and {_describe(b)} are one body and its head"
    if _exclude(a, b, ground) or a.named != b.named or a.bare != b.bare:
        return None
    if a.relay == b.relay and (a.relayed or b.relayed) and not _counted_apart(a, b):
        return f"{_both(a, b)} on what {_relay_name(a, b)} had from unnamed sources"
    alike = a.claim.report == b.claim.report and _alike(a.name, b.name) and not _counted_apart(a, b)
    if a.relay == b.relay and (a.name == b.name or alike):
        return f"{_both(a, b)} on {a.origin.name}"
    if assumptions.same_affiliation_same and a.origin.affiliation and a.origin.affiliation == b.origin.affiliation:
        return f"{_describe(a)} and {_describe(b)} are taken for the same, as both speak for one side"
    return None


def _holder_and_body(a: Source, b: Source, ground: Ground) -> bool:
    """ "Police" and "the police chief" of one report."""
    if a.claim.report != b.claim.report or a.told is None or b.told is None or ground.known is None:
        return False
    holder, body = (a.told, b.told) if a.told.head in ground.known.words.offices else (b.told, a.told)
    return holder.head in ground.known.words.offices and body.head in holder.modifiers


def _counted_apart(a: Source, b: Source) -> bool:
    """ "one official" and "another official" of one report."""
    if a.claim.report != b.claim.report or a.told is None or b.told is None:
        return False
    return (a.told.further or b.told.further) and a.name != b.name


def _same_text(a: Source, b: Source, shown: Mapping[str, Collection[tuple[str, str]]], ground: Ground) -> str | None:
    """Why two reports that tell it in one text, or with one quotation, have it from one source.

    Where a report shows the other's source by the same name and in the same way, that is its counterpart and no other.
    """
    ours, theirs = a.claim.report, b.claim.report
    shared = a.texts & b.texts
    if ours == theirs or not shared or (a.named and b.named):
        return None
    if _way(a) != _way(b) and (_way(a) in shown[theirs] or _way(b) in shown[ours]):
        return None
    if any(quoted for _, quoted in shared):
        return f"{_outlets(a, b)} give the same words of their source"
    if _exclude(a, b, ground) or a.named != b.named or a.bare != b.bare or not _alike(a.name, b.name):
        return None
    return f"{_outlets(a, b)} share the same text"


def _could(a: Source, b: Source, ground: Ground, assumptions: Assumptions) -> str | None:
    """Why both could be one source, if they could."""
    if a.bare and b.bare:
        return f"{a.origin.name} and {b.origin.name} show no source, so one announcement may stand behind both"
    if a.bare or b.bare:
        return None  # see _bare_with_shown
    if a.named and b.named:
        return _speaks_for(a, b, ground)
    if assumptions.unnamed_differ or _exclude(a, b, ground):
        return None
    if not a.named and not b.named:
        return f"{_describe(a)} and {_describe(b)} could be the same people"
    unnamed, named = (a, b) if b.named else (b, a)
    if not _could_be(unnamed, named, ground):
        return None
    verb = "could be" if _is_person(named, ground) else "could speak for"
    return f"{_describe(unnamed)} {verb} {named.origin.name}"


def _bare_with_shown(sources: Sequence[Source]) -> Iterator[Join]:
    """A medium that shows no source may rest on what another shows: it is no witness more, and joins no others."""
    shown = [s for s in sources if not s.bare]
    for bare in (s for s in sources if s.bare):
        if shown:
            why = f"{bare.origin.name} shows no source and may rest on the same as the others"
            yield Join(shown[0].number, bare.number, False, why, bare=True)


def _same_name(a: Source, b: Source) -> bool:
    if a.origin.actor is not None and a.origin.actor == b.origin.actor:
        return True
    return bool(a.name) and a.name == b.name


def _way(source: Source) -> tuple[str, str]:
    """A source's name and the medium through which it is known, wherever the report ran."""
    return source.name, source.relay if source.relayed else ""


def _alike(a: str, b: str) -> bool:
    """True when two descriptions have a word in common: "a senior official" and "officials"."""
    return bool({w.removesuffix("s") for w in a.split()} & {w.removesuffix("s") for w in b.split()})


def _speaks_for(a: Source, b: Source, ground: Ground) -> str | None:
    """A spokesman and his ministry, a command and its army."""
    x, y = a.origin.actor, b.origin.actor
    if x is None or y is None:
        return None
    if y in ground.kin.of(x):
        return f"{a.origin.name} may speak for {b.origin.name}"
    return f"{b.origin.name} may speak for {a.origin.name}" if x in ground.kin.of(y) else None


def _could_be(unnamed: Source, named: Source, ground: Ground) -> bool:
    """Could these unnamed people be this one, or members of it? What is told of them has to fit."""
    if _is_nobody(unnamed, ground) or not _office_fits(unnamed, named, ground):
        return False
    sides, others = _sides(unnamed, ground), _sides(named, ground)
    if sides:
        known = bool(others - {named.origin.actor})
        return bool(sides & others) or (_is_person(named, ground) and not known and _stands_outside(unnamed, ground))
    return not _is_person(named, ground) or _holds_an_office(named, unnamed, ground) or _stands_outside(unnamed, ground)


def _holds_an_office(named: Source, unnamed: Source, ground: Ground) -> bool:
    """True for one who belongs to a body, or whose office is that of the others: "police" and a police chief.

    A suspect or a victim who is only named is neither.
    """
    actor = named.origin.actor or ""
    head = unnamed.told.head if unnamed.told else ""
    return bool(_sides(named, ground) - {actor}) or head in ground.offices.get(actor, ())


def _stands_outside(unnamed: Source, ground: Ground) -> bool:
    """ "Her father" is of no body."""
    return unnamed.told is not None and ground.known is not None and unnamed.told.head in ground.known.words.outsiders


def _is_nobody(unnamed: Source, ground: Ground) -> bool:
    """ "Footage" is no person, whoever it shows."""
    return unnamed.told is not None and ground.known is not None and unnamed.told.head in ground.known.exhibits


def _office_fits(unnamed: Source, named: Source, ground: Ground) -> bool:
    """ "the mayor" is nobody who is known by another office, and a resident speaks for no body."""
    if unnamed.told is None or ground.known is None:
        return True
    rules, head = ground.known.words, unnamed.told.head
    held = ground.offices.get(named.origin.actor or "", frozenset())
    if head in rules.offices:
        return head in held or (not held and not _is_person(named, ground) and bool(_sides(unnamed, ground)))
    nothing_known = not held and _is_person(named, ground)
    return head not in rules.outsiders or head in held or nothing_known  # "her father" may be a man who is only named


def _is_person(source: Source, ground: Ground) -> bool:
    return source.origin.actor is not None and ground.kin.types.get(source.origin.actor) == "person"


def _exclude(a: Source, b: Source, ground: Ground) -> bool:
    """True where the descriptions tell of different people: of another side, a resident and an official."""
    if a.named and b.named:
        return False
    sides_a, sides_b = _sides(a, ground), _sides(b, ground)
    if a.named or b.named:
        named, unnamed = (a, b) if a.named else (b, a)
        return not _could_be(unnamed, named, ground)
    if a.told and b.told and ground.known and a.told.head != b.told.head:
        apart = ground.known.words.outsiders | (
            ground.known.words.offices if a.claim.report == b.claim.report else set()
        )
        if {a.told.head, b.told.head} & apart:
            return True
    return bool(sides_a and sides_b) and not sides_a & sides_b


def _sides(source: Source, ground: Ground) -> frozenset[str]:
    """Whose a source is, as far as the report or the gazetteer tell; itself counts where it has a name."""
    actor, affiliation = source.origin.actor, source.origin.affiliation
    if affiliation and ground.known and affiliation.lower() in ground.known.words.regions:
        return frozenset()  # "European diplomats" may be anyone's there
    sides = ground.kin.of(actor) - ({actor} if not source.named else set()) if actor else frozenset()
    return sides | (ground.kin.of(affiliation) if affiliation else frozenset())


def _outlets(a: Source, b: Source) -> str:
    names = sorted({a.claim.outlet, b.claim.outlet})
    if a.claim.report == b.claim.report:
        return f"two tellings of {names[0]}"
    return " and ".join(names) if len(names) == 2 else f"two reports of {names[0]}"


def _both(a: Source, b: Source) -> str:
    return f"{_outlets(a, b)} both rest"


def _relay_name(a: Source, b: Source) -> str:
    """The common relay as a report names it."""
    hops = [h.name for s in (a, b) for h in s.claim.chain[:-1]]
    return hops[-1] if hops else a.claim.outlet


def _describe(source: Source) -> str:
    """A source with the medium through which it is known: "the Gazette's unnamed officials"."""
    hops = source.claim.chain[:-1]
    by = hops[-1].name if hops else source.claim.outlet
    return source.origin.name if source.named else f"“{source.origin.name}” ({by})"
