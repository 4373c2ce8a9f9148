"""The head of a story: headline, standfirst, byline, stamp, pictures and widgets, down to the first paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.datamodel import BlockRole
from dragoman.intake.layout.credits import is_credit
from dragoman.intake.layout.lines import as_line, fold_repeat, sentence_count
from dragoman.intake.layout.page import SIGN_ROLES, Marked, credit_role, is_names
from dragoman.intake.layout.signs import is_menu
from dragoman.resources.layout import LayoutLexicon

_DEEPEST = 120  # pieces of menus and widgets above a body, at most
_LONGEST_STANDFIRST = 450
_LONGEST_HEADLINE = 300
_LONGEST_STOPPED = 160  # of a headline with full stops
_NAMING = ("byline", "stamp", "date")  # what says who and when
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_AT_END = re.compile(
    r"(?:^|[,|(–—-]\s?)"
    r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.? [^\W\d]{3,12}\.? (?:19|20)\d\d|[^\W\d]{3,12}\.? \d{1,2}, (?:19|20)\d\d)\)?$"
)
_LONGEST_STAMP = 8  # words
_SHORT = 4  # words of a menu item or kicker, at most


@dataclass(frozen=True, slots=True)
class Head:
    """The roles of the pieces above the body, and which of them is the headline."""

    roles: tuple[BlockRole, ...]
    headline: int | None


def read_head(pieces: Sequence[Marked], title: str | None, layout: LayoutLexicon) -> Head:
    """The roles of all pieces before the first paragraph; where the title is known, no other line is the headline."""
    headline = find_headline(pieces, title, layout)
    body = find_body(pieces, headline)
    named = _first_named(pieces, body)
    roles: list[BlockRole] = []
    for i in range(body):
        if i == headline:
            roles.append("headline")
        elif pieces[i].sign == "credit":
            roles.append(credit_role(pieces, i))
        elif not pieces[i].open:
            roles.append(SIGN_ROLES[pieces[i].sign or "furniture"])
        elif headline is not None and pieces[i].key == pieces[headline].key:
            roles.append("repeat")
        elif headline is not None and i < headline:
            roles.append("dateline" if _ends_with_day(pieces[i]) else "furniture")
        else:
            roles.append(_between(pieces, i, named, "standfirst" in roles[:named], layout))
    return Head(tuple(roles), headline)


def find_headline(pieces: Sequence[Marked], title: str | None, layout: LayoutLexicon) -> int | None:
    """The line over the story; None where the text begins at once."""
    found = [i for i in _lines_above(pieces) if not is_menu(pieces[i].text, layout)]
    found = [i for i in found if not _ends_with_day(pieces[i])] or found
    if not title and (not found or _is_stamped(pieces)):
        return _full_stopped(pieces)
    if title:
        wanted = fold_repeat(title)
        return next((i for i in found if _same_headline(pieces[i].key, wanted)), None)
    fitting = [i for i in found if pieces[i].headline and not _in_short_lines(pieces, i)]
    full = next((i for i in fitting if pieces[i].words > _SHORT), None)
    if fitting and full is not None and pieces[fitting[0]].words < _SHORT:
        return full
    if fitting:
        return fitting[0]
    return next((i for i in found if pieces[i].words >= 2 and not pieces[i].stopped), None)


def find_body(pieces: Sequence[Marked], headline: int | None) -> int:
    """Where the text begins: after the last thing of the head, a standfirst above byline and date being of the head."""
    start = 0 if headline is None else headline + 1
    waiting: list[int] = []
    named = False
    last = start
    for i in range(start, min(len(pieces), start + _DEEPEST)):
        piece = pieces[i]
        again = headline is not None and piece.key == pieces[headline].key
        if again or piece.sign in (*_NAMING, "widget"):
            if waiting and (named or headline is None or len(waiting) > _most_before(piece)):
                break
            named = named or piece.sign in _NAMING
            waiting, last = [], i + 1
        elif piece.sign is None and piece.prose:
            waiting.append(i)
            if len(waiting) > 2 or headline is None or len(piece.text) > _LONGEST_STANDFIRST:
                break
    if not waiting:
        return _without_prose(pieces, last)
    if not named and _stands_over_pictures(pieces, headline, waiting):
        return waiting[1]
    return waiting[0]


def _lines_above(pieces: Sequence[Marked]) -> list[int]:
    """The open lines before the first paragraph; a question or an exclamation may be first among them."""
    found: list[int] = []
    for i, piece in islice(enumerate(pieces), _DEEPEST):
        if found and piece.sign in _NAMING:
            break
        if piece.sign is None:
            if piece.prose and (found or not piece.headline or _says_more(piece)):
                break
            found.append(i)
    return found


def _is_stamped(pieces: Sequence[Marked]) -> bool:
    """Headline, then at once who ran it and when."""
    return len(pieces) > 1 and pieces[1].sign == "stamp"


def _says_more(piece: Marked) -> bool:
    return piece.stopped and sentence_count(piece.text) > 1


def _in_short_lines(pieces: Sequence[Marked], i: int) -> bool:
    """Among other short lines, as a menu's items are."""
    around = [pieces[j] for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
    return pieces[i].words <= _SHORT and len(around) == 2 and all(p.words <= _SHORT and not p.stopped for p in around)


def _same_headline(key: str, wanted: str) -> bool:
    if key == wanted or not 15 < len(key) < 1.5 * len(wanted) + 15:
        return bool(key) and key == wanted
    return wanted in key or key in wanted


def _full_stopped(pieces: Sequence[Marked]) -> int | None:
    """A first line with full stops, or "Opinion: …", is a headline where byline or date follow it at once."""
    if len(pieces) < 3 or len(pieces[0].text) > _LONGEST_HEADLINE or sentence_count(pieces[0].text) > 4:
        return None
    if _is_stamped(pieces):
        return 0 if pieces[0].sign not in (*_NAMING, "widget", "rule") else None
    if pieces[0].sign and not (pieces[0].sign == "furniture" and pieces[0].headline):
        return None
    return 0 if any(p.sign in _NAMING for p in pieces[1:3]) and len(pieces[0].text) <= _LONGEST_STOPPED else None


def _most_before(piece: Marked) -> int:
    """Paragraphs that may stand as standfirst above a piece of the head."""
    return 2 if piece.sign in ("byline", "stamp") else 1


def _without_prose(pieces: Sequence[Marked], last: int) -> int:
    return next((i for i in range(last, len(pieces)) if pieces[i].open), len(pieces))


def _stands_over_pictures(pieces: Sequence[Marked], headline: int | None, waiting: list[int]) -> bool:
    """Headline, one sentence, a picture's caption, then the text: that sentence is the standfirst."""
    if headline is None or len(waiting) < 2 or waiting[0] != headline + 1:
        return False
    first, between = pieces[waiting[0]], pieces[waiting[0] + 1 : waiting[1]]
    pictures = any(p.sign in ("caption", "credit") for p in between)
    return pictures and sentence_count(first.text) == 1 and len(first.text) <= 300


def _first_named(pieces: Sequence[Marked], body: int) -> int:
    return next((i for i in range(body) if pieces[i].sign in _NAMING), body)


def _between(pieces: Sequence[Marked], i: int, named: int, told: bool, layout: LayoutLexicon) -> BlockRole:
    """What a line without a sign is that stands between headline and text; `told`: a standfirst is above the byline."""
    piece = pieces[i]
    if piece.sign == "sign-off":
        return "caption"
    if is_menu(piece.text, layout):
        return "furniture"
    if _is_dated(piece.text):
        return "dateline"
    if _is_byline(pieces, i, layout):
        return "byline"
    if piece.words <= 3 and not piece.stopped:
        return "furniture"
    if i < named or piece.stopped:
        return "standfirst"
    pictured = told or layout.caption_words.search(as_line(piece.piece)) or _is_credited(pieces, i, layout)
    return "caption" if pictured else "standfirst"


def _ends_with_day(piece: Marked) -> bool:
    """Riverton Gazette, 3 May 2021: who ran it and when, and no headline."""
    return piece.words <= _LONGEST_STAMP and _DAY_AT_END.search(piece.text) is not None


def _is_dated(text: str) -> bool:
    """3. Mai 2021: a day and a year in whatever language."""
    numbers = _NUMBER.findall(text)
    return len(text) <= 40 and len(text.split()) <= 5 and len(numbers) >= 2 and any(map(_YEAR.fullmatch, numbers))


def _is_byline(pieces: Sequence[Marked], i: int, layout: LayoutLexicon) -> bool:
    piece = pieces[i]
    if piece.stopped or piece.words > 8:
        return False
    if layout.byline_roles.search(piece.text):
        return is_names(layout.byline_roles.sub("", as_line(piece.piece)), layout, least=0)
    names = not piece.prose and is_names(piece.text, layout)
    return names and (piece.words <= _SHORT or _beside(pieces, i, _NAMING))


def _is_credited(pieces: Sequence[Marked], i: int, layout: LayoutLexicon) -> bool:
    """The next line, or the one before, is a picture's credit and nothing else."""
    around = [pieces[j].text for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
    return _beside(pieces, i, ("credit",)) or any(len(t) <= 80 and is_credit(t, layout) for t in around)


def _beside(pieces: Sequence[Marked], i: int, signs: Sequence[str]) -> bool:
    return any(0 <= j < len(pieces) and pieces[j].sign in signs for j in (i - 1, i + 1))
