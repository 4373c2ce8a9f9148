"""A report's windows, each read by the network when somebody first asks, for attributions or for senses."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.parsing import ParsedReport
from dragoman.reading.sentences import unreadable_sentences
from dragoman.reading.tagging.hanging import Hanging
from dragoman.reading.tagging.signs import prose_paragraphs
from dragoman.reading.tagging.windows import Piece, Window, pack_windows, pieces_of
from dragoman.resources.windows import WindowNetwork, WindowReading

LEAST = 0.5  # how sure the network must be of a cue
_TITLE = 16  # pieces of the headline that stand in front of every window but the first
_MOST = 128  # readings that are kept; of a longer report the first are read anew when they are asked for again


@dataclass(slots=True, eq=False)
class WindowReader:
    """The windows of one report, in reading order, and the readings of those that were asked for."""

    network: WindowNetwork
    paragraphs: tuple[tuple[int, str], ...]
    windows: tuple[Window, ...]
    starts: tuple[int, ...]
    hanging: Hanging
    least: float = LEAST
    _read: dict[int, WindowReading] = field(default_factory=dict)

    @classmethod
    def of(cls, parsed: ParsedReport, network: WindowNetwork, least: float = LEAST) -> "WindowReader":
        """The report cut into windows; nothing is read yet."""
        paragraphs = prose_paragraphs(parsed, unreadable_sentences(parsed.blocks))
        windows = pack_windows(paragraphs, network.tokenizer, title=_title_of(parsed, network))
        starts = (next((p.start for p in w.pieces if p.start >= 0), 0) for w in windows)
        return cls(network, tuple(paragraphs), windows, tuple(starts), Hanging(parsed.blocks), least)

    def read(self, number: int) -> WindowReading:
        """The reading of a window by its number."""
        if number not in self._read:
            pieces = self.windows[number].pieces
            opens = np.array([p.opens for p in pieces], dtype=np.bool_)
            self._read[number] = self.network.read(*_numbers(pieces), opens, self.least)
            for oldest in list(islice(self._read, max(0, len(self._read) - _MOST))):
                del self._read[oldest]
        return self._read[number]

    def roles(self, number: int) -> NDArray[np.float32]:
        """(cues, pieces, labels) log-probabilities of a window that has cues."""
        pieces, read = self.windows[number].pieces, self.read(number)
        kinds = self.hanging.kinds_for(pieces, read.heads.tolist())
        return self.network.read_roles(*_numbers(pieces), read, kinds)

    def window_at(self, position: int) -> int | None:
        """The number of the window that holds a character of the document, or the last before it."""
        at = bisect_right(self.starts, position) - 1
        return at if at >= 0 else None


def _numbers(pieces: Sequence[Piece]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which pieces they are, and their shapes."""
    return np.array([p.id for p in pieces], dtype=np.int64), np.array([p.shape for p in pieces], dtype=np.int64)


def _title_of(parsed: ParsedReport, network: WindowNetwork) -> list[Piece]:
    """The first pieces of the headline, as marks without a place."""
    headline = next((b for b in parsed.blocks if b.role == "headline"), None)
    if headline is None:
        return []
    pieces = pieces_of(headline.start, headline.doc.text, network.tokenizer)[:_TITLE]
    return [Piece(p.id, p.shape, -1, -1, opens=False) for p in pieces]
