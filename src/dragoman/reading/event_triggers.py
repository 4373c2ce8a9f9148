"""Find the words that tell of an event: verbs, nouns, adjectives and phrases of the lexicon, in the right company."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.event_actors import ActorSight
from dragoman.reading.event_clauses import (
    DEEPEST,
    child,
    doer_of,
    has_clause,
    is_passive,
    parts_of,
    prepositions_of,
    undergoer_of,
)
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.events import EventLexicon, Frame, KeyedFrame

_FARTHEST = 6  # words between a verb and its noun that still make one trigger


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """A trigger in its block. `support` is the verb that carries an event noun ("held" of "held talks")."""

    block: ParsedBlock
    keyed: KeyedFrame
    head: Token
    words: tuple[Token, ...]
    support: Token | None = None

    @property
    def carrier(self) -> Token:
        """The word whose clause and tense are the event's."""
        return self.support or self.head

    @property
    def lemma(self) -> str:
        """The trigger's lemma: the noun of "held talks", all words of "call for"."""
        return " ".join(self.keyed.pattern)


def find_triggers(block: ParsedBlock, sight: ActorSight, lexicon: EventLexicon) -> list[FoundTrigger]:
    """All triggers of a block in reading order; a verb and the noun that only names what it does are one."""
    verbs = [t for t in map(lambda token: _verb_trigger(block, token, sight, lexicon), block.doc) if t]  # noqa: C417
    used = {w.i for t in verbs for w in t.words}
    nouns = [t for t in (_noun_trigger(block, token, sight, lexicon) for token in block.doc if token.i not in used) if t]
    kept = _without_echoes(verbs, nouns)
    return sorted(kept, key=lambda t: t.words[0].i)


# ---- verbs and adjectives -------------------------------------------------------------------------------------


def _verb_trigger(block: ParsedBlock, token: Token, sight: ActorSight, lexicon: EventLexicon) -> FoundTrigger | None:
    if token.pos_ in {"VERB", "AUX"}:
        candidates = lexicon.verbs.get(token.lemma_.lower(), ())
    elif token.pos_ == "ADJ":
        candidates = lexicon.adjectives.get(token.lemma_.lower(), ())
    else:
        return None
    for keyed in candidates:
        words = _match_words(token, keyed.pattern)
        if words and _fits_verb(block, token, words, keyed, sight, lexicon):
            return FoundTrigger(block, keyed, token, words)
    return None


