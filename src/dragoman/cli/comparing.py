"""`dragoman diff`."""

from dataclasses import asdict
from pathlib import Path

import click

from dragoman.cli.options import format_option, opened_record, print_json, wants_json

_RECORD = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("before", type=_RECORD, metavar="RECORD1")
@click.argument("after", type=_RECORD, metavar="RECORD2")
@format_option
def diff(before: Path, after: Path, style: str, as_json: bool) -> None:
    """Show what RECORD2 tells that RECORD1 did not: events, reports, origins, disputes.

    Events are the same where they share tellings. Made for two states of one record, or for the same reports read by
    two versions of the program.

    \b
    cp dragoman.db monday.db            keep a state
    dragoman read feeds/                read on
    dragoman diff monday.db dragoman.db what is new
    """
    from dragoman.presenting.changes import find_changes
    from dragoman.presenting.terminal import make_console
    from dragoman.presenting.terminal_changes import print_changes

    with opened_record(before) as (_, old), opened_record(after) as (_, new):
        changes = find_changes(old, new)
    if wants_json(style, as_json):
        print_json(asdict(changes))
        return
    print_changes(changes, make_console())
