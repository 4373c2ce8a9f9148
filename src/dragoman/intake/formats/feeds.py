"""Feeds: RSS, Atom and JSON Feed. Each entry becomes a document; parsing runs inside the guarded worker."""

import io
import json
import re
import sys
import xml.sax
from dataclasses import dataclass
from typing import Any

from defusedxml.common import DefusedXmlException, ExternalReferenceForbidden
from defusedxml.expatreader import create_parser

from dragoman.datamodel import Block, BlockRole, Document, PageFacts
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.containers.sniffing import bom_encoding
from dragoman.intake.documents import build_document
from dragoman.intake.formats.markup import find_paragraphs

_DECLARES = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b|<!DOCTYPE[^>\[]{0,2000}\[", re.I)
_BEYOND_UNICODE = re.compile(rb"&#(?:x([0-9a-f]{6,20})|([0-9]{7,20}));", re.IGNORECASE)
_PARTS_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: what it says of itself, its summary where that is apart from its content, and its paragraphs."""

    facts: PageFacts
    standfirst: tuple[str, ...]
    paragraphs: tuple[str, ...]


def parse_feed(data: bytes, address: str | None) -> list[FeedEntry]:
    """The entries of an RSS or Atom feed; raises `IntakeError` for what is none, or declares entities."""
    import feedparser  # only the worker needs it

    _refuse_declarations(data)
    data = _BEYOND_UNICODE.sub(_no_character, data)
    told = {"content-location": address} if address else None
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=told)  # bytes might be taken for a file's name
    except (LookupError, ValueError, AttributeError, TypeError) as error:  # elements where it expects none
        raise IntakeError("a broken feed", where=f"{type(error).__name__}: {error}"[:80], remedy=AGAIN) from error
    if not feed.entries and (feed.bozo or not feed.get("version")):
        raise IntakeError("a broken feed: no entry can be read in it", remedy=AGAIN)
    site = _line(feed.feed.get("title"))
    language = feed.feed.get("language")
    return [_xml_entry(entry, site, language) for entry in feed.entries]


def parse_json_feed(data: bytes) -> list[FeedEntry]:
    """The items of a JSON Feed (jsonfeed.org, version 1 or 1.1)."""
    try:
        feed = json.loads(data, parse_int=str, parse_float=str)
    except ValueError as error:
        raise IntakeError("a broken JSON feed", where=str(error)[:80], remedy=AGAIN) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise IntakeError("a JSON feed without items")
    return [_json_entry(item, feed) for item in items if isinstance(item, dict)]


def build_entry(entry: FeedEntry, uri: str, media_type: str, sha256: str) -> Document:
    """The document of an entry: title, summary, content, each a block."""
    headline = (entry.facts.title,) if entry.facts.title else ()
    parts: list[tuple[BlockRole, str]] = [("headline", t) for t in headline]
    parts += [("standfirst", t) for t in entry.standfirst] + [("body", t) for t in entry.paragraphs]
    blocks, text = [], ""
    for role, part in parts:
        text += _PARTS_BETWEEN if text else ""
        blocks.append(Block(len(text), len(text) + len(part), role))
        text += part
    return build_document(uri, media_type, sha256, text, entry.facts, tuple(blocks))


def _no_character(reference: re.Match[bytes]) -> bytes:
    """One character that there is not (&#x110000;) would cost the whole feed."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"&#65533;" if number > sys.maxunicode else reference[0]


def _refuse_declarations(data: bytes) -> None:
    """Entity bombs and outside entities need declarations, no feed does. A plain DOCTYPE (RSS 0.91) is harmless."""
    parser = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.parse(io.BytesIO(data))
    except (xml.sax.SAXException, ExternalReferenceForbidden, UnicodeError, LookupError):
        # Ill-formed, as feeds often are, or with the address of a DTD: look for declarations by eye.
        if _DECLARES.search(data.decode(bom_encoding(data) or "latin-1", "replace")):
            raise IntakeError("declares XML entities, which may be a bomb") from None
    except DefusedXmlException as error:
        raise IntakeError("declares XML entities, which may be a bomb") from error


def _xml_entry(entry: Any, site: str | None, language: str | None) -> FeedEntry:
    contents = [c.get("value") or "" for c in entry.get("content", ())]
    body = _paragraphs(max(contents, key=len, default=""))
    summary = _paragraphs(entry.get("summary") or "")
    authors = [a.get("name") for a in entry.get("authors", ()) if isinstance(a, dict)] or [entry.get("author")]
    facts = PageFacts(
        title=_line(entry.get("title")),
        authors=tuple(name for name in map(_line, authors) if name),
        site_name=site,
        url=_address(entry.get("link")),
        published=_line(entry.get("published")),
        modified=_line(entry.get("updated")) if entry.get("updated") != entry.get("published") else None,
        language=_line(entry.get("language") or language),
    )
    return _entry(facts, summary, body)


def _json_entry(item: dict[str, Any], feed: dict[str, Any]) -> FeedEntry:
    authors = item.get("authors") or ([item["author"]] if item.get("author") else feed.get("authors"))
    names = [_line(a.get("name")) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    facts = PageFacts(
        title=_line(item.get("title")),
        authors=tuple(name for name in names if name),
        site_name=_line(feed.get("title")),
        url=_address(item.get("url") or item.get("external_url")),
        published=_line(item.get("date_published")),
        modified=_line(item.get("date_modified")),
        language=_line(item.get("language") or feed.get("language")),
    )
    return _entry(
        facts, _paragraphs(item.get("summary")), _paragraphs(item.get("content_html") or item.get("content_text"))
    )


def _entry(facts: PageFacts, summary: tuple[str, ...], body: tuple[str, ...]) -> FeedEntry:
    """A summary is a standfirst only where it stands beside a content that does not hold it."""
    if not body:
        return FeedEntry(facts, (), summary)
    start = " ".join(body)[: len(" ".join(summary)) + 200]
    first = " ".join(summary).rstrip("….[] ")
    return FeedEntry(facts, () if first in start else summary, body)


def _paragraphs(value: object) -> tuple[str, ...]:
    return tuple(find_paragraphs(value)) if isinstance(value, str) else ()


def _line(value: object) -> str | None:
    """A value as one trimmed line of plain text, or None."""
    return " ".join(" ".join(_paragraphs(value)).split()) or None


def _address(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://")) else None
