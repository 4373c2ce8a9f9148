"""The windows that the teacher of senses reads: headline, what stands before, and the text with the words asked for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from dragoman.datamodel import EventMention, Report

_TITLE = 16  # pieces of the headline that stand in front of every window but the first,
_LEAD = 32  # those of the text before it,
_CORE = 176  # and of the text whose words it reads;
_SLACK = 60  # it ends at a paragraph's end, or a sentence's, if there is one among its last pieces
_LONGEST_WORD = 8  # pieces of an event's word
_FIRST, _LAST, _BREAK = 101, 102, 1025  # the pieces that begin and end a window, and what parts headline and text
_STOPS = (1012, 1029, 999)  # full stop, question mark, exclamation mark
_UNREAD = "furniture"  # the role of blocks that are left out


@dataclass(frozen=True, slots=True)
class Words:
    """Where an event's word and its sentence stand in the text; what the encoder is asked for."""

    start: int
    end: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SenseWindow:
    """Pieces that are read at once; of each word its number, and from which piece to which it and its sentence go."""

    ids: list[int]
    words: list[tuple[int, tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Piece:
    id: int
    start: int
    end: int
    block: int


def shares_of(spans: Sequence[tuple[int, int]], pieces: int) -> np.ndarray:
    """(spans, pieces): each piece of a span at its share of it."""
    shares = np.zeros((len(spans), pieces), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        shares[row, start:end] = 1 / (end - start)
    return shares


def windows_of_report(
    events: Sequence[EventMention], report: Report, text: str, tokenizer: Tokenizer
) -> Iterator[SenseWindow]:
    """The windows that hold a report's events, these by their numbers."""
    blocks = [(b.start, b.end) for b in report.blocks if b.role != _UNREAD]
    headline = next(((b.start, b.end) for b in report.blocks if b.role == "headline"), (0, 0))
    return cut_windows(text, blocks, headline, [_words_of(e) for e in events], tokenizer)


def _words_of(event: EventMention) -> Words:
    whole, trigger = event.sentence or event.extent, event.trigger
    return Words(trigger.start, trigger.end, (min(whole.start, trigger.start), max(whole.end, trigger.end)))


def cut_windows(
    text: str,
    blocks: Sequence[tuple[int, int]],
    headline: tuple[int, int],
    words: Sequence[Words],
    tokenizer: Tokenizer,
) -> Iterator[SenseWindow]:
    """The windows that hold one of the words; `blocks` are the parts of the text that are read, in order."""
    pieces = list(_cut_pieces(text, blocks, tokenizer))
    title = [p.id for p in pieces if headline[0] <= p.start < headline[1]][:_TITLE]
    starts = [p.start for p in pieces]
    cores = list(_cut_cores(pieces))
    firsts = [first for first, _ in cores]
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, word in enumerate(words):
        at = max(0, bisect_right(starts, word.start) - 1)
        if cores:
            held[bisect_right(firsts, at) - 1].append((at, number))
    for window, inside in sorted(held.items()):
        first, behind = cores[window]
        lead = max(0, first - _LEAD)
        front = [_FIRST, *((*title, _BREAK) if title and lead else ())]
        shift = len(front) - lead
        marks = [
            (number, *(_shifted(s, shift) for s in _spans(pieces, at, (lead, behind), words[number])))
            for at, number in sorted(inside)
        ]
        yield SenseWindow([*front, *(p.id for p in pieces[lead:behind]), _LAST], marks)  # type: ignore[arg-type]


def _cut_pieces(text: str, blocks: Iterable[tuple[int, int]], tokenizer: Tokenizer) -> Iterator[_Piece]:
    for number, (start, end) in enumerate(blocks):
        encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
        for id_, (low, high) in zip(encoding.ids, encoding.offsets, strict=True):
            yield _Piece(id_, start + low, start + high, number)


def _cut_cores(pieces: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(pieces):
        end = min(len(pieces), at + _CORE)
        if end < len(pieces):
            last = range(end, max(at + 1, end - _SLACK), -1)
            paragraph = next((k for k in last if pieces[k].block != pieces[k - 1].block), None)
            end = paragraph or next((k for k in last if pieces[k - 1].id in _STOPS), end)
        yield at, end
        at = end


def _spans(
    pieces: Sequence[_Piece], at: int, within: tuple[int, int], words: Words
) -> tuple[tuple[int, int], tuple[int, int]]:
    """From which piece to which the word goes whose first piece is given, and its sentence."""
    low, high = within
    end = at + 1
    while end < high and pieces[end].start < words.end and end - at < _LONGEST_WORD:
        end += 1
    first, behind = at, end
    while first > low and pieces[first - 1].end > words.sentence[0]:
        first -= 1
    while behind < high and pieces[behind].start < words.sentence[1]:
        behind += 1
    return (at, end), (first, behind)


def _shifted(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
