"""The sense of an event's word: the tagger's states of the word and of its sentence, kept small enough for a record."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import EventMention, Span
from dragoman.reading.tagging.windows import Window, pack_windows, tag_window
from dragoman.resources.senses import SenseMaps, pack_sense
from dragoman.resources.tagger import AttributionTagger

_NO_CUES = 1.0  # how sure the tagger must be of a cue where only its states are wanted


@dataclass(frozen=True, slots=True)
class _Seen:
    """A window with its vectors (PARTS, pieces, n) and the characters that it covers."""

    window: Window
    vectors: NDArray[np.float32]
    start: int
    end: int

    def pieces_of(self, span: Span) -> list[int]:
        """The places of the pieces of these characters."""
        if span.start >= self.end or span.end <= self.start:
            return []
        return [
            i for i, p in enumerate(self.window.pieces) if p.start >= 0 and p.start < span.end and p.end > span.start
        ]


@dataclass(frozen=True, slots=True)
class SeenWindows:
    """The windows that the tagger has read; without `maps` with its states as they are (to make the maps from)."""

    maps: SenseMaps | None
    windows: list[_Seen] = field(default_factory=list)

    def add(self, window: Window, states: NDArray[np.float32]) -> None:
        """Keep what the states (2, pieces, width) tell: narrow vectors, for a long report has many windows."""
        word, context = states
        parts = np.stack((word, context, context))
        placed = [p for p in window.pieces if p.start >= 0]
        ends = (placed[0].start, max(p.end for p in placed)) if placed else (0, 0)
        self.windows.append(_Seen(window, self.maps.narrow(parts) if self.maps else parts, *ends))

    def gather(self, trigger: Span, sentence: Span) -> NDArray[np.float32] | None:
        """The mean vectors of the word, of the word in its sentence, of the sentence (PARTS, n); None where unread."""
        for seen in self.windows:
            word = seen.pieces_of(trigger)
            if word:
                around = seen.pieces_of(sentence) or word
                parts = zip(seen.vectors, (word, word, around), strict=True)
                return np.stack([vectors[places].mean(0) for vectors, places in parts])
        return None


def see_windows(
    paragraphs: Iterable[tuple[int, str]], tagger: AttributionTagger, maps: SenseMaps | None
) -> SeenWindows:
    """All windows of the paragraphs, read for their states alone."""
    seen = SeenWindows(maps)
    for window in pack_windows(paragraphs, tagger.tokenizer):
        seen.add(window, tag_window(window, tagger, _NO_CUES).states)
    return seen


def with_senses(events: Iterable[EventMention], seen: SeenWindows) -> tuple[EventMention, ...]:
    """The mentions with the sense of each; one that lies in no window that was read stays without."""
    gathered = ((e, seen.gather(e.trigger, e.sentence or e.extent)) for e in events)
    return tuple(e if found is None else replace(e, sense=pack_sense(found)) for e, found in gathered)
