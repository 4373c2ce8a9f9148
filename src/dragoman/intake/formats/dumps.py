"""Dumps of articles: JSON Lines, a JSON array, or an object that wraps one. A row becomes a document."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dragoman.datamodel import Document, PageFacts, Problem
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.streams import Item, read_whole
from dragoman.intake.documents import build_document, drop_unstorable, sha256_of
from dragoman.intake.formats.markup import find_paragraphs, looks_marked_up
from dragoman.intake.formats.plaintext import decode_text
from dragoman.resources.dump_fields import DumpFields

_MEDIA_TYPE = "application/json"
_MOST_EMPTY = 2_000  # rows on end that hold no article
_GUARD_FROM = 1_000_000  # a longer line may swell too far to be parsed in this process


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a dump; `text` is empty where the row holds none."""

    text: str
    facts: PageFacts


def read_json_lines(item: Item, context: IntakeContext, first: int = 1) -> Iterator[Document | Problem]:
    """A document or problem for each line that is not blank: "dump.jsonl#line=12"; `first` numbers the first line.

    Raises `IntakeError` where thousands of lines on end hold nothing: that is no dump of articles, or a bomb.
    """
    empty = 0
    for number, line in enumerate(_lines(item.stream, context.options.max_bytes), first):
        for outcome in _read_line(line, item.uri, number, context):
            empty = empty + 1 if isinstance(outcome, Problem) else 0
            yield outcome
        if empty >= _MOST_EMPTY:
            raise IntakeError(f"{_MOST_EMPTY:,} rows on end without an article; the rest was left unread")


def _read_line(line: bytes | None, name: str, number: int, context: IntakeContext) -> Iterator[Document | Problem]:
    uri = f"{name}#line={number}"
    if line is None:
        most = context.options.max_bytes
        yield Problem(uri, "intake", f"larger than the limit of {most:,} bytes", f"line {number}")
    elif line.strip(b" \t\r\n\xef\xbb\xbf"):
        yield from _read_rows(line, uri, context, f"line {number}")


def read_json(item: Item, context: IntakeContext) -> Iterator[Document | Problem]:
    """A document or problem for each row of an array: "dump.json#row=3"."""
    data = read_whole(item, context.options.max_bytes)
    rows = context.guarded(parse_rows, data, context.dump_fields)
    if not rows:
        raise IntakeError("empty: there are no rows in it", remedy=AGAIN)
    for number, row in enumerate(rows, 1):
        yield to_outcome(row, f"{item.uri}#row={number}", sha256_of(data), f"row {number}")


def parse_rows(data: bytes, fields: DumpFields) -> list[Row]:
    """The articles in a JSON value; raises `IntakeError` where it is broken or holds no objects."""
    try:
        # Numbers stay as they are spelled: a huge one is no reason to fail.
        value = json.loads(decode_text(data), parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError as error:
        raise IntakeError("nested too deeply") from error
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise IntakeError(
            f"broken JSON: {what} at character {error.pos + 1}", remedy="mend or drop the line"
        ) from error
    return [to_row(row, fields) for row in _rows_in(value, fields)]


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than allowed, which is skipped without being held."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1_000_000)
        yield None


def _read_rows(line: bytes, uri: str, context: IntakeContext, where: str) -> Iterator[Document | Problem]:
    try:
        risky = len(line) > _GUARD_FROM or looks_marked_up(line.decode("utf-8", "replace"))
        rows = (
            context.guarded(parse_rows, line, context.dump_fields) if risky else parse_rows(line, context.dump_fields)
        )
    except IntakeError as error:
        yield Problem(uri, "intake", error.what, where, error.remedy)
        return
    for number, row in enumerate(rows, 1):
        yield to_outcome(row, uri if len(rows) == 1 else f"{uri},row={number}", sha256_of(line), where)


def to_outcome(row: Row, uri: str, sha256: str, where: str, media_type: str = _MEDIA_TYPE) -> Document | Problem:
    """The document of a row, or the problem that it has no text."""
    if not row.text:
        return Problem(uri, "intake", "a row without a title or text under any usual name", where)
    return build_document(uri, media_type, sha256, row.text, row.facts)


def _rows_in(value: object, fields: DumpFields) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        lowered = _lower_keys(value)
        wrapped = [lowered[n] for n in fields.rows if isinstance(lowered.get(n), list)]
        has_text = any(isinstance(lowered.get(n), str) for n in fields.text)
        inner: list[Any] = [] if has_text else next((w for w in wrapped if any(isinstance(r, dict) for r in w)), [])
        return [r if isinstance(r, dict) else {} for r in inner] or [value]
    if isinstance(value, list):
        return [r if isinstance(r, dict) else {} for r in value]
    raise IntakeError("a row that is not an object")


def to_row(row: dict[str, Any], fields: DumpFields) -> Row:
    """What a dump's object holds under the usual names."""
    lowered = _lower_keys(row)

    def find(names: tuple[str, ...]) -> str | None:
        return next((line for n in names if (line := _to_line(lowered.get(n)))), None)

    title = find(fields.title)
    body = next((found for n in fields.text if (found := _to_text(lowered.get(n)))), "")
    authors = next((names for n in fields.authors if (names := _to_names(lowered.get(n)))), ())
    facts = PageFacts(
        title=title,
        authors=authors,
        site_name=find(fields.site_name),
        url=find(fields.url),
        published=find(fields.published),
        modified=find(fields.modified),
        language=find(fields.language),
    )
    repeated = body.split("\n", 1)[0].strip() == title
    return Row(body if repeated or not title else f"{title}\n\n{body}".rstrip(), facts)


def _lower_keys(row: dict[str, Any]) -> dict[str, Any]:
    return {key.strip().lower(): value for key, value in row.items()}


def _to_text(value: object) -> str:
    """A body: a text, its paragraphs as a list, or HTML."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_to_text, value)))
    if not isinstance(value, str):
        return ""
    return "\n\n".join(find_paragraphs(value)) if looks_marked_up(value) else drop_unstorable(value).strip()


def _to_line(value: object) -> str | None:
    """A fact on one line, as given: a text, or the name of an object: {"id": null, "name": "The Northport Courier"}."""
    if isinstance(value, dict):
        value = next((value[k] for k in ("name", "title", "url") if isinstance(value.get(k), str)), None)
    if isinstance(value, list):
        return next((found for v in value if not isinstance(v, list) and (found := _to_line(v))), None)
    return " ".join(drop_unstorable(value).split()) or None if isinstance(value, str) else None


def _to_names(value: object) -> tuple[str, ...]:
    each = value if isinstance(value, list) else [value]
    return tuple(name for v in each if not isinstance(v, list) and (name := _to_line(v)))
