"""A person's own list of actors, as CSV, YAML or FollowTheMoney's JSON Lines (such as OpenSanctions publishes)."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from dragoman.datamodel import ActorType, KnownActor, content_id
from dragoman.errors import IntakeError, UsageError
from dragoman.resources.actor_lists import ActorListForms

_MANY = re.compile(r"\s{0,9}[;|\n]\s{0,9}")  # between several values in one cell
_MOST_BYTES = 2_000_000_000


def read_actor_list(path: Path, forms: ActorListForms) -> tuple[tuple[KnownActor, ...], int]:
    """The actors of a file, and how many of its entries are no actors; UsageError names the line that is wrong."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path}: larger than {_MOST_BYTES // 10**9} GB; cut it into parts")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return parse_actor_list(text, path.name, forms)
    except IntakeError as error:
        place = f", {error.where}" if error.where else ""
        raise UsageError(f"{path}{place}: {error.what}{f' ({error.remedy})' if error.remedy else ''}") from error


def parse_actor_list(text: str, name: str, forms: ActorListForms) -> tuple[tuple[KnownActor, ...], int]:
    """As `read_actor_list`, from a text; the ending of the file's name tells its format."""
    ending = name.lower().rsplit(".", 1)[-1]
    if ending in ("csv", "tsv"):
        rows: Iterable[tuple[str, Mapping[str, Any]]] = _csv_rows(text)
    elif ending in ("yaml", "yml"):
        rows = _yaml_rows(text)
    elif ending in ("json", "jsonl", "ndjson", "ijson", "ftm"):
        return _read_entities(text, name, forms)
    else:
        raise IntakeError("its ending tells no format", remedy="use .csv, .tsv, .yaml, or .json for FollowTheMoney")
    actors = tuple(_plain_actor(row, place, name, forms) for place, row in rows)
    if not actors:
        raise IntakeError("no actor in it")
    return actors, 0


# ---- plain lists -----------------------------------------------------------------------------------------


def _csv_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=lambda m: (head.count(m), m == ","))
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
    try:
        for row in reader:
            place = f"line {reader.line_num}"
            if None in row:
                raise IntakeError("more cells than the first line names", where=place)
            if any(row.values()):
                yield place, {(k or "").strip().lower(): v or "" for k, v in row.items()}
    except csv.Error as error:
        raise IntakeError(str(error), where=f"line {reader.line_num}") from error


def _yaml_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A list of mappings, or one mapping from names to their aliases."""
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else None
        raise IntakeError(f"not YAML: {getattr(error, 'problem', error)}", where=where) from error
    if isinstance(value, dict):
        value = [{"name": name, "aliases": aliases} for name, aliases in value.items()]
    if not isinstance(value, list):
        raise IntakeError("neither a list of actors nor a table of names", remedy="write `- {name: …, aliases: […]}`")
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict):
            raise IntakeError("no actor with a `name`", where=f"entry {number}")
        yield f"entry {number}", {str(k).lower(): v for k, v in row.items()}


def _plain_actor(row: Mapping[str, Any], place: str, source: str, forms: ActorListForms) -> KnownActor:
    def values(field: str) -> list[str]:
        return [v for column in forms.columns[field] for v in _values(row.get(column))]

    unknown = sorted(k for k in row if k and k not in forms.known_columns and not k.endswith("_id"))
    if unknown:
        known = ", ".join(c[0] for c in forms.columns.values())
        raise IntakeError(f"unknown column {unknown[0]!r}", where=place, remedy=f"known are {known}, <scheme>_id")
    names = values("name")
    if not names:
        raise IntakeError("no name", where=place, remedy="the first line names the columns; one is `name`")
    given = next(iter(values("type")), "")
    kind: ActorType | None = forms.types.get(given.lower())
    if given and kind is None:
        kinds = ", ".join(sorted(forms.types))
        raise IntakeError(f"unknown type {given!r}", where=place, remedy=f"known are {kinds}")
    ids = [(k.removesuffix("_id"), v) for k in sorted(row) if k.endswith("_id") for v in _values(row[k])]
    ids += [("list", v) for v in values("id")]
    everything = tuple(dict.fromkeys((*names, *values("aliases"))))
    return KnownActor(
        id=content_id("known", source, *everything, *ids),
        name=names[0],
        type=kind,
        names=everything,
        weak_names=tuple(values("weak_aliases")),
        countries=tuple(values("country")),
        positions=tuple(values("position")),
        external_ids=tuple(ids),
        source=source,
    )


def _values(cell: object) -> list[str]:
    """The texts of a cell: "a; b", or a list."""
    if isinstance(cell, list | tuple):
        return [v for part in cell for v in _values(part)]
    if cell is None or isinstance(cell, dict):
        return []
    return [v for v in (" ".join(part.split()) for part in _MANY.split(str(cell))) if v]


# ---- FollowTheMoney --------------------------------------------------------------------------------------


def _read_entities(text: str, source: str, forms: ActorListForms) -> tuple[tuple[KnownActor, ...], int]:
    actors: list[KnownActor] = []
    passed = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found = _entity(line, f"line {number}", source, forms)
            actors += [found] if found else []
            passed += found is None
    if not actors:
        raise IntakeError("no person or body in it", remedy="one FollowTheMoney entity a line")
    return tuple(actors), passed


def _entity(line: str, place: str, source: str, forms: ActorListForms) -> KnownActor | None:
    """As in {"id": "a1", "schema": "Person", "properties": {"name": ["Karim Haddad"]}}; None for what is no actor."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise IntakeError("not JSON", where=place, remedy="one FollowTheMoney entity a line") from error
    if not isinstance(value, dict) or not isinstance(value.get("properties"), dict):
        raise IntakeError("no FollowTheMoney entity: no `properties`", where=place)
    kind: ActorType | None = forms.schemata.get(str(value.get("schema")))
    properties: Mapping[str, Any] = value["properties"]

    def values(fields: Sequence[str]) -> tuple[str, ...]:
        found = (str(v) for f in fields for v in _listed(properties.get(f)) if isinstance(v, str | int))
        return tuple(dict.fromkeys(" ".join(v.split()) for v in found if v.strip()))

    names = tuple(dict.fromkeys((*_listed(value.get("caption")), *values(forms.properties["name"]))))
    if kind is None or not names:
        return None
    ids = [("followthemoney", str(value.get("id", "")))]
    ids += [(scheme, v) for field, scheme in sorted(forms.id_properties.items()) for v in values((field,))]
    everything = tuple(dict.fromkeys((*names, *values(forms.properties["aliases"]))))
    return KnownActor(
        id=content_id("known", source, value.get("id"), *everything),
        name=names[0],
        type=kind,
        names=everything,
        weak_names=values(forms.properties["weak_aliases"]),
        countries=values(forms.properties["country"]),
        positions=values(forms.properties["position"]),
        external_ids=tuple((scheme, v) for scheme, v in ids if v),
        source=source,
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []
