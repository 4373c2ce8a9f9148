"""The words that fill a trigger's slots: subject, object, what stands before a noun, what a preposition brings."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.events.clauses import (
    brought_by,
    child,
    doer_of,
    ends_in_hyphen,
    holds,
    is_passive,
    prepositions_of,
    subject_of,
    undergoer_of,
)
from dragoman.reading.events.triggers import FoundTrigger
from dragoman.resources.events import EventLexicon

_HYPHENS = frozenset({"-", "–", "‑"})
_SUFFERS = frozenset({"sufferer", "seized"})
_NAMING = frozenset({"compound", "nmod", "amod", "npadvmod"})


def slot_heads(slot: str, trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    """The heads that fill a slot: "subject", "object", "modifier" (possessor, name before a noun), "clause" (who does
    what it is about: "alleged that Norland lied"), "meanwhile" (who asked whom during it), or a preposition.
    """
    if trigger.keyed.word_class == "verb" and trigger.head.pos_ in {"NOUN", "PROPN"}:
        yield from _headline_neighbours(slot, trigger.head)
    elif slot == "modifier":
        yield from _whose(trigger, lexicon)
    elif slot in _SUFFERS:
        yield from (c for c in trigger.head.children if c.dep_ == "poss" and _is_suffered(trigger))
    elif slot == "involving":
        named = trigger.words[-1] if trigger.keyed.word_class == "verb" else trigger.head
        clauses = (c for c in named.children if c.dep_ == "acl" and c.lemma_ == "involve")
        yield from (o for c in clauses if (o := child(c, "dobj")) is not None)
    elif slot == "meanwhile":
        yield from _both_speaking(trigger)
    elif slot == "clause":
        told = child(trigger.head, "ccomp")
        head = doer_of(told) if told is not None else None
        yield from (head,) if head is not None else ()
    elif slot == "possessor":
        yield from _possessors(trigger.head, lexicon)
    elif slot in {"subject", "object"}:
        head = _subject(trigger, lexicon) if slot == "subject" else _object(trigger)
        if head is not None and head.i not in {w.i for w in trigger.words}:
            yield from _who_speaks(head, lexicon) if slot == "subject" else (head,)
    else:
        heads = (brought_by(host, slot) for host in _hosts_of_prepositions(trigger, lexicon))
        yield from (h for h in heads if h is not None)


def _who_speaks(subject: Token, lexicon: EventLexicon) -> Iterator[Token]:
    """The subject; of a thing that speaks also whose it is: "Norland's statement condemned"."""
    yield subject
    if subject.lemma_.lower() in lexicon.grammar.speaking_things:
        yield from _modifiers(subject, lexicon)
        yield from (h for h in (brought_by(subject, word) for word in ("by", "from", "of")) if h is not None)
        issuer = doer_of(subject.head) if subject.dep_ == "dobj" and subject.head.pos_ == "VERB" else None
        if issuer is not None:
            yield issuer  # "released a statement condemning the raid"


def _headline_neighbours(slot: str, verb: Token) -> Iterator[Token]:
    """ "Norland Seizes Ship": who stands right before and right after a verb that the parser took for a name."""
    if slot == "subject" and verb.i > 0:
        yield verb.nbor(-1)
    if slot == "object" and verb.i + 1 < len(verb.doc):
        yield verb.nbor(1)


def _subject(trigger: FoundTrigger, lexicon: EventLexicon) -> Token | None:
    """Who does it; of a noun, the subject of the verb that carries it: "Norland held talks", "Norland attended"."""
    if trigger.keyed.word_class == "adjective":
        return trigger.head.head if trigger.head.dep_ == "amod" else subject_of(trigger.head.head)
    if trigger.keyed.word_class != "noun":
        return _beneath_medium(trigger.head, doer_of(trigger.head), lexicon)
    verb, grammar = trigger.support, lexicon.grammar
    if verb is None and _is_state_of(trigger.head):
        return trigger.head.head.head
    if verb is None and trigger.head.dep_ == "pobj":
        return _traveller(trigger) or _answerable(trigger.head.head, lexicon)
    if verb is None or verb.lemma_.lower() in grammar.hosting_verbs | grammar.mediating_verbs:
        return None
    if is_passive(verb) and verb.lemma_.lower() in grammar.passive_light_verbs:
        return None
    doer = doer_of(verb)
    return None if doer is None or holds(doer, trigger.head) else doer


def _beneath_medium(verb: Token, doer: Token | None, lexicon: EventLexicon) -> Token | None:
    """ "Besides accusing them, the paper said, Norland closed the border": not the paper, which only tells it."""
    if doer is None or verb.i > doer.i or doer.lemma_.lower() not in lexicon.grammar.media:
        return doer
    told = child(doer.head, "ccomp") if doer.dep_ == "nsubj" else None
    below = child(told, "nsubj", "nsubjpass") if told is not None else None
    return below or doer


def _traveller(trigger: FoundTrigger) -> Token | None:
    """Who "said during a visit to Vale": the journey is his, where it is not said to be another's."""
    noun, prep = trigger.head, trigger.head.head
    indefinite = any(c.lower_ in {"a", "an"} for c in noun.children)
    if trigger.keyed.frame.mode != "visit" or prep.lower_ not in {"during", "on"} or not indefinite:
        return None
    return subject_of(prep.head) if prep.head.pos_ == "VERB" and not is_passive(prep.head) else None


def _both_speaking(trigger: FoundTrigger) -> Iterator[Token]:
    """Who asks and who is asked "during recent talks": the talks are theirs, where nobody else's are told of."""
    noun, prep = trigger.head, trigger.head.head
    own = any(c.dep_ in {"poss", "compound"} or c.dep_ == "prep" for c in noun.children)
    if prep.lower_ != "during" or own or prep.head.pos_ != "VERB" or is_passive(prep.head):
        return
    asking, asked = subject_of(prep.head), child(prep.head, "dobj", "dative")
    if asking is not None and asked is not None:
        yield from (asking, asked)


