"""`dragoman export`."""

import sys
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dragoman.cli.options import opened_record, record_option
from dragoman.datamodel import Record
from dragoman.errors import UsageError


@click.command()
@record_option
@click.option("--format", "style", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File (jsonl, one csv table) or folder (csv).")
@click.option("--table", help="With csv: only this table (events, reports, attributions, chains, origins …).")
def export(record_file: Path, style: str, output: Path | None, table: str | None) -> None:
    """Write the whole record for other programs.

    jsonl is the full record, one object a line. csv writes one file a table into the folder given with --output, or
    one table (--table, default events) to standard output.
    """
    with opened_record(record_file) as (_, record):
        if style == "jsonl":
            _export_lines(record, output)
        else:
            _export_tables(record, output, table)


def _export_lines(record: Record, output: Path | None) -> None:
    from dragoman.presenting.exports.jsonl import export_jsonl
    from dragoman.resources.inventory import list_readers

    _write(export_jsonl(record, list_readers()), output)


def _export_tables(record: Record, output: Path | None, table: str | None) -> None:
    from dragoman.presenting.exports.tables import TABLES, make_tables, write_csv

    tables = make_tables(record)
    if table and table not in tables:
        raise UsageError(f"no table {table!r}; there are {', '.join(tables)}")
    if table or output is None:
        name = table or "events"
        _write(write_csv(TABLES[name], tables[name]), output)
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        _write(write_csv(TABLES[name], rows), output / f"{name}.csv")
    click.echo(f"{len(tables)} tables in {output}", err=True)


def _write(lines: Iterable[str], output: Path | None) -> None:
    with _opened(output) as stream:
        for line in lines:
            stream.write(line)


@contextmanager
def _opened(output: Path | None) -> Any:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
