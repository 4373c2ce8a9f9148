"""Where on a page another story begins: by structure (headline, then what heads a story, then text), not by phrase."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from dragoman.intake.layout.cuts import dateline_end
from dragoman.intake.layout.page import Marked
from dragoman.resources.layout import LayoutLexicon, tokens_of

_WINDOW = 14  # pieces in which what heads a story stands
_NEEDED = 3  # points of the signs below
_PARAGRAPHS = 2  # of a story, at least; one is enough where its head leaves no doubt
_READ_ON = 60  # pieces in which they stand
_LIVE_BLOG = 3  # more starts with so few paragraphs each are one live blog
_LIVE_PARAGRAPHS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")


def split_stories(pieces: Sequence[Marked], layout: LayoutLexicon) -> list[Sequence[Marked]]:
    """The page's stories in order, each with all its pieces."""
    starts = _story_starts(pieces, layout)
    stories = [pieces[a:b] for a, b in zip([0, *starts], [*starts, len(pieces)], strict=True)]
    if len(stories) > _LIVE_BLOG and median(map(_paragraphs, stories)) < _LIVE_PARAGRAPHS:
        return [pieces]
    return stories


def _story_starts(pieces: Sequence[Marked], layout: LayoutLexicon) -> list[int]:
    usual = _usual_gap(pieces)
    starts: list[int] = []
    begun, paragraphs = 0, 0
    top = _widgets(pieces[:_WINDOW])
    first = next((p.key for p in pieces if p.headline and p.sign is None), "")
    for i, piece in enumerate(pieces):
        if paragraphs and piece.key != first and _may_head(pieces, i):
            points = sum(_points(pieces, i, top, layout)) + _points_before(pieces, i, usual)
            told = min(paragraphs, _paragraphs(pieces[i : i + _READ_ON]))
            if points >= _NEEDED and (told >= _PARAGRAPHS or (told and points > _NEEDED)):
                starts.append(i)
                begun, paragraphs, first = i, 0, piece.key
                top = _widgets(pieces[i : i + _WINDOW])
        paragraphs += piece.prose and piece.open and i > begun
    return starts


def _may_head(pieces: Sequence[Marked], i: int) -> bool:
    """A line that could be a headline; "Opinion: …" is one above a stamp."""
    piece = pieces[i]
    stamped = piece.sign == "furniture" and i + 1 < len(pieces) and pieces[i + 1].sign == "stamp"
    return (piece.sign is None or stamped) and piece.headline and piece.words >= 4 and len(piece.text) <= 200


def _points(pieces: Sequence[Marked], i: int, top: tuple[str, ...], layout: LayoutLexicon) -> Iterator[int]:
    """What follows a headline, weighed: a stamp says most, a lone caption least."""
    window = _head_window(pieces, i)
    signs = {p.sign for p in window}
    captions = [p.key for p in window if p.sign == "caption"]
    yield 2 * any(p.key == pieces[i].key for p in window)
    yield 3 * ("stamp" in signs)
    yield 2 * ("byline" in signs)
    yield max((_date_points(p) for p in window if p.sign == "date"), default=0)
    yield 2 * (len(captions) > len(set(captions))) or 1 * bool(captions)
    widgets = _widgets(window)
    yield 2 * any(w in top for w in widgets) or 1 * bool(widgets)
    lead = next((p for p in window if p.prose and p.open), None)
    yield 1 * (lead is not None and dateline_end(lead.text, layout, first=False) > 0)


def _points_before(pieces: Sequence[Marked], i: int, usual: float) -> int:
    """What stands above a headline: a page's end, a rule, more blank lines than elsewhere."""
    before = pieces[i - 1]
    ended = (
        2 if before.sign in ("rights", "end") else 1 if before.sign in ("furniture", "rule", "label", "widget") else 0
    )
    return ended + (pieces[i].piece.gap >= usual + 2)


def _head_window(pieces: Sequence[Marked], i: int) -> list[Marked]:
    """The pieces from the headline's successor to the second paragraph."""
    window: list[Marked] = []
    paragraphs = 0
    for piece in pieces[i + 1 : i + 1 + _WINDOW]:
        paragraphs += piece.prose and piece.open
        if paragraphs > 1:
            break
        window.append(piece)
    return window


def _date_points(piece: Marked) -> int:
    """A date with a year heads a story; a time of day may head a note in a live blog."""
    tokens = tokens_of(piece.text)
    if any(_YEAR.fullmatch(t) for t in tokens):
        return 2
    return int(any(len(t) >= 3 and t.isalpha() for t in tokens) and any(t.isdigit() for t in tokens))


def _widgets(pieces: Sequence[Marked]) -> tuple[str, ...]:
    return tuple(p.key for p in pieces if p.sign == "widget")


def _paragraphs(pieces: Sequence[Marked]) -> int:
    return sum(p.prose and p.open for p in pieces)


def _usual_gap(pieces: Sequence[Marked]) -> float:
    return median(p.piece.gap for p in pieces) if pieces else 0
