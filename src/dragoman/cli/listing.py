"""`dragoman events`, `stories`, `actors`, `problems`, `resources`."""

from collections import Counter
from pathlib import Path

import click

from dragoman.cli.options import format_option, opened_record, print_json, record_option, wants_json
from dragoman.datamodel import Event, Record

TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip


@click.command()
@record_option
@format_option
@click.option("--type", "kind", type=click.Choice(TYPES, case_sensitive=False), help="Only this PLOVER type.")
@click.option("--actor", help="Only events whose participants' names hold these words.")
@click.option("--most", type=click.IntRange(min=1), help="At most so many rows (default: all).")
def events(record_file: Path, style: str, as_json: bool, kind: str | None, actor: str | None, most: int | None) -> None:
    """List what reportedly happened, on whose word, resting on how many independent origins.

    The number in the first column is good for `show`, `dossier`: dragoman show 1
    """
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


def _choose(record: Record, kind: str | None, actor: str | None) -> list[tuple[int, Event]]:
    names = {a.id: " ".join(a.names).lower() for a in record.actors}
    return [
        (number, event)
        for number, event in enumerate(record.events, 1)
        if (not kind or event.type == kind.upper())
        and (not actor or any(actor.lower() in names.get(p.actor, "") for p in event.participants))
    ]


def _event_rows(record: Record, chosen: list[Event]) -> list[dict[str, object]]:
    from dragoman.presenting.exports.rows import record_rows

    wanted = {e.id for e in chosen}
    return [row for row in record_rows(record, {}) if row["kind"] == "event" and row["id"] in wanted]


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
@click.option("--unnamed", is_flag=True, help="List unnamed sources and groups as well.")
def actors(record_file: Path, style: str, as_json: bool, unnamed: bool) -> None:
    """List who appears, with all the names seen, most mentioned first."""
    with opened_record(record_file) as (_, record):
        counts = Counter(m.actor for r in record.readings for m in r.mentions)
        chosen = [a for a in record.actors if unnamed or a.type != "unnamed"]
        if wants_json(style, as_json):
            wanted = {a.id for a in chosen}
            print_json([row for row in _rows(record, "actor") if row["id"] in wanted])
            return
        from dragoman.presenting.terminal import make_console, print_actors

        ranked = sorted(chosen, key=lambda a: (-counts[a.id], a.name, a.id))
        print_actors(ranked, counts, make_console())


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
