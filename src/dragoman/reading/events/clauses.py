"""Who does what to whom in a clause, as the parse tells it: logical subjects and objects, what a preposition brings."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

DEEPEST = 14  # steps up or down the tree
WIDEST = 40  # members of one list
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVES = frozenset({"who", "that", "which", "whom"})
_HYPHENS = frozenset({"-", "–", "‑"})
_ENDINGS = frozenset({"VBN", "VBD", "VBG", "JJ", "NN"})
_MANY_WORDED = frozenset({"addition"})  # "in addition to" is one preposition
_USING = frozenset({"use", "employ"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """True for "was seized", and for the bare participle in "a ship seized by", "was stopped and seized"."""
    for _ in range(DEEPEST):
        if child(verb, "auxpass", "nsubjpass") is not None:
            return True
        if verb.tag_ != "VBN" or child(verb, "aux") is not None:
            return False
        if verb.dep_ in {"acl", "amod", "advcl", "xcomp", "oprd"} or child(verb, "agent") is not None:
            return True
        if child(verb, "nsubj") is not None:
            return child(verb, "dobj") is None  # "they saw him convicted", "Five held": it has no helper
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def list_members(head: Token) -> Iterator[Token]:
    """The head and all that it is listed with: "Norland, Sundia and Ostia"."""
    yield head
    queue = [head]
    for _ in range(WIDEST):
        if not queue:
            return
        for c in queue.pop(0).children:
            if c.dep_ == "conj" and c.pos_ in _NOUNS:
                yield c
                queue.append(c)


def subject_of(verb: Token) -> Token | None:
    """The grammatical subject, own or shared: "they met and [they] agreed", "pressed them to [they] leave"."""
    for _ in range(DEEPEST):
        own = child(verb, *_SUBJECTS)
        if own is not None:
            return _antecedent(own, verb)
        blamed = _blamed(verb)
        if blamed is not None:
            return blamed
        used = used_for(verb)
        if used is not None:
            verb = used
        elif verb.dep_ == "conj" or (verb.dep_ in {"advcl", "pcomp"} and verb.tag_ in {"VBG", "VBN", "VB"}):
            verb = _verb_above(verb)
        elif verb.dep_ in {"xcomp", "ccomp"}:
            controlled = child(verb.head, "dobj", "dative", "nsubjpass")
            if controlled is not None and verb.tag_ in {"VB", "VBG"} and not _is_means(controlled):
                return controlled
            verb = _verb_above(verb)
        elif verb.dep_ in {"acl", "relcl"}:
            return _owner_of(verb.head) if _is_infinitive(verb) else verb.head
        else:
            return None
        if verb.pos_ in {"NOUN", "PROPN"}:
            return None
    return None


def _blamed(verb: Token) -> Token | None:
    """ "accused them of selling", "thanked them for coming": whom the verb above is done to."""
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or verb.head.lower_ not in {"of", "for", "from", "with"}:
        return None
    above = verb.head.head
    if above.pos_ != "VERB" or verb.head.dep_ != "prep":
        return None
    whom = child(above, "dobj")
    return whom if whom is not None and whom.i < verb.i and whom.pos_ in {"PROPN", "PRON", "NOUN"} else None


def _owner_of(noun: Token) -> Token | None:
    """ "Norland's threats to attack": whose they are, attacks."""
    return child(noun, "poss")


def _is_means(thing: Token) -> bool:
    """ "used a speech to accuse them": one such thing is what it was done with, not who did it."""
    return thing.pos_ == "NOUN" and any(c.lower_ in {"a", "an"} for c in thing.children)


def _is_infinitive(verb: Token) -> bool:
    """ "efforts to negotiate": the noun is not who negotiates."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _verb_above(verb: Token) -> Token:
    above = fellow_of(verb) if verb.dep_ == "conj" else verb.head
    if above.dep_ == "prep":
        above = above.head
    return above.head.head if above.dep_ == "pobj" and above.lemma_.lower() in _MANY_WORDED else above


def fellow_of(verb: Token) -> Token:
    """The verb that one is joined to: "asking" of "after asking them to wait and expressing concern"."""
    above = verb.head
    if verb.tag_ == "VBG" and above.tag_ == "VB":  # the parser joins it to the nearest, whatever its form
        return next((a for a in islice(above.ancestors, DEEPEST) if a.tag_ == "VBG"), above)
    return above


def used_for(verb: Token) -> Token | None:
    """The "used" of "used a speech and a letter to accuse them": who uses these, accuses."""
    if not _is_infinitive(verb) or verb.dep_ not in {"acl", "relcl", "advcl", "xcomp"}:
        return None
    above = verb.head
    for _ in range(DEEPEST):
        if above.dep_ == "conj" and above.pos_ == "NOUN":
            above = above.head
        elif above.dep_ == "pobj" and above.head.dep_ == "prep":
            above = above.head.head
    if above.dep_ == "dobj" and above.pos_ == "NOUN":
        above = above.head
    return above if above.pos_ == "VERB" and above.lemma_.lower() in _USING else None


