"""What a denial points at: "denied it", "rejected the accusation", "a claim that the ministry denies"."""

from dataclasses import replace
from itertools import pairwise

from dragoman.datamodel import Attribution, Hop, Span
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import (
    Assertion,
    Assertions,
    accuses,
    blames,
    content_words,
    flatly_denies,
    heads_of,
    name_heads,
    same_side,
    stems_of,
)
from dragoman.weighing.material import Surroundings

_LONGEST_REFERENCE = 6  # words of "the accusations against it"
_BACK = 1200  # characters before a denial in which the report tells what is denied
_LONGEST_CLAIM = 1000  # characters
_LOOK_AHEAD = 30  # characters
_FEWEST, _MOST = 5, 50  # words of a claim that the report tells without a source
_LONGEST_REFERRED = 22  # and of one that "which" points at: of a longer sentence it may mean any part
_SHORT = 20  # characters behind a denial with which a sentence may end
_OPENING = 20  # words of a denial in which it says what is denied
_LEADING = 6  # words with which a sentence may begin before its denial: "But the foreign minister later"


def referred_to(denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings) -> Assertion | None:
    """The claim just before that "it" or "the accusation" points at."""
    known, words = around.words, content_words(denial, around)
    flat = flatly_denies(words[:_OPENING], around)
    theirs = words[0] in known.themselves - known.pronouns  # "denied its allegations": another's
    if not flat and (len(words) > _LONGEST_REFERENCE or theirs):
        return None
    pronoun = _is_pronoun(words, around)
    pointing = bool((known.accusations | known.guilt) & set(words)) and not stems_of(
        words, known.small_words | known.accusations | known.guilt | known.said_of_claims | known.media_words
    )
    pointing = pointing and not _goes_on(denial, around)
    if not (pronoun or pointing or flat) or not (flat or _may_point(words, denial, around)):
        return None
    before = _before(denial, speaker, assertions, around)
    within = 0 if not flat and _ends_a_sentence(denial, assertions, around) else 1
    near_by = [(gap, a) for gap, a in before if gap <= within]
    if any(
        w.startswith((*known.blaming, *known.alleging)) for w in words
    ):  # "the accusation": who accuses, if one does
        accusing = [(gap, a) for gap, a in near_by if accuses(a.attribution, around)]
        near_by = [(gap, a) for gap, a in near_by if blames(a.attribution, around)] or accusing or near_by
    if pointing and not known.accusations & set(words):  # "denied involvement": of whoever is said to be
        own = name_heads(speaker, around)
        near_by = [(gap, a) for gap, a in near_by if a.opening & own or accuses(a.attribution, around)]
    just_told = _last(near_by)
    one = any(w in known.accusations and not w.endswith("s") for w in words)  # "the accusation": the one just told
    latest = pronoun or one or words[0] in known.demonstratives or within == 0
    if latest and (just_told is not None or pronoun or within == 0):
        return just_told
    names, media = name_heads(speaker, around), known.media_words & set(words)
    named = [(gap, a) for gap, a in before if a.opening & names]
    near = _last([(gap, a) for gap, a in named if gap <= 1])
    return near or (_last(named) or (None if media else just_told) if _is_definite(words, around) else None)


def told_before(denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings) -> Attribution | None:
    """What the report itself tells just before: "the pier is eastern, which Northland disputes".

    Of the sentence before: who is accused in it denies his part; or "has claimed …" is taken up by "that claim".
    """
    known, words = around.words, content_words(denial, around)
    guilt = known.accusations | known.guilt
    told_of = stems_of(words, known.small_words | guilt | known.said_of_claims | known.media_words)
    claimed = bool(words) and words[0] in known.articles and bool(known.accusations & set(words)) and not told_of
    first = min((*denial.source, *denial.cue, *denial.content), key=lambda s: s.start)
    begin = assertions.sentence_start(first.document, first.start)
    if _ends_a_sentence(denial, assertions, around):
        before = fold_words(around.texts[first.document][begin : first.start])
        if before[-1] in known.accusations:  # "urged him to go over the accusations, which he denies"
            return None
        points = claimed or (_is_pronoun(words, around) and _may_point(words, denial, around))
        longest = _LONGEST_REFERRED if _is_pronoun(words, around) else _MOST
        return _as_told(denial, begin, first.start, around, longest) if points else None
    if begin == 0 or not (guilt & set(words)):
        return None
    start = assertions.sentence_start(first.document, begin - 1)
    before = fold_words(around.texts[first.document][start:begin])
    names = name_heads(speaker, around)
    blamed = any(w.startswith((*known.blaming, *known.alleging)) for w in before) and names & heads_of(before)
    nouns = tuple(stems_of(known.accusations & set(words)))
    taken_up = not told_of and any(w.startswith(nouns) for w in before) and not names & heads_of(before[:_LEADING])
    return _as_told(denial, start, begin, around) if blamed or (nouns and taken_up) else None


