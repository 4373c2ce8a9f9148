"""The pieces of a page with what each shows by itself: what headline, body and story readers look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.datamodel import BlockRole
from dragoman.intake.layout.credits import is_credit
from dragoman.intake.layout.cuts import cut_line
from dragoman.intake.layout.lines import (
    Piece,
    as_line,
    ends_sentence,
    fold_repeat,
    is_long,
    is_prose,
    looks_like_headline,
    read_lines,
    word_count,
)
from dragoman.intake.layout.signs import Sign, find_sign
from dragoman.resources.layout import LayoutLexicon, fold_line

_LONGEST_KEY = 1200
SIGN_ROLES: dict[Sign, BlockRole] = {
    "widget": "furniture",
    "label": "furniture",
    "rights": "furniture",
    "end": "furniture",
    "furniture": "furniture",
    "rule": "furniture",
    "byline": "byline",
    "stamp": "byline",
    "contribution": "byline",
    "date": "dateline",
    "dateline": "dateline",
    "caption": "caption",
    "credit": "caption",
    "sign-off": "body",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece and what it shows: its sign, whether it is running text or could be a headline, and what copies share."""

    piece: Piece
    sign: Sign | None
    prose: bool
    stopped: bool
    headline: bool
    words: int
    key: str

    @property
    def text(self) -> str:
        """The piece's characters."""
        return self.piece.text

    @property
    def open(self) -> bool:
        """True where the piece could be the story's own words."""
        return self.sign is None or self.sign == "sign-off"


def mark_pieces(text: str, layout: LayoutLexicon) -> list[Marked]:
    """Every line of the text, cut where it holds several things, with its signs."""
    return [_mark(piece, layout) for line in read_lines(text) for piece in cut_line(line, layout)]


def mark_dateline(marked: Marked, end: int) -> tuple[Marked, Marked | None]:
    """A first paragraph as its dateline and its text; no text where the dateline is a line of its own."""
    piece = marked.piece
    dateline = _plain(piece.part(0, end), "dateline")
    rest = piece.part(end, len(piece.text))
    return dateline, _plain(rest, marked.sign) if rest.text else None


def is_names(text: str, layout: LayoutLexicon, least: int = 1) -> bool:
    """Jane Doe and John Roe; Jane Doe, Riverton Post: a short line of names."""
    words = [w for w in fold_line(text).replace(",", " ").split() if w[0].isalpha()]
    if not least <= len(words) <= 8 or ends_sentence(text) or any(c.isdigit() for c in text):
        return False
    return all(w[0].isupper() or w in layout.byline_links for w in words)


def credit_role(pieces: Sequence[Marked], i: int) -> BlockRole:
    """An agency alone on a line is part of the caption beside it, else it tells whose the text is."""
    beside = (pieces[j].sign for j in (i - 1, i + 1) if 0 <= j < len(pieces))
    return "caption" if any(s in ("caption", "label") for s in beside) else "byline"


def _mark(piece: Piece, layout: LayoutLexicon) -> Marked:
    return _plain(piece, piece.hint or _sign_of(piece, layout))


def _sign_of(piece: Piece, layout: LayoutLexicon) -> Sign | None:
    sign = find_sign(piece, layout)
    if sign is not None or len(piece.text) > 80 or piece.text.endswith(":") or not is_credit(piece.text, layout):
        return sign
    return "caption" if "/" in piece.text or layout.credit_words.search(as_line(piece)) else "credit"


def _plain(piece: Piece, sign: Sign | None) -> Marked:
    text = piece.text
    return Marked(
        piece=piece,
        sign=sign,
        prose=is_prose(text) or is_long(text),
        stopped=ends_sentence(text),
        headline=looks_like_headline(text),
        words=word_count(text),
        key=fold_repeat(text) if len(text) <= _LONGEST_KEY else "",
    )
