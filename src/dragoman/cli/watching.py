"""`dragoman watch`."""

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from dragoman.cli.limits import Limits, intake_options, limit_options, reading_limits
from dragoman.cli.linking import count_added, say_added
from dragoman.cli.options import record_option
from dragoman.cli.reading import own_files
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.datamodel import Record
    from dragoman.intake.options import IntakeOptions
    from dragoman.intake.watched_feeds import FeedState
    from dragoman.pipeline import ReadSummary
    from dragoman.presenting.changes import Changes
    from dragoman.record.store import Store
    from dragoman.supervised.readers import Readers

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SPAN = re.compile(r"(\d{1,5})([smhd])")
_LEAST = 60


@click.command()
@click.argument("feeds", type=click.Path(dir_okay=False, path_type=Path), metavar="FEEDS")
@record_option
@click.option("--every", default="15m", show_default=True, metavar="TIME", help="How often: 90s, 15m, 2h, 1d.")
@click.option("--once", is_flag=True, help="One round only, as for cron.")
@click.option("--follow-links", is_flag=True, help="Fetch the articles that the feeds link to.")
@click.option("--whole", is_flag=True, help="Link all reports anew each time, in a large record too.")
@limit_options
def watch(  # noqa: PLR0913, PLR0917 (one option a parameter)
    feeds: Path, record_file: Path, every: str, once: bool, follow_links: bool, whole: bool, limits: Limits
) -> None:
    """Keep a record fresh from FEEDS, and print what changed: new events, new origins, contested, corrected.

    FEEDS is an OPML file, as feed readers export it, or a text file with one address a line. A feed is asked no more
    often than told, only for what is new, and ever less often while it does not answer. Ctrl-C ends it; nothing that
    was read is lost. What a later run has to know of the feeds stands beside the record, in a file that ends in
    -feeds.json.

    \b
    dragoman watch feeds.opml --every 30m
    dragoman watch feeds.txt --once --record daily.db
    """
    from dragoman.intake.feed_lists import read_feed_list
    from dragoman.record.store import open_store
    from dragoman.supervised.readers import Readers

    pause = _seconds(every)
    addresses = read_feed_list(feeds)
    kept = record_file.with_name(f"{record_file.name}-feeds.json")
    options = intake_options(limits, follow_links=follow_links, passed_over=own_files(record_file))
    while True:
        started = time.time()
        with open_store(record_file, create=True) as store, Readers(1, reading_limits(limits)) as readers:
            states = _load(kept)
            summary, states, changes = watch_once(
                store, addresses, states, options, every=pause, readers=readers, whole=whole
            )
            _save(kept, states)
            added = count_added(store)
        _tell(summary, changes, len(addresses))
        if summary.new and added:
            click.echo(say_added(added))
        if once:
            return
        time.sleep(max(1.0, pause - (time.time() - started)))


def watch_once(  # noqa: PLR0913 (one option a parameter)
    store: "Store",
    addresses: tuple[str, ...],
    states: dict[str, "FeedState"],
    options: "IntakeOptions",
    *,
    every: float,
    readers: "Readers | None" = None,
    whole: bool = False,
) -> tuple["ReadSummary", dict[str, "FeedState"], "Changes"]:
    """One round: ask what is due, keep what is new, link anew, and tell what changed."""
    from dragoman.intake.watched_feeds import ask_feeds
    from dragoman.pipeline import keep_documents, link_new
    from dragoman.presenting.changes import Changes, find_changes, find_growth
    from dragoman.record.loading import load_record
    from dragoman.supervised.document import process_resources
    from dragoman.weighing.joins import Assumptions

    asked = list(ask_feeds(addresses, states, options, every=every, now=time.time()))
    summary = keep_documents(store, [item for _, _, items in asked for item in items], readers)
    before: list[Record] = []  # as last derived
    note = (lambda: before.append(load_record(store))) if summary.new else None
    linking = link_new(store, process_resources(), Assumptions(), whole=whole, before=note)
    if linking.growth:
        changes = find_growth(store, linking.growth)
    else:
        changes = find_changes(before[0], load_record(store)) if before else Changes((), (), ())
    return summary, states | {address: state for address, state, _ in asked}, changes


def _tell(summary: "ReadSummary", changes: "Changes", feeds: int) -> None:
    from dragoman.presenting.terminal import make_console
    from dragoman.presenting.terminal_changes import print_changes

    for problem in summary.problems:
        click.echo(f"dragoman: {problem.input}: {problem.what}", err=True)
    clock, asked = time.strftime("%Y-%m-%d %H:%M"), "1 feed" if feeds == 1 else f"{feeds} feeds"
    click.echo(f"{clock}  {asked}: {summary.new} new, {summary.known} known, {summary.set_aside} set aside")
    if summary.new:
        print_changes(changes, make_console())


def _seconds(span: str) -> float:
    match = _SPAN.fullmatch(span.strip().lower())
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if seconds < _LEAST:
        raise UsageError(f"--every {span}: give a time of a minute or more, as 90s, 15m, 2h or 1d")
    return float(seconds)


def _load(path: Path) -> dict[str, "FeedState"]:
    """What is known of the feeds; a file that is missing or damaged costs only one full answer of each."""
    from dragoman.intake.watched_feeds import FeedState

    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, FeedState])
    except (OSError, msgspec.DecodeError):
        return {}


def _save(path: Path, states: dict[str, "FeedState"]) -> None:
    """Whole or not at all."""
    draft = path.with_name(f"{path.name}.part")
    try:
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(states), indent=1))
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
