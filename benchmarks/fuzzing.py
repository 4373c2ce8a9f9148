"""Feeds every parser inputs that a coverage-guided fuzzer makes from small invented ones, and counts what escapes.

usage: python benchmarks/fuzzing.py [--runs 10000] [PARSER ...]

A parser may give a result, refuse in one of the ways that intake knows, or fail in words of its own, which intake's
last net turns into a problem (`cannot be read (KeyError: …)`). All else is uncaught: a process that dies, an input
that takes longer than 30 seconds. Needs atheris (pip install atheris). Prints for each parser: inputs, results,
refusals, what the net caught, uncaught, the slowest input.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import zstandard

from dragoman.errors import DragomanError, IntakeError
from dragoman.intake import files
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.sniffing import sniff_kind
from dragoman.intake.containers.streams import Budget, Item, stream_of
from dragoman.intake.options import IntakeOptions

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.intake.reading_inputs import zip_of

OPTIONS = IntakeOptions(max_bytes=200_000, max_archive_bytes=500_000, max_decompressed_bytes=2_000_000)
REFUSALS = (IntakeError, DragomanError, RecursionError, OSError, MemoryError, *files._DAMAGE)
LONGEST = 4096  # bytes of an input
SECONDS = 30  # after which intake kills a parser

PAGE = b"""<!doctype html><html lang="en"><head><title>Envoys meet</title>
<meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="2026-03-01T10:00:00Z"></head><body><article><h1>Envoys meet</h1>
<p>Envoys of Norland and Sundia met on Monday, an official said.</p>
<figcaption>A picture</figcaption></article></body>"""
MAIL = b"""From: A Wire <wire@example.org>\r\nSubject: =?utf-8?q?Talks?=\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000
MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n
Envoys met.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Envoys met.</p>\r\n--b--\r\n"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>Envoys meet</title>
<link>http://a.example/1</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;They met.</description></item></channel></rss>"""
JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Post",
"items": [{"id": "1", "title": "Envoys meet",
"content_text": "They met.", "date_published": "2026-03-02T10:00:00Z", "authors": [{"name": "A"}]}]}"""
ROWS = (
    b'{"text": "Envoys met.", "title": "T", "date": "2026-03-02", "authors": [{"name": "A"}], '
    b'"source": {"name": "P"}}\n'
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\n"
    b"WARC-Target-URI: http://a.example/\r\nContent-Length: 60\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nMinisters met.\r\n\r\n"
)
OPML = b'<opml version="2.0"><body><outline text="Post" xmlUrl="http://a.example/feed"/></body></opml>'
ACTORS = b"name,aliases,type,wikidata_id\nNorland,The North;Norlandia,state,Q1\n"
PROSE = (
    b"Envoys meet\n\nBy Ann Holm\nNORTHPORT, March 2 (Wire) - Envoys met last Friday, 2026-02-27, at 10:30."
    b"\n\n(c) The Post"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" + (
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj 4 0 obj<</Length 30>>stream\n"
    b"BT /F1 9 Tf (Envoys met.) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>"
)


def tar_of(name: str, data: bytes) -> bytes:
    """An archive with one member."""
    import tarfile

    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


DOCX = zip_of(
    {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body><w:p><w:r><w:t>Envoys met.</w:t></w:r></w:p></w:body></w:document>",
    }
)


def _through(name: str) -> Callable[[bytes], object]:
    """A container's reader, with all that it holds read to the end."""
    from dragoman.intake.files import _CONTAINERS

    context = IntakeContext(OPTIONS)
    context.guarded = lambda parse, *given: parse(*given)  # type: ignore[method-assign] # in this process, to be seen

    def read(data: bytes) -> object:
        item = Item("x", "x", stream_of(data), Budget(OPTIONS, len(data)), size=len(data))
        return list(_CONTAINERS[name](item, context))  # type: ignore[index]

    return read


def _from_path(read: Callable[[Path], object], suffix: str) -> Callable[[bytes], object]:
    path = Path(tempfile.mkdtemp()) / f"x{suffix}"

    def parse(data: bytes) -> object:
        path.write_bytes(data)
        return read(path)

    return parse


def make_parser(name: str) -> tuple[Callable[[bytes], object], list[bytes]]:
    """A parser by name, and what its inputs are made from."""
    if name in ("feed", "json-feed", "json", "json-lines", "warc", "zip", "tar", "gzip", "zstd"):
        import gzip

        seeds = {
            "feed": FEED, "json-feed": JSON_FEED, "json": b"[" + ROWS.strip() + b"]", "json-lines": ROWS * 3,
            "warc": WARC,
            "zip": zip_of({"a.txt": PROSE, "b.jsonl": ROWS}), "tar": tar_of("a.txt", PROSE),
            "gzip": gzip.compress(ROWS * 3, mtime=0), "zstd": zstandard.compress(PROSE),
        }  # fmt: skip
        return _through(name), [seeds[name]]
    return _leaf(name)


