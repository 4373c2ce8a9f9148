"""`dragoman show`, `trace`, `dossier`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import (
    assume_option,
    find_event,
    find_story,
    format_option,
    make_assumptions,
    opened_record,
    print_json,
    record_option,
    wants_json,
)
from dragoman.datamodel import Event, Record
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.record.store import Store


@click.command()
@click.argument("event")
@record_option
@assume_option
@click.option("--without", "source", metavar="SOURCE", help="Which claims lose all support if this source falls away.")
@click.option("--why", is_flag=True, help="Why its mentions were joined, and why the nearest others were not.")
@format_option
def show(  # noqa: PLR0913, PLR0917 (one option a parameter)
    event: str, record_file: Path, assumed: tuple[str, ...], source: str | None, why: bool, style: str, as_json: bool
) -> None:
    """Show one EVENT in full.

    EVENT is its number in `dragoman events`, or its id or the start of it. Shown are the participants, every chain from
    outlet to origin, how many of the origins are independent and why, where reports part ways, and each telling in
    its own words with file and characters.

    \b
    dragoman show 1 --why                   why these mentions are one event, and others are not
    dragoman show 1 --without "NAME"        what falls with a source
    """
    if why and source is not None:
        raise click.UsageError("--why and --without answer two questions; ask one at a time")
    with opened_record(record_file) as (store, kept):
        asked = find_event(kept.events, event, store)
        record = assume(kept, asked, assumed)
        chosen = find_event(record.events, asked.id)
        if wants_json(style, as_json):
            print_json(_event_rows(record, chosen, assumed, source, why=why))
            return
        from dragoman.presenting.terminal import make_console
        from dragoman.presenting.terminal_event import print_event
        from dragoman.presenting.terminal_ways import print_without
        from dragoman.presenting.terminal_why import print_why
        from dragoman.presenting.views import RecordView

        view, console = RecordView(record), make_console()
        if assumed:
            console.print(f"Assumed: {', '.join(sorted(set(assumed)))}.")
        if source is not None:
            print_without(view, chosen, source, console)
        elif why:
            print_why(view, chosen, console)
        else:
            print_event(view, chosen, console)


def assume(record: Record, event: Event, assumed: tuple[str, ...]) -> Record:
    """The record with the event's origins counted under the assumptions."""
    if not assumed:
        return record
    from dragoman.record.recounting import recount
    from dragoman.resources import load_resources

    counted = recount(event, record, load_resources(), make_assumptions(assumed))
    return replace(record, events=tuple(counted if e.id == event.id else e for e in record.events))


def _event_rows(
    record: Record, event: Event, assumed: tuple[str, ...], source: str | None, *, why: bool
) -> list[dict[str, Any]]:
    from dragoman.presenting.exports.rows import RowWriter, record_rows

    if source is not None:
        from dragoman.presenting.terminal_ways import take_away
        from dragoman.presenting.views import RecordView

        writer = RowWriter({d.id: d.text for d in record.documents})
        supports = take_away(RecordView(record), event, source) or ()
        return [{"without": source, "event": event.id, **writer.plain(s)} for s in supports]
    wanted = {event.id, *event.mentions, *event.discrepancies}
    wanted |= {a.id for a in record.alterations if a.event == event.id}
    wanted |= {k.b for k in event.kept_apart if why}
    rows = [row for row in record_rows(record, {}) if row.get("id") in wanted]
    plain = ({key: value for key, value in row.items() if key != "sense"} for row in rows)  # numbers for linking alone
    return [{**row, "assumed": sorted(set(assumed))} if row["kind"] == "event" and assumed else row for row in plain]


@click.command()
@click.argument("claim")
@record_option
@assume_option
@format_option
def trace(claim: str, record_file: Path, assumed: tuple[str, ...], style: str, as_json: bool) -> None:
    """Trace a CLAIM, in your own words, to its origins.

    Finds the passages that say it, or deny it, in every report of the record, the chain behind each, and how many
    independent origins they come to.

    \b
    dragoman trace "Iceland and Uruguay held talks in Malta"
    """
    if not claim.strip():
        raise click.UsageError("the claim is empty; put it in quotation marks")
    from dragoman.record.tracing import trace_claim
    from dragoman.resources import load_resources

    with opened_record(record_file) as (store, record):
        traced = trace_claim(claim, store, record, load_resources(), make_assumptions(assumed))
        if wants_json(style, as_json):
            from dragoman.presenting.exports.rows import RowWriter

            writer = RowWriter({d.id: d.text for d in record.documents})
            print_json({**writer.plain(traced), **({"assumed": sorted(set(assumed))} if assumed else {})})
            return
        from dragoman.presenting.terminal import make_console
        from dragoman.presenting.terminal_trace import print_trace
        from dragoman.presenting.views import RecordView

        console = make_console()
        if assumed:
            console.print(f"Assumed: {', '.join(sorted(set(assumed)))}.")
        print_trace(RecordView(record), traced, console)


@click.command()
@click.argument("what", metavar="EVENT|STORY")
@record_option
@assume_option
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The page (default: dossier.html)."
)
def dossier(what: str, record_file: Path, assumed: tuple[str, ...], output: Path | None) -> None:
    """Write the dossier of an EVENT or a STORY as one web page: no script, no address loaded, safe to print and mail.

    An EVENT is its number in `dragoman events`, or its id or the start of it. A STORY is `story:` and its number in
    `dragoman stories`, or its id.

    \b
    dragoman dossier 1 -o talks.html          the first event
    dragoman dossier story:1 -o story.html    the first story: all its events
    """
    target = output or Path("dossier.html")
    with opened_record(record_file) as (store, kept):
        page = _write_page(store, kept, what, assumed)
    try:
        target.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror})") from error
    click.echo(str(target))


def _write_page(store: "Store", kept: Record, what: str, assumed: tuple[str, ...]) -> str:
    from dragoman.presenting.dossier import write_dossier, write_story_dossier
    from dragoman.presenting.views import RecordView

    story = find_story(kept.stories, what)
    if story is None:
        asked = find_event(kept.events, what, store)
        record = assume(kept, asked, assumed)
        return write_dossier(RecordView(record), find_event(record.events, asked.id), tuple(sorted(set(assumed))))
    if assumed:
        raise UsageError("--assume counts the origins of one event; name an event, not a story")
    return write_story_dossier(RecordView(kept), story)
