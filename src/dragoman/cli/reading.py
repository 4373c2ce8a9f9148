"""`dragoman read`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import format_option, print_json, record_option, wants_json

if TYPE_CHECKING:
    from dragoman.pipeline import Progress, ReadSummary

SET_ASIDE = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@record_option
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to read with (default: one a core).")
@click.option("--follow-links", is_flag=True, help="Fetch the articles that a feed links to.")
@format_option
def read(
    paths: tuple[str, ...], record_file: Path, jobs: int | None, follow_links: bool, style: str, as_json: bool
) -> int:
    """Read reports into the record.

    PATH is a file, a folder, a glob, `-` for standard input, or an http(s) address. Text, HTML, RSS/Atom/JSON feeds,
    JSON Lines, WARC, mail, PDF and Word files, and .zip .gz .zst of these. What was read before is not read again.

    \b
    dragoman read reports/                   a folder, into dragoman.db
    dragoman read dump.jsonl.gz --jobs 4     a dump, with four processes
    dragoman read https://example.org/a.html one page, fetched because it was asked for
    """
    from dragoman.intake.options import IntakeOptions
    from dragoman.pipeline import link_record, read_into
    from dragoman.record.store import open_store
    from dragoman.resources import load_resources
    from dragoman.weighing.joins import Assumptions

    with open_store(record_file, create=True) as store, _progress() as progress:
        options = IntakeOptions(follow_links=follow_links, passed_over=own_files(record_file))
        summary = read_into(store, paths, options, jobs or os.cpu_count() or 1, progress)
        link_record(store, load_resources(), Assumptions(), progress)
    _report(summary, record_file, wants_json(style, as_json))
    return SET_ASIDE if summary.set_aside else 0


def own_files(record_file: Path) -> tuple[str, ...]:
    """The record and what is kept beside it: no reports, though they may lie in the folder that is read."""
    return tuple(f"{record_file.absolute()}{ending}" for ending in ("", "-wal", "-shm", "-journal", "-feeds.json"))


def _report(summary: "ReadSummary", record_file: Path, as_json: bool) -> None:
    for problem in summary.problems:
        remedy = f" ({problem.remedy})" if problem.remedy else ""
        place = f", {problem.where}" if problem.where else ""
        click.echo(f"dragoman: {problem.input}{place}: {problem.what}{remedy}", err=True)
    if as_json:
        keys = ("given", "new", "known", "set_aside", "reports")
        print_json({k: getattr(summary, k) for k in keys} | {"record": str(record_file)})
        return
    click.echo(
        f"{summary.given} given: {summary.new} read ({summary.reports} reports), {summary.known} known already, "
        f"{summary.set_aside} set aside. Record: {record_file}"
    )


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """A line on stderr that says how far it is; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    with Bar(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True)
    ) as bar:
        task = bar.add_task("starting")

        def tell(stage: str, count: int) -> None:
            bar.update(task, description=f"{stage} {count or ''}", completed=count)

        yield tell
