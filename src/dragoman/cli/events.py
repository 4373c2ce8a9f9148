"""`dragoman events`, `events merge`, `split`, `judgements`."""

from pathlib import Path

import click

from dragoman.cli.judging import hand_down, judging_options, keep, list_judgements, undo
from dragoman.cli.options import (
    find_event,
    find_reports,
    format_option,
    opened_record,
    print_json,
    record_option,
    wants_json,
)
from dragoman.datamodel import Event, Judged, Judgement, Record
from dragoman.errors import UsageError
from dragoman.event_types import list_event_types

KINDS = ("merge-events", "split-event")
TYPES = click.Choice(list_event_types(), case_sensitive=False)


@click.group(invoke_without_command=True)
@record_option
@format_option
@click.option("--type", "kind", type=TYPES, help="Only this PLOVER type.")
@click.option("--actor", help="Only events of whose participants, or their sides, a name holds these words.")
@click.option("--most", type=click.IntRange(min=1), help="At most so many rows (default: all).")
@click.pass_context
def events(  # noqa: PLR0913, PLR0917 (one option a parameter)
    ctx: click.Context,
    record_file: Path,
    style: str,
    as_json: bool,
    kind: str | None,
    actor: str | None,
    most: int | None,
) -> None:
    """List what reportedly happened, on whose word, resting on how many independent origins; or say what is one event.

    The number in the first column is good for `show`, `dossier`, `events merge`: dragoman show 1

    \b
    dragoman events --actor Norway --most 20   only some
    dragoman events merge 4 9                  two that are one event
    dragoman events split 4 evening-post.txt   what this report tells is another
    dragoman events disagreements              where reports part
    dragoman events judgements --undo last     take the last word back
    """
    hand_down(ctx, record_file)
    if ctx.invoked_subcommand:
        return
    with opened_record(record_file) as (_, record):
        chosen = _choose(record, kind, actor)[:most]
        if wants_json(style, as_json):
            print_json(_event_rows(record, [e for _, e in chosen]))
            return
        from dragoman.presenting.terminal import make_console, print_events

        if not chosen:
            click.echo("no event in the record fits")
            return
        print_events(chosen, make_console())


@events.command()
@click.argument("which", nargs=-1, required=True, metavar="EVENT EVENT...")
@record_option
@judging_options
def merge(which: tuple[str, ...], record_file: Path, **signed: str | None) -> None:
    """Say that two or more EVENTs are one: numbers in `dragoman events`, or ids or their start."""
    with opened_record(record_file) as (store, record):
        chosen = {e.id: e for e in (find_event(record.events, asked, store) for asked in which)}
        if len(chosen) < 2:
            raise UsageError("these are one event already; name two or more that are to be one")
        judged = tuple(Judged(e.title, e.mentions) for e in chosen.values())
        kept = keep(store, Judgement("", "merge-events", judged), signed)
        from dragoman.record.loading import load_record

        number = _number_of(load_record(store), judged[0].members[0])
    click.echo(f"{kept.id}: one event from now on, number {number}: {'; '.join(e.title for e in chosen.values())}")


@events.command()
@click.argument("event")
@click.argument("parts", nargs=-1, required=True, metavar="REPORT|MENTION...")
@record_option
@judging_options
def split(event: str, parts: tuple[str, ...], record_file: Path, **signed: str | None) -> None:
    """Say that some tellings of EVENT tell another one.

    All that a REPORT (its id, or its file's name) tells of the event leaves; or one telling, by its MENTION's id or as
    `dragoman show` prints its place, as in evening-post.txt:120-260.
    """
    with opened_record(record_file) as (store, record):
        chosen = find_event(record.events, event, store)
        leaving = tuple(sorted({m for part in parts for m in _find_tellings(record, chosen, part)}))
        if set(leaving) == set(chosen.mentions):
            raise UsageError("nothing would stay of the event; name fewer")
        judged = Judgement("", "split-event", (Judged(chosen.title, chosen.mentions),), leaving)
        kept = keep(store, judged, signed)
    told = "1 telling is" if len(leaving) == 1 else f"{len(leaving)} tellings are"
    click.echo(f"{kept.id}: {told} no longer part of: {chosen.title}")


@events.command()
@record_option
@format_option
def disagreements(record_file: Path, style: str, as_json: bool) -> None:
    """List where reports part, on events and on what is no event: who says what, and who says otherwise."""
    with opened_record(record_file) as (_, record):
        if wants_json(style, as_json):
            from dragoman.presenting.exports.rows import record_rows

            print_json([row for row in record_rows(record, {}) if row["kind"] == "discrepancy"])
        elif record.discrepancies:
            from dragoman.presenting.terminal import make_console
            from dragoman.presenting.terminal_disagreements import print_disagreements

            print_disagreements(record, make_console())
        else:
            click.echo("no disagreement was found")


@events.command()
@record_option
@format_option
@click.option("--undo", "key", metavar="ID", help="Take back a judgement: its id or its start, or `last`.")
def judgements(record_file: Path, style: str, as_json: bool, key: str | None) -> None:
    """List what was judged of events; or take one back."""
    from dragoman.record.store import open_store

    with open_store(record_file) as store:
        if key is not None:
            undo(store, key, KINDS)
        else:
            list_judgements(store, KINDS, lists=False, as_json=wants_json(style, as_json))


def _number_of(record: Record, mention: str) -> int:
    """Under which number an event is listed, by one of its mentions."""
    return next(number for number, event in enumerate(record.events, 1) if mention in event.mentions)


def _find_tellings(record: Record, event: Event, part: str) -> set[str]:
    """The mentions of an event that a person means: a report's, or the one with this id or place."""
    from dragoman.presenting.views import RecordView

    view = RecordView(record)
    own = {m: view.mentions[m] for m in event.mentions}
    reports = find_reports(record, part)
    found = {m for m, told in own.items() if told.report in reports}
    found = found or {m for m in own if part and (m.startswith(part) or m.split("-", 1)[-1].startswith(part))}
    places = {f"{view.input_name(c.report)}:{c.sentence.start}-{c.sentence.end}": c for c in view.claims(event)}
    if not found and part in places:
        triggers = places[part].triggers  # a sentence that names it twice is one telling
        found = {m for m, told in own.items() if told.trigger in triggers}
    if not found:
        raise UsageError(f"{part}: the event has no such report or telling; `dragoman show {event.id}` prints them")
    return found


def _choose(record: Record, kind: str | None, actor: str | None) -> list[tuple[int, Event]]:
    from dragoman.record.indexing import find_sides

    names = {a.id: " ".join(a.names).lower() for a in record.actors}
    sides = find_sides(record) if actor else {}
    names |= {a: " ".join((names[a], *(names[s] for s in of if s in names))) for a, of in sorted(sides.items())}
    return [
        (number, event)
        for number, event in enumerate(record.events, 1)
        if (not kind or event.type == kind.upper())
        and (not actor or any(actor.lower() in names.get(p.actor, "") for p in event.participants))
    ]


def _event_rows(record: Record, chosen: list[Event]) -> list[dict[str, object]]:
    from dragoman.presenting.exports.rows import record_rows

    numbers = {e.id: n for n, e in enumerate(record.events, 1)}
    wanted = {e.id for e in chosen}
    rows = (row for row in record_rows(record, {}) if row["kind"] == "event" and row["id"] in wanted)
    return [{"number": numbers[row["id"]], **row} for row in rows]
