"""Read what was given: every input becomes documents, or problems that say why not.

    counts = Counts()
    for outcome in read_documents(["reports/", "crawl.warc.gz", "-"], IntakeOptions(), counts):
        ...

An item is one file, or one member, page, entry or row inside a container. Each ends as exactly one document or one
problem; a container that breaks off adds a problem of its own for the rest. Nothing is fetched unless an input is
itself an http(s) address, or the options say that a feed's links be followed.
"""

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

import zstandard

from dragoman.datamodel import Document, PageFacts, Problem
from dragoman.errors import AGAIN, AS_TEXT, IntakeError
from dragoman.intake.containers.archives import unpack_gzip, unpack_tar, unpack_zip, unpack_zstd
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.paths import open_path
from dragoman.intake.containers.sniffing import Kind, bom_encoding, sniff_kind
from dragoman.intake.containers.streams import SNIFF_BYTES, Budget, Item, read_whole, stream_of
from dragoman.intake.containers.web_archives import read_warc
from dragoman.intake.documents import sha256_of, with_facts
from dragoman.intake.formats.dumps import read_json, read_json_lines
from dragoman.intake.formats.feeds import FeedEntry, build_entry, parse_feed, parse_json_feed
from dragoman.intake.formats.office import read_docx, read_pdf
from dragoman.intake.formats.parquet import read_parquet
from dragoman.intake.formats.plaintext import read_text
from dragoman.intake.options import FetchPolicy, IntakeOptions
from dragoman.intake.web.fetching import Fetched

__all__ = ["Counts", "FetchPolicy", "IntakeOptions", "read_documents"]

_DAMAGE = (
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,  # a zip of a version that there is not yet
    tarfile.TarError,
    zstandard.ZstdError,
)

Found = Item | Document | Problem
ReadOne = Callable[[bytes, Item, IntakeContext], Document]
ReadMany = Callable[[Item, IntakeContext], Iterator[Found]]


@dataclass(slots=True)
class Counts:
    """How the items of a run ended; grows as `read_documents` is read."""

    read: int = 0
    set_aside: int = 0

    @property
    def given(self) -> int:
        """All items met."""
        return self.read + self.set_aside

    def add(self, outcome: Document | Problem) -> None:
        """Count one item."""
        if isinstance(outcome, Document):
            self.read += 1
        else:
            self.set_aside += 1


def read_documents(
    inputs: Sequence[str], options: IntakeOptions, counts: Counts | None = None
) -> Iterator[Document | Problem]:
    """Files, folders, globs, "-" and http(s) addresses, in the order given, each item as a document or a problem."""
    with IntakeContext(options) as context:
        for given in inputs:
            for found in _open(given, context):
                for outcome in _read(found, context):
                    if counts is not None:
                        counts.add(outcome)
                    yield outcome


def read_fetched(answer: Fetched, given: str, context: IntakeContext) -> Iterator[Document | Problem]:
    """What an address answered, each item as a document or a problem."""
    yield from _read(_fetched_item(answer, given, context), context)


def _open(given: str, context: IntakeContext) -> Iterator[Item | Problem]:
    if not given.lower().startswith(("http://", "https://")):
        yield from open_path(given, context.options)
        return
    answer = context.fetcher.fetch(given)
    yield answer if isinstance(answer, Problem) else _fetched_item(answer, given, context)


def _fetched_item(answer: Fetched, uri: str, context: IntakeContext) -> Item:
    return Item(
        uri,
        urlsplit(answer.url).path,
        stream_of(answer.data),
        Budget(context.options, len(answer.data)),
        size=len(answer.data),
        url=answer.url,
        charset=answer.charset,
        media_type=answer.media_type,
    )


def _read(found: Found, context: IntakeContext) -> Iterator[Document | Problem]:
    """All that an item holds. Whatever goes wrong in it ends here, as a problem."""
    if not isinstance(found, Item):
        yield found
        return
    try:
        yield from _read_item(found, context)
    except IntakeError as error:
        yield Problem(found.uri, "intake", error.what, error.where, error.remedy)
    except RecursionError:
        yield Problem(found.uri, "intake", "nested too deeply")
    except (*_DAMAGE, OSError) as error:
        yield Problem(found.uri, "intake", f"damaged or cut off ({error})", remedy=AGAIN)
    except Exception as error:  # noqa: BLE001 (one bad input never stops the run)
        shown = "".join(c if c.isprintable() else " " for c in f"{type(error).__name__}: {error}")
        yield Problem(found.uri, "intake", f"cannot be read ({shown[:200]})")


