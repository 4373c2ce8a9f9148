"""The text of a story below its head: paragraphs, crossheads, captions among them, and what stands below the text."""

from collections import Counter
from collections.abc import Sequence

from dragoman.datamodel import BlockRole
from dragoman.intake.layout.lines import as_line
from dragoman.intake.layout.page import SIGN_ROLES, Marked, credit_role, is_names
from dragoman.intake.layout.signs import is_menu
from dragoman.resources.layout import LayoutLexicon

_LONGEST_CROSSHEAD = 90
_CROSSHEAD_WORDS = 14
_CAPTION_FROM = 55  # characters of a sentence without a full stop that a caption has at least
_LONG = 100
_LONGEST_COMPARED = 200_000
_BULLETS = "-–—•*·▪●◦‣….(["
_PAGE_END = 8  # pieces that may follow a page's copyright line
_NOTES = 2  # paragraphs on the use of a text that may follow its copyright line
_TEASERS = 6


def read_body(pieces: Sequence[Marked], layout: LayoutLexicon) -> list[BlockRole]:
    """The role of every piece from the first paragraph on."""
    page = _Body(pieces, layout)
    roles = [page.role(i) for i in range(len(pieces))]
    _set_teasers_aside(pieces, roles, layout)
    _close(pieces, roles, layout)
    return roles


class _Body:
    """What is to be known of the whole text to judge one piece of it."""

    def __init__(self, pieces: Sequence[Marked], layout: LayoutLexicon) -> None:
        self.pieces = pieces
        self.layout = layout
        opened = [i for i, p in enumerate(pieces) if p.open]
        self.before = _neighbours(pieces)
        self.after = [len(pieces) - 1 - j if j is not None else None for j in reversed(_neighbours(pieces[::-1]))]
        self.last = max((i for i in opened if pieces[i].prose), default=-1)
        paragraphs = [i for i in opened if len(pieces[i].text) >= _LONG]
        stopped = sum(pieces[i].stopped or _leads_on(pieces[i]) for i in paragraphs)
        told = [i for i in opened if i <= self.last]
        loose = sum(not pieces[i].stopped and not pieces[i].prose for i in told)
        self.has_crossheads = len(told) >= 3 and loose <= 0.4 * len(told)
        self.has_full_stops = len(paragraphs) >= 3 and stopped >= 0.75 * len(paragraphs) and self.has_crossheads
        self.has_bare_captions = _has_bare_captions(pieces, layout)
        self.led = _led(pieces)
        self.signed_off = Counter(p.sign for p in pieces)["sign-off"]

    def role(self, i: int) -> BlockRole:
        """The role of one piece by its sign, or by its form among its neighbours."""
        piece = self.pieces[i]
        if piece.sign == "sign-off":
            return "caption" if self._is_signed_caption(i) else "body"
        if piece.sign == "credit":
            return credit_role(self.pieces, i)
        if piece.sign is not None:
            return SIGN_ROLES[piece.sign]
        if piece.stopped or _leads_on(piece):
            return "body"
        return self._unstopped(i)

    def _is_signed_caption(self, i: int) -> bool:
        """Ships at anchor in June. (AP): a picture's, unless it ends the text, tells who said what, or all end so."""
        text = self.pieces[i].text
        told = any(mark in text for mark in '"“”')
        return i < self.last and self.signed_off <= 2 and not told and len(text) <= 400

    def _unstopped(self, i: int) -> BlockRole:
        """A line without a full stop between paragraphs that have one: a crosshead, or a caption."""
        piece, after = self.pieces[i], self.after[i]
        if (
            self.before[i] is None
            or after is None
            or self.led[i]
            or piece.text[0] in _BULLETS
            or piece.text[0].islower()
        ):
            return "body"
        if self.has_full_stops and self.layout.caption_words.search(as_line(piece.piece)):
            return "caption"
        short = len(piece.text) <= _LONGEST_CROSSHEAD and piece.words <= _CROSSHEAD_WORDS
        if short and self.has_crossheads and self.pieces[after].prose:
            return "headline"
        return "caption" if self._is_bare_caption(i) else "body"

    def _is_bare_caption(self, i: int) -> bool:
        """A line long enough for a caption, nobody's words, on a page whose other captions have no full stop either."""
        text = self.pieces[i].text
        fits = _CAPTION_FROM <= len(text) <= 400 and self.has_full_stops and self.has_bare_captions
        return fits and "(@" not in text and not any(mark in text for mark in '"“”«»')


