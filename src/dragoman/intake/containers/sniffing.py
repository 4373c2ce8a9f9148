"""What kind of thing bytes are: by their content first, by the name's extension where the content leaves it open."""

import codecs
import json
import re
from typing import Literal

Kind = Literal[
    "text", "html", "feed", "json-feed", "json-lines", "json", "warc", "zip", "tar", "gzip", "zstd", "mail", "pdf",
    "docx", "parquet", "unreadable",
]  # fmt: skip

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable"),  # Word 97 and Outlook files
    (b"BZh", "unreadable"),
    (b"\xfd7zXZ\x00", "unreadable"),
    (b"7z\xbc\xaf\x27\x1c", "unreadable"),
    (b"Rar!\x1a\x07", "unreadable"),
)
_EXTENSIONS: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "json-lines", ".ndjson": "json-lines", ".eml": "mail",
}  # fmt: skip
_MEDIA_TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "message/rfc822": "mail",
    "application/x-ndjson": "json-lines",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML_PROLOGUE = re.compile(
    r"(?:\s+|<\?[^>]{0,2000}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,1000}(?:\[.{0,4000}?\])?\s*>)", re.S | re.I
)
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w-]{0,40})[\s/>]")
_PAGE_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|article|main|section|h[1-6]|table|span|a)\b",
    re.I,
)
_JSON_ARRAY = re.compile(r"\[\s*(?:\{\s*(?:\"|\}|$)|\]\s*$|$)")
_JSON_OBJECT = re.compile(r"\{\s*(?:\"|\}|$)")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?://jsonfeed\.org/version/')
_MAIL_HEADER = re.compile(
    r"(?:return-path|received|delivered-to|dkim-signature|authentication-results|mime-version|message-id|content-type"
    r"|content-transfer-encoding|list-unsubscribe|list-id|from|to|subject|date|reply-to|x-[\w-]{1,60}|arc-[\w-]{1,60})"
    r":[ \t]|[ \t]+\S",
    re.I,
)
_MAIL_PROOF = re.compile(r"^(?:mime-version|message-id|received|return-path):", re.I | re.M)


def sniff_kind(head: bytes, name: str, media_type: str | None = None) -> Kind:
    """The kind of the bytes that begin with `head`, under that name, sent as that media type."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    text = decode_head(head).lstrip()
    told = _EXTENSIONS.get(extension_of(name)) or _MEDIA_TYPES.get(media_type or "")
    return _markup_kind(text) or _json_kind(text, told) or _mail_kind(text, told) or told or "text"


def extension_of(name: str) -> str:
    """The last extension of a name, lower case, with its dot."""
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if stem and dot and "/" not in extension else ""


def bom_encoding(data: bytes) -> str | None:
    """The encoding that the byte order mark tells, if there is one."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)


def decode_head(head: bytes) -> str:
    """The head as text, for looking at only."""
    return head.decode(bom_encoding(head) or "utf-8", "replace")


def _markup_kind(text: str) -> Kind | None:
    if not text.startswith("<"):
        return None
    place = 0
    while prologue := _XML_PROLOGUE.match(text, place):
        place = prologue.end()
    root = _ROOT.match(text, place)
    if root and root[1].lower() in ("rss", "feed", "rdf"):
        return "feed"
    if _PAGE_START.match(text, place) or _PAGE_START.match(text):
        return "html"
    return "unreadable" if text.startswith("<?xml") and root else None


def _json_kind(text: str, told: Kind | None) -> Kind | None:
    if _JSON_ARRAY.match(text):
        return "json"
    if not _JSON_OBJECT.match(text):
        return None
    if _JSON_FEED.search(text):
        return "json-feed"
    if told == "json-lines":
        return told
    first, newline, rest = text.partition("\n")
    if newline and not _is_json(first):
        # A broken first line before good ones is still a dump of lines.
        return "json-lines" if _JSON_OBJECT.match(rest) else "json"
    return "json-lines"


def _is_json(line: str) -> bool:
    try:
        json.loads(line, parse_int=str)
    except (ValueError, RecursionError):
        return False
    return True


def _mail_kind(text: str, told: Kind | None) -> Kind | None:
    """A mail starts with headers alone, and says things that no pasted article says."""
    head = re.split(r"\r?\n\r?\n", text[:20_000], maxsplit=1)[0]
    lines = head.splitlines()
    if told == "mail" or len(lines) < 3 or not _MAIL_PROOF.search(head):
        return told if told == "mail" else None
    known = sum(1 for line in lines if _MAIL_HEADER.match(line))
    return "mail" if known >= 0.7 * len(lines) else None
