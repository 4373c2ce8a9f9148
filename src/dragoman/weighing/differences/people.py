"""Reports that give a participant different offices, or name different doers."""

import re
from collections.abc import Iterator

from dragoman.datamodel import ActorRole, DiscrepancyValue, Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.alignment import keep_aligned, same_target
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

_CONJUNCT = re.compile(r"\band\s+(?:[^\s,]+\s+){0,5}[^\s,]+,\s*(?:the\s)?$")
_BEFORE = 60  # characters before an office in which two may stand to whom it belongs
_SAID_IN_FULL = 2  # words of an office that tell which: "foreign minister"


def different_offices(material: Material) -> Iterator[Difference]:
    """ "foreign minister" and "deputy foreign minister" of the same person, in reports of this event."""
    around = material.around
    documents = {t.mention.trigger.document for t in material.tellings}
    people = sorted({p.actor for t in material.tellings for p in t.mention.participants})
    for person in people:
        actor = around.actors.get(person)
        if actor is None or actor.type != "person":
            continue
        told = [r for r in actor.roles if any(_is_his(s, material) for s in r.evidence if s.document in documents)]
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
        named = keep_aligned(
            {
                material.around.name(doer): [
                    (t, p.span) for t in sides[doer] for p in t.mention.participants if p.actor == doer
                ]
                for doer in doers
            },
            same_target,
            material,
        )
        if len(named) == 2:
            yield make_difference("participants", named, "Different doers are named", material)


def _ranks_differ(a: ActorRole, b: ActorRole, material: Material) -> bool:
    """True when the offices differ by a word of rank alone: "deputy"; one plain "commander" may be of anything."""
    if a.of != b.of and None not in (a.of, b.of):
        return False
    if None in (a.of, b.of) and min(len(a.role.split()), len(b.role.split())) < _SAID_IN_FULL:
        return False
    ours, theirs = set(fold_words(a.role)), set(fold_words(b.role))
    ranks = material.around.words.ranks
    return (ours & ranks) != (theirs & ranks) and bool(ours - ranks) and ours - ranks == theirs - ranks


def _is_his(evidence: Span, material: Material) -> bool:
    """False for "Mara Ollin and Ivo Brandt, deputy minister", where it may be either's."""
    text = material.around.texts[evidence.document]
    before = text[max(0, evidence.start - _BEFORE) : evidence.start]
    return _CONJUNCT.search(before) is None


def _told_by(role: ActorRole, material: Material) -> tuple[str, ...]:
    documents = {s.document for s in role.evidence}
    around = material.around
    return tuple(sorted({around.outlet(r.id) for r in around.reports.values() if r.document in documents}))
