"""How long every regular expression of the program takes on 100 kB of text made to make it slow.

usage: python benchmarks/patterns.py [--slowest 15]

Finds every compiled pattern in the program's modules and in its loaded knowledge, and lets each go through each text in
a process that is killed after so many seconds: to the end (`finditer`), or only from the beginning where its module
never asks for more. Prints the slowest and how many were killed.
"""

import argparse
import importlib
import inspect
import multiprocessing
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import msgspec

import dragoman
from dragoman.resources import load_resources

SIZE = 100_000  # characters
SECONDS = 5.0  # that one pattern may take on one text before it is stopped
GRAINS = (
    "a", "A", " ", "\n", "\t", ".", ",", "-", "—", "1", "(", "[", "<", "&", "“", '"', "'", ":", "/", "0:", "1 ", "a ",
    "A ", "A.", "a,", "A. ", "1,", "1-", "-1", "a-", "“a” ", '"a" ', "(a) ", "<a ", "</a>", "&amp;", "May 1, ",
    "1 May ", "2026-", "Mr. ", "By A ", "a@b.", "http://", "A B ", "a\n", "A\n\n", " \n", "said ", "“said ", "no ",
    "the the ",    "\u200b", "é", "話", "\U0001f600", "\u202e",
)  # fmt: skip
IN_SLICES = {  # patterns that are given so many characters at most, told where they are asked
    "dragoman.weighing.sourcing._JUST_BEFORE": 60,
    "dragoman.intake.dating.offices._BEFORE": 40,
    "dragoman.weighing.differences.opposing._OWNER": 200,
}


def find_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern over text, by the name of where it is."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
        if module.name.endswith("__main__") or ".spark" in module.name:
            continue
        held = vars(importlib.import_module(module.name))
        for name, value in sorted(held.items()):
            found.update(_patterns_in(f"{module.name}.{name}", value, 1))
    resources = load_resources()
    for name in sorted(k for k in vars(type(resources)) if not k.startswith("_")):
        found.update(_patterns_in(f"resources.{name}", getattr(resources, name), 4))
    return {name: p for name, p in found.items() if isinstance(p.pattern, str)}


def _patterns_in(name: str, value: object, depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth and isinstance(value, dict) and len(value) < 2000:
        for key, part in value.items():
            yield from _patterns_in(f"{name}[{key!r}]", part, depth - 1)
    elif depth and isinstance(value, list | tuple) and len(value) < 2000:
        for number, part in enumerate(value):
            yield from _patterns_in(f"{name}[{number}]", part, depth - 1)
    elif depth and not isinstance(value, type) and (is_dataclass(value) or isinstance(value, msgspec.Struct)):
        names = [f.name for f in fields(value)] if is_dataclass(value) else value.__struct_fields__
        for part in names:
            yield from _patterns_in(f"{name}.{part}", getattr(value, part, None), depth - 1)


def is_anchored(name: str) -> bool:
    """True where the pattern's module asks only whether it stands at a place."""
    module, _, own = name.rpartition(".")
    if module not in sys.modules or not own.startswith("_"):
        return False
    asked = set(re.findall(rf"\b{own}\.(\w+)\(", inspect.getsource(sys.modules[module])))
    return bool(asked) and asked <= {"match", "fullmatch"}


def measure(name: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, float]]:
    """The seconds that it takes on each text."""
    anchored, size = is_anchored(name), IN_SLICES.get(name, SIZE)
    for grain in GRAINS:
        text = (grain * (SIZE // len(grain) + 1))[:SIZE]
        begun = time.perf_counter()
        if anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for at in range(0, SIZE, size):
                for _ in pattern.finditer(text[at : at + size]):
                    pass
        yield grain, time.perf_counter() - begun


def _work(pipe: "multiprocessing.connection.Connection", name: str, pattern: re.Pattern[str]) -> None:
    for told in measure(name, pattern):
        pipe.send(told)
    pipe.send(None)


def watch(name: str, pattern: re.Pattern[str]) -> tuple[float, str, bool]:
    """The longest that it took, on which text, and whether it had to be stopped."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("fork").Process(target=_work, args=(theirs, name, pattern), daemon=True)
    worker.start()
    worst, at, number = 0.0, "", 0
    while ours.poll(SECONDS):
        told = ours.recv()
        if told is None:
            worker.join()
            return worst, at, False
        number += 1
        if told[1] > worst:
            worst, at = told[1], told[0]
    worker.kill()
    return SECONDS, GRAINS[number], True


def main() -> int:
    """Measure all and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slowest", type=int, default=15)
    asked = options.parse_args()
    found = find_patterns()
    rows = sorted(((*watch(name, pattern), name) for name, pattern in found.items()), reverse=True)
    stopped = sum(row[2] for row in rows)
    print(
        f"{len(rows)} patterns over {len(GRAINS)} texts of {SIZE:,} characters; {stopped} stopped after {SECONDS:g} s"
    )
    for worst, at, late, name in rows[: asked.slowest]:
        print(f"{worst:8.3f} s{'+' if late else ' '} {at!r:12} {name}")
    return int(bool(stopped))


if __name__ == "__main__":
    sys.exit(main())
