"""The examples, read once for all tests that look at a whole record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dragoman.datamodel import Record
from dragoman.record.store import open_store
from dragoman.resources import Resources, load_resources

settings.register_profile("dragoman", deadline=None)  # a busy machine is no mistake of ours
settings.load_profile("dragoman")

EXAMPLES = Path(__file__).parent.parent / "examples" / "valletta"


@pytest.fixture(scope="session")
def resources() -> Resources:
    """The shipped knowledge and models."""
    return load_resources()


@pytest.fixture(scope="session")
def example_record_file(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Path:
    """A record file with the shipped examples."""
    from dragoman.intake.options import IntakeOptions
    from dragoman.pipeline import link_record, read_into
    from dragoman.weighing.joins import Assumptions

    path = tmp_path_factory.mktemp("record") / "examples.db"
    with open_store(path, create=True) as store:
        summary = read_into(store, [str(EXAMPLES)], IntakeOptions())
        assert not summary.set_aside
        link_record(store, resources, Assumptions())
    return path


@pytest.fixture(scope="session")
def example_record(example_record_file: Path) -> Iterator[Record]:
    """The record of the shipped examples."""
    from dragoman.record.loading import load_record

    with open_store(example_record_file) as store:
        yield load_record(store)
