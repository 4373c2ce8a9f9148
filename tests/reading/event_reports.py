"""Reports of one or more invented lines, read up to their events."""

import re
from functools import cache

from dragoman.datamodel import (
    ActorMention,
    Block,
    BlockRole,
    EventMention,
    LocalActor,
    Published,
    Report,
    Span,
)
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.events.finding import find_events
from dragoman.reading.parsing import parse_report
from dragoman.reading.places import find_places
from dragoman.reading.quantities import find_quantities
from dragoman.reading.times import find_times
from dragoman.resources import Resources

resources = cache(Resources)
STATES = re.compile("Norland|Sundia|Ostia")


def read(text: str, role: BlockRole = "body") -> tuple[tuple[EventMention, ...], ActorIndex]:
    """The event mentions of a text that is one block, with the actors that they name."""
    known = resources()
    block = Block(0, len(text), role)
    report = Report(
        "r", "d", 0, len(text), None, None, None, (), None, "en", Published(None, None, "unknown"), (block,)
    )
    parsed = parse_report(report, text, known.nlp)
    index = with_states(find_actors(parsed, known.gazetteer, known.actors), text)
    said = find_attributions(parsed, index, known.attribution, known.outlets)
    times, places = find_times(parsed, known.times), find_places(parsed, known.places)
    numbers = find_quantities(parsed, known.quantities)
    return find_events(parsed, index, said, times, places, numbers, known.events), index


def with_states(index: ActorIndex, text: str) -> ActorIndex:
    """The index with the invented states, which the recogniser finds only now and then."""
    actors, mentions = dict(index.actors), list(index.mentions)
    for found in STATES.finditer(text):
        span = Span("d", *found.span())
        mentions = [m for m in mentions if m.form != "name" or not m.span.overlaps(span)]
        mentions.append(ActorMention(f"m{span.start}", "r", span, "name", found.group()))
        actors[found.group()] = LocalActor(found.group(), "r", found.group(), "state", (found.group(),))
    return ActorIndex.of(actors.values(), mentions)


def words(text: str, mention: EventMention) -> str:
    """The trigger's characters."""
    return text[mention.trigger.start : mention.trigger.end]
