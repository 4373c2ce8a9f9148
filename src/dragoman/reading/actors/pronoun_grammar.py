"""Pronouns whose own sentence says whom they mean: what is addressed again, what stands ahead."""

from itertools import islice

from spacy.tokens import Token

from dragoman.reading.actors.referents import Memory, Place, Referent
from dragoman.resources.actor_lexicon import ActorLexicon

_DEEPEST = 8  # steps up the tree
_ADDRESSED_WINDOW = 8  # sentences from one request to the next
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative", "nsubjpass")
_TO_WHOM = frozenset({"on", "to", "with", "at", "against", "upon"})
_OPENING = ("cc", "advmod", "punct", "intj", "mark")


def addressed_before(token: Token, place: Place, memory: Memory, lexicon: ActorLexicon) -> list[Referent]:
    """Whom the same speaker spoke to before, the latest first: "She called on Peru to wait. She urged it …"."""
    verb = _address(token, lexicon)
    speaker = _speaker(verb, place.block, memory) if verb is not None else None
    if speaker is None:
        return []
    found = []
    for sighting in memory.before(place.sentence, _ADDRESSED_WINDOW):
        other = _address(sighting.joined_to(), lexicon)
        if other is None or other == verb or _speaker(other, sighting.block, memory) is not speaker:
            continue
        found.append(sighting.referent)
    return found


def _address(token: Token, lexicon: ActorLexicon) -> Token | None:
    """The verb of asking, telling, blaming that the word is addressed by: "urged it", "called on them"."""
    if token.dep_ in _OBJECTS:
        verb = token.head
    elif token.dep_ == "pobj" and token.head.lower_ in _TO_WHOM:
        verb = token.head.head
    else:
        return None
    return verb if verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.addressing else None


def _speaker(verb: Token, block: int, memory: Memory) -> Referent | None:
    """The subject of a verb, or of the one that it is joined to."""
    for _ in range(_DEEPEST):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            return memory.by_head.get((block, subject.i))
        if verb.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        verb = verb.head
    return None


def owner_ahead(token: Token, place: Place, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """The subject behind a phrase that opens the sentence: "In its latest report, the Harbour Commission warned"."""
    if token.dep_ != "poss" or token.head.lemma_.lower() in lexicon.nobodys:
        return None
    phrase, opening = _fronted(token, ("prep", "advcl")), token.head.head
    if phrase is None or opening.dep_ != "prep" or phrase.left_edge != opening:
        return None
    if opening.lower_ not in lexicon.opening_prepositions:
        return None
    return _subject_behind(phrase, token, place, memory)


def subject_ahead(token: Token, place: Place, memory: Memory) -> Referent | None:
    """The speaker behind a clause that opens the sentence: "When it closed the port, Norway said that"."""
    if token.dep_ not in _SUBJECTS or token.head.dep_ != "advcl":
        return None
    clause = _fronted(token, ("advcl",))
    if clause is None or not any(c.dep_ == "ccomp" for c in clause.head.children):
        return None
    return _subject_behind(clause, token, place, memory)


def craft_of(token: Token, place: Place, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """The ship that was told of last: "Norway seized the tanker Blue Heron. Its crew was questioned"."""
    if token.lower_ != "its" or token.dep_ != "poss" or token.head.lemma_.lower() not in lexicon.craft_parts:
        return None
    near = memory.before(place.sentence, _ADDRESSED_WINDOW)
    return next((s.referent for s in near if lexicon.crafts <= s.referent.lemmas), None)


def is_suspected(token: Token, lexicon: ActorLexicon) -> bool:
    """True for "it" in "they stopped a ship on suspicion that it carried arms"."""
    noun = _suspicion(token) if token.dep_ in _SUBJECTS else None
    return noun is not None and noun.lemma_.lower() in lexicon.suspicions


def suspected(token: Token, place: Place, memory: Memory) -> Referent | None:
    """Whom or what the verb above the suspicion is done to."""
    noun = _suspicion(token)
    verb = noun.head.head if noun is not None and noun.dep_ == "pobj" else None
    whom = next((c for c in verb.children if c.dep_ in _OBJECTS), None) if verb is not None else None
    return memory.by_head.get((place.block, whom.i)) if whom is not None else None


def _suspicion(token: Token) -> Token | None:
    """The noun in a prepositional phrase whose clause the subject opens, whatever the parser hangs the clause on."""
    first = token.head.left_edge
    if token.head.dep_ not in ("acl", "ccomp") or first.lower_ != "that" or first.i == 0:
        return None
    noun = first.nbor(-1)
    return noun if noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB" else None


def _fronted(token: Token, parts: tuple[str, ...]) -> Token | None:
    """The part of the main clause that holds the word and opens it."""
    for above in (token, *islice(token.ancestors, _DEEPEST)):
        verb = above.head
        if verb.dep_ != "ROOT" or verb is above:
            continue
        before = (c for c in verb.lefts if c.i < above.left_edge.i)
        return above if above.dep_ in parts and all(c.dep_ in _OPENING for c in before) else None
    return None


def _subject_behind(phrase: Token, token: Token, place: Place, memory: Memory) -> Referent | None:
    subject = next((c for c in phrase.head.lefts if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.i <= token.i:
        return None
    return memory.by_head.get((place.block, subject.i))
