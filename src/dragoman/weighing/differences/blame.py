"""Who did it: one source puts it down to another, and that one to a third."""

from collections.abc import Iterator
from itertools import pairwise, product

from dragoman.datamodel import DiscrepancyValue
from dragoman.linking.days import day_number
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import (
    Assertion,
    Assertions,
    blames,
    name_heads,
    same_side,
    spans_of,
    stems_of,
)
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.differences.opposing import sentence_to, shorten, worded
from dragoman.weighing.material import Surroundings

_NEAR = 400  # characters between two who blame each other
_HEAD = 4  # letters by which a name is known
_NAME_WITHIN = 2  # words in which a name begins: "the North"
_FOR = "for"
_HALF = 0.5
_LEAST_SHARED = 2  # words that the sentences of two reports share
_MOST_OF_A_REPORT = 20  # who blames more often is no report of one deed


def traded_blame(around: Surroundings, assertions: Assertions) -> Iterator[Difference]:
    """ "The council blamed a northern shell; the North blamed the council's own guns", in one report or in two."""
    by_day: dict[int, list[Assertion]] = {}
    for _, told in sorted(assertions.by_report.items()):
        blaming = [a for a in told if blames(a.attribution, around) and not _in_passing(a, around)]
        for one, other in pairwise(blaming):
            deed = _for_a_deed(one, around) or _for_a_deed(other, around)
            elsewhere = _puts_it_elsewhere(one, other, around) and _for_one_deed(one, other, around)
            if deed and _beside(one, other) and (elsewhere or _while(one, other, around)):
                yield _opposed(one, other, around)
        for claim in [a for a in blaming if _for_a_deed(a, around)][:_MOST_OF_A_REPORT]:
            day = day_number(around.reports[claim.attribution.report].published.earliest)
            if day is not None and claim.speaker.actor:
                by_day.setdefault(day, []).append(claim)
    for day, claims in sorted(by_day.items()):
        for one, other in product(claims, claims + by_day.get(day + 1, [])):
            apart = one.attribution.report != other.attribution.report
            matter = apart and one is not other and _of_one_matter(one, other, around)
            if matter and _blamed_by(one, other, around):
                yield _opposed(one, other, around)


def _in_passing(claim: Assertion, around: Surroundings) -> bool:
    """ "Blaming it on the sea was too simple": nobody does."""
    cue = fold_words(around.quote(claim.attribution.cue[0]))
    return bool(cue) and cue[0].endswith("ing")


def _for_a_deed(claim: Assertion, around: Surroundings) -> bool:
    """ "Blamed": of one deed, where "accused" may tell of any."""
    cue = fold_words(" ".join(around.quote(c) for c in claim.attribution.cue))
    return any(w.startswith(stem) for w in cue for stem in around.words.blaming_a_deed)


def _for_one_deed(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    """Both blame for a deed just told, or in words that they share; "accused it of deceit" is another matter."""
    both = _for_a_deed(one, around) and _for_a_deed(other, around)
    return (both or _in_shared_words(one, other, around)) and not _for_two_deeds(one, other, around)


def _for_two_deeds(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    """ "Blamed it for attacks on its bases, and it blamed them for attacks on ships": each says which."""
    said = [" ".join(around.quote(s) for s in c.attribution.content).partition(f" {_FOR} ")[2] for c in (one, other)]
    ours, theirs = (stems_of(fold_words(words), _empty(around)) for words in said)
    told = min(len(ours), len(theirs)) >= _LEAST_SHARED
    return told and len(ours & theirs) < _HALF * max(len(ours), len(theirs))


def _in_shared_words(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    return bool((one.plain & other.plain) - stems_of(_empty(around)))


def _beside(one: Assertion, other: Assertion) -> bool:
    first, second = one.attribution.content[-1], other.attribution.content[0]
    return first.document == second.document and second.start - first.end <= _NEAR


def _while(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    """ "Northland blamed Eastland, while the council blamed Westland": one sentence sets them apart."""
    first, second = one.attribution.content[-1], other.attribution.content[0]
    between = around.texts[first.document][first.start : second.start]
    said = set(fold_words(between)) & around.words.opposing
    apart = not one.opening & other.opening and not same_side(one.speaker, other.speaker, around)
    apart = apart and all(_blames_a_name(c, around) for c in (one, other))
    return bool(said) and apart and "\n" not in between and ". " not in between


def _blames_a_name(claim: Assertion, around: Surroundings) -> bool:
    words = around.quote(claim.attribution.content[0]).split()
    return any(w[:1].isupper() for w in words[:_NAME_WITHIN])


def _of_one_matter(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    """The sentences around both share words beside who blames and that they blame; not all of them names."""
    names = name_heads(one.speaker, around) | name_heads(other.speaker, around)
    blame = around.words.blaming
    told = [sentence_to(c.attribution, around) for c in (one, other)]
    ours, theirs = (
        {w for w in stems_of(fold_words(t), _empty(around)) if w[:_HEAD] not in names and not w.startswith(blame)}
        for t in told
    )
    plain = stems_of(fold_words(" ".join(w for text in told for w in text.split() if not w[:1].isupper())))
    return len(ours & theirs) >= _LEAST_SHARED and bool(ours & theirs & plain)


def _empty(around: Surroundings) -> frozenset[str]:
    return around.words.small_words | around.words.said_of_claims


def _puts_it_elsewhere(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    """Who is blamed by the one blames somebody else."""
    return _blamed_by(one, other, around) or _blamed_by(other, one, around)


def _blamed_by(accuser: Assertion, accused: Assertion, around: Surroundings) -> bool:
    names = name_heads(accused.speaker, around)
    apart = not same_side(accuser.speaker, accused.speaker, around)
    return apart and bool(accuser.opening & names) and not accused.opening & names


def _worded(claim: Assertion, around: Surroundings) -> str:
    """Who blames whom; "…, which they blamed on a shell" with the words before, which say what for."""
    last = fold_words(around.quote(claim.attribution.cue[-1]))[-1:]
    if last and last[0] in around.words.put_down_to:
        return f"“{shorten(sentence_to(claim.attribution, around), around)}”"
    return worded(claim.speaker.name, claim.attribution, around)


def _opposed(one: Assertion, other: Assertion, around: Surroundings) -> Difference:
    sides = []
    for claim in sorted((one, other), key=lambda c: spans_of(c.attribution)):
        sides.append(
            DiscrepancyValue(
                _worded(claim, around),
                spans_of(claim.attribution),
                (claim.speaker.name,),
            )
        )
    outlets = sorted({around.outlet(c.attribution.report) for c in (one, other)})
    sentence = f"They put the blame differently: {sides[0].value}; {sides[1].value} ({', '.join(outlets)})."
    return Difference("participants", tuple(sides), sentence, of_event=False)
