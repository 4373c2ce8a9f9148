"""Somebody denies what somebody else is said to have said, whether or not it is an event."""

from collections.abc import Iterator
from itertools import pairwise

from dragoman.datamodel import Attribution, Hop
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import (
    Assertion,
    Assertions,
    asserts,
    content_words,
    flatly_denies,
    has_phrase,
    heads_of,
    name_heads,
    same_side,
    stems_of,
)
from dragoman.weighing.differences.denied_matter import said_elsewhere
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.differences.opposing import Opposed, claimants, oppose
from dragoman.weighing.differences.references import referred_to, told_before
from dragoman.weighing.material import Surroundings

_LONGEST_REFERENCE = 6  # words of "the accusations against it"
_LONGEST_NAME = 90  # characters of a source: longer ones are misread
_MOST_TELLERS = 3  # who say the same, beside the first
_SUBJECT = 6  # words of a claim in which its verb begins
_NOUN_WITHIN = 5  # words of a denial in which it names "allegations",
_LEAST_TOLD = 2  # and words that say which
_OPENING = 20  # words of a denial in which it says what is denied
_JUST_BEFORE = 30  # characters in which "confirm or" stands before "deny"


def denied_claims(around: Surroundings, assertions: Assertions) -> Iterator[Difference]:
    """ "The ministry denied a report that …": the report says so, the ministry denies it; each claim and side once."""
    inner: dict[str, list[Attribution]] = {}
    for attribution in around.attributions.values():
        if attribution.outer:
            inner.setdefault(attribution.outer, []).append(attribution)
    groups: list[Opposed] = []
    of_claim: dict[str, list[Opposed]] = {}
    for denial in sorted(around.attributions.values(), key=lambda a: ((a.cue or a.content)[:1], a.id)):
        if not (denial.content and can_deny(denial, around) and denies(denial, around)):
            continue
        told = _told(denial, inner.get(denial.id, []), assertions, around)
        speaker = around.chains[denial.id][-1]
        known = [g for claim, _ in told for g in of_claim.get(claim.id, ())]
        group = next((g for g in known if same_side(around.chains[g.denials[0].id][-1], speaker, around)), None)
        if group is None and told:
            groups.append(group := Opposed([], []))
        if group is not None:
            group.denials.append(denial)
            group.told.extend(t for t in told if t not in group.told)
            for claim, _ in told:
                of_claim.setdefault(claim.id, []).append(group)
    yield from (oppose(group, around) for group in groups)


def _told(
    denial: Attribution, inner: list[Attribution], assertions: Assertions, around: Surroundings
) -> list[tuple[Attribution, Hop | None]]:
    """Who says what is denied, the one that it refers to first; None for nobody whom the report names."""
    speaker = around.chains[denial.id][-1]
    reported = next((a for a in inner if _is_claim_denied(a, denial, around) and _is_others(a, speaker, around)), None)
    if reported is not None:
        named = around.chains.get(reported.id) or ()
        teller = named[-1] if named and not same_side(named[-1], speaker, around) else None
        elsewhere = None if teller else said_elsewhere(denial, reported, speaker, assertions, around)
        return [(reported, teller)] if elsewhere is None else _all_who_say_so(elsewhere, speaker, assertions, around)
    claim = referred_to(denial, speaker, assertions, around)
    claim = claim or said_elsewhere(denial, denial, speaker, assertions, around)
    whose = claimants(denial, denial, around) if claim is not None else []
    # "Rejected some of the claims by the team": these are nobody else's.
    if claim is not None and (not whose or _is_theirs(claim.speaker, whose, around)):
        return _all_who_say_so(claim, speaker, assertions, around)
    untold = denial if _tells_the_claim(denial, around) else told_before(denial, speaker, assertions, around)
    return [] if untold is None else [(untold, None)]


def _is_others(told: Attribution, speaker: Hop, around: Surroundings) -> bool:
    """False for "accusations that he justified the attacks": what is justified there is the denier's."""
    named = around.chains.get(told.id)
    cue = fold_words(" ".join(around.quote(c) for c in told.cue))
    return not named or not same_side(named[-1], speaker, around) or bool(around.words.accusations & set(cue))


def _is_theirs(speaker: Hop, whose: list[str], around: Surroundings) -> bool:
    """Whether who says it is one of those whose claim it is, by name or as the side that the name is of."""
    heads = name_heads(speaker, around)
    return not heads.isdisjoint(heads_of([w for name in whose for w in fold_words(name)]))


