"""The lines of a story that can tell where it ran, with their roles; and the names that such lines hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.datamodel import Block, BlockRole, Document
from dragoman.intake.story import StoryLayout
from dragoman.resources.outlets import Outlet, OutletTable

LONGEST_LINE = 600  # longer ones are prose
HEAD_LINES = 6
CLOSING_LINES = 8
_PICTURE_ROLES: frozenset[BlockRole] = frozenset({"caption", "repeat"})
_LIST_MARKS = re.compile(r"[|,;/·•&()\[\]–—]|\s-\s|\s-$|^-\s|\sand\s|\sfor\s", re.IGNORECASE)
_BY = re.compile(r"^by\b[\s:]*", re.IGNORECASE)
# Datelines: a place, then the wire in brackets (OSLO, March 3 (Reuters) - …) or, in Russia, between slashes.
_BRACKETED = re.compile(r"(?P<place>[^()\n]{0,80})\((?P<name>[^()\n]{2,60})\)\s{0,3}(?P<after>\S{0,2})")
_SLASHED = re.compile(r"(?P<place>[^/\n]{1,80})/(?P<name>[^/\n]{2,30})/")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without blanks at its ends; `role` is its block's."""

    text: str
    role: BlockRole


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What there is to judge a story's outlet by: its document, its lines but for captions, and the known outlets."""

    document: Document
    lines: tuple[Line, ...]
    outlets: OutletTable

    def head(self) -> tuple[Line, ...]:
        """The first lines, where header, byline and stamp stand."""
        return tuple(line for line in self.lines[:HEAD_LINES] if len(line.text) <= LONGEST_LINE)

    def body(self) -> tuple[Line, ...]:
        """The lines of running text."""
        return tuple(line for line in self.lines if line.role in ("body", "dateline"))

    def closing(self) -> tuple[Line, ...]:
        """The last lines of the text, and all lines beside it: where contributions and sign-offs stand."""
        last = set(map(id, self.body()[-CLOSING_LINES:]))
        return tuple(x for x in self.lines if (x.role != "body" or id(x) in last) and len(x.text) <= LONGEST_LINE)

    def bylines(self) -> tuple[str, ...]:
        """Byline blocks, "By …" lines near the top, and the authors that the page names."""
        stated = (x.text for x in self.lines if x.role == "byline" and len(x.text) <= LONGEST_LINE)
        found = [text for text in stated if not text.endswith(":")]  # "From Northwire:" opens a quotation
        found += [x.text for x in self.head() if x.role != "byline" and x.text[:3].lower() in ("by ", "by\xa0")]
        return (*found, *(a for a in self.document.facts.authors if len(a) <= LONGEST_LINE))


def read_source_page(document: Document, story: StoryLayout, outlets: OutletTable) -> SourcePage:
    """The story's lines without captions; a story that has no blocks is all body."""
    blocks = story.blocks or (Block(story.start, story.end, "body"),)
    kept = (b for b in blocks if b.role not in _PICTURE_ROLES)
    lines = (Line(t.strip(), b.role) for b in kept for t in document.text[b.start : b.end].splitlines())
    return SourcePage(document, tuple(line for line in lines if line.text), outlets)


def only_one(found: Iterable[Outlet]) -> Outlet | None:
    """The outlet that all agree on; None where they differ or there is none."""
    keys = {o.key: o for o in found}
    return next(iter(keys.values())) if len(keys) == 1 else None


def parts_of(line: str) -> tuple[str, ...]:
    """A credit line's parts: "By AGENCIES and TOI STAFF" gives "AGENCIES", "TOI STAFF"."""
    parts = (p.strip(" .:'\"“”") for p in _LIST_MARKS.split(_BY.sub("", line)))
    return tuple(p for p in parts if p)


def outlets_credited(line: str, outlets: OutletTable) -> tuple[Outlet, ...]:
    """The outlets on a byline: as a part of their own with or without "staff", or by a name that needs no such sign."""
    whole = [o for part in parts_of(line) if (o := _staffed(part, outlets))]
    named = [n.outlet for n in outlets.named_in(line)]
    return tuple({o.key: o for o in (*whole, *named)}.values())


def dateline_names(line: str, outlets: OutletTable) -> Iterator[Outlet]:
    """The outlets in a dateline's brackets or slashes: "PARIS (AP/Reuters) - …", "(CNN) …", "MOSCOW. /TASS/ …"."""
    bracketed, slashed = _BRACKETED.match(line), _SLASHED.match(line)
    if bracketed and _is_dateline(bracketed["place"], bracketed["after"]):
        yield from (o for part in parts_of(bracketed["name"]) if (o := outlets.by_name(part)))
    elif slashed and slashed["place"][:1].isupper():
        yield from filter(None, (outlets.by_name(slashed["name"]),))


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """True when the text holds one of the phrases, in any case."""
    lowered = text.lower()
    return any(p in lowered for p in phrases)


def _staffed(part: str, outlets: OutletTable) -> Outlet | None:
    """The outlet of "TOI STAFF", "Riverton Post Foreign Desk": staff words are taken off until a name is left."""
    words = part.split()
    while words and len(words) <= 8:
        if found := outlets.by_name(" ".join(words)):
            return found
        if words[-1].lower() not in outlets.signs.staff_words:
            return None
        words.pop()
    return None


def _is_dateline(place: str, after: str) -> bool:
    """A place needs a dash or colon behind the bracket, which sets a dateline apart from prose."""
    return place[:1].isupper() and after[:1] in "-–—:_" and bool(after) if place.strip() else True