def _leaf(name: str) -> tuple[Callable[[bytes], object], list[bytes]]:
    from dragoman.intake.feed_lists import read_feed_list
    from dragoman.intake.formats.html import read_page
    from dragoman.intake.formats.mail import read_mail
    from dragoman.intake.formats.markup import find_paragraphs
    from dragoman.intake.formats.office import read_docx, read_pdf
    from dragoman.intake.formats.plaintext import read_text

    leaves: dict[str, tuple[Callable[[bytes], object], list[bytes]]] = {
        "sniffing": (lambda d: sniff_kind(d, "x"), [PAGE, MAIL, FEED, PDF, ROWS]),
        "text": (lambda d: read_text(d, "x"), [PROSE, PROSE.decode().encode("utf-16")]),
        "page": (lambda d: read_page(d, "x", OPTIONS), [PAGE]),
        "mail": (lambda d: read_mail(d, "x", OPTIONS), [MAIL]),
        "pdf": (lambda d: read_pdf(d, "x"), [PDF]),
        "docx": (lambda d: read_docx(d, "x"), [DOCX]),
        "markup": (lambda d: find_paragraphs(d.decode("utf-8", "replace")), [PAGE]),
        "feed-list": (_from_path(read_feed_list, ".opml"), [OPML, b"http://a.example/feed\n"]),
    }
    return leaves[name] if name in leaves else _of_text(name)


def _of_text(name: str) -> tuple[Callable[[bytes], object], list[bytes]]:
    from dragoman.datamodel import Document, PageFacts
    from dragoman.intake.actor_lists import parse_actor_list
    from dragoman.intake.calendar.expressions import find_calendar_expressions
    from dragoman.intake.reports import to_reports
    from dragoman.resources import load_resources
    from dragoman.resources.actor_lists import load_actor_list_forms

    resources = load_resources()

    def layout(data: bytes) -> object:
        text = data.decode("utf-8", "replace")
        return to_reports(Document("doc-1", "x", "text/plain", "0" * 64, text, PageFacts()), resources)

    readers: dict[str, tuple[Callable[[bytes], object], list[bytes]]] = {
        "layout": (layout, [PROSE]),
        "calendar": (lambda d: find_calendar_expressions(d.decode("utf-8", "replace"), resources.times), [PROSE]),
        "actor-list": (
            lambda d: parse_actor_list(d.decode("utf-8", "replace"), "x", load_actor_list_forms()),
            [ACTORS],
        ),
    }
    return readers[name]


PARSERS = (
    "sniffing", "text", "page", "mail", "pdf", "docx", "markup", "feed", "json-feed", "json", "json-lines", "warc",
    "zip", "tar", "gzip", "zstd", "feed-list", "layout", "calendar", "actor-list",
)  # fmt: skip


def fuzz(name: str, runs: int) -> None:
    """Feed one parser in this process, print the count as JSON, and end."""
    import atheris

    with atheris.instrument_imports(include=["dragoman.intake"]):
        parse, seeds = make_parser(name)
    ends: Counter[str] = Counter()
    slowest = 0.0

    def feed(data: bytes) -> None:
        nonlocal slowest
        begun = time.perf_counter()
        try:
            parse(data)
            ends["results"] += 1
        except REFUSALS:
            ends["refusals"] += 1
        except Exception as error:  # noqa: BLE001 (these are what is looked for)
            ends[f"net: {type(error).__name__}: {str(error)[:60]!r}"] += 1
        taken = time.perf_counter() - begun
        slowest = max(slowest, taken)
        ends["late"] += taken > SECONDS
        if sum(ends.values()) - ends["late"] >= runs:
            sys.__stdout__.write(json.dumps({"ends": ends, "slowest": slowest}) + "\n")
            sys.__stdout__.flush()
            os._exit(0)

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            (Path(folder) / f"seed-{number}").write_bytes(seed)
        given = [sys.argv[0], folder, f"-max_len={LONGEST}", "-seed=7", "-rss_limit_mb=4096", "-verbosity=0"]
        atheris.Setup(given, feed)
        atheris.Fuzz()


def main() -> int:
    """Every parser in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parsers", nargs="*", metavar="PARSER", help=", ".join(PARSERS))
    options.add_argument("--runs", type=int, default=10_000)
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        fuzz(asked.parsers[0], asked.runs)
    bad = 0
    print(
        f"{'parser':12}{'inputs':>8}{'results':>9}{'refusals':>10}{'by the net':>12}{'uncaught':>10}{'slowest, s':>12}"
    )
    for name in asked.parsers or PARSERS:
        command = [sys.executable, __file__, "--one", name, "--runs", str(asked.runs)]
        seeded = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=seeded)
        line = next((x for x in done.stdout.splitlines() if x.startswith('{"ends"')), None)
        if line is None:
            print(f"{name:12} died: {done.stderr.strip()[-300:]}")
            bad += 1
            continue
        told = json.loads(line)
        ends: dict[str, int] = told["ends"]
        late = ends.pop("late", 0)
        net = {kind: n for kind, n in ends.items() if kind.startswith("net")}
        bad += late
        counts = f"{ends.get('results', 0):9}{ends.get('refusals', 0):10}{sum(net.values()):12}{late:10}"
        print(f"{name:12}{sum(ends.values()):8}{counts}{told['slowest']:12.2f}", flush=True)
        kinds = Counter[str]()
        for kind, times in net.items():
            kinds[kind.split(": ")[1]] += times
        if net:
            print("    by the net: " + ", ".join(f"{kind} {times}" for kind, times in kinds.most_common(8)))
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
