"""Paragraphs as windows of word pieces that a tagger reads at once; every piece knows its place in the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 254  # pieces of text in a window; two more mark its ends
SHAPES = 12  # how many values a piece's shape has: 3 of case, 2 of quotation, 2 of place


@dataclass(frozen=True, slots=True)
class Piece:
    """A word piece; `start` and `end` are offsets in the document, `opens` is true for the first piece of a word."""

    id: int
    shape: int
    start: int
    end: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring paragraphs that are read together; marks at the ends and between paragraphs have no extent."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> tuple[int, ...]:
        """The places of the pieces that begin a word."""
        return tuple(i for i, p in enumerate(self.pieces) if p.opens)

    def word_ends(self) -> tuple[int, ...]:
        """For each word the offset where its last piece ends."""
        ends: list[int] = []
        for piece in self.pieces:
            if piece.opens:
                ends.append(piece.end)
            elif ends and piece.end > piece.start:
                ends[-1] = piece.end
        return tuple(ends)


def pack_windows(
    paragraphs: Iterable[tuple[int, str]], tokenizer: "Tokenizer", first: int = LONGEST, title: Sequence[Piece] = ()
) -> tuple[Window, ...]:
    """Whole paragraphs, given with their offsets, in as few windows as hold them.

    `first` is the first window's room; `title` is what stands in front of every other.
    """
    opening, parting = (_mark(tokenizer.token_to_id(mark) or 0) for mark in ("[CLS]", "[SEP]"))
    front = [*title, parting] if title else []
    windows: list[Window] = []
    held: list[Piece] = []
    room = first
    for start, text in paragraphs:
        for part in _split_pieces(pieces_of(start, text, tokenizer)):
            if held and len(held) + len(part) + 1 > room:
                windows.append(Window((opening, *(front if windows else ()), *held, parting)))
                held, room = [], LONGEST - len(front)
            held += [parting, *part] if held else part
    if held:
        windows.append(Window((opening, *(front if windows else ()), *held, parting)))
    return tuple(windows)


def _mark(id_: int) -> Piece:
    return Piece(id_, 0, -1, -1, opens=False)


def pieces_of(start: int, text: str, tokenizer: "Tokenizer") -> list[Piece]:
    """The pieces of a text that begins at `start`."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    quoted = mark_quoted(text)
    pieces: list[Piece] = []
    word: int | None = None
    for id_, (low, high), of in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
        shape = 4 * _case_of(text, low, high) + 2 * bool(quoted[low : low + 1] == b"\x01") + (not pieces)
        pieces.append(Piece(id_, shape, start + low, start + high, opens=of != word))
        word = of
    return pieces


def _case_of(text: str, low: int, high: int) -> int:
    """0 for small letters and all that is no letter, 1 for a capital, 2 for capitals alone."""
    if not text[low : low + 1].isupper():
        return 0
    return 2 if high - low > 1 and text[low:high].isupper() else 1


def mark_quoted(text: str) -> bytearray:
    """1 for each character between quotation marks; one that is never closed runs to the paragraph's end."""
    marked = bytearray(len(text))
    inside = False
    for i, c in enumerate(text):
        if c == '"':
            inside = not inside
            marked[i] = 1
        elif c == "“":
            inside = True
        elif c == "”":
            inside = False
            marked[i] = 1
        if inside:
            marked[i] = 1
    return marked


def _split_pieces(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """A paragraph's pieces, in parts that fit a window; parts begin at a word."""
    at = 0
    while at < len(pieces):
        end = min(at + LONGEST, len(pieces))
        while end < len(pieces) and end > at + LONGEST // 2 and not pieces[end].opens:
            end -= 1
        yield list(pieces[at:end])
        at = end
