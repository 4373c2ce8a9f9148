"""Quotations by their marks: curly, straight, doubled, single; across sentences, and across paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.datamodel import Span
from dragoman.reading.parsing import ParsedBlock

_OPENING = {"“", "„", "«", "``"}
_CLOSING = {"”", "»"}
_EITHER = {'"', "''"}
_MOST_PARAGRAPHS = 40  # of one quotation
_LONGEST_OPENING = 20  # characters before the first mark of a paragraph that goes on quoting
_LONGEST_SINGLE = 600  # characters between single marks: beyond, the mark was an apostrophe
_BESIDE = 3  # characters between a closing mark and the sentence after it
_SPOKEN_WORDS = 4  # fewer words without a stop inside the marks are a term rather than speech


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters between the marks, a span for each paragraph; `spoken` where it reads as speech, not as a term."""

    parts: tuple[Span, ...]
    blocks: tuple[int, ...]
    spoken: bool

    @property
    def start(self) -> int:
        """First character within the marks."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """End of the last part, the mark not included."""
        return self.parts[-1].end

    def holds(self, position: int) -> bool:
        """True when the character stands between the marks."""
        return any(p.start <= position < p.end for p in self.parts)


@dataclass(frozen=True, slots=True)
class _Run:
    """One quotation within a block; `closed` is False where the block ends before the marks do."""

    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """What is spoken between marks, by the characters of the document; `starts` and `parts` run in parallel."""

    starts: tuple[int, ...]
    parts: tuple[tuple[Span, int], ...]

    def number_at(self, position: int) -> int | None:
        """The running number of the quotation that holds a character."""
        at = bisect_right(self.starts, position) - 1
        return self.parts[at][1] if at >= 0 and position < self.parts[at][0].end else None

    def touches(self, span: Span) -> bool:
        """True where something is quoted within a span, or closes right before it."""
        at = bisect_right(self.starts, span.end) - 1
        return at >= 0 and self.parts[at][0].end >= span.start - _BESIDE


def find_speech(blocks: tuple[ParsedBlock, ...]) -> Speech:
    """The quotations of a report that read as speech."""
    spoken = [q for q in find_quotations(blocks) if q.spoken]
    parts = sorted((part, number) for number, q in enumerate(spoken) for part in q.parts)
    return Speech(tuple(part.start for part, _ in parts), tuple(parts))


def find_quotations(blocks: tuple[ParsedBlock, ...]) -> tuple[Quotation, ...]:
    """All quotations of a report; one whose paragraph does not close it goes on where the next opens with a mark."""
    found: list[Quotation] = []
    parts: list[Span] = []
    numbers: list[int] = []
    last = ""
    for number, block in enumerate(blocks):
        text = block.doc.text
        for run in _runs(text):
            if parts and not _opens(text, run):
                found.append(_quotation(parts, numbers, last))
                parts, numbers = [], []
            parts.append(block.span_at(run.start, run.end))
            numbers.append(number)
            last = text[run.start : run.end]
            if run.closed or len(parts) == _MOST_PARAGRAPHS:
                found.append(_quotation(parts, numbers, last))
                parts, numbers = [], []
        if parts and numbers[-1] != number:
            found.append(_quotation(parts, numbers, last))
            parts, numbers = [], []
    if parts:
        found.append(_quotation(parts, numbers, last))
    return tuple(found)


def _opens(text: str, run: _Run) -> bool:
    return not any(c.isalnum() for c in text[: min(run.start, _LONGEST_OPENING)]) and run.start < _LONGEST_OPENING


def _quotation(parts: list[Span], numbers: list[int], last: str) -> Quotation:
    words = last.rstrip()
    spoken = len(parts) > 1 or words.endswith((",", ".", "?", "!", "—", "…")) or len(words.split()) >= _SPOKEN_WORDS
    return Quotation(tuple(parts), tuple(numbers), spoken)


def _runs(text: str) -> Iterator[_Run]:
    """Quotations of one paragraph, outermost only. “One,” and "two," and ‘three’."""
    i, opened, depth = 0, None, 0
    while i < len(text):
        mark = text[i : i + 2] if text[i : i + 2] in {"``", "''"} else text[i]
        if opened is None and mark in {"‘", "'"}:
            end = _single_end(text, i)
            if end is not None:
                yield _Run(i + 1, end, closed=True)
                i = end
        elif mark in _OPENING or (mark in _EITHER and depth == 0):
            opened = i + len(mark) if opened is None else opened
            depth += 1
        elif (mark in _CLOSING or mark in _EITHER) and opened is not None:
            depth = depth - 1 if mark in _CLOSING else 0
            if depth <= 0:
                yield _Run(opened, i, closed=True)
                opened, depth = None, 0
        i += len(mark)
    if opened is not None and opened < len(text):
        yield _Run(opened, len(text), closed=False)


def _single_end(text: str, start: int) -> int | None:
    """Where a single mark that opens a quotation is closed; None where it is an apostrophe."""
    if (start and (text[start - 1].isalnum())) or start + 1 >= len(text) or not text[start + 1].isalnum():
        return None
    closing = "’" if text[start] == "‘" else "'"
    at = text.find(closing, start + 2, start + _LONGEST_SINGLE)
    while at != -1:
        after = text[at + 1 : at + 2]
        if not after.isalnum() and not text[at - 1].isspace():
            return at
        at = text.find(closing, at + 1, start + _LONGEST_SINGLE)
    return None
