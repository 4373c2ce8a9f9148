"""What a sentence shows of the type of an event between two parties: clues for the learned model of types.

A clue is a short name. Names of people and places are never clues, so that a model cannot learn who does what.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from dragoman.resources.events import EventLexicon

_DEEPEST = 30  # steps up a tree
_VERBS = frozenset({"VERB", "AUX"})
_NEAR_TARGET = 3  # words over the target in the tree


@dataclass(frozen=True, slots=True)
class Parties:
    """Places in the document of the words that name who acts and whom it concerns."""

    source: frozenset[int]
    target: frozenset[int]

    def side_of(self, token: Token) -> str | None:
        """ "SOURCE", "TARGET", or None for a word outside both."""
        if token.i in self.source:
            return "SOURCE"
        return "TARGET" if token.i in self.target else None


def find_clues(
    words: Sequence[Token],
    parties: Parties,
    told: str | None,
    triggers: Iterable[tuple[str, str]],
    lexicon: EventLexicon,
) -> frozenset[str]:
    """All clues of a sentence: `told` is the type that the lexicon reads, `triggers` are all (type, lemma) in it."""
    path = _path_between(words, parties)
    between = _between(words, parties)
    clues = {f"told={told}"}
    for type_, lemma in triggers:
        clues |= {f"trigger={type_}", f"trigger word={lemma}"}
    for token in words:
        if parties.side_of(token) is None:
            clues |= set(_word_clues(token, token.i in path, between[0] <= token.i <= between[1], lexicon))
    return frozenset(clues.union(_pairs(words, parties), _of_source(words, parties), _of_target(words, parties)))


def _word_clues(token: Token, on_path: bool, between: bool, lexicon: EventLexicon) -> Iterator[str]:
    word = _word(token)
    types = _possible_types(token, lexicon)
    for place, holds in (("", True), (" on path", on_path), (" between", between)):
        if holds:
            if word.isalpha():
                yield f"word{place}={word}"
            yield from (f"possible{place}={t}" for t in types)


def _possible_types(token: Token, lexicon: EventLexicon) -> set[str]:
    """Types of which the word may be a trigger, whatever its company."""
    lemma = token.lemma_.lower()
    if token.pos_ in _VERBS:
        return {k.type for k in lexicon.verbs.get(lemma, ())}
    if token.pos_ in {"NOUN", "PROPN"}:
        return {k.type for k in lexicon.nouns.get(lemma, ())}
    return {k.type for k in lexicon.adjectives.get(lemma, ())} if token.pos_ == "ADJ" else set()


def _word(token: Token) -> str:
    """A word's lemma; of a name its kind alone."""
    if token.ent_type_ or token.pos_ == "PROPN":
        return token.ent_type_ or "NAME"
    return token.lemma_.lower()


def _pairs(words: Sequence[Token], parties: Parties) -> Iterator[str]:
    """Neighbouring words, each party as one."""
    shown = [parties.side_of(t) or _word(t) for t in words]
    sides = {"SOURCE", "TARGET"}
    kept = [w for i, w in enumerate(shown) if i == 0 or w != shown[i - 1] or w not in sides]
    return (f"pair={a} {b}" for a, b in pairwise(kept))


def _of_source(words: Sequence[Token], parties: Parties) -> Iterator[str]:
    """The verb over the source, and what hangs on that verb."""
    head = _head_of(words, parties.source)
    verb = next((t for t in _up(head)[1:] if t.pos_ in _VERBS), None) if head is not None else None
    if verb is None:
        return
    yield f"verb={_word(verb)}"
    for each in verb.children:
        yield f"verb part={_word(verb)} {each.dep_}"
        if parties.side_of(each) is None:
            yield f"beside verb={each.dep_} {_word(each)}"
            yield f"beside verb={_word(each)}"


def _of_target(words: Sequence[Token], parties: Parties) -> Iterator[str]:
    """The words over the target, and what is said in it."""
    head = _head_of(words, parties.target)
    if head is None:
        return
    over = [t for t in _up(head)[1 : 1 + _NEAR_TARGET] if parties.side_of(t) is None]
    yield f"target as={head.dep_}"
    yield from (f"straight over target={_word(t)}" for t in over[:1])
    yield from (f"over target={_word(t)}" for t in over)
    yield from (f"in target={_word(t)}" for t in words if t.i in parties.target and t.is_alpha)


def _path_between(words: Sequence[Token], parties: Parties) -> frozenset[int]:
    """The words that join both parties in the tree."""
    source, target = _head_of(words, parties.source), _head_of(words, parties.target)
    if source is None:
        return frozenset()
    up, down = [t.i for t in _up(source)], [] if target is None else [t.i for t in _up(target)]
    common = next((i for i in up if i in down), None)
    if common is None:
        return frozenset()
    return frozenset(up[1 : up.index(common) + 1] + down[1 : down.index(common)])


def _between(words: Sequence[Token], parties: Parties) -> tuple[int, int]:
    """The first and the last place between both parties; the whole sentence where one is missing."""
    if not parties.source or not parties.target:
        return (words[0].i, words[-1].i) if words else (0, 0)
    return min(max(parties.source), max(parties.target)), max(min(parties.source), min(parties.target))


def _head_of(words: Sequence[Token], places: frozenset[int]) -> Token | None:
    inside = (t for t in words if t.i in places)
    return next((t for t in inside if t.head.i not in places or t.head.i == t.i), None)


def _up(token: Token) -> list[Token]:
    """The word and all over it, nearest first."""
    found = [token]
    while found[-1].head.i != found[-1].i and len(found) < _DEEPEST:
        found.append(found[-1].head)
    return found
