"""`dragoman show`, `trace`, `dossier`."""

from pathlib import Path

import click

from dragoman.cli.options import find_event, format_option, opened_record, print_json, record_option, wants_json
from dragoman.errors import UsageError


@click.command()
@click.argument("event")
@record_option
@format_option
def show(event: str, record_file: Path, style: str, as_json: bool) -> None:
    """Show one EVENT in full.

    EVENT is its number in `dragoman events`, or its id or the start of it. Shown are the participants, every chain from
    outlet to origin, how many of the origins are independent and why, where reports part ways, and each telling in
    its own words with file and characters.
    """
    with opened_record(record_file) as (_, record):
        chosen = find_event(record.events, event)
        if wants_json(style, as_json):
            from dragoman.presenting.exports.rows import record_rows

            wanted = {chosen.id, *chosen.mentions, *chosen.discrepancies}
            print_json([row for row in record_rows(record, {}) if row.get("id") in wanted])
            return
        from dragoman.presenting.terminal import make_console, print_event
        from dragoman.presenting.views import RecordView

        print_event(RecordView(record), chosen, make_console())


@click.command()
@click.argument("claim")
@record_option
@format_option
def trace(claim: str, record_file: Path, style: str, as_json: bool) -> None:
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
        traced = trace_claim(claim, store, record, load_resources())
        if wants_json(style, as_json):
            from dragoman.presenting.exports.rows import RowWriter

            writer = RowWriter({d.id: d.text for d in record.documents})
            print_json(writer.plain(traced))
            return
        from dragoman.presenting.terminal import make_console
        from dragoman.presenting.terminal_trace import print_trace
        from dragoman.presenting.views import RecordView

        print_trace(RecordView(record), traced, make_console())


@click.command()
@click.argument("event")
@record_option
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The page (default: dossier.html)."
)
def dossier(event: str, record_file: Path, output: Path | None) -> None:
    """Write the dossier of an EVENT as one web page: no script, no address loaded, safe to mail."""
    from dragoman.presenting.dossier import write_dossier
    from dragoman.presenting.views import RecordView

    target = output or Path("dossier.html")
    with opened_record(record_file) as (_, record):
        page = write_dossier(RecordView(record), find_event(record.events, event))
    try:
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror})") from error
    click.echo(str(target))
