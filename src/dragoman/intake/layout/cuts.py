"""Lines in which the page's parts run together, cut: furniture in mid-line, a caption and text, a dateline and text."""

import re

from dragoman.intake.layout.credits import caption_end, is_credit, opens_as_caption
from dragoman.intake.layout.lines import Piece, as_line, ends_sentence
from dragoman.resources.layout import LayoutLexicon

_LONGEST_CUT = 50_000  # a longer line is no page that lost its line breaks
_LEAST_BEFORE = 25  # characters of a sentence that furniture can follow
_TEXT = 60  # characters that are text, not the rest of a credit
_BRACKETED_END = re.compile(r"[.!?…\"'”’]\s*(\([^()]{10,500}\))\s*$")
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]+(?:[ ][A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]*){0,3}"
_REGION = r"(?:(?:,|/)[ ]?[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){0,3}){0,2}"
_DAY = r"(?:,?[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?:,?[ ]\d{4})?)?"
_AGENCY = r"[(\[/][^()\[\]\n]{2,60}?[)\]/]"
_DASH = r"(?:--|[-–—―])"
_PLAIN = re.compile(rf"{_CAPITALS}{_REGION}{_DAY}(?:\s?{_AGENCY})?\s?{_DASH}\s*")
_COLON = re.compile(rf"{_CAPITALS}{_REGION}{_DAY}(?:\s?{_AGENCY})?:\s+")
_CREDITED = re.compile(rf"[A-Z][\w.,'’/ -]{{1,60}}{_AGENCY}\.?\s?{_DASH}\s*")
_NAMED = re.compile(r"(?:[A-Z][\w.,'’ -]{1,40}\s)?\(([^()\n]{2,30})\)\s?(?:--|[-–—―:])?\s*(?=[A-Z\"“'‘])")


def cut_line(piece: Piece, layout: LayoutLexicon) -> list[Piece]:
    """The piece's parts in order, each of one kind; usually the piece itself."""
    if len(piece.text) > _LONGEST_CUT:
        return [piece]
    parts = _cut_inside(piece, layout)
    parts = [q for p in parts for q in _cut_captions(p, layout)]
    parts = [q for p in parts for q in _cut_closing(p, layout)]
    return [q for p in parts for q in _cut_credits(p, layout)]


def dateline_end(text: str, layout: LayoutLexicon, first: bool) -> int:
    """Where the text begins after "RIVERTON, Jan 2 (Reuters) - "; 0 where it has no such beginning.

    "RIVERTON: …" and "(CNN) …" count only before the `first` paragraph; in a transcript they name who speaks.
    """
    head = text[:200]
    forms = [_PLAIN.match(head), _CREDITED.match(head)]
    if first:
        named = _NAMED.match(head)
        forms.append(named if named and layout.dateline_names.search(named[1]) else None)
        forms.append(_COLON.match(head))
    ends = [m.end() for m in forms if m]
    end = max(ends, default=0)
    rest = text[end : end + 60]
    return end if not rest or any(map(str.islower, rest)) else 0


def is_spoken(text: str) -> bool:
    """JANE DOE, HOST: Good morning."""
    return _COLON.match(text[:200]) is not None


def _cut_inside(piece: Piece, layout: LayoutLexicon) -> list[Piece]:
    """… he said. Advertisement Continue reading the main story The council …"""
    parts: list[Piece] = []
    at = 0
    for found in layout.inside.finditer(as_line(piece)):
        parts += [piece.part(at, found.start()), piece.part(found.start(), found.end(), "furniture")]
        at = found.end()
    if not parts:
        return [piece]
    rest = piece.part(at, len(piece.text))
    about_picture = layout.caption_openings.search(parts[-1].text) is not None and len(rest.text) <= 400
    if about_picture or _is_doubled(rest.text):
        rest = piece.part(at, len(piece.text), "caption")
    return [p for p in (*parts, rest) if p.text]


def _cut_captions(piece: Piece, layout: LayoutLexicon) -> list[Piece]:
    """Ships at anchor. (AP Photo/Jane Doe) The council …"""
    parts: list[Piece] = []
    while not piece.hint and (end := caption_end(piece.text, layout)):
        before, after = piece.text[:end], piece.text[end:]
        too_long = end > 500 and not opens_as_caption(before, layout)
        if too_long or len(after.strip()) < _TEXT or is_credit(after, layout):
            break
        parts.append(piece.part(0, end, "caption"))
        piece = piece.part(end, len(piece.text))
    return [*parts, piece]


def _cut_closing(piece: Piece, layout: LayoutLexicon) -> list[Piece]:
    """… he said. Read more: Ships at anchor"""
    if piece.hint or layout.openings.match(as_line(piece)):
        return [piece]
    parts: list[Piece] = []
    at = 0
    for found in layout.closings.finditer(as_line(piece)):
        before = piece.text[at : found.start()].rstrip()
        if found.start() < at or len(before) < _LEAST_BEFORE or not ends_sentence(before):
            continue
        end = _closing_end(piece.text, found)
        parts += [piece.part(at, found.start()), piece.part(found.start(), end, "furniture")]
        at = end
    rest = piece.part(at, len(piece.text)) if at else piece
    return [p for p in (*parts, rest) if p.text]


def _closing_end(text: str, found: re.Match[str]) -> int:
    """A phrase in brackets ends with them, any other with the line."""
    close = text.find(")", found.end()) if found[0][0] in "([" else -1
    return close + 1 if close > 0 else len(text)


def _cut_credits(piece: Piece, layout: LayoutLexicon) -> list[Piece]:
    """… he said. (Reporting by Jane Doe; Editing by John Roe)"""
    if piece.hint or len(piece.text) < _TEXT:
        return [piece]
    ending = _BRACKETED_END.search(piece.text, max(0, len(piece.text) - 520))
    if not ending or not layout.contributions.match(as_line(piece), ending.start(1) + 1):
        return [piece]
    at = ending.start(1)
    return [piece.part(0, at), piece.part(at, len(piece.text), "contribution")]


def _is_doubled(text: str) -> bool:
    """Jane Doe/AP Jane Doe/AP: a page's picture credit, once for the eye and once for machines."""
    half = len(text) // 2
    return 1 < len(text) <= 200 and text[:half].strip() == text[half + len(text) % 2 :].strip()
