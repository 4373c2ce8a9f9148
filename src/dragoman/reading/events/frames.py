"""Does a trigger stand in the company that its frame asks for? Subject, object, prepositions, clause."""

from spacy.tokens import Token

from dragoman.reading.events.actors import ActorSight
from dragoman.reading.events.clauses import (
    brought_by,
    child,
    doer_of,
    has_clause,
    has_infinitive,
    is_passive,
    prepositions_of,
    undergoer_of,
)
from dragoman.reading.events.parts import support_of
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.events import EventLexicon, Frame, KeyedFrame, SubjectAsked

_INSIDE_PHRASE = frozenset({"amod", "compound", "pobj", "nmod", "poss", "nsubj", "nsubjpass"})
_DEEPEST_OF = 4  # "tons of barrels of crude oil"


def needs_company(frame: Frame) -> bool:
    """True where the trigger alone says too little."""
    return bool(frame.objects or frame.preps or frame.clause)


def fits_verb(
    block: ParsedBlock, words: tuple[Token, ...], keyed: KeyedFrame, sight: ActorSight, lexicon: EventLexicon
) -> bool:
    """True where a verb's or adjective's neighbours are what its frame asks for."""
    verb, frame = words[0], keyed.frame
    kind = lexicon.types[keyed.type]
    doer, asked = doer_of(verb), frame.subject or kind.subject
    spoken = kind.things_speak and doer is not None and doer.lemma_.lower() in lexicon.grammar.speaking_things
    if not (spoken or _fits_subject(block, doer, asked, sight, lexicon)) or not _fits_clause(verb, frame):
        return False
    if not _is_told_as_asked(words, frame) or (frame.active and is_passive(verb)):
        return False
    bare = verb.dep_ == "amod" and not frame.objects and child(verb, "ccomp") is None
    if bare and not sight.is_someone(block, verb.head):
        return False  # "the condemned house"
    undergoer = _object_of(words, frame)
    if undergoer is not None and _thing_itself(undergoer, lexicon).lemma_.lower() in frame.not_objects:
        return False
    return _fits_object(block, undergoer, frame, sight) and _fits_preps(words, frame)


def _is_told_as_asked(words: tuple[Token, ...], frame: Frame) -> bool:
    """True where "does not exist" has its negation, and what is only somebody's word says something: "is baseless"."""
    head = words[0]
    inside = head.dep_ in _INSIDE_PHRASE and not (head.pos_ == "ADJ" and child(head, "ccomp") is not None)
    if frame.told and (inside or any(c.lower_ in {"whether", "if"} for c in head.head.children)):
        return False
    if not frame.negated:
        return True
    near = [*words, head.head] if head.pos_ == "ADJ" else words
    return any(c.dep_ == "neg" or c.lower_ == "no" for w in near for c in w.children)


def _fits_subject(
    block: ParsedBlock, doer: Token | None, asked: SubjectAsked, sight: ActorSight, lexicon: EventLexicon
) -> bool:
    if doer is None or asked == "any":
        return True
    if asked == "several" and not _is_several(doer):
        return False
    if asked == "dignitary" and doer.lemma_.lower() not in lexicon.grammar.dignitaries:
        return sight.is_named_person(block, doer)
    return sight.is_someone(block, doer)


def _is_several(doer: Token) -> bool:
    """ "Norland and Sundia", "they", "the ministers"."""
    return doer.tag_ in {"NNS", "NNPS"} or doer.lower_ in {"they", "we", "both"} or child(doer, "conj") is not None


def _fits_clause(verb: Token, frame: Frame) -> bool:
    if frame.clause is None:
        return True
    return has_infinitive(verb) if frame.clause == "infinitive" else has_clause(verb)


def _object_of(words: tuple[Token, ...], frame: Frame) -> Token | None:
    """The verb's object, else that of a preposition that the frame asks for; of a phrase, what its last word brings."""
    verb, last = words[0], words[-1]
    if last is verb or last.dep_ in {"prt", "advmod"}:
        return undergoer_of(verb) or (brought_by(verb, *frame.preps) if frame.preps else None)
    return child(last, "pobj", "dobj") or next((child(p, "pobj") for p in prepositions_of(last)), None)


def _fits_object(block: ParsedBlock, undergoer: Token | None, frame: Frame, sight: ActorSight) -> bool:
    if frame.objects and not _is_one_of(undergoer, frame.objects):
        return False
    return {
        "any": True,
        "none": undergoer is None,
        "required": undergoer is not None,
        "actor": sight.is_someone(block, undergoer),
    }[frame.object]


def _thing_itself(noun: Token, lexicon: EventLexicon) -> Token:
    """ "challenges" of "a series of challenges"."""
    of = next((child(p, "pobj") for p in prepositions_of(noun) if p.lower_ == "of"), None)
    return of if of is not None and noun.lemma_.lower() in lexicon.grammar.own_object_skip else noun


def _is_one_of(token: Token | None, lemmas: frozenset[str]) -> bool:
    """True for the noun itself or one that it is listed with or that "of" brings ("tons of oil")."""
    for _ in range(_DEEPEST_OF):
        if token is None:
            return False
        listed = (token, *(c for c in token.children if c.dep_ in {"conj", "compound", "nmod"}))
        if any(t.lemma_.lower() in lemmas for t in listed):
            return True
        token = next((child(p, "pobj") for p in prepositions_of(token) if p.lower_ == "of"), None)
    return False


def _fits_preps(words: tuple[Token, ...], frame: Frame) -> bool:
    if not frame.preps and not frame.not_preps:
        return True
    has = {p.lower_ for w in words for p in prepositions_of(w)}
    has |= {c.lower_ for c in words[-1].children if c.dep_ == "prt"}
    has |= {g.lower_ for w in words for o in w.children if o.dep_ == "dobj" for g in prepositions_of(o)}
    return not has & frame.not_preps and (not frame.preps or bool(has & frame.preps))


def fits_noun(block: ParsedBlock, noun: Token, frame: Frame, sight: ActorSight, lexicon: EventLexicon) -> bool:
    """True where an event noun's neighbours are what its frame asks for."""
    of = next((child(p, "pobj") for p in prepositions_of(noun) if p.lower_ == "of"), None)
    below = [t for t in (of, *(c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"})) if t is not None]
    if any(t.lemma_.lower() in frame.not_objects for t in below):
        return False
    if frame.objects and not any(_is_one_of(t, frame.objects) for t in below):
        return False
    if frame.object == "actor" and not sight.is_someone(block, of):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in frame.not_after:
        return False
    if not _is_told_as_asked((noun,), frame):
        return False
    return _fits_preps((noun,), frame) and (not frame.party or _has_party(block, noun, sight, lexicon))


def _has_party(block: ParsedBlock, noun: Token, sight: ActorSight, lexicon: EventLexicon) -> bool:
    """True where someone takes part in what the noun names, or it has been told before: "that trip"."""
    near = [c for c in noun.children if c.dep_ in {"poss", "compound", "amod", "nmod", "det"}]
    near += [o for p in prepositions_of(noun) if (o := child(p, "pobj")) is not None]
    if any(sight.mention_of(block, t) is not None or t.lower_ in lexicon.grammar.pointing for t in near):
        return True
    support = support_of(noun, lexicon.grammar)
    return support is not None and sight.is_someone(block, doer_of(support))