def _as_told(
    denial: Attribution, start: int, end: int, around: Surroundings, longest: int = _MOST
) -> Attribution | None:
    """A part of the report's text as a claim of nobody's; None for what is too long, asks or itself denies."""
    document, known = denial.content[0].document, around.words
    text = around.texts[document][start:end]
    words = text.split()
    while words and not fold_words(words[0]):
        words.pop(0)
    while words and fold_words(words[-1])[-1:] in ((), *((w,) for w in known.turning)):
        words.pop()
    folded = fold_words(" ".join(words))
    denied = any(w.startswith((*known.denying, *known.rejecting)) for w in folded) or known.negations & set(folded)
    unclear = folded[:1] and folded[0] in known.pronouns | known.demonstratives - set(known.articles)
    if denied or unclear or not _FEWEST <= len(folded) <= longest or "\n" in text.strip() or not words:
        return None
    first = start + text.index(words[0])
    span = Span(document, first, start + text.rindex(words[-1]) + len(words[-1]))
    claim = replace(denial, id=f"{denial.id}-told", source=(), cue=(), content=(span,), stance="states", outer=None)
    return replace(claim, hops=())


def _is_pronoun(words: tuple[str, ...], around: Surroundings) -> bool:
    return bool(set(words) & around.words.pronouns) and len(words) <= 2


def _goes_on(denial: Attribution, around: Surroundings) -> bool:
    """ "Denied “foreign reports” suggesting that …": what is denied stands behind the reference."""
    end = denial.content[-1].end
    text = around.texts[denial.content[-1].document]
    behind = text[end : end + _LOOK_AHEAD].lstrip("”\"’'")
    word = fold_words(behind)[:1] if behind.startswith(" ") else ()
    return bool(word) and (word[0] in around.words.claim_openers or word[0].endswith("ing"))


def _may_point(words: tuple[str, ...], denial: Attribution, around: Surroundings) -> bool:
    """ "Denied it" is about words; who "disavowed it" may mean a group."""
    if words[:1] != ("it",):
        return True
    cue = fold_words(" ".join(around.quote(c) for c in denial.cue))
    return any(w.startswith(stem) for w in cue for stem in around.words.denying_words)


def _ends_a_sentence(denial: Attribution, assertions: Assertions, around: Surroundings) -> bool:
    """ "An inquiry into whether they colluded goes on, though he denies the accusation": it is in this sentence."""
    first = min((*denial.source, *denial.cue, *denial.content), key=lambda s: s.start)
    begin = assertions.sentence_start(first.document, first.start)
    before = fold_words(around.texts[first.document][begin : first.start])
    clefts = (n for n, pair in enumerate(pairwise(before)) if " ".join(pair) in around.words.clefts)
    return next(clefts, len(before)) > _LEADING


def _before(
    denial: Attribution, speaker: Hop, assertions: Assertions, around: Surroundings
) -> list[tuple[int, Assertion]]:
    """What others assert before a denial in its report, each with the number of sentence ends between."""
    at = (denial.source or denial.cue or denial.content)[0]
    stop = _start(denial) + 1
    found = []
    for known in assertions.between(denial.report, at.start - _BACK - _LONGEST_CLAIM, stop):
        claim = _cut_at(known, min(at.start, stop), denial)
        end = claim.attribution.content[-1]
        near = end.document == at.document and at.start - _BACK < end.end <= stop
        if near and not same_side(claim.speaker, speaker, around):
            found.append((assertions.sentence_ends(at.document, end.end, at.start), claim))
    return found


def _cut_at(claim: Assertion, place: int, denial: Attribution) -> Assertion:
    """ "Critics say that soldiers fire, which the army denies": without the denial that ends it."""
    (*others, last), told = claim.attribution.content, claim.attribution
    if not last.start < place < last.end or denial.content[-1].end < last.end - _SHORT:
        return claim
    return replace(claim, attribution=replace(told, content=(*others, replace(last, end=place))))


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
