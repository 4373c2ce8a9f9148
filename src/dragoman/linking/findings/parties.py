"""Findings about who takes part."""

from dragoman.linking.findings.two import Two
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring


def same_parties(two: Two, _: EventScoring) -> bool:
    """the same parties take part."""
    return two.in_common == "parties"


def same_named(two: Two, _: EventScoring) -> bool:
    """the same actors are named in both."""
    return two.in_common == "named"


def same_only_party(two: Two, _: EventScoring) -> bool:
    """each has one party, and it is the same."""
    return two.in_common == "only"


def a_party_shared(two: Two, _: EventScoring) -> bool:
    """they have a party in common."""
    return two.in_common == "one"


def one_named_in_both(two: Two, _: EventScoring) -> bool:
    """an actor is named in both."""
    return two.in_common == "mention"


def same_person(two: Two, _: EventScoring) -> bool:
    """the same person takes part in both."""
    types = two.a.kin.types
    return any(types.get(actor) == "person" for actor in two.a.actors & two.b.actors)


def same_thing(two: Two, _: EventScoring) -> bool:
    """the same ship, firm or paper is named in both."""
    return not two.a.things.isdisjoint(two.b.things)


def other_things(two: Two, _: EventScoring) -> bool:
    """they name different ships, firms or papers."""
    return bool(two.a.things and two.b.things) and two.a.things.isdisjoint(two.b.things)


def other_parties(two: Two, _: EventScoring) -> bool:
    """each has a party that the other does not have."""
    a, b, kin = two.a, two.b, two.a.kin
    if not two.shared:
        return False
    return bool(_beyond(a.actors, b.involved, kin)) and bool(_beyond(b.actors, a.involved, kin))


def others_named(two: Two, scoring: EventScoring) -> bool:
    """each names a state or body that the other does not name."""
    a, b, kin = two.a, two.b, two.a.kin
    if other_parties(two, scoring) or no_party_shared(two, scoring):
        return False
    # One report need not name all beside each mention.
    ours, theirs = (a.actors, b.actors) if two.one_report else (a.involved, b.involved)
    only_a = _beyond(ours, b.involved, kin)
    return not only_a.isdisjoint(kin.listed) and not _beyond(theirs, a.involved, kin).isdisjoint(kin.listed)


def no_party_shared(two: Two, scoring: EventScoring) -> bool:
    """they have no party in common."""
    a, b = two.a, two.b
    if not two.directed and _refers_back(a, b):
        return False  # "envoys of the islands were also at the meeting"
    return not a.kin.match(a.involved, b.involved) and parties_exclude(a, b, scoring)


def other_doers(two: Two, scoring: EventScoring) -> bool:
    """those who did it differ."""
    a, b = two.a, two.b
    if not two.directed or no_party_shared(two, scoring) or not strangers(a.doers, b.doers, a.kin):
        return False
    # "Northland's minister Kade denied it", "Northland denied it": whose the speaker is stands beside him.
    return not (_speaks_for(a, b) or _speaks_for(b, a))


def other_speakers(two: Two, _: EventScoring) -> bool:
    """those who said it differ."""
    a, b = two.a, two.b
    if not two.statements or not strangers(a.doers, b.doers, a.kin):
        return False
    # A spokesman whose office is not told may speak for the state that the other names: only like ones are two.
    kinds = [{a.kin.types.get(x) == "person" for x in side} for side in (a.doers, b.doers)]
    return len(kinds[0]) == 1 and kinds[0] == kinds[1]


def nobody_named(two: Two, _: EventScoring) -> bool:
    """one names nobody and refers back to nothing."""
    return _names_nobody(two.a) or _names_nobody(two.b)


def newcomer_does_it(two: Two, _: EventScoring) -> bool:
    """one is done by somebody not spoken of before."""
    a, b = two.a, two.b
    if not two.one_report or not (a.actors and b.actors) or two.shared:
        return False
    return a.newcomers == a.actors or b.newcomers == b.actors


def roles_reversed(two: Two, _: EventScoring) -> bool:
    """who did it to whom is the other way round."""
    if not (two.directed and two.shared):
        return False
    a, b, kin = two.a, two.b, two.a.kin
    across = kin.match(a.doers, b.targets) and kin.match(a.targets, b.doers)
    return bool(across) and not _in_same_role(a, b)


def roles_crossed(two: Two, scoring: EventScoring) -> bool:
    """who acts in one is acted upon in the other."""
    if not (two.directed and two.shared) or roles_reversed(two, scoring):
        return False
    a, b, kin = two.a, two.b, two.a.kin
    across = kin.match(a.doers, b.targets) or kin.match(a.targets, b.doers)
    return bool(across) and not _in_same_role(a, b)


def parties_exclude(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """True when both have parties with names in a role, and none of them can be one of the other's."""
    if {a.mention.type, b.mention.type} <= scoring.directed:  # one may tell the doer and the other the target
        return strangers(a.doers, b.doers, a.kin) or strangers(a.targets, b.targets, a.kin)
    return strangers(a.actors, b.actors, a.kin)


def matched(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> frozenset[str]:
    """Those of ours that have a counterpart among theirs."""
    return kin.match(ours, theirs)


def strangers(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> bool:
    """True when both have some with names, and none of the one can be one of the other."""
    if not kin.with_names(ours) or not kin.with_names(theirs):
        return False
    return not kin.match(ours, theirs)


def _beyond(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> frozenset[str]:
    """Those of ours with a name that are nowhere among theirs."""
    return kin.with_names(ours) - kin.match(ours, theirs)


def _refers_back(a: Telling, b: Telling) -> bool:
    return not (a.refers_to.isdisjoint(b.ids) and b.refers_to.isdisjoint(a.ids))


def _names_nobody(telling: Telling) -> bool:
    return not (telling.involved or telling.refers_to or telling.sums_up)


def _speaks_for(a: Telling, b: Telling) -> bool:
    """True when a person is the one's doer, and who did the other is named beside him."""
    person = bool(a.doers) and all(a.kin.types.get(x) == "person" for x in a.doers)
    return person and bool(a.kin.match(b.doers, a.involved - a.doers))


def _in_same_role(a: Telling, b: Telling) -> bool:
    """True when somebody acts, or is acted upon, in both."""
    return bool(a.kin.match(a.doers, b.doers) or a.kin.match(a.targets, b.targets))


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
