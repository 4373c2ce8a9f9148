"""Text in pictures: how wide it runs, where it breaks, how it is written so that nothing in it is alive."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dragoman.presenting.printable import clean

_NARROW, _BROAD = frozenset("iljftrI.,:;'’|!()[] -"), frozenset("mwMWOQGCD@%—")
_LATIN = 0x250  # beyond, a letter may be as wide as it is high


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its upper left corner, how wide, how high."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        """True when both share an area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


def text_width(text: str, size: float) -> float:
    """How wide a line runs at most, in pixels, in a common sans-serif face."""
    return size * sum(_letter_width(c) for c in text)


def _letter_width(letter: str) -> float:
    if ord(letter) >= _LATIN:
        return 1.0
    if letter in _NARROW:
        return 0.38
    return 0.92 if letter in _BROAD else 0.72 if letter.isupper() else 0.6


def plain(text: str) -> str:
    """One line without control characters."""
    return " ".join(clean(text).split())


def shorten(text: str, width: float, size: float) -> str:
    """The line cut to a width, with an ellipsis where something is lost."""
    line = plain(text)
    if text_width(line, size) <= width:
        return line
    room, kept = width - text_width("…", size), 0.0
    for place, letter in enumerate(line):
        kept += size * _letter_width(letter)
        if kept > room:
            return line[:place].rstrip() + "…"
    return line


def wrap_lines(text: str, width: float, size: float, most: int = 8) -> list[str]:
    """The text in lines of a width, long words broken, the last line cut where there are too many."""
    lines: list[str] = []
    line = ""
    for word in plain(text).split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *broken, line = _break_word(word, width, size)
        lines += broken
        if len(lines) > most:
            break
    lines.append(line)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten(lines[most - 1] + " …", width, size)]


def _break_word(word: str, width: float, size: float) -> list[str]:
    parts, at = [], 0.0
    start = 0
    for place, letter in enumerate(word):
        step = size * _letter_width(letter)
        if at + step > width and place > start:
            parts.append(word[start:place])
            start, at = place, 0.0
        at += step
    return [*parts, word[start:]]


def write_text(lines: Sequence[str], x: float, y: float, size: float, kind: str = "") -> str:
    """Lines of text, the first one's baseline at y."""
    name = f' class="{kind}"' if kind else ""
    return "".join(
        f'<text{name} x="{x:.1f}" y="{y + n * size * 1.3:.1f}" font-size="{size:g}">{safe(line)}</text>'
        for n, line in enumerate(lines)
    )


def write_picture(kind: str, size: tuple[float, float], title: str, told: str, body: str) -> str:
    """The `<svg>` element, which shrinks with its page; a screen reader hears title and description."""
    width, height = (round(s) for s in size)
    role = "group" if "<a " in body else "img"  # links within an image cannot be reached
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture {kind}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="{role}">'
        f"<title>{safe(title)}</title><desc>{safe(told)}</desc>{body}</svg>"
    )


def safe(text: str) -> str:
    """The text as it may stand between tags or in an attribute."""
    return escape(plain(text), quote=True)
