"""Make a `Document`: its id from what it holds, so that the same content read from two places is one document."""

import hashlib
import re
from dataclasses import astuple, replace

from dragoman.datamodel import Block, Document, PageFacts, content_id
from dragoman.errors import AGAIN, IntakeError

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def build_document(
    uri: str, media_type: str, sha256: str, text: str, facts: PageFacts, blocks: tuple[Block, ...] = ()
) -> Document:
    """The document of a text; raises `IntakeError` where there is no text."""
    if not text or text.isspace():
        raise IntakeError("empty: there is no text in it", remedy=AGAIN)
    text_hash = hashlib.sha256(text.encode("utf-8")).hexdigest()
    identity = content_id("doc", media_type, text_hash, *astuple(facts))
    return Document(identity, uri, media_type, sha256, text, facts, blocks)


def with_facts(document: Document, facts: PageFacts) -> Document:
    """The document under other facts, with the id that goes with them."""
    remade = build_document(document.uri, document.media_type, document.sha256, document.text, facts)
    return replace(document, id=remade.id, facts=facts)


def sha256_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def drop_unstorable(text: str) -> str:
    """The text with U+FFFD for each NUL and lone surrogate (JSON and XML can spell them; UTF-8 and SQLite cannot)."""
    return _UNSTORABLE.sub("\ufffd", text)
