"""What a denial points at: "denied it", "rejected the accusation", "a claim that the ministry denies"."""

from dragoman.datamodel import Attribution, Hop
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import (
    Assertion,
    Assertions,
    content_words,
    name_heads,
    same_side,
    stems_of,
)
from dragoman.weighing.material import Surroundings

_LONGEST_REFERENCE = 6  # words of "the accusations against it"
_BACK = 1200  # characters before a denial in which the report tells what is denied
_LONGEST_CLAIM = 1000  # characters
_OPENING = 20  # words of a denial in which it says what is denied
_LEADING = 6  # words with which a sentence may begin before its denial: "But the foreign minister later"


def referred_to(denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings) -> Assertion | None:
    """The claim just before that "it" or "the accusation" points at."""
    known, words = around.words, content_words(denial, around)
    flat = has_phrase(words[:_OPENING], known.flat_denials)
    if (len(words) > _LONGEST_REFERENCE and not flat) or (words[0] in known.themselves and not flat):
        return None
    pronoun = bool(set(words) & known.pronouns) and len(words) <= 2
    pointing = bool((known.accusations | known.guilt) & set(words)) and not stems_of(
        words, known.small_words | known.accusations | known.guilt | known.said_of_claims | known.media_words
    )
    if not (pronoun or pointing or flat) or (pronoun and not (flat or _denies_sayings(denial, around))):
        return None
    before = _before(denial, speaker, assertions, around)
    within = 0 if not flat and _ends_a_sentence(denial, assertions, around) else 1
    just_told = _last([(gap, a) for gap, a in before if gap <= within])
    one = any(w in known.accusations and not w.endswith("s") for w in words)  # "the accusation": the one just told
    latest = pronoun or one or words[0] in known.demonstratives or within == 0
    if latest and (just_told is not None or pronoun or within == 0):
        return just_told
    names = name_heads(speaker, around)
    named = [(gap, a) for gap, a in before if a.opening & names]
    return _last([(gap, a) for gap, a in named if gap <= 1]) or (_last(named) if _is_definite(words, around) else None)


def has_phrase(words: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
    """True where one of the phrases is among the words."""
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def _denies_sayings(denial: Attribution, around: Surroundings) -> bool:
    """ "Denied it" is about words; who "disavowed it" may mean a group."""
    cue = fold_words(" ".join(around.quote(c) for c in denial.cue))
    return any(w.startswith(stem) for w in cue for stem in around.words.denying_words)


def _ends_a_sentence(denial: Attribution, assertions: Assertions, around: Surroundings) -> bool:
    """ "An inquiry into whether they colluded goes on, though he denies the accusation": it is in this sentence."""
    first = min((*denial.source, *denial.cue, *denial.content), key=lambda s: s.start)
    begin = assertions.sentence_start(first.document, first.start)
    return len(fold_words(around.texts[first.document][begin : first.start])) > _LEADING


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
