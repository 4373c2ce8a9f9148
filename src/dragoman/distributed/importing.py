"""Rows that were read elsewhere into a record."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.datamodel import Document, Problem, Reading, Report
from dragoman.distributed.reading import KINDS, Row
from dragoman.distributed.spark import PLAN
from dragoman.errors import UsageError
from dragoman.record.store import Batch, Store

_TYPES = {"document": Document, "report": Report, "reading": Reading, "problem": Problem}
_AT_ONCE = 4096  # rows of one Parquet batch


def import_rows(store: Store, folder: Path) -> dict[str, int]:
    """Keep all that `spark_read` wrote into a folder; how many there were of each kind. What is there already stays.

    Documents go in before what refers to them, each file in one transaction. Raises UsageError where the folder was not
    finished or is damaged.
    """
    counts = dict.fromkeys(KINDS, 0)
    for rows in _files(folder):
        things: dict[str, list[object]] = {kind: [] for kind in KINDS}
        for row in rows:
            if row.kind not in _TYPES:
                raise UsageError(f"{folder}: a row of the unknown kind {row.kind!r}; was it written by dragoman?")
            things[row.kind].append(msgspec.json.decode(row.payload, type=_TYPES[row.kind]))
            counts[row.kind] += 1
        store.add(Batch(*(tuple(things[kind]) for kind in KINDS)))  # type: ignore[arg-type]
    return counts


def _files(folder: Path) -> Iterator[Iterable[Row]]:
    if not (folder / PLAN).is_file():
        raise UsageError(f"{folder}: no output of `dragoman spark-read` here")
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError('pyarrow is not installed: run `pip install "dragoman[spark]"`') from error
    slices = json.loads((folder / PLAN).read_text(encoding="utf-8"))["slices"]
    batches = sorted(folder.glob("batch=*"))
    if (slices and not batches) or not all((batch / "_SUCCESS").exists() for batch in batches):
        raise UsageError(f"{folder}: not finished; run the same `dragoman spark-read` again, it goes on where it was")
    for file in sorted(f for batch in batches for f in batch.glob("*.parquet")):
        yield (
            Row(*values)
            for part in parquet.ParquetFile(file).iter_batches(_AT_ONCE, columns=["kind", "id", "payload"])
            for values in zip(*(part.column(n).to_pylist() for n in range(3)), strict=True)
        )
    told = folder / "problems.jsonl"
    if told.is_file():
        yield (Row(**json.loads(line)) for line in told.read_text(encoding="utf-8").splitlines())
