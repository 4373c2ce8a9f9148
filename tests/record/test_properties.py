"""What holds of a whole record, whatever stands in it: order, copies, judgements, rebuilding."""

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.datamodel import Event, Record
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import link_record, read_into
from dragoman.record.loading import load_record
from dragoman.record.store import open_store
from dragoman.resources import Resources
from dragoman.weighing.joins import Assumptions
from tests.conftest import EXAMPLES

Reader = Callable[[str, Sequence[Path]], Record]
REPORTS = sorted(path for path in EXAMPLES.iterdir() if path.suffix == ".txt")


@pytest.fixture
def read(tmp_path: Path, resources: Resources) -> Reader:
    """Reads files one by one, in the order given, into a record of its own."""

    def run(name: str, paths: Sequence[Path]) -> Record:
        with open_store(tmp_path / f"{name}.db", create=True) as store:
            for path in paths:
                assert not read_into(store, [str(path)], IntakeOptions()).set_aside
                link_record(store, resources, Assumptions())
            return load_record(store)

    return run


@pytest.mark.parametrize("seed", range(3))
def test_reports_in_any_order_one_by_one_make_the_same_record(seed: int, read: Reader) -> None:
    shuffled = random.Random(seed).sample(REPORTS, len(REPORTS))
    assert read("shuffled", shuffled) == read("as named", REPORTS)


@pytest.mark.parametrize("copied", REPORTS[:4], ids=lambda path: path.stem)
@pytest.mark.parametrize("outlet", ["The Copycat Times", None])
def test_a_copy_raises_no_count(copied: Path, outlet: str | None, read: Reader, tmp_path: Path) -> None:
    before = read("before", REPORTS)
    copy = tmp_path / "copies" / "copy.txt"
    copy.parent.mkdir()
    text = copied.read_text(encoding="utf-8")
    copy.write_text(f"{outlet}\n\n{text}" if outlet else f"{text}\n", encoding="utf-8")
    after = read("after", [*REPORTS, copy])
    assert len(after.reports) == len(before.reports) + 1
    for event in before.events:
        grown = _same_event(event, after)
        assert grown.independent_origins.at_least <= event.independent_origins.at_least, event.title
        assert grown.independent_origins.at_most <= event.independent_origins.at_most, event.title


def test_rebuilding_from_what_was_read_gives_the_same_record(
    example_record_file: Path, tmp_path: Path, resources: Resources, example_record: Record
) -> None:
    path = tmp_path / "r.db"
    shutil.copy(example_record_file, path)
    with open_store(path) as store:
        store.change("DELETE FROM item", [()])
        store.change("DELETE FROM meta WHERE key = ?", [("derived_from",)])
        assert link_record(store, resources, Assumptions())
        assert load_record(store) == example_record


def _same_event(event: Event, record: Record) -> Event:
    """The event of the other record that holds this one's mentions."""
    wanted = set(event.mentions)
    return max(record.events, key=lambda e: (len(wanted & set(e.mentions)), e.id))
