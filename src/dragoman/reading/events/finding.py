"""Find the events that a report tells, in the PLOVER ontology, with who, when, where, how certain and on whose word."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.datamodel import (
    DONE,
    Attribution,
    EventMention,
    Place,
    Quantity,
    Span,
    Status,
    TimeExpression,
    content_id,
)
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.events.actors import ActorSight
from dragoman.reading.events.contexts import find_contexts, find_mode
from dragoman.reading.events.participants import find_participants
from dragoman.reading.events.settings import Surroundings, clause_extent
from dragoman.reading.events.triggers import FoundTrigger, find_triggers
from dragoman.reading.factuality import decide_status
from dragoman.reading.parsing import ParsedReport
from dragoman.reading.sentences import Sentences
from dragoman.resources.events import EventLexicon

_LEISURE_SHARE = 0.02  # of the words: from here on a report is about games or shows
_LEISURE_LEAST = 4
_FARTHEST = 6  # words from a verb to its noun that still make one trigger


def find_events(  # noqa: PLR0913, PLR0917 (one argument for each reader that came before)
    parsed: ParsedReport,
    index: ActorIndex,
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    quantities: Sequence[Quantity],
    lexicon: EventLexicon,
) -> tuple[EventMention, ...]:
    """All event mentions of a report in reading order; `time` stays open until `when` is resolved.

    "Envoys of Norland and Sundia held talks in Port Vale": CONSULT, actors Norland and Sundia, place Port Vale.
    """
    if _is_leisure(parsed, lexicon):
        return ()
    sight = ActorSight(parsed, index, lexicon)
    around = Surroundings(parsed, (times, places, quantities), attributions, lexicon.grammar)
    found: dict[str, EventMention] = {}
    for block in parsed.blocks:
        told = {m.type for m in found.values()}
        triggers = _in_their_place(find_triggers(block, sight, lexicon), around, told)
        stops = frozenset(t.head.i for t in triggers)
        sentences = Sentences(block)
        for trigger in triggers:
            mention = _read_mention(trigger, stops, parsed.report.id, (sight, around), lexicon)
            found.setdefault(mention.id, replace(mention, sentence=sentences.around(trigger.head)))
    return tuple(found.values())


def _is_leisure(parsed: ParsedReport, lexicon: EventLexicon) -> bool:
    """True for reports of games and shows, whose attacks and defences are no events."""
    words = sum(len(b.doc) for b in parsed.blocks)
    playful = sum(t.lemma_.lower() in lexicon.grammar.leisure for b in parsed.blocks for t in b.doc)
    return playful >= _LEISURE_LEAST and playful > _LEISURE_SHARE * words


def _in_their_place(triggers: list[FoundTrigger], around: Surroundings, types: set[str]) -> list[FoundTrigger]:
    """Without those that ask to be somebody's words, or to come after an event of their type, and do not."""
    kept = []
    for trigger in triggers:
        frame = trigger.keyed.frame
        if frame.anaphoric and trigger.keyed.type not in types:
            continue
        if frame.told and not around.attributions(_trigger_span(trigger)):
            continue
        kept.append(trigger)
        types = types | {trigger.keyed.type}
    return kept


def _read_mention(
    trigger: FoundTrigger,
    stops: frozenset[int],
    report: str,
    knowledge: tuple[ActorSight, Surroundings],
    lexicon: EventLexicon,
) -> EventMention:
    sight, around = knowledge
    span, extent = _trigger_span(trigger), clause_extent(trigger)
    covering = around.attributions(span)
    stances = [a.stance for a in covering]
    standing = decide_status(trigger.head, trigger.carrier, trigger.block.role, stances, lexicon.factuality)
    status: Status = "possible" if standing == "doubted" else standing
    when = around.when(trigger, stops)
    if when is not None and status in DONE and _is_ahead(trigger, when, lexicon):
        status = "planned"
    when = when or (around.borrowed_when(trigger) if status in DONE else None)
    if trigger.keyed.frame.negated or trigger.keyed.frame.told:
        status = "happened"  # "that does not exist", he said: he did deny it
        when = around.said_when(trigger, covering)
    return EventMention(
        id=content_id("mention", report, trigger.keyed.type, span.start, span.end),
        report=report,
        type=trigger.keyed.type,
        mode=find_mode(trigger, extent, lexicon),
        contexts=find_contexts(trigger, lexicon),
        lemma=trigger.lemma,
        trigger=span,
        extent=trigger.block.span_of(extent),
        status=status,
        participants=find_participants(trigger, sight, lexicon, covering),
        when=when,
        time=None,
        place=around.place(trigger, stops, lexicon),
        attributions=tuple(a.id for a in covering),
        quantities=around.quantities(trigger, stops),
        doubted=status == "possible" and standing == "doubted",
    )


def _is_ahead(trigger: FoundTrigger, when: TimeExpression, lexicon: EventLexicon) -> bool:
    """ "they meet next Friday", "the summit next week"; "the talks begun on the next day" are past."""
    if trigger.carrier.tag_ in {"VBD", "VBN"}:
        return False
    said = trigger.block.tokens_of(when.span)
    return said is not None and any(t.lower_ in lexicon.factuality.times_ahead for t in said[:1])


def _trigger_span(trigger: FoundTrigger) -> Span:
    """All words of the trigger where they stand close together, else its head alone."""
    first, last = trigger.words[0].i, trigger.words[-1].i
    low, high = min(first, last, trigger.head.i), max(first, last, trigger.head.i)
    if high - low > _FARTHEST:
        return trigger.block.span_of(trigger.head)
    return trigger.block.span_of(trigger.block.doc[low : high + 1])