def _antecedent(subject: Token, verb: Token) -> Token:
    return verb.head if subject.lower_ in _RELATIVES and verb.dep_ == "relcl" else subject


def doer_of(verb: Token) -> Token | None:
    """Who does it: the subject, or after "by" where the verb is passive."""
    if not is_passive(verb):
        return subject_of(verb)
    agent = child(verb, "agent") or next((p for p in _below(verb) if p.dep_ == "prep" and p.lower_ == "by"), None)
    return child(agent, "pobj") if agent is not None else None


def _below(verb: Token) -> Iterator[Token]:
    """Its prepositions, and those that the parser hangs on their objects: "was stopped on two occasions by guards"."""
    yield from verb.children
    for prep in verb.children:
        noun = child(prep, "pobj") if prep.dep_ == "prep" else None
        if noun is not None:
            yield from noun.children


def undergoer_of(verb: Token) -> Token | None:
    """To whom or what it is done: the object, the subject of a passive, or the subject of an infinitive clause."""
    if is_passive(verb):
        own = child(verb, "nsubjpass", "nsubj")
        if own is not None:
            return _antecedent(own, verb)
        return verb.head if verb.dep_ in {"acl", "relcl", "amod"} else subject_of(verb)
    found = child(verb, "dobj") or child(verb, "dative")
    if found is not None:
        return _antecedent(found, verb) if verb.dep_ == "relcl" else found
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "advcl"} and _is_bare(c)), None)
    if clause is not None:
        return child(clause, "nsubj", "nsubjpass")
    return verb.head if verb.dep_ == "relcl" and _lacks_object(verb) else None


def _is_bare(clause: Token) -> bool:
    """ "told them to go"; "helped them set it up", where the parser takes the verb for a finite one."""
    return clause.tag_ == "VB" or (
        clause.head.lemma_ in {"help", "let", "make", "see"} and child(clause, "aux") is None
    )


def _lacks_object(verb: Token) -> bool:
    """ "the leaders she met": what the clause hangs on is met."""
    subject = child(verb, "nsubj")
    placed = any(c.dep_ == "advmod" and c.tag_ == "WRB" for c in verb.children)
    return subject is not None and subject.lower_ not in _RELATIVES and not placed


def holds(top: Token, token: Token) -> bool:
    """True where the token is the top of a phrase or stands in it."""
    return top.i == token.i or any(a.i == top.i for a in islice(token.ancestors, DEEPEST))


def has_clause(verb: Token) -> bool:
    """True where a clause completes the verb: "threatened to leave", "denied that", "denied firing"."""
    return any(c.dep_ in {"ccomp", "xcomp"} or (c.dep_ == "dobj" and c.tag_ == "VBG") for c in verb.children)


def has_infinitive(verb: Token) -> bool:
    """True for "told them to leave", "agreed to meet"."""
    return any(_is_infinitive(c) and (c.dep_ in {"ccomp", "xcomp"} or _completes(c)) for c in verb.children)


def _completes(clause: Token) -> bool:
    """ "ordered the men to leave", which the parser takes for a purpose; not "told us he was ill, to be excused"."""
    first, verb = clause.left_edge.i, clause.head
    if clause.dep_ != "advcl" or first <= verb.i or clause.doc[first - 1].is_punct:
        return False
    return not any(c.dep_ == "ccomp" and not _is_infinitive(c) for c in verb.children)


def prepositions_of(head: Token) -> Iterator[Token]:
    """The prepositions that hang on a word, also one on another ("out of") and on its object's phrase."""
    for c in head.children:
        if c.dep_ in {"prep", "agent"} or (c.dep_ == "dative" and c.pos_ == "ADP"):
            yield c
            yield from (g for g in c.children if g.dep_ == "prep")


def brought_by(head: Token, *words: str) -> Token | None:
    """What stands after one of the prepositions: "with" in "met with envoys"; "for" in "called for them to leave"."""
    for prep in prepositions_of(head):
        if prep.lower_ in words:
            return child(prep, "pobj") or _of_clause(child(prep, "pcomp"))
    if "for" in words:
        return next(
            (_of_clause(c) for c in head.children if c.dep_ in {"advcl", "ccomp", "xcomp"} and _opens_with_for(c)), None
        )
    return None


def _opens_with_for(clause: Token) -> bool:
    inside = clause.dep_ in {"advcl", "ccomp", "xcomp"}
    return inside and any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)


def _of_clause(clause: Token | None) -> Token | None:
    return child(clause, "nsubj", "nsubjpass") if clause is not None else None


def ends_in_hyphen(token: Token) -> bool:
    """True for the name in "Norland-backed"."""
    if token.i + 1 >= len(token.doc) or token.nbor(1).text not in _HYPHENS:
        return False
    after = token.nbor(2) if token.i + 2 < len(token.doc) else None
    return after is None or (after.tag_ in _ENDINGS and after.ent_type_ == "")
