"""Findings about who takes part, and where."""

from dragoman.datamodel import Place
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring


def same_parties(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same parties take part."""
    few, many = sorted((a.actors, b.actors), key=lambda s: (len(s), sorted(s)))
    return len(few) >= 2 and len(_matched(few, many, a.kin)) == len(few)


def same_only_party(a: Telling, b: Telling, _: EventScoring) -> bool:
    """of both the same one party is told."""
    return len(a.actors) == len(b.actors) == 1 and bool(_matched(a.actors, b.actors, a.kin))


def a_party_shared(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """a party takes part in both."""
    alike = same_parties(a, b, scoring) or same_only_party(a, b, scoring)
    return not alike and bool(_matched(a.actors, b.actors, a.kin))


def other_parties(a: Telling, b: Telling, _: EventScoring) -> bool:
    """each has a party that the other does not have."""
    if not _matched(a.actors, b.actors, a.kin):
        return False
    only_a = a.actors - _matched(a.actors, b.actors, a.kin)
    only_b = b.actors - _matched(b.actors, a.actors, a.kin)
    return bool(_with_names(only_a, a.kin) and _with_names(only_b, a.kin))


def no_party_shared(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """no party takes part in both."""
    if _matched(a.actors, b.actors, a.kin):
        return False
    if {a.mention.type, b.mention.type} <= scoring.directed:  # one may tell the doer and the other the target
        return any(_both_named(a.of_role(role), b.of_role(role), a.kin) for role in ("actor", "recipient"))
    return _both_named(a.actors, b.actors, a.kin)


def roles_reversed(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """what one did to the other is told the other way round."""
    if not {a.mention.type, b.mention.type} <= scoring.directed:
        return False
    across = _meet(a, "actor", b, "recipient") and _meet(a, "recipient", b, "actor")
    return across and not (_meet(a, "actor", b, "actor") or _meet(a, "recipient", b, "recipient"))


def same_place(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they take place at the same place."""
    return _places(a, b) == "same"


def place_within(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the place of one lies in the country of the other."""
    return _places(a, b) == "within"


def places_differ(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they take place at different places of one country."""
    return _places(a, b) == "apart"


def countries_differ(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they take place in different countries."""
    return _places(a, b) == "abroad"


def is_whole_country(place: Place, kin: Kin) -> bool:
    """True when the place is a country and no town in it."""
    return place.country is not None and kin.names.get(f"state:{place.country}", "") == place.name


def _matched(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> frozenset[str]:
    """Those of ours that have a counterpart among theirs."""
    return frozenset(x for x in ours if any(kin.one_side(x, y) for y in theirs))


def _with_names(actors: frozenset[str], kin: Kin) -> frozenset[str]:
    return frozenset(a for a in actors if kin.named(a))


def _both_named(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> bool:
    return bool(_with_names(ours, kin) and _with_names(theirs, kin))


def _meet(a: Telling, role_a: str, b: Telling, role_b: str) -> bool:
    return bool(_matched(a.of_role(role_a), b.of_role(role_b), a.kin))


def _places(a: Telling, b: Telling) -> str | None:
    """How the places stand to each other: same, within, apart, abroad; None where one is unknown."""
    x, y = a.mention.place, b.mention.place
    if x is None or y is None:
        return None
    if x.name.casefold() == y.name.casefold():
        return "same"
    if x.country is None or y.country is None:
        return None
    if x.country != y.country:
        return "abroad"
    return "within" if is_whole_country(x, a.kin) or is_whole_country(y, a.kin) else "apart"


FINDINGS = (
    same_parties,
    same_only_party,
    a_party_shared,
    other_parties,
    no_party_shared,
    roles_reversed,
    same_place,
    place_within,
    places_differ,
    countries_differ,
)
