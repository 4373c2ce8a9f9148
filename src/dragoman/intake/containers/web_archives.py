"""Web archives (WARC): each response that holds a page becomes an item."""

from collections.abc import Iterator
from typing import IO, Any, cast
from urllib.parse import urlsplit

from dragoman.datamodel import Problem
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.containers.archives import show_name
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.streams import Item, stream_of

_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml", "text/plain"))


def read_warc(item: Item, context: IntakeContext) -> Iterator[Item | Problem]:
    """The pages among the archive's responses and resources: "crawl.warc!/https://courier.example/talks"."""
    pages = 0
    for record in _records(item.stream):
        if not _is_page(record):
            continue
        item.budget.take_member()
        pages += 1
        yield _read_page(record, item, context.options.max_bytes)
    if not pages:
        raise IntakeError("no page in it: a web archive without responses that hold text")


class _Forward:
    """A stream as fastwarc takes it: it asks where it stands, which a pipe cannot say."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self._place = 0

    def read(self, count: int = -1) -> bytes:
        data = self._inner.read(count)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place


def _records(stream: IO[bytes]) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    records = iter(
        ArchiveIterator(cast("IO[bytes]", _Forward(stream)), record_types=wanted, parse_http=True, auto_decode="all")
    )
    while True:
        try:
            record = next(records, None)
        except BaseException as error:
            if type(error).__module__ != "pyo3_runtime":
                raise
            # a panic of the parser is no reason to stop
            raise IntakeError("a damaged web archive", remedy=AGAIN) from error
        if record is None:
            return
        yield record


def _is_page(record: Any) -> bool:
    if record.is_http_parsed:
        status = record.http_headers.status_code
        return status is not None and 200 <= status < 300 and record.http_content_type in _PAGE_TYPES
    content_type = record.headers.get("Content-Type") or ""
    return content_type.partition(";")[0].strip().lower() in _PAGE_TYPES


def _read_page(record: Any, item: Item, most: int) -> Item | Problem:
    address = show_name(record.headers.get("WARC-Target-URI") or record.record_id).strip("<>")
    uri = f"{item.uri}!/{address}"
    encoded = record.is_http_parsed and any(
        record.http_headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding")
    )
    expected = record.content_length
    try:
        data = record.reader.read(most + 1)
    except (OSError, ValueError) as error:
        return Problem(uri, "intake", f"damaged inside the archive ({error})")
    if encoded:
        item.budget.take_unpacked(len(data))
    if len(data) > most:
        return Problem(uri, "intake", f"larger than the limit of {most:,} bytes")
    if not encoded and len(data) < expected:
        return Problem(uri, "intake", "cut off: the archive ends before the length it gives")
    is_http = record.is_http_parsed
    return Item(
        uri,
        urlsplit(address).path if address.startswith("http") else address,
        stream_of(data),
        item.budget,
        depth=item.depth + 1,
        url=address if address.startswith(("http://", "https://")) else None,
        charset=record.http_charset if is_http else None,
        media_type=record.http_content_type if is_http else None,
    )
