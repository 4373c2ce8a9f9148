"""Reading in slices and on Spark: the same record as in one process, and a run that stopped goes on."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from dragoman.datamodel import Problem
from dragoman.distributed.importing import import_rows
from dragoman.distributed.reading import read_slice
from dragoman.distributed.slices import Slice, cut_inputs
from dragoman.errors import UsageError
from dragoman.intake.options import IntakeOptions
from dragoman.linking.parcels import CompareParcels
from dragoman.pipeline import link_new, read_into
from dragoman.presenting.exports.jsonl import export_jsonl
from dragoman.record.loading import load_record
from dragoman.record.store import open_store
from dragoman.resources import Resources
from dragoman.weighing.joins import Assumptions

OPTIONS = IntakeOptions()
SPEAKERS = ("Mara Ollin", "two officials", "the town hall", "Jan Holm")
SAID = "The mayors of Quay and Arden met on {} March 2031, {} said."
LINES = [
    json.dumps({"title": f"Mayors meet for round {n}", "text": SAID.format(n, who)})
    for n, who in enumerate(SPEAKERS, 1)
]
BROKEN = "{broken"

needs_spark = pytest.mark.skipif(
    not (find_spec("pyspark") and shutil.which("java")), reason="PySpark or Java is not installed"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "dump.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join([*LINES[:2], "", BROKEN, *LINES[2:]]) + "\n", encoding="utf-8")
    (path.parent / "page.txt").write_text("Harbour closed\n\nThe harbour of Quay was closed on Monday, police said.\n")
    return path


def exported(store_file: Path, resources: Resources, elsewhere: CompareParcels | None = None) -> str:
    with open_store(store_file) as store:
        link_new(store, resources, Assumptions(), elsewhere=elsewhere)
        return "".join(export_jsonl(load_record(store), {}))


def read_in_one(folder: Path, target: Path, resources: Resources) -> str:
    with open_store(target, create=True) as store:
        read_into(store, [str(folder)], OPTIONS)
    return exported(target, resources)


@pytest.mark.parametrize("size", [1, 150, 10_000])
def test_slices_hold_every_line_once_under_its_number(dump: Path, size: int) -> None:
    whole = [(r.kind, r.id) for r in read_slice(Slice(str(dump), 0, dump.stat().st_size, 1), OPTIONS)]
    slices = [s for s in cut_inputs([str(dump)], OPTIONS, size) if isinstance(s, Slice)]
    assert [(r.kind, r.id) for s in slices for r in read_slice(s, OPTIONS)] == whole
    assert sum(s.length for s in slices) == dump.stat().st_size


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (found,) = cut_inputs([str(tmp_path / "nowhere.jsonl")], OPTIONS, 100)
    assert isinstance(found, Problem)


@needs_spark
def test_spark_gives_the_same_bytes_and_goes_on_where_it_stopped(
    dump: Path, tmp_path: Path, resources: Resources
) -> None:
    from dragoman.distributed.comparing import compare_on_spark
    from dragoman.distributed.spark import spark_read

    rows = tmp_path / "rows"
    spark_read([str(dump.parent)], rows, OPTIONS, master="local[1]", slice_bytes=150)
    shutil.rmtree(rows / "batch=000000")  # as if it had been stopped before it was done
    with open_store(tmp_path / "a.db", create=True) as store, pytest.raises(UsageError, match="not finished"):
        import_rows(store, rows)
    spark_read([str(dump.parent)], rows, OPTIONS, master="local[1]", slice_bytes=150)
    with open_store(tmp_path / "b.db", create=True) as store:
        counts = import_rows(store, rows)
    assert counts["document"] == 5
    linked_on_spark = exported(tmp_path / "b.db", resources, compare_on_spark("local[1]"))
    assert linked_on_spark == read_in_one(dump.parent, tmp_path / "c.db", resources)
    with pytest.raises(UsageError, match="other inputs"):
        spark_read([str(dump)], rows, OPTIONS, master="local[1]", slice_bytes=150)