def _answerable(prep: Token, lexicon: EventLexicon) -> Token | None:
    """Whose deed it is said to be: "present at the talks", "claimed responsibility for the raid", "blamed X for it"."""
    above, grammar = prep.head, lexicon.grammar
    lemma = above.lemma_.lower()
    if above.dep_ == "acomp" and lemma in grammar.attending_adjectives:
        return subject_of(above.head)
    if prep.lower_ == "for" and above.pos_ == "NOUN" and lemma in grammar.claimed and above.head.pos_ == "VERB":
        return doer_of(above.head)
    if prep.lower_ in {"for", "of"} and lemma in grammar.blaming_verbs:
        return undergoer_of(above)
    return None


def _is_state_of(noun: Token) -> bool:
    """ "Norland in talks with Sundia": a headline that leaves out the verb."""
    inside = noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ in {"PROPN", "NOUN"}
    return inside and any(p.lower_ == "with" for p in prepositions_of(noun))


def _object(trigger: FoundTrigger) -> Token | None:
    """To whom it is done; of a noun, the receiver: "Sundia" in "gave Sundia aid"."""
    if trigger.keyed.word_class != "noun":
        last = trigger.words[-1]
        return undergoer_of(last if last.pos_ == "VERB" else trigger.head)
    return child(trigger.support, "dative") if trigger.support is not None else None


def _hosts_of_prepositions(trigger: FoundTrigger, lexicon: EventLexicon) -> list[Token]:
    """The trigger's words, the verb that carries a noun, the object before a preposition ("sold oil to")."""
    near = {trigger.head, *trigger.words}
    between = lexicon.grammar.hosting_verbs | lexicon.grammar.mediating_verbs
    if trigger.support is not None and trigger.support.lemma_.lower() not in between:
        near.add(trigger.support)
    if trigger.keyed.word_class == "verb":
        near |= {c for c in trigger.head.children if c.dep_ == "dobj" and c.pos_ == "NOUN"}
    return sorted(near, key=lambda t: t.i)


def _whose(trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    """Who stands before the noun, or before what carries it: "Norland's announcement of sanctions"."""
    noun = trigger.words[-1] if trigger.keyed.word_class == "verb" else trigger.head
    suffered = _is_suffered(trigger)
    yield from (m for m in _modifiers(noun, lexicon) if not (suffered and m.dep_ == "poss"))
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if above is not None and above.lemma_.lower() in lexicon.grammar.carrying_nouns:
        yield from _modifiers(above, lexicon)


def _is_suffered(trigger: FoundTrigger) -> bool:
    """True where whose it is suffers it: "its seizure by Norland", "Holm's arrest", not "Norland's arrest of Holm"."""
    slots = trigger.keyed.frame.roles.get("recipient", ())
    preps = {p.lower_ for p in prepositions_of(trigger.head)}
    return bool(_SUFFERS & set(slots)) and ("by" in preps or ("sufferer" in slots and "of" not in preps))


def _modifiers(noun: Token, lexicon: EventLexicon) -> Iterator[Token]:
    """Possessors and names before the noun; "Norland" in "Norland-backed" is none, in "Norland-led" it is."""
    for c in noun.children:
        if c.dep_ == "poss":
            yield c
        elif (
            c.dep_ in _NAMING
            and not ends_in_hyphen(c)
            and not _is_taken_side_of(c, lexicon)
            and _is_next(c, noun, lexicon)
        ):
            yield c
            yield from (g for g in c.children if g.dep_ in {"compound", "nmod"} and _is_in_pair(g))
        if c.lemma_.lower() in lexicon.grammar.actor_modifier_suffixes:
            yield from (g for g in c.children if g.dep_ in {"npadvmod", "compound", "nsubj"})


def _is_next(name: Token, noun: Token, lexicon: EventLexicon) -> bool:
    """False for "Norland" in "Norland school attack": a place there says where."""
    between = noun.doc[name.i + 1 : noun.i]
    scene = (t for t in between if t.pos_ == "NOUN" and t.dep_ == "compound" and t.head.i == noun.i)
    return name.pos_ != "PROPN" or not any(t.lemma_.lower() in lexicon.grammar.scenes for t in scene)


def _possessors(noun: Token, lexicon: EventLexicon) -> Iterator[Token]:
    """Whose it is: "Norland's war", "the Norland-Sundia war"; one name before it may say where: "the Sundia war"."""
    aimed = any(p.lower_ in {"on", "against"} for p in prepositions_of(noun))
    for head in _modifiers(noun, lexicon):
        if aimed or head.dep_ == "poss" or _is_in_pair(head) or _closes_pair(head):
            yield head


def _closes_pair(token: Token) -> bool:
    """The second of "Norland-Sundia war"."""
    return token.i > 1 and token.nbor(-1).text in _HYPHENS and token.nbor(-2).pos_ in {"PROPN", "ADJ"}


def _is_taken_side_of(token: Token, lexicon: EventLexicon) -> bool:
    """ "a pro-Norland rally" is not Norland's."""
    before = token.i > 1 and token.nbor(-1).text in _HYPHENS
    return before and token.nbor(-2).lower_ in lexicon.grammar.side_prefixes


def _is_in_pair(token: Token) -> bool:
    """The first of "Norland-Sundia talks"."""
    inside = token.i + 2 < len(token.doc)
    return inside and token.nbor(1).text in _HYPHENS and token.nbor(2).pos_ == "PROPN"
