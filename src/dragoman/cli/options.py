"""Options that several commands share."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.datamodel import Event, Record, Story
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.record.store import Store
    from dragoman.weighing.joins import Assumptions

Command = Callable[..., Any]
ASSUMPTIONS = ("unnamed-differ", "same-affiliation-same")


def record_option(command: Command) -> Command:
    """`--record FILE`."""
    return click.option(
        "--record",
        "record_file",
        type=click.Path(dir_okay=False, path_type=Path),
        default=Path("dragoman.db"),
        show_default=True,
        help="The record to use.",
    )(command)


def format_option(command: Command) -> Command:
    """`--format table|json`, with `--json` for short."""
    command = click.option("--json", "as_json", is_flag=True, help="Short for --format json.")(command)
    return click.option(
        "--format", "style", type=click.Choice(["table", "json"]), default="table", help="How to print the answer."
    )(command)


def assume_option(command: Command) -> Command:
    """`--assume`, as often as wanted."""
    return click.option(
        "--assume",
        "assumed",
        multiple=True,
        type=click.Choice(ASSUMPTIONS),
        help="Count origins as if all unnamed sources differ, or as if those of one side are one.",
    )(command)


def make_assumptions(assumed: tuple[str, ...]) -> "Assumptions":
    """The assumptions that were named."""
    from dragoman.weighing.joins import Assumptions

    return Assumptions(unnamed_differ=ASSUMPTIONS[0] in assumed, same_affiliation_same=ASSUMPTIONS[1] in assumed)


def wants_json(style: str, as_json: bool) -> bool:
    """Which of the two spellings of the option was given."""
    return as_json or style == "json"


def print_json(value: object) -> None:
    """Data to stdout, readable and stable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def opened_record(path: Path) -> Iterator[tuple["Store", Record]]:
    """The record at a path, loaded."""
    from dragoman.record.loading import load_record
    from dragoman.record.store import open_store

    with open_store(path) as store:
        tell_unlinked(store)
        yield store, load_record(store)


def tell_unlinked(store: "Store") -> None:
    """Say on stderr where reports were kept that no list knows yet, as after a stop in the midst of reading."""
    from dragoman.record.counting import count_unlinked

    count = count_unlinked(store)
    if count:
        reports = "1 report is" if count == 1 else f"{count} reports are"
        click.echo(f"dragoman: {reports} kept but not linked yet: run `dragoman link --record {store.path}`", err=True)


def find_event(events: tuple[Event, ...], asked: str, store: "Store | None" = None) -> Event:
    """The event that a person means: its number in `dragoman events`, or the start of its id.

    With the store, an id that the event had before its mentions changed is understood too.
    """
    if asked.isdigit():
        if 0 < int(asked) <= len(events):
            return events[int(asked) - 1]
        raise UsageError(f"{asked}: the record has {len(events)} events; `dragoman events` lists them")
    hits = [e for e in events if asked and (e.id.startswith(asked) or e.id.split("-", 1)[-1].startswith(asked))]
    if not hits and store:
        from dragoman.record.former import find_present

        present = find_present(store, asked)
        hits = [e for e in events if e.id == present]
    if len(hits) == 1:
        return hits[0]
    reason = f"{len(hits)} events have ids that start so" if hits else "no event has this id"
    raise UsageError(f"{asked}: {reason}; `dragoman events` lists them")


def find_story(stories: tuple[Story, ...], asked: str) -> Story | None:
    """The story that a person means: `story:3` as `dragoman stories` numbers it, or its id or the start of it.

    None where this does not speak of a story.
    """
    if not asked.startswith(("story:", "story-")):
        return None
    number = asked.removeprefix("story:")
    if number.isdigit():
        if 0 < int(number) <= len(stories):
            return stories[int(number) - 1]
        raise UsageError(f"{asked}: the record has {len(stories)} stories; `dragoman stories` lists them")
    hits = [s for s in stories if number and (s.id.startswith(asked) or s.id.removeprefix("story-").startswith(number))]
    if len(hits) == 1:
        return hits[0]
    reason = f"{len(hits)} stories have ids that start so" if hits else "no story has this number or id"
    raise UsageError(f"{asked}: {reason}; `dragoman stories` lists them, and `story:1` is the first")


def find_reports(record: Record, asked: str) -> set[str]:
    """The reports that a person means: by id, by its start, or by the name of the file or page they came from."""
    uris = {d.id: d.uri for d in record.documents}
    by_id = {r.id for r in record.reports if len(asked) > 3 and r.id.startswith(asked)}
    return by_id or {
        r.id
        for r in record.reports
        if asked and asked in (uris[r.document], uris[r.document].rstrip("/").rsplit("/", 1)[-1])
    }
