"""Plain text: bytes to exactly the characters they spell, or the reason why they spell none."""

import re
from functools import lru_cache

from dragoman.datamodel import Document, PageFacts
from dragoman.errors import AS_TEXT, IntakeError
from dragoman.intake.containers.sniffing import bom_encoding
from dragoman.intake.documents import build_document, sha256_of
from dragoman.resources.code_pages import CodePages, load_code_pages

_SAMPLE_BYTES = 65_536
_BINARY = "binary: not text, nor a format that can be read"
_FEW_BROKEN = 1000  # one broken byte, or NUL, in so many is damage to UTF-8, not another encoding
_FEW_ACCENTS = 0.05  # share of bytes beyond ASCII up to which a text is in the Latin script
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(data: bytes, uri: str, charset: str | None = None) -> Document:
    """A text file as a document; line ends and every other character stay as they are."""
    return build_document(uri, "text/plain", sha256_of(data), decode_text(data, charset), PageFacts())


def decode_text(data: bytes, charset: str | None = None) -> str:
    """The characters: by byte order mark, the charset that came with it, UTF-8, or the encoding it looks like."""
    text = _decode(data, charset)
    controls = len(_CONTROLS.findall(text[:1_000_000]))
    if text.count("\x00") > len(text) // _FEW_BROKEN or controls > 0.02 * min(len(text), 1_000_000):
        raise IntakeError(_BINARY, remedy=AS_TEXT)
    return text.replace("\x00", "\ufffd")


def _decode(data: bytes, charset: str | None) -> str:
    marked = bom_encoding(data)
    for encoding in (marked, _unmarked_utf16(data), charset, "utf-8"):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    if marked:
        raise IntakeError(f"wrong encoding: begins as {marked.upper()} but is not", remedy=AS_TEXT)
    if b"\x00" in data:
        raise IntakeError(_BINARY, remedy=AS_TEXT)
    return _damaged_utf8(data) or _guess(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in Latin text as a NUL in every second place."""
    sample = data[: _SAMPLE_BYTES * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not (odd or even):
        return None
    if odd > 0.3 * len(sample) / 2 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * len(sample) / 2 and odd == 0 else None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (a page cut in two): each becomes U+FFFD, the rest is kept."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[:1_000_000] if c > "\x7f") - broken
    return text if broken <= max(1, len(data) // _FEW_BROKEN) and whole > 3 * broken else None


def _guess(data: bytes) -> str:
    """The text in the likeliest encoding of those that are met; none of the Latin ones shows by its bytes alone."""
    from charset_normalizer import from_bytes

    pages = _code_pages()
    sample = data[:_SAMPLE_BYTES]
    if len(data) > len(sample):
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    beyond_ascii = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    best = from_bytes(sample, cp_isolation=list(pages.candidates)).best()
    likeliest = best.encoding if best else None
    if beyond_ascii < _FEW_ACCENTS * len(sample) or likeliest in pages.latin:
        likeliest = _latin_page(sample, pages)
    try:
        return data.decode(likeliest or "ascii")
    except (UnicodeDecodeError, LookupError):
        raise IntakeError("wrong encoding: none found that fits", remedy="save it as UTF-8") from None


def _latin_page(sample: bytes, pages: CodePages) -> str:
    from dragoman.intake.language import detect_language

    usual = next(iter(pages.latin))
    language = detect_language(sample.decode(usual, "replace"), None)
    return next((page for page, languages in pages.latin.items() if language in languages), usual)


@lru_cache(maxsize=1)
def _code_pages() -> CodePages:
    return load_code_pages()
