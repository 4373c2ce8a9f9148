"""The shape of the code: layers import only downwards, files and functions stay small."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "dragoman"
LAYERS = (
    ("datamodel", "errors", "event_types"),
    ("resources",),
    ("intake",),
    ("reading",),
    ("linking",),
    ("weighing",),
    ("record",),
    ("presenting",),
    ("supervised",),
    ("pipeline",),
    ("distributed",),
    ("api",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 320
LONGEST_FUNCTION = 45
# Exceptions, each with its reason.
LONG_FILES: dict[str, str] = {"datamodel.py": "one page with every record of the program"}
LONG_FUNCTIONS: dict[str, str] = {}


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _layer(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def _imports(tree: ast.Module) -> set[str]:
    found = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    found |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return {m for m in found if m.startswith("dragoman.")}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_layers_import_only_downwards(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own in ("__init__", "__main__"):
        return
    upward = {m for m in _imports(ast.parse(path.read_text())) if RANK[_layer(m)] > RANK[own]}
    assert not upward


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_stay_small(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LONGEST_FILE or _name(path) in LONG_FILES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_stay_small(path: Path) -> None:
    tree = ast.parse(path.read_text())
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    long = {f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION}
    assert not {name for name in long if f"{_name(path)}:{name}" not in LONG_FUNCTIONS}


def test_no_module_without_a_subject() -> None:
    assert not {p.stem for p in MODULES} & {"utils", "helpers", "common", "core", "base", "manager", "misc"}
