"""`dragoman stories`, `problems`, `resources`."""

from pathlib import Path

import click

from dragoman.cli.options import format_option, opened_record, print_json, record_option, wants_json
from dragoman.datamodel import Record


@click.command()
@record_option
@format_option
def stories(record_file: Path, style: str, as_json: bool) -> None:
    """List the stories: reports about the same main event."""
    with opened_record(record_file) as (_, record):
        if wants_json(style, as_json):
            print_json(_rows(record, "story"))
            return
        from dragoman.presenting.terminal import make_console, print_stories
        from dragoman.presenting.views import RecordView

        print_stories(RecordView(record), record.stories, make_console())


@click.command()
@record_option
@format_option
def problems(record_file: Path, style: str, as_json: bool) -> None:
    """List the inputs that could not be read, or not in full, and what to do about each."""
    with opened_record(record_file) as (_, record):
        if wants_json(style, as_json):
            print_json(_rows(record, "problem"))
            return
        from dragoman.presenting.terminal import make_console, print_problems

        if not record.problems:
            click.echo("no problems: all that was given was read")
            return
        print_problems(record.problems, make_console())


@click.command()
@record_option
@format_option
def resources(record_file: Path, style: str, as_json: bool) -> None:  # noqa: ARG001 (every command takes --record)
    """List the knowledge and models that every reading rests on, with their versions and sizes."""
    from dragoman.resources.inventory import list_resources

    rows = list_resources()
    if wants_json(style, as_json):
        print_json([dict(zip(("name", "version", "holds"), row, strict=True)) for row in rows])
        return
    width = max(len(name) for name, _, _ in rows)
    for name, version, holds in rows:
        click.echo(f"{name:{width}}  {version:12}  {holds}")


def _rows(record: Record, kind: str) -> list[dict[str, object]]:
    from dragoman.presenting.exports.rows import record_rows

    return [row for row in record_rows(record, {}) if row["kind"] == kind]
