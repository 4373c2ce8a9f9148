"""What many tests share: the package's resources, loaded once. Modules beside this file can be imported."""

import pytest

from dragoman.resources import Resources
from dragoman.resources.bundle import load_resources


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources()
