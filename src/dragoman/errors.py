"""Errors that name the input, the place and the remedy: for our own callers, never for trouble inside a report."""

from collections.abc import Sequence
from typing import Any

AGAIN = "fetch, copy or save it again"  # the remedy for what is damaged or empty
AS_TEXT = "save its text as UTF-8, HTML or PDF"  # and for what is of a kind that is not read


class DragomanError(Exception):
    """Base of all errors that a user is shown in one line, without a traceback."""


class UsageError(DragomanError):
    """The command was asked for something that it cannot do."""


class KnowledgeError(DragomanError):
    """A file under `data/` breaks its schema: names the file, the field and what was expected."""


class IntakeError(DragomanError):
    """An input cannot be read. Caught at the input's border and kept as a `Problem`."""

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy


class InterruptedWork(KeyboardInterrupt):
    """Ctrl-C in the middle of several: `done` is what had been finished."""

    def __init__(self, done: Sequence[Any]) -> None:
        super().__init__()
        self.done = done


class RecordError(DragomanError):
    """The record file is missing, damaged, of a newer version, or in use."""
