"""Read on Spark: slices go out, rows of Parquet come back, batch by batch, and a run that stopped goes on."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.datamodel import Problem
from dragoman.distributed.reading import Row, read_slice, row_of
from dragoman.distributed.session import open_session
from dragoman.distributed.slices import Slice, cut_inputs
from dragoman.errors import UsageError
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import Progress, in_batches
from dragoman.supervised.limits import ReadingLimits

if TYPE_CHECKING:
    from pandas import DataFrame

PLAN = "_plan.json"
_BATCH = 256  # slices that are written, and taken up again after a stop, together
_SCHEMA = "kind string, id string, payload string"
_SLICE_SCHEMA = "path string, start long, length long, line long"


def spark_read(  # noqa: PLR0913 (where from, where to, and how)
    inputs: Sequence[str],
    output: Path,
    options: IntakeOptions,
    *,
    slice_bytes: int,
    master: str | None = None,
    limits: ReadingLimits | None = None,
    progress: Progress | None = None,
) -> int:
    """Read the inputs into a folder of Parquet files; returns how many slices there were.

    The folder must be seen by every machine under the same path, and so must the inputs. Raises UsageError where it
    holds another run's rows.
    """
    cut = list(cut_inputs(inputs, options, slice_bytes))
    slices = [c for c in cut if isinstance(c, Slice)]
    problems = [row_of("problem", c.input, c) for c in cut if isinstance(c, Problem)]
    _plan(output, slices)
    session = open_session(master)
    try:
        for number, batch in enumerate(in_batches(slices, _BATCH)):
            target = output / f"batch={number:06}"
            if not (target / "_SUCCESS").exists():
                shutil.rmtree(target, ignore_errors=True)
                pieces = session.createDataFrame([tuple(asdict(s).values()) for s in batch], _SLICE_SCHEMA)
                spread = pieces.repartition(min(len(batch), 4 * session.sparkContext.defaultParallelism))
                spread.mapInPandas(_reader(options, limits), _SCHEMA).write.parquet(str(target))
            if progress:
                progress("reading", min((number + 1) * _BATCH, len(slices)))
    finally:
        session.stop()
    _write_problems(output, problems)
    return len(slices)


def _plan(output: Path, slices: Sequence[Slice]) -> None:
    """Note what this folder is made of, so that a second run goes on with the same and with nothing else."""
    text = json.dumps([asdict(s) for s in slices])
    mark = hashlib.sha256(text.encode()).hexdigest()
    path = output / PLAN
    try:
        if path.exists():
            if json.loads(path.read_text(encoding="utf-8")).get("mark") != mark:
                raise UsageError(f"{output}: holds the rows of other inputs; give another folder, or remove this one")
            return
        output.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"mark": mark, "slices": len(slices)}), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{output}: cannot be used as the output folder ({error})") from error


def _reader(
    options: IntakeOptions, limits: ReadingLimits | None
) -> Callable[[Iterator["DataFrame"]], Iterator["DataFrame"]]:
    """What each machine runs on its part: the same reading as in one process."""

    def read(frames: Iterator["DataFrame"]) -> Iterator["DataFrame"]:
        import pandas

        for frame in frames:
            for piece in frame.itertuples(index=False):
                part = Slice(piece.path, int(piece.start), int(piece.length), int(piece.line))
                rows = read_slice(part, options, limits)
                yield pandas.DataFrame([asdict(r) for r in rows], columns=["kind", "id", "payload"])

    return read


def _write_problems(output: Path, problems: Sequence[Row]) -> None:
    """What could not be opened at all was met here and not on the machines."""
    if problems:
        lines = "".join(f"{json.dumps(asdict(row))}\n" for row in problems)
        (output / "problems.jsonl").write_text(lines, encoding="utf-8")
