"""Reports that give a participant different offices, or name different doers."""

from collections.abc import Iterator

from dragoman.datamodel import ActorRole, DiscrepancyValue
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material


def different_offices(material: Material) -> Iterator[Difference]:
    """ "foreign minister" and "deputy foreign minister" of the same person, in reports of this event."""
    around = material.around
    documents = {t.mention.trigger.document for t in material.tellings}
    people = sorted({p.actor for t in material.tellings for p in t.mention.participants})
    for person in people:
        actor = around.actors.get(person)
        if actor is None or actor.type != "person":
            continue
        told = [r for r in actor.roles if any(s.document in documents for s in r.evidence)]
        pair = next(((a, b) for i, a in enumerate(told) for b in told[i + 1 :] if _ranks_differ(a, b, material)), None)
        if pair is not None:
            values = tuple(DiscrepancyValue(r.role, r.evidence, _told_by(r, material)) for r in pair)
            parts = " and ".join(f"{r.role} ({', '.join(_told_by(r, material))})" for r in pair)
            yield Difference("participants", values, f"{actor.name} is called {parts}.")


def different_doers(material: Material) -> Iterator[Difference]:
    """Two reports name different doers of one deed against the same target; who meets has no doer."""
    kin = material.around.kin
    sides: dict[str, list[Telling]] = {}
    deeds = [t for t in material.tellings if t.mention.type in material.around.words.deeds]
    told = [t for t in deeds if t.of_role("recipient") and len(t.of_role("actor")) == 1]
    for telling in told:
        (doer,) = telling.of_role("actor")
        if kin.named(doer):
            sides.setdefault(doer, []).append(telling)
    doers = sorted(sides)
    apart = len(doers) == 2 and not kin.one_side(*doers) and not kin.of(doers[0]) & kin.of(doers[1])
    reports = [{t.mention.report for t in side} for side in sides.values()]
    if apart and not reports[0] & reports[1]:
        named = {
            material.around.name(doer): [
                (t, p.span) for t in sides[doer] for p in t.mention.participants if p.actor == doer
            ]
            for doer in doers
        }
        if len(named) == 2:
            yield make_difference("participants", named, "Different doers are named", material)


def _ranks_differ(a: ActorRole, b: ActorRole, material: Material) -> bool:
    """True when the offices differ by a word of rank alone: "deputy"."""
    if a.of != b.of and None not in (a.of, b.of):
        return False
    ours, theirs = set(fold_words(a.role)), set(fold_words(b.role))
    ranks = material.around.words.ranks
    return (ours & ranks) != (theirs & ranks) and bool(ours - ranks) and ours - ranks == theirs - ranks


def _told_by(role: ActorRole, material: Material) -> tuple[str, ...]:
    documents = {s.document for s in role.evidence}
    around = material.around
    return tuple(sorted({around.outlet(r.id) for r in around.reports.values() if r.document in documents}))
