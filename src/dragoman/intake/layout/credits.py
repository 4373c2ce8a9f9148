"""Signs that a line is about a picture: its opening words, and the credit at its end."""

import re
from typing import Literal

from dragoman.intake.layout.lines import ends_sentence
from dragoman.resources.layout import LayoutLexicon, fold_line

CreditKind = Literal["picture", "name"]
LONGEST_CAPTION = 900
_TAIL = 160
_NAMES = 4  # words of a photographer's name, at most; more are a headline with an agency in it
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]][\s.]*$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]")
_AFTER_STOP = re.compile(r"[.!?…]['\"”’)\]]*\s*|\s\|\s*|\s[–—-]\s+")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]\.$")
_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_SLASH = re.compile(r"\s?/\s?")
_NAME = r"[^\W\d_a-z][\w'’.-]*"
_SLASHED = re.compile(rf"{_NAME}(?: {_NAME}){{0,3}} ?/ ?{_NAME}(?: {_NAME}){{0,3}}")  # Jane Doe/Harbour Gazette


def find_credit(text: str, layout: LayoutLexicon) -> CreditKind | None:
    """How a line ends: with a picture's credit, with an agency's bare name (which may credit the text), or neither."""
    tail = fold_line(text[-_TAIL:])
    if bracketed := _BRACKETED.search(tail):
        kind = _judge(bracketed[1], layout)
        return "picture" if kind and not ends_sentence(tail[: bracketed.start()]) else kind
    ending = tail[_last_stop(tail) :]
    if not ending or len(ending) == len(text):
        return None
    if layout.credit_openings.match(ending) and not ends_sentence(ending):
        return "picture"
    if not is_credit(ending.rstrip(". "), layout):
        return None
    quoted = "/" not in ending and any(mark in text for mark in '"“”') and not layout.credit_words.search(ending)
    return None if quoted else "picture"  # "…," she said. Jane Doe, Bloomberg


def is_credit(text: str, layout: LayoutLexicon) -> bool:
    """True for "AP", "Jane Doe/AFP", "Jane Doe / Agence France-Presse via Getty Images": names and nothing else."""
    text = fold_line(text)
    if len(text) > 100 or not layout.credit_names.search(text):
        return False
    words = _WORD.findall(layout.credit_names.sub(" ", text))
    if len(words) > _NAMES and not _SLASH.search(text) and not layout.credit_words.search(text):
        return False
    return all(w[0].isupper() or w.lower() in layout.byline_links or layout.credit_words.match(w) for w in words)


def is_agency_alone(text: str, layout: LayoutLexicon) -> bool:
    """True for a line of agencies and nothing else: "AP", "Reuters - AFP"."""
    text = fold_line(text)
    return (
        len(text) <= 60
        and not _WORD.search(layout.credit_names.sub(" ", text).replace(" and ", " "))
        and (layout.credit_names.search(text) is not None)
    )


def opens_as_caption(text: str, layout: LayoutLexicon) -> bool:
    """FILE - In this June 3, 2019, file photo, …"""
    return layout.caption_openings.match(fold_line(text[:200])) is not None


def caption_end(text: str, layout: LayoutLexicon) -> int | None:
    """Where a caption ends that runs on into the text: "… in June. (AP Photo/Jane Doe) The council said …"."""
    for bracketed in _BRACKETS.finditer(fold_line(text[:LONGEST_CAPTION])):
        if bracketed.end() < len(text) - 40 and _judge(bracketed[1], layout) == "picture":
            return bracketed.end()
    return None


def _judge(inside: str, layout: LayoutLexicon) -> CreditKind | None:
    """(AP) may credit the text; (AP Photo/Jane Doe), (Jane Doe/AFP), (Reuters file), (Photo: Jane Doe) do not."""
    inside = inside.strip()
    if layout.credit_openings.match(inside):
        return "picture"
    if not is_credit(inside, layout):
        return "picture" if _SLASHED.fullmatch(inside) else None
    rest = layout.credit_names.sub(" ", inside)
    return "picture" if _SLASH.search(inside) or _WORD.search(rest) or "," in inside else "name"


def _last_stop(tail: str) -> int:
    """Where the words after the last full stop begin; the stop of an initial ("J. Doe") is none."""
    at = 0
    for stop in _AFTER_STOP.finditer(tail):
        if stop.end() < len(tail) and not _INITIAL.search(tail[: stop.start() + 1]):
            at = stop.end()
    return at
