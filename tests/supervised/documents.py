"""Invented documents and records without anything in them, for tests of processes that read."""

from dragoman.datamodel import Block, Document, Published, Reading, Report


def a_document(text: str, key: str | None = None) -> Document:
    """A document whose id and address are its text, or the key."""
    return Document(key or text, f"in/{key or text}", "text/plain", "0" * 64, text)


def two_reports(document: Document) -> tuple[Report, Report]:
    """Its halves."""
    half, end = len(document.text) // 2, len(document.text)
    return _report(document, "a", 0, half), _report(document, "b", half, end)


def empty_reading_of(report: Report) -> Reading:
    """A reading in which nothing was found, without a problem."""
    return Reading(report.id, (), (), (), (), (), (), ())


def _report(document: Document, key: str, start: int, end: int) -> Report:
    when = Published(None, None, "unknown")
    blocks = (Block(start, end, "body"),)
    return Report(f"{document.id}-{key}", document.id, start, end, None, None, None, (), None, "en", when, blocks)
