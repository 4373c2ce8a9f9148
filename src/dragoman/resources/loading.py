"""Read a YAML file under `data/` into a typed record, or say which file and field is wrong."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec
import yaml

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
