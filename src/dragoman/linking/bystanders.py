"""Who is named beside an event mention: in its clause, and in its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.datamodel import ActorMention, EventMention, Reading

_AROUND = 80  # characters on both sides of a trigger in which somebody may be meant to take part
_LONGEST_NAME = 200  # characters
_ADVERB, _JUST_BEFORE = 14, 24
_BREAK = re.compile(r"[^\w\s’'-]|\n")


def with_actors(reading: Reading, text: str) -> Iterator[tuple[EventMention, tuple[ActorMention, ...], frozenset[str]]]:
    """Each event mention of a reading with the mentions of actors in its clause, and who is named in its sentence."""
    mentions = sorted(reading.mentions, key=lambda m: (m.span, m.id))
    starts = [m.span.start for m in mentions]
    for event in reading.events:
        first = bisect_left(starts, event.extent.start - _LONGEST_NAME)
        near = mentions[first : bisect_left(starts, event.extent.end)]
        doers = () if any(p.role == "actor" for p in event.participants) else _doers(event, near, text)
        places = (event.place.span,) if event.place and event.place.span else ()
        told = tuple(m for m in near if any(m.span.overlaps(span) for span in (event.extent, *places)))
        yield event, (*doers, *told), _named_around(event, mentions, starts)


def _named_around(event: EventMention, mentions: Sequence[ActorMention], starts: Sequence[int]) -> frozenset[str]:
    whole = event.sentence or event.extent
    first = bisect_left(starts, max(whole.start, event.trigger.start - _AROUND))
    behind = bisect_left(starts, min(whole.end, event.trigger.end + _AROUND))
    return frozenset(m.actor for m in mentions[first:behind])


def _doers(event: EventMention, near: Sequence[ActorMention], text: str) -> tuple[ActorMention, ...]:
    """Who stands right before a clause that begins with its verb: "(Chinese ships) selling oil"."""
    start = event.extent.start
    if event.trigger.start - start > _ADVERB:
        return ()
    before = [m for m in near if start - _JUST_BEFORE <= m.span.end <= start]
    return tuple(m for m in before if not _BREAK.search(text, m.span.end, start))
