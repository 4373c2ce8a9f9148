"""Who says what is denied, known by its words, in the report of the denial or in others of its days."""

from dataclasses import dataclass

from dragoman.datamodel import Attribution, Hop
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import (
    Assertion,
    Assertions,
    accuses,
    content_words,
    has_phrase,
    name_heads,
    same_side,
    stems_of,
)
from dragoman.weighing.material import Surroundings

_HEAD = 4  # letters by which a name is known
_LONGEST = 16  # words in which a denial says what is denied
_SUBJECT = 3  # words in which it says of whom
_LEAST = 2  # words shared with a claim of the same report
_LEAST_ABROAD = 3  # and with one of another report
_MOST = 0.75  # of the denied words that any claim must hold,
_HALF = 0.5  # and that a claim just before, or one that accuses the speaker, must
_PARTS = ('," ', ', "', ",” ", "” ")  # behind these a quotation is over and the sentence goes on


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is denied: stems of its words, names of who denies it, whether it is said to be the speaker's own deed."""

    stems: frozenset[str]
    names: frozenset[str]
    own: bool


def said_elsewhere(
    denial: Attribution, told: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings
) -> Assertion | None:
    """Who says what is denied; `told` is the denial, or what it says that others say."""
    matter = _matter(denial, told, speaker, around)
    if not matter.stems:
        return None
    for shared, claim in assertions.alike(matter.stems, denial.report):
        if claim.attribution.id in (denial.id, told.id) or same_side(claim.speaker, speaker, around):
            continue
        if _holds(claim, shared, matter, _stands_before(claim, denial, assertions), denial, around):
            return claim
    return None


def _holds(
    claim: Assertion, shared: int, matter: _Matter, just_before: bool, denial: Attribution, around: Surroundings
) -> bool:
    """True where the claim says what is denied: in most of its words, and of whom it is denied."""
    share, plain = shared / len(matter.stems), len(matter.stems & claim.plain)
    here = claim.attribution.report == denial.report
    accused = accuses(claim.attribution, around) and bool(claim.opening & matter.names)
    if plain and just_before and matter.own and accused:
        return True
    if shared < (_LEAST if here else _LEAST_ABROAD) or not plain:
        return False
    if just_before and share >= _HALF and plain >= _LEAST:
        return True
    if plain < _LEAST and not just_before and not accused:
        return False
    if denial.stance != "denies" and has_phrase(content_words(denial, around), around.words.own_denials):
        return share >= _MOST and accuses(claim.attribution, around)
    about = bool(claim.heads & matter.names)
    return (share >= _MOST and (about or not matter.own)) or (accused and share >= _HALF)


def _stands_before(claim: Assertion, denial: Attribution, assertions: Assertions) -> bool:
    """True where no whole sentence stands between the claim and its denial."""
    end, at = claim.attribution.content[-1], min((*denial.source, *denial.cue))
    near = end.document == at.document and end.end <= at.start
    return near and assertions.sentence_ends(at.document, end.end, at.start) <= 1


def _matter(denial: Attribution, told: Attribution, speaker: Hop, around: Surroundings) -> _Matter:
    known = around.words
    names = name_heads(speaker, around)
    said = " ".join(around.quote(c) for c in told.content)
    said = said[: min([len(said), *(at for part in _PARTS if (at := said.find(part)) > 0)])]
    cue = [w for w in fold_words(" ".join(around.quote(c) for c in denial.cue)) if w.endswith("ing")]
    deed = [w for w in cue if not w.startswith((*known.denying, *known.rejecting))] if told is denial else []
    words = (*deed, *fold_words(said))[:_LONGEST]
    judged = {w for phrase in known.flat_denials + known.own_denials for w in phrase.split()}
    empty = known.small_words | known.said_of_claims | known.guilt | known.accusations | known.offices | judged
    stems = frozenset(s for s in stems_of(words, empty) if s[:_HEAD] not in names)
    return _Matter(stems, names, _is_own_deed(words, around))


def _is_own_deed(words: tuple[str, ...], around: Surroundings) -> bool:
    """True for "denied training divers", "denied any role", "denied that it …": the speaker is said to have done it."""
    known = around.words
    passed = (known.small_words - known.themselves) | known.clause_openers | known.accusations
    telling = [w for w in words if w not in passed]  # of "accusations that he …" from "he" on
    first = [w for w in telling if w in known.themselves or w not in known.not_any][:_SUBJECT]
    own = bool(first) and (first[0] in known.themselves or first[0].endswith("ing"))
    return own or bool(known.guilt & set(first))