def _tells_the_claim(denial: Attribution, around: Surroundings) -> bool:
    """ "Denied allegations that it was paid": the denial itself tells what others say."""
    words = content_words(denial, around)
    at = next((n for n, w in enumerate(words[:_NOUN_WITHIN]) if w in around.words.accusations), None)
    if at is None or denial.stance != "denies" or around.words.pointing_back & set(words[:at]):
        return False
    behind = words[at + 1 :]
    if around.words.obliging & set(behind[:_SUBJECT]):
        return False
    empty = around.words.small_words | around.words.said_of_claims | around.words.media_words
    opens = behind[:1] and behind[0] in around.words.claim_openers | around.words.themselves
    return bool(opens) and len(stems_of(behind, empty)) >= _LEAST_TOLD


def _all_who_say_so(
    claim: Assertion, speaker: Hop, assertions: Assertions, around: Surroundings
) -> list[tuple[Attribution, Hop | None]]:
    """The claim, and the same from others who are named."""
    about = claim.heads & name_heads(speaker, around)
    others = [
        c
        for c in assertions.restating(claim)
        if c.speaker.named and not same_side(c.speaker, speaker, around) and (c.heads & about or not about)
    ]
    return [(c.attribution, c.speaker) for c in (claim, *others[:_MOST_TELLERS])]


def _is_claim_denied(told: Attribution, denial: Attribution, around: Surroundings) -> bool:
    """ "Denied a report that …", "denied that …, as the paper claimed"; not "denied that he asked …"."""
    if not asserts(told, around) or around.words.obliging & set(content_words(told, around)[:_SUBJECT]):
        return False
    start, claim = denial.content[0].start, told.content[0].start
    before = fold_words(around.texts[denial.content[0].document][start:claim])
    if around.words.pointing_back & set(before):
        return False
    return told.stance == "hedges" or bool(around.words.accusations & set(before))


def can_deny(denial: Attribution, around: Surroundings) -> bool:
    """True where somebody denies: no paper, no question; and "blamed him for denying it" does not tell who does."""
    chain = around.chains.get(denial.id)
    if not chain:
        return False
    name = fold_words(chain[-1].name)
    head = next((n for n, w in enumerate(name) if n and w in around.words.after_head), len(name))
    paper = not chain[-1].named and bool(around.words.papers & set(name if name[:1] == ("one",) else name[:head]))
    at = (denial.cue or denial.content)[0]
    before = fold_words(around.texts[at.document][max(0, at.start - _JUST_BEFORE) : at.start])[-1:]
    cue = (*before, *fold_words(around.quote(at)))
    aside = any(w in around.words.by_the_way and after.endswith("ing") for w, after in pairwise(cue))
    named = name[:1] and not name[0][:1].isdigit() and name[0] not in around.words.owners  # not "His office", "69-year"
    return bool(named) and not (paper or "no" in before or aside or len(chain[-1].name) > _LONGEST_NAME)


def denies(denial: Attribution, around: Surroundings) -> bool:
    """True where what is said is said not to be so; who "denied entry" or "dismissed an appeal" denies nothing."""
    known = around.words
    words = content_words(denial, around)[:_OPENING]
    if flatly_denies(words, around) or has_phrase(words, known.own_denials):
        return denial.stance not in ("denies", "declines") and words[0] not in known.questions
    if denial.stance != "denies" or _leaves_open(denial, around) or known.not_claims & set(words[:3]):
        return False
    cue = fold_words(" ".join(around.quote(c) for c in denial.cue))
    if known.modals & set(cue):
        return False
    if words[:1] and words[0] in known.owners and cue[-1:] and cue[-1].endswith("ing"):
        return False  # "challenged a post disputing his claim": the post disputes it
    outright = any(w.startswith(stem) for w in cue for stem in known.denying)
    rejecting = any(w.startswith(stem) for w in cue for stem in known.rejecting) and not _is_court(denial, around)
    claims = (known.accusations - known.court_words) & set(words[:_LONGEST_REFERENCE])
    proposed = claims <= known.proposals and not known.clause_openers & set(words[:_LONGEST_REFERENCE])
    return outright or (rejecting and bool(claims) and not proposed)  # "dismissed the suggestion of a land deal"


def _is_court(denial: Attribution, around: Surroundings) -> bool:
    """A judge who dismisses a claim does not say that it is untrue."""
    chain = around.chains.get(denial.id) or ()
    return bool(chain) and bool(around.words.courts & set(fold_words(chain[-1].name)))


def _leaves_open(denial: Attribution, around: Surroundings) -> bool:
    """ "Would neither confirm nor deny"."""
    at = (denial.cue or denial.content)[0]
    text = around.texts[at.document][max(0, at.start - _JUST_BEFORE) : at.end].casefold()
    return any(word in text for word in around.words.left_open)
