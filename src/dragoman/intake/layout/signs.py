"""What one piece of a page shows by itself, before its neighbours are looked at."""

import re
from typing import Literal

from dragoman.intake.layout.credits import (
    LONGEST_CAPTION,
    find_credit,
    is_agency_alone,
    opens_as_caption,
)
from dragoman.intake.layout.lines import Piece, ends_sentence
from dragoman.resources.layout import LayoutLexicon, fold_line, tokens_of

# "rights": the owner's line below a text; "end": sign-in and the like; "widget": about a headline; "label": "Photo";
# "stamp": who and when ("Riverton Post | 3 May 2021"); "credit": an agency alone; "sign-off": a bare "(AP)" at the end.
Sign = Literal[
    "widget", "label", "rights", "end", "furniture", "rule", "byline", "stamp", "date", "dateline",
    "caption", "credit", "sign-off", "contribution",
]  # fmt: skip
_RULE = re.compile(r"[\W_]+")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|\t+|\s{3,}")
_DIGITS = re.compile(r"\d")
_CAMEL = re.compile(r"(?<=[a-zA-Z])(?=(?:Today|Yesterday|Updated|Published|Posted)\b)")
_WIDE_BLANKS = re.compile(r"[^\S\n]{2,}")
_CRUMBS = re.compile(r"\s{0,9}[>›»]\s{0,9}|\s{1,9}/\s{1,9}")
_WORD = re.compile(r"[^\W\d_][\w'.-]*")
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
_NUMERIC_DATE = re.compile(rf"\s*(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}(?:[ ,]+{_CLOCK})?|{_CLOCK})\s*")
_LONGEST_FURNITURE = 600
_RIGHTS_WITHIN = 120  # characters from the line's beginning
_LONGEST_BYLINE = 220
_LONGEST_DATE = 110


def find_sign(piece: Piece, layout: LayoutLexicon) -> Sign | None:
    """The surest thing that the piece shows; None for what could be the story's own text."""
    text = fold_line(piece.text)
    if _RULE.fullmatch(text):
        return "rule"
    short = _short_sign(text, layout) if len(text) <= _LONGEST_BYLINE else None
    return short or _long_sign(text, layout)


def is_date_line(text: str, layout: LayoutLexicon) -> bool:
    """True for a date and nothing else: "Updated: 23 May, 2024 10:25 am", "Yesterday", "2 hours ago"."""
    if len(text) > _LONGEST_DATE:
        return False
    tokens = tokens_of(_CAMEL.sub(" ", text))
    words = [t for t in tokens if not t.isdigit()]
    numbered = len(words) < len(tokens) and (bool(words) or _NUMERIC_DATE.fullmatch(text) is not None)
    return (numbered or layout.day_words.make_up(text)) and all(w in layout.date_words for w in words)


def is_menu(text: str, layout: LayoutLexicon) -> bool:
    """Home World Politics; Home > World > Asia."""
    if len(text) > 300 or ends_sentence(text):
        return False
    crumbs = [c for c in _CRUMBS.split(text) if c.strip()]
    apart = [item for item in _WIDE_BLANKS.split(text.strip()) if item]
    if len(apart) > 2 and all(len(item) <= 30 and len(item.split()) < 4 for item in apart):
        return True  # HOME   NEWS   PORT   SPORT
    return layout.menu.make_up(text) or (len(crumbs) > 2 and all(len(c) <= 60 for c in crumbs))


def _short_sign(text: str, layout: LayoutLexicon) -> Sign | None:
    if is_stamp(text, layout):
        return "stamp"
    if layout.widgets.make_up(text):
        return "widget"
    if layout.labels.make_up(text):
        return "label"
    if is_date_line(text, layout):
        return "date"
    if is_byline(text, layout):
        return "byline"
    return "credit" if is_agency_alone(text, layout) else None


def _long_sign(text: str, layout: LayoutLexicon) -> Sign | None:
    short = len(text) <= _LONGEST_FURNITURE
    if short and layout.contributions.search(text) and _is_contribution(text, layout):
        return "contribution"
    if short and not _quotes(text) and (found := layout.rights.search(text)) and found.start() < _RIGHTS_WITHIN:
        return "rights"
    if short and not _quotes(text) and layout.end_matter.search(text):
        return "end"
    if layout.openings.match(text) and (short or not ends_sentence(text) or layout.end_matter.search(text[:1000])):
        return "furniture"
    if len(text) <= _LONGEST_BYLINE and any(m.end() >= len(text.rstrip(" »>…")) for m in layout.endings.finditer(text)):
        return "furniture"
    if len(text) > LONGEST_CAPTION:
        return None
    credit = find_credit(text, layout)
    if credit == "picture" or opens_as_caption(text, layout):
        return "caption"
    return "sign-off" if credit else None


def is_stamp(text: str, layout: LayoutLexicon) -> bool:
    """Riverton Post | 2021-05-03; Jane Doe, 3 May 2021."""
    parts = [p for p in _BARS.split(text.strip()) if p]
    if len(parts) < 2 or len(text) > 160:
        return False
    dated = [p for p in parts if _DIGITS.search(p) and is_date_line(p, layout)]
    if len(dated) == len(parts):
        return False
    return bool(dated) and all(p in dated or (len(p.split()) <= 8 and not ends_sentence(p[:-1])) for p in parts)


def is_byline(text: str, layout: LayoutLexicon) -> bool:
    """By Jane Doe in Riverton; By AGENCIES and POST STAFFToday, 10:25 am."""
    opening = layout.byline_openings.match(text)
    if not opening or len(text) > _LONGEST_BYLINE:
        return False
    rest = _CAMEL.sub(" ", text[opening.end() :].strip(" :"))
    words = _WORD.findall(rest)
    if not words or len(words) > 30 or (ends_sentence(text) and len(words) > 8):
        return False
    lower = [w for w in words if w[0].islower() and not _may_be_in_byline(w.lower(), layout)]
    return not lower and any(w[0].isupper() for w in words) and not _is_clause(rest, layout)


def _may_be_in_byline(word: str, layout: LayoutLexicon) -> bool:
    return word in layout.byline_links or word in layout.date_words or layout.byline_roles.fullmatch(word) is not None


def _is_clause(rest: str, layout: LayoutLexicon) -> bool:
    """By Friday; By May 2021: a date and no name."""
    return all(w in layout.date_words or w.isdigit() for w in tokens_of(rest))


def _is_contribution(text: str, layout: LayoutLexicon) -> bool:
    """A line of names beside the phrase; prose that only mentions reporting is none."""
    rest = layout.contributions.sub(" ", text)
    words = _WORD.findall(rest)
    plain = [w for w in words if w[0].islower() and not _may_be_in_byline(w.lower(), layout)]
    return len(plain) <= 3 and len(plain) < max(1, len(words))


def _quotes(text: str) -> bool:
    return text[:1] in "\"“'‘"
