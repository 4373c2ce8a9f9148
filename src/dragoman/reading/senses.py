"""What events' words mean where they stand, taken from a report's windows and kept with each mention for linking."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import EventMention, Span
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.reading.tagging.windows import Window
from dragoman.resources.senses import pack_sense

_LONGEST_WORD = 8  # pieces of an event's word

Floats = NDArray[np.float32]


def with_senses(events: Iterable[EventMention], reader: WindowReader) -> tuple[EventMention, ...]:
    """The mentions with the sense of each; without where a mention stands in no window."""
    return tuple(replace(event, sense=_sense_of(event, reader)) for event in events)


def _sense_of(event: EventMention, reader: WindowReader) -> str | None:
    trigger, whole = event.trigger, event.sentence or event.extent
    at = reader.window_at(trigger.start)
    if at is None:
        return None
    word = pieces_over(reader.windows[at], trigger)[:_LONGEST_WORD]
    around = Span(whole.document, min(whole.start, trigger.start), max(whole.end, trigger.end))
    sentence = pieces_over(reader.windows[at], around)
    if not word:
        return None
    read = reader.read(at)
    return pack_sense(np.stack((_mean(read.words[word]), _mean(read.sentences[sentence]))))


def pieces_over(window: Window, span: Span) -> list[int]:
    """The places of the pieces that lie in a span, at least in part."""
    return [i for i, p in enumerate(window.pieces) if p.start < span.end and p.end > span.start and p.start >= 0]


def _mean(rows: Floats) -> Floats:
    """The mean of some vectors, at length one."""
    mean = rows.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)
