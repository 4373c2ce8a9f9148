"""How many items a run will meet, where that is cheap to tell: for the time that is left."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.intake.options import IntakeOptions

_LINES = (".jsonl", ".ndjson")
_UNTOLD = (".gz", ".zst", ".zip", ".tar", ".tgz", ".warc", ".xml", ".rss", ".atom", ".json", ".mbox")
_CHUNK = 1 << 20
_MOST_FILES = 1_000_000


def estimate_items(inputs: Sequence[str], options: IntakeOptions) -> int | None:
    """The files of folders and the lines of JSON Lines; None where a container would have to be opened to know."""
    count = 0
    for given in inputs:
        path = Path(given)
        try:
            if not path.exists():
                return None  # an address, a glob, standard input
            for file in _files(path, options):
                lines = _count_lines(file)
                if lines is None or count > _MOST_FILES:
                    return None
                count += lines
        except (OSError, ValueError):
            return None
    return count


def _files(path: Path, options: IntakeOptions) -> Iterator[Path]:
    inside = sorted(path.rglob("*")) if path.is_dir() else [path]
    hidden = (p for p in inside if any(part.startswith(".") for part in p.relative_to(path).parts))
    passed = {str(p) for p in hidden}
    for file in inside:
        if file.is_file() and str(file) not in passed and str(file.absolute()) not in options.passed_over:
            yield file


def _count_lines(file: Path) -> int | None:
    ending = file.suffix.lower()
    if ending in _UNTOLD:
        return None
    if ending not in _LINES:
        return 1
    with file.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
