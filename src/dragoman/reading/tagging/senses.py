"""The sense of an event's word: the tagger's states of the word and of its sentence, kept small enough for a record."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import EventMention, Span
from dragoman.reading.tagging.windows import Window, pack_windows
from dragoman.resources.senses import SenseMaps
from dragoman.resources.tagger import AttributionTagger

_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class SeenWindow:
    """A window that the tagger has read, with its states (2, pieces, width)."""

    window: Window
    states: NDArray[np.float32]

    def pieces_of(self, start: int, end: int) -> list[int]:
        """The places of the pieces of these characters."""
        return [i for i, p in enumerate(self.window.pieces) if p.start >= 0 and p.start < end and p.end > start]


def see_windows(paragraphs: Iterable[tuple[int, str]], tagger: AttributionTagger) -> list[SeenWindow]:
    """All windows of the paragraphs, read for their states alone."""
    seen = []
    for window in pack_windows(paragraphs, tagger.tokenizer):
        ids, shapes = [p.id for p in window.pieces], [p.shape for p in window.pieces]
        tags = tagger.tag(ids, shapes, [p.opens for p in window.pieces], 1.0)
        seen.append(SeenWindow(window, tags.states))
    return seen


def with_senses(
    events: Iterable[EventMention], seen: Sequence[SeenWindow], maps: SenseMaps | None
) -> tuple[EventMention, ...]:
    """The mentions with the sense of each; one that lies in no window that was read stays without."""
    if maps is None:
        return tuple(events)
    return tuple(replace(e, sense=_sense_of(e.trigger, e.sentence or e.extent, seen, maps)) for e in events)


def _sense_of(trigger: Span, sentence: Span, seen: Sequence[SeenWindow], maps: SenseMaps) -> str | None:
    states = gather_states(trigger, sentence, seen)
    if states is None:
        return None
    small = np.round(maps.apply(states) * _SCALE).astype(np.int8)
    return b64encode(small.tobytes()).decode("ascii")


def gather_states(trigger: Span, sentence: Span, seen: Sequence[SeenWindow]) -> NDArray[np.float32] | None:
    """The mean states of the word, of the word in its sentence, of the sentence (3, width)."""
    for each in seen:
        word = each.pieces_of(trigger.start, trigger.end)
        if word:
            around = each.pieces_of(sentence.start, sentence.end) or word
            low, high = each.states
            return np.stack((low[word].mean(0), high[word].mean(0), high[around].mean(0)))
    return None
