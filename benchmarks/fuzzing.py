"""Feeds every parser inputs that are nearly right, and counts how each ends.

usage: python benchmarks/fuzzing.py [--runs 10000] [--input N] [PARSER ...]

The inputs are made by `tests/intake/mutated_inputs.py`: valid ones changed at their format's joints, in containers
whose lengths and checksums are right, so that most get past the first look. A parser may give a document (or whatever
else it is there to give), refuse in one of the ways that intake knows, which makes a problem, or fail in words of its
own, which intake's last net turns into a problem (`cannot be read (KeyError: …)`). All else is uncaught: a process that
dies, an input that takes longer than 30 seconds. Prints for each parser: inputs, those that gave a document, those that
gave problems only, those that the net caught, uncaught, the slowest input. `--input N` runs one input of a parser and
lets its error through.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from dragoman.datamodel import Document, PageFacts, Problem
from dragoman.errors import DragomanError, IntakeError
from dragoman.intake import files
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.sniffing import sniff_kind
from dragoman.intake.containers.streams import Budget, Item, stream_of
from dragoman.intake.options import IntakeOptions

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.intake.mutated_inputs import MAKERS

OPTIONS = IntakeOptions(max_bytes=500_000, max_archive_bytes=500_000, max_decompressed_bytes=2_000_000)
REFUSALS = (IntakeError, DragomanError, RecursionError, OSError, *files._DAMAGE)
SECONDS = 30  # after which intake kills a parser
MEMORY = 3_000_000_000
CAUGHT_BY_NET = ("cannot be read (", "cannot be parsed (")

Parser = Callable[[bytes], object]


class Late(BaseException):
    """An input takes too long."""


def _through(name: str) -> Parser:
    """A reader of whole inputs, with all that it holds read to the end, in this process, to be seen."""
    context = IntakeContext(OPTIONS)
    context.guarded = lambda parse, *given: parse(*given)  # type: ignore[method-assign]

    def read(data: bytes) -> object:
        kind = None if name in files._ARCHIVES else name  # what is inside an archive has another
        item = Item("x", f"x.{name}", stream_of(data), Budget(OPTIONS, len(data)), size=len(data), kind=kind)  # type: ignore[arg-type]
        return list(files._read_item(item, context))

    return read


def _from_path(read: Callable[[Path], object], suffix: str) -> Parser:
    path = Path(tempfile.mkdtemp()) / f"x{suffix}"

    def parse(data: bytes) -> object:
        path.write_bytes(data)
        return read(path)

    return parse


def make_parser(name: str) -> tuple[Parser, str]:
    """A parser by name, and the maker of its inputs."""
    if name in ("text", "mail", "pdf", "docx", *files._CONTAINERS):
        return _through(name), name
    if name == "page":
        return _through("html"), "page"
    if name == "sniffing":
        return (lambda data: sniff_kind(data, "x")), "sniffing"
    if name == "feed-list":
        from dragoman.intake.feed_lists import read_feed_list

        return _from_path(read_feed_list, ".opml"), "feed-list"
    return _of_text(name)


def _of_text(name: str) -> tuple[Parser, str]:
    from dragoman.intake.actor_lists import parse_actor_list
    from dragoman.intake.calendar.expressions import find_calendar_expressions
    from dragoman.intake.formats.markup import find_paragraphs
    from dragoman.intake.reports import to_reports
    from dragoman.resources import load_resources
    from dragoman.resources.actor_lists import load_actor_list_forms

    resources, forms = load_resources(), load_actor_list_forms()
    readers: dict[str, tuple[Callable[[str], object], str]] = {
        "markup": (find_paragraphs, "page"),
        "layout": (
            lambda t: to_reports(Document("doc-1", "x", "text/plain", "0" * 64, t, PageFacts()), resources),
            "text",
        ),
        "calendar": (lambda t: find_calendar_expressions(t, resources.times), "text"),
        "actor-list": (lambda t: parse_actor_list(t, "x.csv" if "," in t[:20] else "x.tsv", forms), "actor-list"),
    }
    read, maker = readers[name]
    return (lambda data: read(data.decode("utf-8", "replace"))), maker


PARSERS = (
    "sniffing", "text", "page", "mail", "pdf", "docx", "markup", "feed", "json-feed", "json", "json-lines", "parquet",
    "warc", "zip", "tar", "gzip", "zstd", "feed-list", "layout", "calendar", "actor-list",
)  # fmt: skip


def end_of(parse: Parser, data: bytes) -> str:
    """How an input ends: documents, problems, net: what it said, or late."""
    signal.alarm(SECONDS)
    try:
        given = parse(data)
    except REFUSALS:
        return "problems"
    except Late:
        return "late"
    except Exception as error:  # noqa: BLE001 (these are what is looked for)
        return f"net: {type(error).__name__}: {str(error)[:60]!r}"
    finally:
        signal.alarm(0)
    outcomes = given if isinstance(given, list) else [given]
    caught = [o.what for o in outcomes if isinstance(o, Problem) and o.what.startswith(CAUGHT_BY_NET)]
    if caught:
        return f"net: {caught[0].partition('(')[2][:70]}"
    only_problems = all(isinstance(o, Problem) for o in outcomes) and any(isinstance(o, Problem) for o in outcomes)
    return "problems" if only_problems else "documents"


def fuzz(name: str, runs: int) -> None:
    """Feed one parser in this process, and print the count as JSON."""
    import resource

    parse, maker = make_parser(name)
    signal.signal(signal.SIGALRM, _stop)
    end_of(parse, MAKERS[maker](random.Random(0)))  # what is loaded at first use
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    ends: Counter[str] = Counter()
    first: dict[str, int] = {}
    slowest = 0.0
    for number in range(runs):
        data = MAKERS[maker](random.Random(f"{name} {number}"))
        begun = time.perf_counter()
        end = end_of(parse, data)
        slowest = max(slowest, time.perf_counter() - begun)
        ends[end] += 1
        first.setdefault(end, number)
    sys.__stdout__.write(json.dumps({"ends": ends, "first": first, "slowest": slowest}) + "\n")


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise Late


def main() -> int:
    """Every parser in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parsers", nargs="*", metavar="PARSER", help=", ".join(PARSERS))
    options.add_argument("--runs", type=int, default=10_000)
    options.add_argument("--input", type=int, metavar="N")
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        fuzz(asked.parsers[0], asked.runs)
        return 0
    if asked.input is not None:
        parse, maker = make_parser(asked.parsers[0])
        data = MAKERS[maker](random.Random(f"{asked.parsers[0]} {asked.input}"))
        print(data, parse(data), sep="\n")
        return 0
    head = f"{'parser':12}{'inputs':>8}{'documents':>11}{'problems':>10}{'by the net':>12}{'uncaught':>10}"
    print(f"{head}{'slowest, s':>12}")
    return int(sum(_tell(name, asked.runs) for name in asked.parsers or PARSERS) > 0)


def _tell(name: str, runs: int) -> int:
    command = [sys.executable, __file__, "--one", name, "--runs", str(runs)]
    seeded = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=seeded)
    line = next((x for x in done.stdout.splitlines() if x.startswith('{"ends"')), None)
    if line is None:
        print(f"{name:12} died: {done.stderr.strip()[-300:]}")
        return 1
    told = json.loads(line)
    ends: dict[str, int] = told["ends"]
    net = {kind: n for kind, n in ends.items() if kind.startswith("net")}
    late = ends.get("late", 0)
    counts = f"{ends.get('documents', 0):11}{ends.get('problems', 0):10}{sum(net.values()):12}{late:10}"
    print(f"{name:12}{sum(ends.values()):8}{counts}{told['slowest']:12.2f}", flush=True)
    kinds = Counter[str]()
    example: dict[str, str] = {}
    for kind, times in net.items():
        kinds[kind.split(": ")[1]] += times
        example.setdefault(kind.split(": ")[1], f"{told['first'][kind]}: {kind.partition(': ')[2]}")
    for kind, times in kinds.most_common(8):
        print(f"    by the net {times:5}  input {example[kind]}")
    return late


if __name__ == "__main__":
    sys.exit(main())
