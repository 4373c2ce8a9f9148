"""`dragoman link`."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import format_option, print_json, record_option, wants_json

if TYPE_CHECKING:
    from dragoman.linking.parcels import CompareParcels
    from dragoman.record.store import Store
    from dragoman.resources import Resources


@dataclass(frozen=True, slots=True)
class Where:
    """Where mentions are compared: in so many processes (one a core where none is told), or on Spark."""

    jobs: int | None = None
    master: str | None = None


def where_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--jobs` and `--master` of a command that links, given to it as `where`."""

    @wraps(command)
    def wrapped(jobs: int | None, master: str | None, **given: Any) -> Any:
        return command(where=Where(jobs, master), **given)

    jobs = click.option("--jobs", type=click.IntRange(1, 64), help="Processes to compare with (default: one a core).")
    master = click.option("--master", metavar="URL", help="Compare on Spark: local[4] or spark://host:7077.")
    return jobs(master(wrapped))


def compare_elsewhere(where: Where, resources: "Resources") -> "CompareParcels | None":
    """Comparing beside this process; None where it does so itself."""
    if where.master:
        from dragoman.distributed.comparing import compare_on_spark

        return compare_on_spark(where.master)
    from dragoman.supervised.comparing import compare_with

    return compare_with(where.jobs or os.cpu_count() or 1, resources)


@click.command()
@record_option
@click.option("--whole", is_flag=True, help="Link all reports anew, those too that were linked to their neighbours.")
@where_option
@format_option
def link(record_file: Path, whole: bool, where: "Where", style: str, as_json: bool) -> None:
    """Bring a record up to date, and tell how its reports were linked.

    In a large record a few new reports are linked to the reports around them alone. What all reports know together (how
    rare a word is, who a surname means, days that reports lend each other) is then as it was when all were linked.
    Where mentions are compared, in how many processes or on Spark, makes no difference to the result. What a report
    tells of an event is compared with the likeliest forty others at most; how often there were more is told. Where all
    are linked together and nothing has changed since, there is nothing to do, and it says so.

    \b
    dragoman link                              how many reports were added so
    dragoman link --whole                      all reports linked together: minutes, in a large record
    dragoman link --whole --master local[8]    the same, mentions compared on Spark
    """
    from dragoman.cli.reading import progress_line
    from dragoman.pipeline import link_new
    from dragoman.record.counting import count_kept
    from dragoman.record.growing import read_together
    from dragoman.record.store import open_store
    from dragoman.resources import load_resources
    from dragoman.weighing.joins import Assumptions

    with open_store(record_file) as store, progress_line(lambda: None) as progress:
        resources = load_resources()
        elsewhere = compare_elsewhere(where, resources)
        changed = link_new(store, resources, Assumptions(), progress, whole=whole, elsewhere=elsewhere).changed
        reports, together = count_kept(store)["reports"], read_together(store)
    added, crowded = (together.added, together.crowded) if together else (0, 0)
    if wants_json(style, as_json):
        counts = {"reports": reports, "added": added, "crowded": crowded}
        print_json({**counts, "changed": changed, "record": str(record_file)})
        return
    told = say_added(added) if added else f"{reports} reports, all linked together"
    click.echo(told if changed else f"{told}; nothing has changed since")
    if crowded:
        more = "had more than 40 others to be compared with: the likeliest were"
        click.echo(f"{crowded:,} times a report's event {more}")


def count_added(store: "Store") -> int:
    """How many reports were linked to their neighbours alone since all were linked together."""
    from dragoman.record.growing import read_together

    together = read_together(store)
    return together.added if together else 0


def say_added(added: int) -> str:
    """What a reader is told of them."""
    told = "1 report linked to its neighbours" if added == 1 else f"{added} reports linked to their neighbours"
    return f"{told} alone; `dragoman link --whole` links all anew"
