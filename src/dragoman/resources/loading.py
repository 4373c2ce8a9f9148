"""Read what is under `data/`: YAML into typed records, or which file and field is wrong; tables of numbers."""

from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec
import numpy as np
import yaml
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError

T = TypeVar("T")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_folder() -> Traversable:
    """The package's `data/` folder."""
    return files("dragoman") / "data"


def load_yaml(path: Traversable, schema: type[T]) -> T:
    """The file's content as `schema` (a msgspec Struct with `forbid_unknown_fields`, or a container of them)."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
        return msgspec.convert(raw, schema)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def load_folder(path: Traversable, schema: type[T]) -> dict[str, T]:
    """Every `*.yaml` of a folder, by file stem, in name order."""
    entries = sorted((p for p in path.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name)
    return {p.name.removesuffix(".yaml"): load_yaml(p, schema) for p in entries}


def load_arrays(name: str, folder: Traversable | None = None) -> dict[str, NDArray[Any]] | None:
    """The arrays of `data/models/NAME`, or of that file in another folder; None where it is missing."""
    file = (folder or data_folder() / "models") / name
    if not file.is_file():
        return None
    with as_file(file) as path, np.load(path) as held:
        return {key: held[key] for key in held.files}
