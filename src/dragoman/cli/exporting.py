"""`dragoman export`."""

import sys
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dragoman.cli.options import opened_record, record_option
from dragoman.datamodel import Record
from dragoman.errors import UsageError

FORMATS = ("jsonl", "csv", "parquet", "plover", "gexf", "graphml", "prov", "ftm", "stix", "ics")


@click.command()
@record_option
@click.option("--format", "style", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File, or folder (csv and parquet).")
@click.option("--table", help="With csv: only this table (events, reports, attributions, chains, origins …).")
def export(record_file: Path, style: str, output: Path | None, table: str | None) -> None:
    """Write the whole record for other programs.

    \b
    jsonl    the full record, one object a line (the format to build on)
    csv      one file a table into the folder of --output, or one table (--table, default events) to standard output
    parquet  the same tables, typed, into the folder of --output (pandas, R, DuckDB)
    plover   one row an event mention, in the columns of PLOVER's data, with status, chain and origins (CSV)
    gexf     who did what with whom over time, for Gephi; graphml for other network programs
    prov     chains as PROV-O (JSON-LD)
    ftm      FollowTheMoney entities (Aleph, OpenSanctions' tools)
    stix     a STIX 2.1 bundle
    ics      planned events with their days, for a calendar
    """
    with opened_record(record_file) as (_, record):
        if style == "jsonl":
            _export_lines(record, output)
        elif style in ("csv", "parquet"):
            _export_tables(record, output, table, style)
        else:
            _write(_writer_of(style)(record), output)


def _writer_of(style: str) -> Callable[[Record], Iterable[str]]:
    """The function that writes a format of one file."""
    from dragoman.presenting.exports import calendar, ftm, networks, plover, provenance, stix
    from dragoman.presenting.exports.tables import write_csv

    writers: dict[str, Callable[[Record], Iterable[str]]] = {
        "plover": lambda record: write_csv(plover.COLUMNS, plover.plover_rows(record)),
        "gexf": networks.write_gexf,
        "graphml": networks.write_graphml,
        "prov": provenance.write_prov,
        "ftm": ftm.write_ftm,
        "stix": stix.write_stix,
        "ics": calendar.write_calendar,
    }
    return writers[style]


def _export_lines(record: Record, output: Path | None) -> None:
    from dragoman.presenting.exports.jsonl import export_jsonl
    from dragoman.resources.inventory import list_readers

    _write(export_jsonl(record, list_readers()), output)


def _export_tables(record: Record, output: Path | None, table: str | None, style: str) -> None:
    from dragoman.presenting.exports.parquet import write_parquet
    from dragoman.presenting.exports.tables import TABLES, make_tables, write_csv

    tables = make_tables(record)
    if table and table not in tables:
        raise UsageError(f"no table {table!r}; there are {', '.join(tables)}")
    if style == "parquet" and output is None:
        raise UsageError("parquet is written into a folder: name it with --output FOLDER")
    if output is None or (table and style == "csv"):
        name = table or "events"
        _write(write_csv(TABLES[name], tables[name]), output)
        return
    chosen = {table: tables[table]} if table else tables
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output}: cannot be made a folder ({error.strerror})") from error
    for name, rows in chosen.items():
        if style == "csv":
            _write(write_csv(TABLES[name], rows), output / f"{name}.csv")
        else:
            write_parquet(name, TABLES[name], rows, output / f"{name}.parquet")
    click.echo(f"{len(chosen)} tables in {output}", err=True)


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
