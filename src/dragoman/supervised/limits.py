"""What the reading of one document may take."""

from dataclasses import dataclass

from dragoman.datamodel import Document

USUAL_LENGTH = 50_000  # characters: the longest news articles stay below it; they are read in some six seconds


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How far the reading of one document goes before it is stopped.

    `seconds`: CPU time for a document of up to 50,000 characters; a longer one is given more in proportion.
    `memory_bytes`: beyond what the models hold.
    """

    seconds: float = 30.0
    memory_bytes: int = 2_000_000_000


def allowed_seconds(limits: ReadingLimits, document: Document) -> float:
    """The CPU seconds that a document may take: a text of a megabyte twenty times what an article may."""
    return limits.seconds * max(1.0, len(document.text) / USUAL_LENGTH)


def show_bytes(count: int) -> str:
    """2,000,000,000 as "2 GB"."""
    for unit, size in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if count >= size:
            return f"{count / size:g} {unit}"
    return f"{count} bytes"