def _match_words(head: Token, pattern: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a pattern: each further word hangs on the head or on the word before."""
    words = [head]
    for wanted in pattern[1:]:
        near = [c for w in (words[-1], head) for c in parts_of(w)]
        found = next((c for c in near if wanted in (c.lemma_.lower(), c.lower_)), None)
        if found is None:
            return None
        words.append(found)
    return tuple(words)


def _fits_verb(
    block: ParsedBlock, verb: Token, words: tuple[Token, ...], keyed: KeyedFrame, sight: ActorSight, lexicon: EventLexicon
) -> bool:
    frame = keyed.frame
    subject = frame.subject or lexicon.types[keyed.type].subject
    doer = doer_of(verb)
    if doer is not None and subject == "actor" and not sight.is_someone(block, doer):
        return False
    if subject == "none" and doer is not None:
        return False
    last = words[-1]
    undergoer = undergoer_of(verb) if last is verb or last.dep_ in {"prt", "advmod"} else _object_below(last)
    return _fits_object(block, verb, undergoer, frame, sight) and _fits_preps(words, frame)


def _object_below(word: Token) -> Token | None:
    return child(word, "pobj", "dobj") or next((child(p, "pobj") for p in prepositions_of(word)), None)


def _fits_object(block: ParsedBlock, verb: Token, undergoer: Token | None, frame: Frame, sight: ActorSight) -> bool:
    lemma = undergoer.lemma_.lower() if undergoer is not None else ""
    if lemma in frame.not_objects or (frame.objects and not _is_one_of(undergoer, frame.objects)):
        return False
    return {
        "any": True,
        "none": undergoer is None,
        "required": undergoer is not None,
        "actor": sight.is_someone(block, undergoer),
        "clause": has_clause(verb) or (verb.pos_ == "ADJ" and has_clause(verb)),
    }[frame.object]


def _is_one_of(token: Token | None, lemmas: frozenset[str]) -> bool:
    """True for the noun itself or one that it is listed with or that "of" brings ("tons of oil")."""
    for _ in range(4):
        if token is None:
            return False
        listed = (token, *(c for c in token.children if c.dep_ in {"conj", "compound"}))
        if any(t.lemma_.lower() in lemmas for t in listed):
            return True
        token = next((child(p, "pobj") for p in prepositions_of(token) if p.lower_ == "of"), None)
    return False


def _fits_preps(words: tuple[Token, ...], frame: Frame) -> bool:
    if not frame.preps and not frame.not_preps:
        return True
    has = {p.lower_ for w in words for p in prepositions_of(w)}
    has |= {c.lower_ for w in words[-1:] for c in w.children if c.dep_ == "prt"}
    has |= {g.lower_ for w in words for o in w.children if o.dep_ == "dobj" for g in prepositions_of(o)}
    return not has & frame.not_preps and (not frame.preps or bool(has & frame.preps))


# ---- nouns ----------------------------------------------------------------------------------------------------


def _noun_trigger(block: ParsedBlock, token: Token, sight: ActorSight, lexicon: EventLexicon) -> FoundTrigger | None:
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ in {"PERSON", "ORG", "WORK_OF_ART"} and token.pos_ == "PROPN":
        return None
    if token.dep_ == "compound" and not _names_event_for(token, lexicon):
        return None
    for keyed in lexicon.nouns.get(token.lemma_.lower(), ()):
        words = _match_before(token, keyed.pattern)
        if words and _fits_noun(block, token, keyed.frame, sight, lexicon):
            return FoundTrigger(block, keyed, token, words, _support_of(token, lexicon))
    return None


def _names_event_for(token: Token, lexicon: EventLexicon) -> bool:
    """A noun before a noun: only where what follows is no thing of its own, not "strike price" or "talk show"."""
    return False if token.head.lemma_.lower() in lexicon.grammar.figurative else token.head.pos_ == "VERB"


def _match_before(head: Token, pattern: tuple[str, ...]) -> tuple[Token, ...] | None:
    words = [head]
    for wanted in reversed(pattern[:-1]):
        near = (c for w in (words[-1], head) for c in w.children if c.dep_ in {"compound", "amod", "nmod", "poss"})
        found = next((c for c in near if wanted in (c.lemma_.lower(), c.lower_)), None)
        if found is None:
            return None
        words.append(found)
    return tuple(reversed(words))


def _fits_noun(block: ParsedBlock, noun: Token, frame: Frame, sight: ActorSight, lexicon: EventLexicon) -> bool:
    of = next((child(p, "pobj") for p in prepositions_of(noun) if p.lower_ == "of"), None)
    below = [of, *(c for c in noun.children if c.dep_ in {"compound", "amod"})]
    if any(t is not None and t.lemma_.lower() in frame.not_objects for t in below):
        return False
    if frame.objects and not any(_is_one_of(t, frame.objects) for t in below):
        return False
    if not _fits_preps((noun,), frame):
        return False
    return not frame.party or _has_party(block, noun, sight, lexicon)


def _has_party(block: ParsedBlock, noun: Token, sight: ActorSight, lexicon: EventLexicon) -> bool:
    """True where someone takes part in what the noun names, or it is told as an occurrence: "US support for"."""
    near = [c for c in noun.children if c.dep_ in {"poss", "compound", "amod", "nmod"}]
    near += [o for p in prepositions_of(noun) if (o := child(p, "pobj")) is not None]
    if any(sight.mention_of(block, t) is not None for t in near):
        return True
    support = _support_of(noun, lexicon)
    return support is not None and sight.is_someone(block, doer_of(support))


def _support_of(noun: Token, lexicon: EventLexicon) -> Token | None:
    """The verb that only carries the noun: "held" of "held a round of talks", "took" of "talks took place"."""
    top, grammar = noun, lexicon.grammar
    for _ in range(DEEPEST):
        if top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
            top = top.head
        elif top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in grammar.own_object_skip:
            top = top.head.head
        else:
            break
    verb = top.head
    if verb.pos_ not in {"VERB", "AUX"} and not (verb.dep_ == "prep" and verb.lower_ in {"in", "on", "out"}):
        return None
    if verb.dep_ == "prep":
        return verb.head if verb.head.lemma_ in {"take", "participate", "engage", "embark", "carry"} else None
    if top.dep_ in {"dobj", "nsubjpass"} or (top.dep_ == "acl" and is_passive(verb)):
        known = grammar.light_verbs | grammar.hosting_verbs | grammar.mediating_verbs | grammar.occurrence_verbs
        return verb if verb.lemma_.lower() in known else None
    if top.dep_ == "nsubj":
        return verb if verb.lemma_.lower() in grammar.occurrence_verbs else None
    return None


# ---- one event told twice in a breath ----------------------------------------------------------------------------


def _without_echoes(verbs: list[FoundTrigger], nouns: list[FoundTrigger]) -> Iterator[FoundTrigger]:
    """A noun that is its own verb's object ("met for a meeting") is dropped; so is a verb that only carries a noun."""
    carried = {n.support.i for n in nouns if n.support is not None}
    by_verb = {v.head.i: v for v in verbs}
    dropped = set()
    for noun in nouns:
        above = noun.head.head if noun.head.dep_ in {"dobj", "nsubjpass"} else noun.head.head.head if noun.head.dep_ == "pobj" else None
        verb = by_verb.get(above.i) if above is not None else None
        if verb is None:
            continue
        if verb.keyed.type == noun.keyed.type or verb.head.i not in carried:
            if verb.keyed.type == noun.keyed.type:
                dropped.add(id(noun) if noun.support is None or len(verb.words) > 1 else id(verb))
    for trigger in (*verbs, *nouns):
        if id(trigger) not in dropped:
            yield trigger
