"""How many items a run will meet, where that is cheap to tell: for the time that is left."""

from collections.abc import Sequence
from pathlib import Path

from dragoman.datamodel import Problem
from dragoman.intake.containers.paths import find_files
from dragoman.intake.options import IntakeOptions

_LINES = (".jsonl", ".ndjson")
_UNTOLD = (".gz", ".zst", ".zip", ".tar", ".tgz", ".warc", ".xml", ".rss", ".atom", ".json", ".mbox")
_CHUNK = 1 << 20
_MOST_FILES = 1_000_000
_MOST_BYTES = 500_000_000  # of a dump whose lines are counted before it is read


def estimate_items(inputs: Sequence[str], options: IntakeOptions) -> int | None:
    """The files of folders and the lines of JSON Lines; None where a container would have to be opened to know."""
    count = 0
    for given in inputs:
        try:
            if not Path(given).exists():
                return None  # an address, a glob, standard input
            for found in find_files(given, options):
                lines = 1 if isinstance(found, Problem) else _count_lines(found)
                if lines is None or count > _MOST_FILES:
                    return None
                count += lines
        except (OSError, ValueError):
            return None
    return count


def _count_lines(file: Path) -> int | None:
    ending = file.suffix.lower()
    if ending in _UNTOLD:
        return None
    if ending not in _LINES:
        return 1
    if file.stat().st_size > _MOST_BYTES:  # not read twice for an estimate
        return None
    with file.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
