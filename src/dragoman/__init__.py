"""Dragoman reads news reports and works out what reportedly happened, who was there, and who says so.

From Python: `record = dragoman.read(["reports/"])`, then `record.events()`; see `dragoman.api`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import EventView, ReadRecord, open_record, read

__version__ = "0.1.0"
__all__ = ["EventView", "ReadRecord", "__version__", "open_record", "read"]


def __getattr__(name: str) -> Any:
    """`read`, `open_record` and their classes are loaded when first asked for: `dragoman --help` needs none of them."""
    if name in __all__:
        from dragoman import api

        return getattr(api, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
