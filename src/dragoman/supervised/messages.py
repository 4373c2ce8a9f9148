"""What a reading process and its supervisor say to each other, as MessagePack in frames."""

import msgspec

from dragoman.datamodel import Document, Problem, Reading, Report


class Task(msgspec.Struct, array_like=True, frozen=True):
    """A document to read, the CPU seconds after which the process ends itself, and whether stages are timed."""

    document: Document
    seconds: float
    profiled: bool


class Ready(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """The models are loaded."""


class Unable(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """The models cannot be loaded, and why."""

    what: str


class StoriesFound(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """The stories of the document, or why there are none."""

    reports: tuple[Report, ...]
    problem: Problem | None


class StoryRead(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """The next story's reading."""

    reading: Reading


class Done(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """The document is read: CPU seconds by stage and tokens, where they were asked for."""

    seconds: dict[str, float]
    tokens: int


class OutOfMemory(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """Memory ran out on the way."""


Answer = Ready | Unable | StoriesFound | StoryRead | Done | OutOfMemory
