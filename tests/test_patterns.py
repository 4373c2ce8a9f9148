"""No regular expression of the program takes long on text that is made to make it slow."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parent.parent / "benchmarks" / "patterns.py"


@pytest.fixture(scope="module")
def patterns():
    spec = importlib.util.spec_from_file_location("patterns", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["patterns"] = module
    spec.loader.exec_module(module)
    module.SIZE, module.SECONDS = 20_000, 2.0  # what grows with the square takes some hundred times as long as the rest
    return module


def test_none_is_stopped(patterns) -> None:
    found = patterns.find_patterns()
    assert len(found) > 100
    late = [name for name, pattern in found.items() if patterns.watch(name, pattern)[2]]
    assert late == []


def test_one_that_grows_too_fast_is_found_out(patterns) -> None:
    assert patterns.watch("patterns.x", re.compile(r"(?:(?:a|aa)+)+b"))[2]
