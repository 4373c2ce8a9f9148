"""`dragoman read`."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.limits import Limits, intake_options, limit_options, reading_limits
from dragoman.cli.linking import Where, compare_elsewhere, count_added, say_added
from dragoman.cli.options import format_option, print_json, record_option, wants_json

if TYPE_CHECKING:
    from rich.progress import TaskID

    from dragoman.intake.options import IntakeOptions
    from dragoman.pipeline import Progress, ReadSummary

SET_ASIDE = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@record_option
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to read with (default: one a core).")
@click.option("--follow-links", is_flag=True, help="Fetch the articles that a feed links to.")
@click.option("--whole", is_flag=True, help="Link all reports anew, in a large record too, where it takes long.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be read and what set aside; nothing is kept.")
@limit_options
@click.option("--profile", is_flag=True, help="Print where the CPU time went, by stage; reads in one process.")
@format_option
def read(  # noqa: PLR0913, PLR0917 (one option a parameter)
    paths: tuple[str, ...],
    record_file: Path,
    jobs: int | None,
    follow_links: bool,
    whole: bool,
    dry_run: bool,
    limits: Limits,
    profile: bool,
    style: str,
    as_json: bool,
) -> int:
    """Read reports into the record.

    PATH is a file, a folder, a glob, `-` for standard input, or an http(s) address. Text, HTML, RSS/Atom/JSON feeds,
    JSON Lines, WARC, mail, PDF and Word files, and .zip .gz .zst of these. What was read before is not read again.

    A document that is too large, takes too long or needs too much memory is set aside with its reason (`dragoman
    problems`), all others go on, and the exit status is 3. Of one that was stopped the text is kept; given again, it is
    tried again.

    \b
    dragoman read reports/                   a folder, into dragoman.db
    dragoman read dump.jsonl.gz --jobs 4     a dump, with four processes
    dragoman read https://example.org/a.html one page, fetched because it was asked for
    """
    options = intake_options(limits, follow_links=follow_links, passed_over=own_files(record_file))
    as_json = wants_json(style, as_json)
    if dry_run:
        summary = _look(paths, record_file, options)
        _report(summary, record_file, as_json, kept=False)
    else:
        processes = 1 if profile else jobs or os.cpu_count() or 1
        with _profiled(profile, as_json):
            summary, added = _read(paths, record_file, options, processes, limits, whole=whole)
        _report(summary, record_file, as_json, added=added)
    return SET_ASIDE if summary.problems else 0


def _read(
    paths: tuple[str, ...], record_file: Path, options: "IntakeOptions", jobs: int, limits: Limits, *, whole: bool
) -> tuple["ReadSummary", int]:
    """What became of the inputs, and how many reports are linked to their neighbours alone."""
    from dragoman.supervised.readers import Readers

    with Readers(jobs, reading_limits(limits)) as readers:
        readers.start()  # its models load while this process loads what links
        from dragoman.intake.estimating import estimate_items
        from dragoman.pipeline import link_new, read_into
        from dragoman.record.store import open_store
        from dragoman.supervised.document import process_resources
        from dragoman.weighing.joins import Assumptions

        with (
            open_store(record_file, create=True) as store,
            progress_line(lambda: estimate_items(paths, options)) as progress,
        ):
            summary = read_into(store, paths, options, readers, progress)
            readers.close()
            resources = process_resources()
            elsewhere = compare_elsewhere(Where(jobs), resources)
            link_new(store, resources, Assumptions(), progress, whole=whole, elsewhere=elsewhere)
            return summary, count_added(store)


def _look(paths: tuple[str, ...], record_file: Path, options: "IntakeOptions") -> "ReadSummary":
    from dragoman.pipeline import survey_inputs
    from dragoman.record.store import open_store

    with progress_line(lambda: None) as progress:
        if not record_file.is_file():
            return survey_inputs(None, paths, options, progress)
        with open_store(record_file) as store:
            return survey_inputs(store, paths, options, progress)


@contextmanager
def _profiled(asked: bool, as_json: bool) -> Iterator[None]:
    """Where asked, the stages' CPU time on stderr once the work is done."""
    if not asked:
        yield
        return
    import json

    from dragoman.resources.profiling import peak_memory, profiling

    with profiling() as profile:
        yield
    memory, whole = peak_memory(), sum(profile.seconds.values())
    if as_json:
        rows = {"cpu_seconds": profile.seconds, "tokens": profile.tokens, "peak_memory_bytes": memory}
        click.echo(json.dumps(rows), err=True)
        return
    for stage, seconds in sorted(profile.seconds.items(), key=lambda row: -row[1]):
        click.echo(f"{stage:16} {seconds:8.1f} s CPU  {seconds / max(whole, 1e-9):4.0%}", err=True)
    reading = whole - profile.seconds.get("link and weigh", 0.0)
    held = f", {memory / 1e6:.0f} MB at most" if memory else ""
    rate = profile.tokens / max(reading, 1e-9)
    click.echo(
        f"{'all':16} {whole:8.1f} s CPU, {profile.tokens} tokens, {rate:.0f} a second of reading{held}", err=True
    )


def own_files(record_file: Path) -> tuple[str, ...]:
    """The record and what is kept beside it: no reports, though they may lie in the folder that is read."""
    return tuple(f"{record_file.absolute()}{ending}" for ending in ("", "-wal", "-shm", "-journal", "-feeds.json"))


def _report(summary: "ReadSummary", record_file: Path, as_json: bool, *, kept: bool = True, added: int = 0) -> None:
    for problem in summary.problems:
        remedy = f" ({problem.remedy})" if problem.remedy else ""
        place = f", {problem.where}" if problem.where else ""
        click.echo(f"dragoman: {problem.input}{place}: {problem.what}{remedy}", err=True)
    if as_json:
        keys = ("given", "new", "known", "set_aside", "reports")
        near = {"linked_to_neighbours": added} if added else {}
        counts = {k: getattr(summary, k) for k in keys} | {"not_read": summary.unread}
        print_json(counts | {"record": str(record_file)} | near)
        return
    if not kept:
        click.echo(
            f"{summary.given} given: {summary.new} would be read, {summary.known} known already, "
            f"{summary.set_aside} set aside. Nothing was kept."
        )
        return
    unread = f", {summary.unread} kept but not read" if summary.unread else ""
    click.echo(
        f"{summary.given} given: {summary.new} read ({_reports(summary.reports)}{unread}), {summary.known} known "
        f"already, {summary.set_aside} set aside. Record: {record_file}"
    )
    if added:
        click.echo(say_added(added))


def _reports(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"


@contextmanager
def progress_line(expect: Callable[[], int | None]) -> Iterator["Progress | None"]:
    """A line on stderr with how far it is, how fast, and how long yet; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, TextColumn("left"), TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, count: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=expect() if stage == "reading" else None)
            task = next(t for t in bar.tasks if t.id == tasks[stage])
            rate = f", {count / task.elapsed:.1f} a second" if count and task.elapsed else ""
            bar.update(task.id, description=f"{stage} {count or ''}{rate}", completed=count)

        tell("reading", 0)
        yield tell
