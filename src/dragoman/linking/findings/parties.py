"""Findings about who takes part."""

from functools import lru_cache

from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_MOST = 0.7  # where this share of the smaller side is on the other side too, the same take part


def same_parties(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same parties take part."""
    return _told_in_common(a, b) == "parties"


def same_named(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same actors are named in both."""
    return _told_in_common(a, b) == "named"


def same_only_party(a: Telling, b: Telling, _: EventScoring) -> bool:
    """each has one party, and it is the same."""
    return _told_in_common(a, b) == "only"


def a_party_shared(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they have a party in common."""
    return _told_in_common(a, b) == "one"


def one_named_in_both(a: Telling, b: Telling, _: EventScoring) -> bool:
    """an actor is named in both."""
    return _told_in_common(a, b) == "mention"


def same_person(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same person takes part in both."""
    return any(a.kin.types.get(actor) == "person" for actor in a.actors & b.actors)


def same_thing(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same ship, firm or paper is named in both."""
    return bool(a.things & b.things)


def other_things(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they name different ships, firms or papers."""
    return bool(a.things and b.things) and not a.things & b.things


def other_parties(a: Telling, b: Telling, _: EventScoring) -> bool:
    """each has a party that the other does not have."""
    if not matched(a.actors, b.actors, a.kin):
        return False
    return _each_has_more(a.actors, b.involved, b.actors, a.involved, a.kin)


def others_named(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """each names a state or body that the other does not name."""
    if other_parties(a, b, scoring) or no_party_shared(a, b, scoring):
        return False
    listed = a.kin.listed
    if not a.reports.isdisjoint(b.reports):  # one report need not name all beside each mention
        return _each_has_more(a.actors & listed, b.involved, b.actors & listed, a.involved, a.kin)
    return _each_has_more(a.involved & listed, b.involved, b.involved & listed, a.involved, a.kin)


def no_party_shared(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """they have no party in common."""
    if not {a.mention.type, b.mention.type} <= scoring.directed and _refers_back(a, b):
        return False  # "envoys of the islands were also at the meeting"
    return parties_exclude(a, b, scoring) and not matched(a.involved, b.involved, a.kin)


def other_doers(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """those who did it differ."""
    if not {a.mention.type, b.mention.type} <= scoring.directed or no_party_shared(a, b, scoring):
        return False
    if not strangers(a.of_role("actor"), b.of_role("actor"), a.kin):
        return False
    # "Northland's minister Kade denied it", "Northland denied it": whose the speaker is stands beside him.
    return not (_speaks_for(a, b) or _speaks_for(b, a))


def other_speakers(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """those who said it differ."""
    if not {a.mention.type, b.mention.type} <= scoring.statements:
        return False
    ours, theirs = a.of_role("actor"), b.of_role("actor")
    if not strangers(ours, theirs, a.kin):
        return False
    # A spokesman whose office is not told may speak for the state that the other names: only like ones are two.
    kinds = [{a.kin.types.get(x) == "person" for x in side} for side in (ours, theirs)]
    return len(kinds[0]) == 1 and kinds[0] == kinds[1]


def nobody_named(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one names nobody and refers back to nothing."""
    return any(not t.involved and not t.refers_to and not t.sums_up for t in (a, b))


def newcomer_does_it(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one is done by somebody not spoken of before."""
    if a.reports.isdisjoint(b.reports) or not (a.actors and b.actors) or matched(a.actors, b.actors, a.kin):
        return False
    return a.newcomers == a.actors or b.newcomers == b.actors


def roles_reversed(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """who did it to whom is the other way round."""
    if not {a.mention.type, b.mention.type} <= scoring.directed:
        return False
    across = _meet(a, "actor", b, "recipient") and _meet(a, "recipient", b, "actor")
    return across and not (_meet(a, "actor", b, "actor") or _meet(a, "recipient", b, "recipient"))


def roles_crossed(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """who acts in one is acted upon in the other."""
    if not {a.mention.type, b.mention.type} <= scoring.directed or roles_reversed(a, b, scoring):
        return False
    across = _meet(a, "actor", b, "recipient") or _meet(a, "recipient", b, "actor")
    return across and not (_meet(a, "actor", b, "actor") or _meet(a, "recipient", b, "recipient"))


def parties_exclude(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """True when both have parties with names in a role, and none of them can be one of the other's."""
    if {a.mention.type, b.mention.type} <= scoring.directed:  # one may tell the doer and the other the target
        return any(strangers(a.of_role(role), b.of_role(role), a.kin) for role in ("actor", "recipient"))
    return strangers(a.actors, b.actors, a.kin)


def matched(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> frozenset[str]:
    """Those of ours that have a counterpart among theirs."""
    return kin.match(ours, theirs)


def in_common(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> int:
    """How many of the smaller group have a counterpart each, where most have; else 0."""
    if not ours or not theirs:
        return 0
    shared = min(len(matched(ours, theirs, kin)), len(matched(theirs, ours, kin)))
    return shared if shared >= _MOST * min(len(ours), len(theirs)) else 0


def _told_in_common(a: Telling, b: Telling) -> str | None:
    """The strongest of what two mentions have in common: both parties, all who are named, one party, one name."""
    return _common(a.actors, b.actors, a.involved, b.involved, a.kin)


@lru_cache(maxsize=16)  # five findings ask it of each pair
def _common(
    ours: frozenset[str], theirs: frozenset[str], all_ours: frozenset[str], all_theirs: frozenset[str], kin: Kin
) -> str | None:
    shared = in_common(ours, theirs, kin)
    if shared >= 2:
        return "parties"
    if in_common(all_ours, all_theirs, kin) >= 2:
        return "named"
    if shared and len(ours) == len(theirs):
        return "only"
    if matched(ours, theirs, kin):
        return "one"
    return "mention" if matched(all_ours, all_theirs, kin) else None


def _each_has_more(
    ours: frozenset[str], all_theirs: frozenset[str], theirs: frozenset[str], all_ours: frozenset[str], kin: Kin
) -> bool:
    """True when each side has one with a name that is nowhere on the other side."""
    only_a = _with_names(ours, kin) - matched(ours, all_theirs, kin)
    return bool(only_a) and bool(_with_names(theirs, kin) - matched(theirs, all_ours, kin))


def _refers_back(a: Telling, b: Telling) -> bool:
    return not (a.refers_to.isdisjoint(b.ids) and b.refers_to.isdisjoint(a.ids))


def _speaks_for(a: Telling, b: Telling) -> bool:
    """True when a person is the one's doer, and who did the other is named beside him."""
    doers = a.of_role("actor")
    person = bool(doers) and all(a.kin.types.get(x) == "person" for x in doers)
    return person and bool(matched(b.of_role("actor"), a.involved - doers, a.kin))


def strangers(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> bool:
    """True when both have some with names, and none of the one can be one of the other."""
    named_ours, named_theirs = _with_names(ours, kin), _with_names(theirs, kin)
    return bool(named_ours and named_theirs) and not matched(ours, theirs, kin)


def _with_names(actors: frozenset[str], kin: Kin) -> frozenset[str]:
    """Those with a name, or that belong to somebody with one: "US officials"."""
    return frozenset(a for a in actors if kin.named(a) or len(kin.of(a)) > 1)


def _meet(a: Telling, role_a: str, b: Telling, role_b: str) -> bool:
    return bool(matched(a.of_role(role_a), b.of_role(role_b), a.kin))


FINDINGS = (
    same_parties,
    same_only_party,
    a_party_shared,
    same_named,
    one_named_in_both,
    same_person,
    same_thing,
    other_things,
    other_parties,
    others_named,
    no_party_shared,
    other_doers,
    other_speakers,
    nobody_named,
    newcomer_does_it,
    roles_reversed,
    roles_crossed,
)