def _read_item(item: Item, context: IntakeContext) -> Iterator[Document | Problem]:
    kind = item.kind or sniff_kind(item.stream.peek(SNIFF_BYTES)[:SNIFF_BYTES], item.name, item.media_type)
    read_many = _CONTAINERS.get(kind)
    if read_many is None:
        read_one = _LEAVES.get(kind)
        if read_one is None:
            raise IntakeError("a kind of file that is not read", remedy=AS_TEXT)
        yield read_one(read_whole(item, context.options.max_bytes), item, context)
        return
    if kind in _ARCHIVES and item.depth >= context.options.max_depth:
        raise IntakeError(
            f"archives nested more than {context.options.max_depth} deep", remedy="unpack it and read the folder"
        )
    empty = True
    for inner in read_many(item, context):
        empty = False
        yield from _read(inner, context)
    if empty:
        raise IntakeError("empty: there is nothing to read in it", remedy=AGAIN)


# ---- one item, one document -----------------------------------------------------------------------------


def _read_text(data: bytes, item: Item, context: IntakeContext) -> Document:  # noqa: ARG001
    document = read_text(data, item.uri, item.charset)
    return with_facts(document, PageFacts(url=item.url)) if item.url else document


def _read_html(data: bytes, item: Item, context: IntakeContext) -> Document:
    """A page; the charset that a server names goes before what the page says of itself, as a browser has it."""
    from dragoman.intake.formats.html import read_page  # slow to import, and only pages need it

    page = context.guarded(read_page, _in_utf8(data, item.charset), item.url or item.uri, context.options)
    page = replace(page, uri=item.uri, sha256=sha256_of(data))
    return with_facts(page, replace(page.facts, url=item.url)) if item.url and not page.facts.url else page


def _in_utf8(data: bytes, charset: str | None) -> bytes:
    if charset is None or bom_encoding(data):
        return data
    try:
        return data.decode(charset).encode("utf-8-sig")
    except (UnicodeError, LookupError):
        return data


def _read_mail(data: bytes, item: Item, context: IntakeContext) -> Document:
    from dragoman.intake.formats.mail import read_mail

    return context.guarded(read_mail, data, item.uri, context.options)


def _read_pdf(data: bytes, item: Item, context: IntakeContext) -> Document:
    return context.guarded(read_pdf, data, item.uri)


def _read_docx(data: bytes, item: Item, context: IntakeContext) -> Document:
    return context.guarded(read_docx, data, item.uri)


# ---- feeds ----------------------------------------------------------------------------------------------


def _read_feed(item: Item, context: IntakeContext) -> Iterator[Document | Problem]:
    data = read_whole(item, context.options.max_bytes)
    yield from _read_entries(context.guarded(parse_feed, data, item.url), data, "application/xml", item, context)


def _read_json_feed(item: Item, context: IntakeContext) -> Iterator[Document | Problem]:
    data = read_whole(item, context.options.max_bytes)
    yield from _read_entries(context.guarded(parse_json_feed, data), data, "application/feed+json", item, context)


def _read_entries(
    entries: list[FeedEntry], data: bytes, media_type: str, item: Item, context: IntakeContext
) -> Iterator[Document | Problem]:
    sha256 = sha256_of(data)
    for number, entry in enumerate(entries, 1):
        item.budget.take_member()
        article = None
        if context.options.follow_links and entry.facts.url and number <= context.options.max_links:
            article = yield from _follow(entry.facts.url, entry.facts, context)
        if article is None:  # not asked for, or not to be had: the entry itself is kept
            uri = f"{item.uri}#entry={number}"
            try:
                yield build_entry(entry, uri, media_type, sha256)
            except IntakeError as error:
                yield Problem(uri, "intake", error.what, f"entry {number}")


def _follow(url: str, told: PageFacts, context: IntakeContext) -> Generator[Document | Problem, None, Document | None]:
    """The article behind a feed's entry; what its page leaves open of its facts is taken from the entry."""
    answer = context.fetcher.fetch(url)
    found: Item | Problem = answer if isinstance(answer, Problem) else _fetched_item(answer, url, context)
    article = None
    for outcome in _read(found, context):
        if isinstance(outcome, Document):
            article = with_facts(outcome, _fill_facts(outcome.facts, told))
            yield article
        else:
            yield outcome
    return article


def _fill_facts(facts: PageFacts, told: PageFacts) -> PageFacts:
    open_ones = {f.name: getattr(told, f.name) for f in fields(PageFacts) if not getattr(facts, f.name)}
    return replace(facts, **open_ones)


_LEAVES: dict[Kind, ReadOne] = {
    "text": _read_text,
    "html": _read_html,
    "mail": _read_mail,
    "pdf": _read_pdf,
    "docx": _read_docx,
}
_ARCHIVES: dict[Kind, ReadMany] = {
    "zip": unpack_zip,
    "tar": unpack_tar,
    "gzip": unpack_gzip,
    "zstd": unpack_zstd,
}
_CONTAINERS: dict[Kind, ReadMany] = _ARCHIVES | {
    "feed": _read_feed,
    "json-feed": _read_json_feed,
    "json-lines": read_json_lines,
    "json": read_json,
    "warc": read_warc,
    "parquet": read_parquet,
}
