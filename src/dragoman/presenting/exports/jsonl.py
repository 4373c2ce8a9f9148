"""The whole record as JSON Lines: the contract of the record format, one object a line."""

import json
from collections.abc import Iterator, Mapping

from dragoman.datamodel import Record
from dragoman.presenting.exports.rows import record_rows


def export_jsonl(record: Record, readers: Mapping[str, str]) -> Iterator[str]:
    """The lines of the export, each ending in a line feed; the same record gives the same bytes."""
    for row in record_rows(record, readers):
        yield json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n"