def _led(pieces: Sequence[Marked]) -> list[bool]:
    """For each piece whether it is in a run of lines without full stops that a colon began: a list."""
    led: list[bool] = []
    now = False
    for piece in pieces:
        led.append(now)
        if piece.open:
            now = (now and not piece.stopped) or _leads_on(piece)
    return led


def _has_bare_captions(pieces: Sequence[Marked], layout: LayoutLexicon) -> bool:
    """Captions without full stop: two of them, one by its sign, its words, or because a paragraph says the same."""
    bare = [p for p in pieces if (p.sign in (None, "caption")) and not p.stopped and len(p.text) >= _CAPTION_FROM]
    paragraphs = "\n".join(p.key for p in pieces if p.open and p.stopped)
    if len(bare) < 2 or len(paragraphs) > _LONGEST_COMPARED:
        return False
    return any(
        p.sign == "caption" or layout.caption_words.search(as_line(p.piece)) or p.key in paragraphs for p in bare[:50]
    )


def _neighbours(pieces: Sequence[Marked]) -> list[int | None]:
    """For each piece the nearest earlier one that could be the story's own words."""
    found: list[int | None] = []
    latest = None
    for i, piece in enumerate(pieces):
        found.append(latest)
        latest = i if piece.open else latest
    return found


def _leads_on(piece: Marked) -> bool:
    """The next line belongs to it: "They agreed on:"."""
    return piece.text[-1] in ":,;-–—"


def _set_teasers_aside(pieces: Sequence[Marked], roles: list[BlockRole], layout: LayoutLexicon) -> None:
    """Other stories' headlines below "Related" or "Most read"."""
    left = 0
    for i, piece in enumerate(pieces):
        if piece.sign is not None:
            left = _TEASERS if piece.sign == "label" and layout.teasers.make_up(piece.text) else left
        elif left and not piece.stopped and len(piece.text) <= 160:
            roles[i] = "furniture"
            left -= 1
        else:
            left = 0


def _close(pieces: Sequence[Marked], roles: list[BlockRole], layout: LayoutLexicon) -> None:
    """What stands below the last paragraph is the page's where anything there is."""
    end = _page_end(pieces)
    for i in range(end, len(pieces)):
        roles[i] = "furniture" if pieces[i].open else roles[i]
    last = max((i for i in range(end) if pieces[i].open and (pieces[i].prose or pieces[i].stopped)), default=-1)
    rest = range(last + 1, end)
    if last < 0 or not rest:
        return
    page = end < len(pieces) or any(pieces[i].sign in ("furniture", "rights", "end", "label", "widget") for i in rest)
    for i in rest:
        if pieces[i].open and (page or is_menu(pieces[i].text, layout)):
            roles[i] = "furniture"
        elif pieces[i].open and 2 <= pieces[i].words <= 4 and is_names(pieces[i].text, layout):
            roles[i] = "byline"


def _page_end(pieces: Sequence[Marked]) -> int:
    """Where the copyright line stands, if next to nothing follows it; else behind the last piece."""
    size = sum(len(p.text) for p in pieces)
    after = 0
    for i in range(len(pieces) - 1, max(-1, len(pieces) - 1 - 3 * _PAGE_END), -1):
        after += len(pieces[i].text)
        if after > 0.25 * size + 200:
            break
        following = [p for p in pieces[i + 1 :] if p.open]
        prose = sum(p.prose for p in following)
        if pieces[i].sign == "rights" and len(following) <= _PAGE_END and prose <= _NOTES:
            return _first_end(pieces, i)
    return len(pieces)


def _first_end(pieces: Sequence[Marked], i: int) -> int:
    """The first of the lines of one page end: signs and short lines up from the last."""
    while i > 0 and pieces[i - 1].sign in ("rights", "end", "furniture", "label", "widget", "rule"):
        i -= 1
    return i
