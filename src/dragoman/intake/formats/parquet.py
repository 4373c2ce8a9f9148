"""Tables of articles in Parquet, a row group at a time; a row becomes a document, as in other dumps."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.datamodel import Document, Problem
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.streams import Item, read_whole
from dragoman.intake.documents import sha256_of
from dragoman.intake.formats.dumps import Row, to_outcome, to_row
from dragoman.resources.dump_fields import DumpFields

_MEDIA_TYPE = "application/vnd.apache.parquet"
_LARGEST_GROUP = 1_000_000_000  # bytes unpacked; a larger one would not fit a worker


def read_parquet(item: Item, context: IntakeContext) -> Iterator[Document | Problem]:
    """A document or problem for each row: "news.parquet#row=3". A file on disk may be of any size, others are held."""
    path = item.uri if not item.depth and Path(item.uri).is_file() else ""
    data = b"" if path else read_whole(item, context.options.max_bytes)
    groups = context.guarded(count_groups, path, data)
    number = 0
    for group in range(groups):
        try:
            rows = context.guarded(parse_group, path, data, group, context.dump_fields)
        except IntakeError as error:
            yield Problem(f"{item.uri}#group={group}", "intake", error.what, f"row group {group}", error.remedy)
            continue
        for row, mark in rows:
            number += 1
            yield to_outcome(row, f"{item.uri}#row={number}", mark, f"row {number}", _MEDIA_TYPE)


def count_groups(path: str, data: bytes) -> int:
    """How many row groups a file has; raises `IntakeError` for one that is damaged."""
    return int(_open(path, data).num_row_groups)


def parse_group(path: str, data: bytes, group: int, fields: DumpFields) -> list[tuple[Row, str]]:
    """The rows of a group, each with the hash of its content."""
    file = _open(path, data)
    try:
        return _read_group(file, group, fields)
    except (OSError, ValueError) as error:  # pyarrow's own are among these
        raise IntakeError("damaged Parquet", where=str(error)[:80], remedy=AGAIN) from error


def _read_group(file: Any, group: int, fields: DumpFields) -> list[tuple[Row, str]]:
    if file.metadata.row_group(group).total_byte_size > _LARGEST_GROUP:
        raise IntakeError("a row group of more than a gigabyte", remedy="write it with smaller row groups")
    rows = (({key: _plain(value) for key, value in row.items()}) for row in file.read_row_group(group).to_pylist())
    return [(to_row(row, fields), sha256_of(repr(sorted(row.items())).encode("utf-8", "replace"))) for row in rows]


def _open(path: str, data: bytes) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet as pq
    except ImportError as error:
        raise IntakeError("Parquet needs pyarrow", remedy="pip install 'dragoman[parquet]'") from error
    try:
        return pq.ParquetFile(path or io.BytesIO(data))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise IntakeError("damaged or no Parquet", where=str(error)[:80], remedy=AGAIN) from error


def _plain(value: object) -> object:
    """A cell as other dumps have it: numbers and times as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, str) else str(value)
