"""The record's tables as Parquet, typed, for pandas, R, DuckDB and Spark."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.presenting.exports.rows import Row
from dragoman.presenting.exports.tables import DAYS

WHOLE = frozenset({"start", "end", "count", "hop", "origins_at_least", "origins_at_most"})
REAL = frozenset({"copied"})
TRUTH = frozenset({"named", "party", "own"})
COUNTED = {"events": frozenset({"reports", "mentions"})}  # lists of ids in other tables


def make_arrow(name: str, columns: Sequence[str], rows: Sequence[Row]) -> Any:
    """A table as `pyarrow.Table`; raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'dragoman[parquet]'") from error
    kinds = {column: _kind(name, column) for column in columns}
    types = {"int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "str": pa.string(), "day": pa.date32()}
    fields = [pa.field(column, types[kind]) for column, kind in kinds.items()]
    cells = {c: [_cell(row.get(c), kind) for row in rows] for c, kind in kinds.items()}
    return pa.table(cells, schema=pa.schema(fields))


def write_parquet(name: str, columns: Sequence[str], rows: Sequence[Row], path: Path) -> None:
    """One table to a file."""
    table = make_arrow(name, columns, rows)
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd")


def _kind(table: str, column: str) -> str:
    if column in WHOLE or column in COUNTED.get(table, ()):
        return "int"
    if column in REAL:
        return "float"
    if column in DAYS:
        return "day"
    return "bool" if column in TRUTH else "str"


def _cell(value: object, kind: str) -> object:
    """A cell of its column's kind; half of a surrogate pair, which Arrow cannot hold, becomes a question mark."""
    if kind == "day":
        return _day(value)
    if value is None or kind != "str":
        return value
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
