"""What is given, cut into parts that can be read apart: pieces of long dumps, and whole files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.datamodel import Problem
from dragoman.intake.containers.paths import find_files
from dragoman.intake.containers.sniffing import sniff_kind
from dragoman.intake.containers.streams import SNIFF_BYTES
from dragoman.intake.options import IntakeOptions

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """A file (`line` 0), or of JSON Lines some bytes from `start` on, whose first line has the number `line`."""

    path: str
    start: int = 0
    length: int = 0
    line: int = 0


def cut_inputs(inputs: Sequence[str], options: IntakeOptions, size: int) -> Iterator[Slice | Problem]:
    """The slices of all inputs, in order, those of dumps of about `size` bytes; problems for what cannot be opened."""
    for given in inputs:
        for found in find_files(given, options):
            if isinstance(found, Problem):
                yield found
                continue
            try:
                yield from _cut(found, size)
            except OSError as error:
                yield Problem(str(found), "intake", f"cannot be read ({error.strerror or error})")


def _cut(path: Path, size: int) -> Iterator[Slice]:
    with path.open("rb") as stream:
        head = stream.read(SNIFF_BYTES)
        if sniff_kind(head, path.name, None) != "json-lines":
            yield Slice(str(path))
            return
        stream.seek(0)
        start, line, at, lines = 0, 1, 0, 0
        while block := stream.read(_BLOCK):
            cut = block.rfind(b"\n") + 1
            if cut and at + cut - start >= size:
                lines += block.count(b"\n", 0, cut)
                yield Slice(str(path), start, at + cut - start, line)
                start, line, lines = at + cut, line + lines, block.count(b"\n", cut)
            else:
                lines += block.count(b"\n")
            at += len(block)
        if at > start:
            yield Slice(str(path), start, at - start, line)
