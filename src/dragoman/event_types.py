"""Which event types there are: PLOVER's and those that were added, a file of `data/events` each."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def list_event_types() -> tuple[str, ...]:
    """Their names, in order: "ACCUSE", "AGREE" and so on. Reads no file, so that the command line starts at once."""
    names = (entry.name for entry in (files("dragoman") / "data" / "events").iterdir())
    return tuple(sorted(name.removesuffix(".yaml").upper() for name in names if name.endswith(".yaml")))
