"""Who takes part in an event and in which role."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.datamodel import ActorMention, Attribution, Participant, Role
from dragoman.reading.events.actors import ActorSight
from dragoman.reading.events.clauses import child, doer_of, holds, prepositions_of, subject_of
from dragoman.reading.events.slots import slot_heads
from dragoman.reading.events.triggers import FoundTrigger
from dragoman.resources.events import EventLexicon

_JOINING = frozenset({"between", "among", "involving"})
_ORDER: tuple[Role, ...] = ("actor", "recipient", "mediator", "host", "subject")


def find_participants(
    trigger: FoundTrigger, sight: ActorSight, lexicon: EventLexicon, covering: Sequence[Attribution]
) -> tuple[Participant, ...]:
    """The participants in the order of their roles; an actor stands once, in the first role that names it.

    `covering` are the attributions whose content holds the trigger, outermost first: an event of speech that is itself
    the words of somebody ("That is a lie," he said) is the speaker's.
    """
    found: dict[str, Participant] = {}
    for role in _ORDER:
        heads = list(_heads_in(role, trigger, lexicon))
        mentions = [m for head in heads for m in sight.split(trigger.block, head)]
        if any(h.pos_ == "PRON" and h.lower_ in lexicon.grammar.first_persons for h in heads):
            mentions += _speakers(covering, trigger, sight)
        if not mentions and "speaker" in _slots_of(role, trigger, lexicon):
            mentions = list(_speakers(covering, trigger, sight))
        for mention in mentions:
            if not _is_trigger(mention, trigger):
                played = "actor" if role == "mediator" and _brings_own_words(mention, trigger, sight) else role
                for actor in sight.members_of(mention):
                    found.setdefault(actor, Participant(played, actor, mention.span))
    return tuple(sorted(found.values(), key=lambda p: _ORDER.index(p.role)))


def _is_trigger(mention: ActorMention, trigger: FoundTrigger) -> bool:
    """True where the mention is the trigger's own word ("the strike force")."""
    return mention.span.overlaps(trigger.block.span_of(trigger.head))


def _brings_own_words(mention: ActorMention, trigger: FoundTrigger, sight: ActorSight) -> bool:
    """ "The envoy delivered his message": he goes between nobody."""
    owners = (c for w in trigger.words for c in w.children if c.dep_ == "poss" and c.pos_ == "PRON")
    found = (sight.mention_of(trigger.block, c) for c in owners)
    return any(m is not None and m.actor == mention.actor for m in found)


def _heads_in(role: Role, trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    for slot in _slots_of(role, trigger, lexicon):
        yield from slot_heads(slot, trigger, lexicon)
    if role in {"mediator", "host"}:
        yield from _bringing_together(role, trigger, lexicon)
    if role == "mediator":
        yield from _go_betweens(trigger, lexicon)


def _slots_of(role: Role, trigger: FoundTrigger, lexicon: EventLexicon) -> tuple[str, ...]:
    """Where the frame, else the type, looks for those who play the role."""
    kind = lexicon.types[trigger.keyed.type]
    own = trigger.keyed.frame.roles.get(role)
    if own is not None:
        return own
    if trigger.keyed.word_class == "noun":
        return kind.noun_roles.get(role, ())
    joining = [s for s in kind.noun_roles.get(role, ()) if s in _JOINING and trigger.names_event]
    return (*kind.roles.get(role, ()), *joining)  # "talks between them were held"


def _speakers(covering: Sequence[Attribution], trigger: FoundTrigger, sight: ActorSight) -> Iterator[ActorMention]:
    """Whoever says the innermost of the attributions: Nuru of "Defence ministry spokeswoman Abara Nuru"."""
    for span in covering[-1].source if covering else ():
        inside = trigger.block.span_of(trigger.block.doc[:]).contains(span) if len(trigger.block.doc) else False
        tokens = trigger.block.tokens_of(span) if inside else None
        mention = sight.mention_of(trigger.block, tokens.root) if tokens is not None and len(tokens) else None
        mention = mention or sight.mention_at(span)
        if mention is not None:
            yield mention


def _bringing_together(role: Role, trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    """Who brokers or hosts: "talks mediated by Ostia", "Ostia hosted talks"."""
    grammar = lexicon.grammar
    verbs = grammar.mediating_verbs if role == "mediator" else grammar.hosting_verbs
    near = [c for c in trigger.head.children if c.dep_ in {"acl", "relcl"}]
    near += [trigger.support] if trigger.support is not None else []
    for verb in near:
        doer = (doer_of(verb) or subject_of(verb)) if verb.lemma_.lower() in verbs else None
        if doer is not None and not holds(doer, trigger.head):
            yield doer


def _go_betweens(trigger: FoundTrigger, lexicon: EventLexicon) -> Iterator[Token]:
    """Who carries words: "talks through Ostia", "Ostia-brokered talks"."""
    grammar = lexicon.grammar
    for host in sorted({*trigger.words, trigger.carrier}, key=lambda t: t.i):
        brought = (child(p, "pobj") for p in prepositions_of(host) if p.lower_ in grammar.mediator_preps)
        yield from (b for b in brought if b is not None)
    for c in trigger.head.children:
        if c.dep_ == "amod" and c.lemma_.lower() in grammar.mediating_verbs:
            yield from (g for g in c.children if g.dep_ in {"npadvmod", "compound"})
