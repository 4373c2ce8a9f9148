"""The words that make up a trigger of several, and the verb that only carries an event noun."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dragoman.reading.events.clauses import DEEPEST, is_passive
from dragoman.resources.events import EventGrammar

_FARTHEST = 8  # from one word of a trigger to the next
_LONGEST_OBJECT = 25  # words
_BELOW_VERB = frozenset(
    {"prt", "prep", "advmod", "dobj", "agent", "acomp", "attr", "oprd", "dative", "xcomp", "ccomp", "nsubjpass"}
    | {"pobj", "pcomp", "compound", "amod", "conj"}
)
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
_HYPHENS = frozenset({"-", "–", "‑"})
_PARTICLES = frozenset({"in", "over"})  # with an object they are prepositions: "gave it up in 1919" is no giving in
_TAKING_PART = frozenset({"in", "on", "out"})


def match_after(head: Token, pattern: tuple[str, ...], persons: frozenset[str]) -> tuple[Token, ...] | None:
    """The tokens of a pattern that starts with a verb: each further word hangs on it or on the word before.

    The object may stand before it ("a resolution adopted last week"), unless it is one of `persons`: "hostages held".
    """
    words = [head]
    for wanted in pattern[1:]:
        near = [c for w in (words[-1], head) for c in _parts_of(w)]
        if head.dep_ == "acl" and head.head.lemma_.lower() not in persons and is_passive(head):
            near.append(head.head)
        found = next((c for c in near if wanted in (c.lemma_.lower(), c.lower_)), None)
        if found is None or abs(found.i - words[-1].i) > _FARTHEST:
            found = _behind_object(head, wanted)
        if found is None:
            return None
        words.append(found)
    if words[-1].lower_ in _PARTICLES and any(c.dep_ == "pobj" for c in words[-1].children):
        return None
    return tuple(words)


def _behind_object(head: Token, wanted: str) -> Token | None:
    """The "on" of "placed banks and two of their branches on the list", which the parser hangs on the branches."""
    objects = [c for c in head.children if c.dep_ == "dobj"]
    below = [t for o in objects for t in islice(o.subtree, _LONGEST_OBJECT)]
    below += [c for c in head.children if objects and objects[0].i < c.i < head.i + _LONGEST_OBJECT]
    return next((t for t in below if t.dep_ == "prep" and t.lower_ == wanted), None)


def _parts_of(token: Token) -> Iterator[Token]:
    """Particles, prepositions, objects, adverbs; and the "for" of "called for them to leave"."""
    for c in token.children:
        if c.dep_ in _BELOW_VERB:
            yield c
        if c.dep_ in {"advcl", "ccomp", "xcomp"}:
            yield from (g for g in c.children if g.dep_ == "mark" and g.lower_ == "for")


def hyphened(token: Token) -> tuple[Token, ...]:
    """The tokens of a word with hyphens, from its first to this its last: "cease", "-", "fire"."""
    first, doc = token.i, token.doc
    if first < 2 or doc[first - 1].text not in _HYPHENS:
        return (token,)
    while first >= 2 and doc[first - 1].text in _HYPHENS and not doc[first - 1].whitespace_ and token.i - first < 4:
        if doc[first - 2].whitespace_:
            break
        first -= 2
    return tuple(doc[first : token.i + 1])


def lemma_with_hyphens(token: Token) -> str:
    """ "cease-fire" of its last token, "air-strike" of "air-strikes"; the plain lemma of a word without any."""
    words = hyphened(token)
    return "".join("-" if t.text in _HYPHENS else t.lower_ for t in words[:-1]) + token.lemma_.lower()


def match_before(head: Token, pattern: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a pattern that ends with a noun: "peace talks"."""
    words = [head]
    for wanted in reversed(pattern[:-1]):
        near = (c for w in (words[-1], head) for c in w.children if c.dep_ in _BEFORE_NOUN)
        found = next((c for c in near if wanted in (c.lemma_.lower(), c.lower_)), None)
        if found is None:
            return None
        words.append(found)
    return tuple(reversed(words))


def support_of(noun: Token, grammar: EventGrammar) -> Token | None:
    """The verb that only carries the noun: "held" of "held a round of talks", "took" of "talks took place"."""
    top = _outermost(noun, grammar)
    verb = top.head
    after = next((c for c in top.children if c.dep_ == "acl" and is_passive(c)), None)
    if after is not None and after.lemma_.lower() in grammar.light_verbs:
        return after  # "sanctions imposed on Norland"
    if verb.dep_ == "prep" and verb.lower_ in _TAKING_PART:
        return verb.head if verb.head.lemma_ in grammar.joining_verbs else None
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    lemma = verb.lemma_.lower()
    if top.dep_ == "nsubj":
        return verb if lemma in grammar.occurrence_verbs else None
    if top.dep_ not in {"dobj", "nsubjpass"} and not (top.dep_ == "acl" and is_passive(verb)):
        return None
    known = grammar.light_verbs | grammar.hosting_verbs | grammar.mediating_verbs | grammar.occurrence_verbs
    return verb if lemma in known else None


def _outermost(noun: Token, grammar: EventGrammar) -> Token:
    """The word of the phrase that hangs on the verb: "series" of "a series of talks", the first of a list."""
    top = noun
    for _ in range(DEEPEST):
        if top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
            top = top.head
        elif top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in grammar.own_object_skip:
            top = top.head.head
        else:
            break
    return top
