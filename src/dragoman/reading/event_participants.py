"""Who takes part in an event and in which role."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.datamodel import ActorMention, Participant, Role
from dragoman.reading.event_actors import ActorSight
from dragoman.reading.event_clauses import (
    brought_by,
    child,
    doer_of,
    is_passive,
    prepositions_of,
    subject_of,
    undergoer_of,
)
from dragoman.reading.event_triggers import FoundTrigger
from dragoman.resources.events import EventLexicon, Slots

_HYPHENS = frozenset({"-", "–", "‑"})
_ORDER: tuple[Role, ...] = ("actor", "recipient", "mediator", "host", "subject")


def find_participants(trigger: FoundTrigger, sight: ActorSight, lexicon: EventLexicon) -> tuple[Participant, ...]:
    """The participants in the order of their roles; an actor stands once, in the first role that names it."""
    kind = lexicon.types[trigger.keyed.type]
    given = kind.noun_roles if trigger.keyed.word_class == "noun" else kind.roles
    slots: Slots = {**given, **trigger.keyed.frame.roles}
    found: dict[str, Participant] = {}
    for role in _ORDER:
        for mention in _fillers(role, slots.get(role, ()), trigger, sight, lexicon):
            if not mention_is_trigger(mention, trigger):
                found.setdefault(mention.actor, Participant(role, mention.actor, mention.span))
    return tuple(found.values())


def mention_is_trigger(mention: ActorMention, trigger: FoundTrigger) -> bool:
    """True where the mention is the trigger's own word ("the strike force")."""
    return mention.span.overlaps(trigger.block.span_of(trigger.head))


def _fillers(
    role: Role, slots: Iterable[str], trigger: FoundTrigger, sight: ActorSight, lexicon: EventLexicon
) -> Iterator[ActorMention]:
    for slot in slots:
        for head in _slot_heads(slot, trigger, lexicon):
            yield from sight.split(trigger.block, head)
    if role in {"mediator", "host"}:
        for head in _go_betweens(role, trigger, lexicon):
            yield from sight.split(trigger.block, head)


def _slot_heads(slot: str, trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    """The heads that fill a slot: "subject", "object", "modifier" (possessors, names before a noun), else a preposition."""
    noun = trigger.keyed.word_class == "noun"
    if slot == "modifier":
        yield from _modifiers(trigger.head, lexicon)
    elif slot == "subject":
        head = _carrying_subject(trigger, lexicon) if noun else doer_of(trigger.head)
        if head is not None:
            yield head
    elif slot == "object":
        head = _carrying_object(trigger) if noun else undergoer_of(trigger.head)
        if head is not None and head.i not in {w.i for w in trigger.words}:
            yield head
    else:
        hosts = {*trigger.words, *((trigger.support,) if trigger.support is not None else ())}
        for host in sorted(hosts, key=lambda t: t.i):
            head = brought_by(host, slot)
            if head is not None:
                yield head


def _modifiers(noun: Token, lexicon: EventLexicon) -> Iterator[Token]:
    """Possessors and names before the noun; "Iran" in "Iran-backed" is none, in "US-led" it is."""
    for c in noun.children:
        if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod", "amod", "npadvmod"} and not _ends_in_hyphen(c)):
            yield c
            if c.dep_ != "poss":
                yield from (g for g in c.children if g.dep_ in {"compound", "nmod"} and _is_pair(g))
        for g in c.children:
            if g.dep_ in {"npadvmod", "compound", "nsubj"} and c.lemma_.lower() in lexicon.grammar.actor_modifier_suffixes:
                yield g


def _ends_in_hyphen(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or following.text not in _HYPHENS:
        return False
    after = token.doc[token.i + 2] if token.i + 2 < len(token.doc) else None
    return after is None or after.tag_ in {"VBN", "VBD", "VBG", "JJ", "NN"} and after.ent_type_ == ""


def _is_pair(token: Token) -> bool:
    """The first of "Norland-Sundia talks"."""
    return token.i + 2 < len(token.doc) and token.doc[token.i + 1].text in _HYPHENS and token.doc[token.i + 2].pos_ == "PROPN"


def _carrying_subject(trigger: FoundTrigger, lexicon: EventLexicon) -> Token | None:
    """ "Norland" in "Norland held talks" and in "Norland attended the meeting"; not in "Ostia hosted talks"."""
    verb = trigger.support
    if verb is None:
        return None
    lemma = verb.lemma_.lower()
    if lemma in lexicon.grammar.hosting_verbs | lexicon.grammar.mediating_verbs:
        return None
    if is_passive(verb) and lemma in lexicon.grammar.passive_light_verbs:
        return None
    doer = doer_of(verb)
    return doer if doer is None or not _holds(doer, trigger.head) else None


def _holds(top: Token, token: Token) -> bool:
    return top.i == token.i or top.is_ancestor(token)


def _carrying_object(trigger: FoundTrigger) -> Token | None:
    """ "aid" in "gave Norland aid": the receiver."""
    verb = trigger.support
    if verb is None:
        return None
    return child(verb, "dative") if child(verb, "dative") is not None else None


def _go_betweens(role: Role, trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    """Who brokers or hosts: "talks mediated by X", "X hosted talks", "through X", "with X relaying messages"."""
    grammar = lexicon.grammar
    verbs = grammar.mediating_verbs if role == "mediator" else grammar.hosting_verbs
    participles = [c for c in trigger.head.children if c.dep_ in {"acl", "relcl"}]
    for verb in (*participles, *((trigger.support,) if trigger.support is not None else ())):
        if verb.lemma_.lower() in verbs and (doer := doer_of(verb) or subject_of(verb)) is not None:
            if not _holds(doer, trigger.head):
                yield doer
    if role != "mediator":
        return
    for host in {*trigger.words, trigger.carrier}:
        for prep in prepositions_of(host):
            person = child(prep, "pobj")
            if prep.lower_ in grammar.mediator_preps and person is not None:
                yield person
    for c in trigger.head.children:
        suffix = c.lemma_.lower()
        if suffix in {"mediate", "mediated", "broker", "brokered"}:
            yield from (g for g in c.children if g.dep_ in {"npadvmod", "compound"})

