"""`dragoman link`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import format_option, print_json, record_option, wants_json

if TYPE_CHECKING:
    from dragoman.record.store import Store


@click.command()
@record_option
@click.option("--whole", is_flag=True, help="Link all reports anew, those too that were linked to their neighbours.")
@format_option
def link(record_file: Path, whole: bool, style: str, as_json: bool) -> None:
    """Bring a record up to date, and tell how its reports were linked.

    In a large record a few new reports are linked to the reports around them alone. What all reports know together (how
    rare a word is, who a surname means, days that reports lend each other) is then as it was when all were linked.

    \b
    dragoman link                 how many reports were added so
    dragoman link --whole         all reports linked together: minutes, in a large record
    """
    from dragoman.cli.reading import progress_line
    from dragoman.pipeline import link_new
    from dragoman.record.counting import count_kept
    from dragoman.record.store import open_store
    from dragoman.resources import load_resources
    from dragoman.weighing.joins import Assumptions

    with open_store(record_file) as store, progress_line(lambda: None) as progress:
        link_new(store, load_resources(), Assumptions(), progress, whole=whole)
        reports, added = count_kept(store)["reports"], count_added(store)
    if wants_json(style, as_json):
        print_json({"reports": reports, "added": added, "record": str(record_file)})
        return
    click.echo(say_added(added) if added else f"{reports} reports, all linked together")


def count_added(store: "Store") -> int:
    """How many reports were linked to their neighbours alone since all were linked together."""
    from dragoman.record.growing import read_together

    together = read_together(store)
    return together.added if together else 0


def say_added(added: int) -> str:
    """What a reader is told of them."""
    told = "1 report linked to its neighbours" if added == 1 else f"{added} reports linked to their neighbours"
    return f"{told} alone; `dragoman link --whole` links all anew"
