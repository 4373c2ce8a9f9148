"""A page to a document: headline, standfirst, byline, date, body and captions, each a block of its own.

Runs inside the guarded worker, so it may be killed: a pure function of its arguments. The body is found by
trafilatura (Barbaresi 2021) after the captions have been taken out of the tree, since it drops or leaks them.
"""

import re
from contextlib import suppress
from dataclasses import dataclass

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement

from dragoman.datamodel import Block, BlockRole, Document, PageFacts
from dragoman.errors import IntakeError
from dragoman.intake.documents import build_document, drop_unstorable, sha256_of
from dragoman.intake.formats.plaintext import decode_text
from dragoman.intake.options import IntakeOptions
from dragoman.intake.pages.captions import cut_captions
from dragoman.intake.pages.facts import find_facts

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w:.-]{2,30})""", re.I)
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
SHORTEST_STANDFIRST, LONGEST_STANDFIRST = 20, 600  # characters


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph on its way into the document."""

    role: BlockRole
    text: str


def read_page(data: bytes, uri: str, limits: IntakeOptions) -> Document:  # noqa: ARG001 (the guard keeps the limits)
    """The page as a document; raises `IntakeError` where it holds no text."""
    tree = _parse(data)
    facts, description = find_facts(tree, uri)
    visible = _visible_words(tree)
    captions = cut_captions(tree)
    body = _find_body(tree, facts)
    if not body and not captions:
        raise IntakeError("no article text was found in the page", remedy="save the page as text and read that")
    pieces = [*_head(facts, description, body, visible), *_weave(body, captions, visible)]
    text, blocks = _join(pieces)
    return build_document(uri, "text/html", sha256_of(data), text, facts, blocks)


def _parse(data: bytes) -> HtmlElement:
    source = _decode(data)
    if source.lstrip().startswith("<?xml"):
        source = source.split("?>", 1)[-1]  # lxml refuses text that states an encoding
    try:
        return html.document_fromstring(drop_unstorable(source))
    except (etree.ParserError, ValueError) as error:
        raise IntakeError(f"not a page that can be parsed ({error})") from error


def _decode(data: bytes) -> str:
    """UTF-8 where the bytes are, else the encoding that the page declares, else the likeliest one."""
    declared = _DECLARED.search(data[:4096])
    for encoding in ("utf-8-sig", declared and declared[1].decode("ascii")):
        if encoding:
            with suppress(UnicodeDecodeError, LookupError):
                return data.decode(encoding)
    return decode_text(data)


def _visible_words(tree: HtmlElement) -> str:
    """All words of the page in reading order, folded, to find the place of a paragraph among them."""
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return _fold(" ".join(texts))


def _find_body(tree: HtmlElement, facts: PageFacts) -> list[_Piece]:
    """The body's paragraphs and crossheads, without the headline."""
    extracted = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, include_links=False, favor_precision=False
    )
    root = getattr(extracted, "body", None)
    if root is None:
        return []
    title = _fold(facts.title or "")
    pieces = []
    for element in root:
        text = _clean("".join(element.itertext()))
        if not text or _fold(text) == title:
            continue
        pieces.append(_Piece("headline" if element.tag == "head" else "body", text))
    return pieces


def _head(facts: PageFacts, description: str | None, body: list[_Piece], visible: str) -> list[_Piece]:
    """Headline, standfirst, byline and date lines. The description is the standfirst where the page shows it."""
    pieces = [_Piece("headline", facts.title)] if facts.title else []
    if description and SHORTEST_STANDFIRST <= len(description) <= LONGEST_STANDFIRST:
        folded = _fold(description)
        shown = f" {folded} " in f" {visible} "
        if shown and not any(folded in _fold(p.text) for p in body) and folded != _fold(facts.title or ""):
            pieces.append(_Piece("standfirst", description))
    if facts.authors:
        pieces.append(_Piece("byline", "By " + ", ".join(facts.authors)))
    if facts.published:
        pieces.append(_Piece("dateline", facts.published))
    return pieces


def _weave(body: list[_Piece], captions: list[str], visible: str) -> list[_Piece]:
    """Body and captions in the order in which the page shows them."""
    placed = [(_place(p.text, visible), 1, n, p) for n, p in enumerate(body)]
    bodies = []
    last = 0
    for place, kind, number, piece in placed:  # a paragraph that is not found stays behind the one before it
        last = max(last, place)
        bodies.append((last, kind, number, piece))
    extra = [(_place(c, visible), 0, n, _Piece("caption", c)) for n, c in enumerate(captions)]
    return [piece for *_, piece in sorted([*bodies, *extra], key=lambda x: x[:3])]


def _place(text: str, visible: str) -> int:
    folded = _fold(text)[:80]
    return max(visible.find(folded), 0)


def _join(pieces: list[_Piece]) -> tuple[str, tuple[Block, ...]]:
    parts, blocks, at = [], [], 0
    for piece in pieces:
        parts.append(piece.text)
        blocks.append(Block(at, at + len(piece.text), piece.role))
        at += len(piece.text) + 2
    return "\n\n".join(parts), tuple(blocks)


def _clean(text: str) -> str:
    return _SPACES.sub(" ", drop_unstorable(text)).strip()


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
