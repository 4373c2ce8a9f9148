"""The lines of a plain text, hard-wrapped ones joined into paragraphs, and the forms by which they are told apart."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from dragoman.resources.layout import fold_line, tokens_of

_STOPS = ".!?…。！？؟।॥።။"
_CLOSERS = "\"'”’»)]}›」』＂*†\u200b\u200f\u200e"
_INNER_STOP = re.compile(r"(?:[^\W\d_]{4}|\d\d|[\"'”’)\]%])[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]?[A-Z0-9]|[。！？؟।]")
_WIDE = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # a character says what five Latin ones do
Hint = Literal["caption", "furniture", "contribution"]
_WRAPPED_WIDTHS = range(40, 121)
_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")  # "… and the C.I.A."
_LONG = 150


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong together: a line, part of one, or the lines of a hard-wrapped paragraph.

    `gap` is the number of blank lines before it, `hint` what cutting it out of its line told of it.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    hint: Hint | None = None

    def part(self, start: int, end: int, hint: Hint | None = None) -> "Piece":
        """The characters from `start` to `end` of this piece without the blanks around them."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        first = self.start + start
        return replace(self, start=first, end=first + len(text), text=text, gap=0 if start else self.gap, hint=hint)


def read_lines(text: str) -> list[Piece]:
    """Every line that is not blank, without the blanks around it; hard-wrapped paragraphs are one piece."""
    lines: list[Piece] = []
    at = gap = 0
    for raw in text.splitlines(keepends=True):
        if stripped := raw.strip():
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Piece(start, start + len(stripped), stripped, gap))
        gap = 0 if stripped else gap + 1
        at += len(raw)
    return _join_wrapped(lines, text)


def ends_sentence(text: str) -> bool:
    """True when the text ends as a sentence does, whatever quotation marks and brackets follow."""
    return text[-12:].rstrip(_CLOSERS + " ")[-1:] in tuple(_STOPS)


def is_prose(text: str) -> bool:
    """True for a paragraph of running text, however short, as against a heading, a label or a list item."""
    weight = len(text) + 4 * len(_WIDE.findall(text[:_LONG]))
    if ends_sentence(text):
        return weight >= 40
    return weight >= 40 and _INNER_STOP.search(text[:2000]) is not None


def is_long(text: str) -> bool:
    """True for what is too long to be a heading, even where its script has no full stops."""
    return len(text) >= _LONG


def sentence_count(text: str) -> int:
    """How many sentences the text seems to hold."""
    return 1 + len(_INNER_STOP.findall(text[:5000]))


def word_count(text: str) -> int:
    """Words, or what counts as much in scripts that do not set them apart."""
    return len(text.split()) + len(_WIDE.findall(text[:_LONG])) // 2


def looks_like_headline(text: str) -> bool:
    """True for a line that could stand over a story: a few words, no full stop, begun with no small letter."""
    weight = len(text) + 3 * len(_WIDE.findall(text[:_LONG]))
    if weight < 12 or len(text) > 240 or text[-1] in ",;:":
        return False
    first = text.lstrip("\"'“‘«([¿¡ ")[:1]
    return not first.islower() and not _ends_plainly(text) and word_count(text) >= 3 and any(map(str.isalpha, text))


def _ends_plainly(text: str) -> bool:
    """With a full stop; an ellipsis, question or exclamation mark is a headline's right."""
    end = text.rstrip(_CLOSERS + " ")
    return end.endswith((".", "。", "।")) and not end.endswith("..") and not _INITIALS.search(end[-8:])


def fold_repeat(text: str) -> str:
    """What two copies of a line share: letters and digits alone."""
    return "".join(tokens_of(text))


def as_line(piece: Piece) -> str:
    """The piece's text with one kind of apostrophe, as long as the text."""
    return fold_line(piece.text)


# ---- hard-wrapped text ----------------------------------------------------------------------------------


def _join_wrapped(lines: list[Piece], text: str) -> list[Piece]:
    """Lines that were broken at one width become the paragraphs that they were."""
    width = _wrapped_width(lines)
    if not width:
        return lines
    paragraphs: list[list[Piece]] = []
    for line in lines:
        if paragraphs and line.gap == 0 and _would_not_fit(paragraphs[-1][-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [Piece(p[0].start, p[-1].end, text[p[0].start : p[-1].end], p[0].gap) for p in paragraphs]


def _wrapped_width(lines: list[Piece]) -> int | None:
    """The width at which nearly every line breaks in mid-sentence; None where lines are paragraphs."""
    inner = [(a, b) for a, b in pairwise(lines) if b.gap == 0]
    if len(inner) < 4:
        return None
    width = sorted(len(a.text) for a, _ in inner)[len(inner) * 19 // 20]
    if width not in _WRAPPED_WIDTHS:
        return None
    full = [a for a, b in inner if _would_not_fit(a, b, width)]
    broken = sum(not ends_sentence(a.text) for a in full)
    return width if len(full) >= 0.7 * len(inner) and broken >= 0.6 * len(full) else None


def _would_not_fit(line: Piece, following: Piece, width: int) -> bool:
    """The next line's first word had no room on this one, give or take an indent."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - 3
