"""Somebody denies what somebody else is said to have said, whether or not it is an event."""

from collections.abc import Iterator

from dragoman.datamodel import Attribution, Hop
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import (
    Assertion,
    Assertions,
    asserts,
    content_words,
    name_heads,
    same_side,
    stems_of,
)
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.differences.opposing import Opposed, oppose
from dragoman.weighing.material import Surroundings

_LONGEST_REFERENCE = 6  # words of "the accusations against it"
_BACK = 1200  # characters before a denial in which the report tells what is denied
_MOST_TELLERS = 5  # who say the same, beside the first
_HEAD = 4  # letters by which a name is known
_LONGEST_CLAIM = 1000  # characters
_OPENING = 20  # words of a denial in which it says what is denied
_JUST_BEFORE = 30  # characters in which "confirm or" stands before "deny"
_LEAST_SHARED = 2
_LEAST_ABROAD = 3  # in another report
_SHARE_ABROAD = 0.6
_SHARE = 0.5  # of the denied words that an assertion must hold


def denied_claims(around: Surroundings, assertions: Assertions) -> Iterator[Difference]:
    """ "The ministry denied a report that …": the report says so, the ministry denies it; each claim and side once."""
    inner: dict[str, list[Attribution]] = {}
    for attribution in around.attributions.values():
        if attribution.outer:
            inner.setdefault(attribution.outer, []).append(attribution)
    groups: list[Opposed] = []
    of_claim: dict[str, list[Opposed]] = {}
    for denial in sorted(around.attributions.values(), key=lambda a: ((a.cue or a.content)[:1], a.id)):
        if not (around.chains.get(denial.id) and denial.content and denies(denial, around)):
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
    reported = next((a for a in inner if asserts(a, around)), None)
    if reported is not None:
        named = around.chains.get(reported.id) or ()
        return [(reported, named[-1] if named and not same_side(named[-1], speaker, around) else None)]
    claim = _referred_to(denial, speaker, assertions, around) or _said_elsewhere(denial, speaker, assertions, around)
    if claim is None:
        return []
    about = claim.heads & name_heads(speaker, around)
    others = [
        c
        for c in assertions.restating(claim)
        if not same_side(c.speaker, speaker, around) and (c.heads & about or not about)
    ]
    return [(c.attribution, c.speaker) for c in (claim, *others[:_MOST_TELLERS])]


def denies(denial: Attribution, around: Surroundings) -> bool:
    """True where what is said is said not to be so; who "denied entry" or "dismissed an appeal" denies nothing."""
    known = around.words
    words = content_words(denial, around)[:_OPENING]
    if _has(words, known.flat_denials):
        return denial.stance not in ("denies", "declines")
    if denial.stance != "denies" or _leaves_open(denial, around) or known.not_claims & set(words[:3]):
        return False
    cue = fold_words(" ".join(around.quote(c) for c in denial.cue))
    if known.modals & set(cue):
        return False
    outright = any(w.startswith(stem) for w in cue for stem in known.denying)
    rejecting = any(w.startswith(stem) for w in cue for stem in known.rejecting)
    return outright or (rejecting and bool((known.accusations - known.court_words) & set(words[:_LONGEST_REFERENCE])))


def _leaves_open(denial: Attribution, around: Surroundings) -> bool:
    """ "Would neither confirm nor deny"."""
    at = (denial.cue or denial.content)[0]
    text = around.texts[at.document][max(0, at.start - _JUST_BEFORE) : at.end].casefold()
    return any(word in text for word in around.words.left_open)


def _has(words: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def _referred_to(denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings) -> Assertion | None:
    """The claim just before that "it" or "the accusation" points at."""
    known, words = around.words, content_words(denial, around)
    if len(words) > _LONGEST_REFERENCE and not _has(words[:_OPENING], known.flat_denials):
        return None
    pronoun = bool(set(words) & known.pronouns) and len(words) <= 2
    pointing = bool((known.accusations | known.guilt) & set(words)) and not stems_of(
        words, known.small_words | known.accusations | known.guilt | known.said_of_claims | known.media_words
    )
    if not (pronoun or pointing or _has(words[:_OPENING], known.flat_denials)):
        return None
    before = _before(denial, speaker, assertions, around)
    one = any(w in known.accusations and not w.endswith("s") for w in words)  # "the accusation": the one just told
    if pronoun or one or words[0] in known.demonstratives:
        just_told = _last([(gap, a) for gap, a in before if gap <= 1])
        if just_told is not None or pronoun:
            return just_told
    names = name_heads(speaker, around)
    named = [(gap, a) for gap, a in before if a.opening & names]
    return _last([(gap, a) for gap, a in named if gap <= 1]) or (_last(named) if _is_definite(words, around) else None)


def _before(
    denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings
) -> list[tuple[int, Assertion]]:
    """What others assert before a denial in its report, each with the number of sentence ends between."""
    at = (denial.source or denial.cue or denial.content)[0]
    stop = _start(denial) + 1
    found = []
    for claim in assertions.between(denial.report, at.start - _BACK - _LONGEST_CLAIM, stop):
        end = claim.attribution.content[-1]
        near = end.document == at.document and at.start - _BACK < end.end <= stop
        if near and not same_side(claim.speaker, speaker, around):
            found.append((assertions.sentence_ends(at.document, end.end, at.start), claim))
    return found


def _start(denial: Attribution) -> int:
    return (denial.cue or denial.content)[0].start


def _is_definite(words: tuple[str, ...], around: Surroundings) -> bool:
    """ "The report", "the accusations": some that the reader knows."""
    return words[:1] == ("the",) and bool(around.words.accusations & set(words))


def _last(before: list[tuple[int, Assertion]]) -> Assertion | None:
    """The nearest claim, and of those that hold each other the outermost."""
    outermost = [a for _, a in before if a.attribution.outer is None]
    nearest = outermost or [a for _, a in before]
    return nearest[-1] if nearest else None


def _said_elsewhere(
    denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings
) -> Assertion | None:
    """Who says what is denied, in this report or in another of those days."""
    known = around.words
    words = content_words(denial, around)
    names = name_heads(speaker, around)
    stems = stems_of(words, known.small_words | known.said_of_claims | known.guilt | known.accusations)
    stems = frozenset(s for s in stems if s[:_HEAD] not in names)
    if len(stems) < _LEAST_SHARED:
        return None
    own = _is_own_deed(words, around)
    for shared, claim in assertions.alike(stems, denial.report):
        here = claim.attribution.report == denial.report
        least = max(_LEAST_SHARED, _SHARE * len(stems)) if here else max(_LEAST_ABROAD, _SHARE_ABROAD * len(stems))
        if shared < least or not stems & claim.plain or same_side(claim.speaker, speaker, around):
            continue
        if not own or claim.heads & names:
            return claim
    return None


def _is_own_deed(words: tuple[str, ...], around: Surroundings) -> bool:
    """True for "denied training divers", "denied any role": what the speaker is said to have done."""
    known = around.words
    first = next((w for w in words if w not in known.small_words and w not in known.not_any), "")
    return first in known.guilt or first.endswith("ing")
