"""A report's text cut where readings begin and end: each run knows every reading that covers it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.datamodel import Block

SET_ASIDE = ("furniture", "repeat")  # roles of what is not of the text proper
MOST_NOTES = 8  # readings told of one run


@dataclass(frozen=True, slots=True)
class Layer:
    """A reading of some characters: its kind, and what it says in words. A `quiet` one stops the keyboard once only."""

    start: int
    end: int
    kind: str
    note: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that the same readings cover. `focus`: the keyboard stops here; `anchor`: where links lead."""

    start: int
    text: str
    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    focus: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report in runs."""

    role: str
    runs: tuple[Run, ...]


def cut_blocks(text: str, blocks: Iterable[Block], layers: Sequence[Layer]) -> Iterator[Paragraph]:
    """Each block's characters in runs, in one walk; blocks are in order, layers sorted by start."""
    waiting = iter(layers)
    upcoming = next(waiting, None)
    open_ones: list[Layer] = []
    for block in blocks:
        open_ones = [x for x in open_ones if x.end > block.start]
        while upcoming is not None and upcoming.start < block.end:
            open_ones.append(upcoming)
            upcoming = next(waiting, None)
        inside = [x for x in open_ones if x.end > block.start]
        yield Paragraph(block.role, tuple(_cut(text, block, inside)))


def sort_layers(layers: Iterable[Layer]) -> list[Layer]:
    """By start, the widest first."""
    return sorted(set(layers), key=lambda x: (x.start, -x.end, x.kind, x.note))


def _cut(text: str, block: Block, inside: Sequence[Layer]) -> Iterator[Run]:
    places = {min(max(p, block.start), block.end) for x in inside for p in (x.start, x.end)}
    edges = sorted({block.start, block.end} | places)
    waiting = iter(inside)
    upcoming = next(waiting, None)
    active: list[Layer] = []
    for low, high in pairwise(edges):
        active = [x for x in active if x.end > low]
        while upcoming is not None and upcoming.start <= low:
            active.append(upcoming)
            upcoming = next(waiting, None)
        yield _run(text, low, high, active)


def _run(text: str, low: int, high: int, active: Sequence[Layer]) -> Run:
    covering = [x for x in active if x.end > low]
    loud = [x for x in covering if not x.quiet]
    begun = [x for x in covering if x.quiet and x.start == low]
    notes = dict.fromkeys(x.note for x in [*reversed(loud), *reversed(covering)] if x.note)
    kinds = dict.fromkeys(x.kind for x in covering)
    return Run(low, text[low:high], tuple(kinds), tuple(notes)[:MOST_NOTES], bool(loud or begun))
