"""PDF and Word files, through the extra "office". Runs inside the guarded worker."""

import io
from importlib.util import find_spec
from typing import Any

from dragoman.datamodel import Document, PageFacts
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.documents import build_document, drop_unstorable, sha256_of

_REMEDY = 'pip install "dragoman[office]"'
# What the libraries let through, of their own and of lxml and zipfile, where a part is missing or broken.
_DAMAGE = (SyntaxError, LookupError, AttributeError, TypeError, ValueError, ArithmeticError, RuntimeError)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_pdf(data: bytes, uri: str) -> Document:
    """The text of a PDF, page after page."""
    if find_spec("pypdf") is None:
        raise IntakeError("PDF files need an extra library", remedy=_REMEDY)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return _read_pdf(PdfReader(io.BytesIO(data)), data, uri)
    except (PyPdfError, *_DAMAGE) as error:
        raise IntakeError("a damaged PDF", where=f"{type(error).__name__}: {error}"[:80], remedy=AGAIN) from error


def _read_pdf(reader: Any, data: bytes, uri: str) -> Document:
    if reader.is_encrypted and not reader.decrypt(""):
        raise IntakeError("the PDF is encrypted", remedy="save a copy without a password")
    pages = [page.extract_text().strip() for page in reader.pages]
    text = drop_unstorable("\n\n".join(filter(None, pages)))
    if not text:
        raise IntakeError("empty: the PDF holds no text, only pictures perhaps", remedy="read its text by OCR first")
    metadata = reader.metadata
    facts = _find_facts(text, metadata and metadata.title, metadata and metadata.author)
    return build_document(uri, "application/pdf", sha256_of(data), text, facts)


def read_docx(data: bytes, uri: str) -> Document:
    """The paragraphs of a Word file, and its tables row by row."""
    if find_spec("docx") is None:
        raise IntakeError("Word files need an extra library", remedy=_REMEDY)
    try:
        return _read_docx(data, uri)
    except _DAMAGE as error:
        raise IntakeError("a damaged Word file", where=f"{type(error).__name__}: {error}"[:80], remedy=AGAIN) from error


def _read_docx(data: bytes, uri: str) -> Document:
    from docx import Document as WordFile
    from docx.table import Table

    word = WordFile(io.BytesIO(data))
    parts: list[str] = []
    for piece in word.iter_inner_content():
        rows = [[c.text for c in row.cells] for row in piece.rows] if isinstance(piece, Table) else [[piece.text]]
        parts += [" | ".join(row).strip() for row in rows]
    text = drop_unstorable("\n\n".join(filter(None, parts)))
    facts = _find_facts(text, word.core_properties.title, word.core_properties.author)
    return build_document(uri, _WORD, sha256_of(data), text, facts)


def _find_facts(text: str, title: object, author: object) -> PageFacts:
    """A title counts only where the text bears it out: programs put file names there. Its dates are the file's."""
    named = " ".join(title.split()) if isinstance(title, str) else ""
    seen = bool(named) and named in " ".join(text[:5000].split())
    byline = isinstance(author, str) and author.strip() and author.strip() in text[:5000]
    return PageFacts(title=named if seen else None, authors=(str(author).strip(),) if byline else ())
