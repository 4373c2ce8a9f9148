"""What the judging sub-commands share: options, keeping a decision, deriving the record anew, listing and undoing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import print_json
from dragoman.datamodel import Judgement
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.record.store import Store

Command = Callable[..., Any]


def judging_options(command: Command) -> Command:
    """`--by WHO --when DAY --note WHY`, each kept with the judgement."""
    for name, text in (("note", "Why."), ("when", "When it was decided."), ("by", "Who decided.")):
        command = click.option(f"--{name}", help=f"{text} Kept with the judgement.")(command)
    return command


def hand_down(ctx: click.Context, record_file: Path) -> None:
    """`dragoman actors --record FILE merge …` uses the same record as `dragoman actors merge … --record FILE`."""
    if ctx.invoked_subcommand:
        ctx.default_map = {ctx.invoked_subcommand: {"record_file": record_file}}


def keep(store: "Store", judgement: Judgement, signed: dict[str, str | None]) -> Judgement:
    """Keep a decision and derive the record anew."""
    from dragoman.record.judgements import keep_judgement

    kept = keep_judgement(store, replace(judgement, by=signed["by"], when=signed["when"], note=signed["note"]))
    derive_again(store)
    return kept


def derive_again(store: "Store") -> None:
    """The record from its reports and all judgements that it now holds."""
    from dragoman.pipeline import link_record
    from dragoman.resources import load_resources
    from dragoman.weighing.joins import Assumptions

    link_record(store, load_resources(), Assumptions())


def list_judgements(store: "Store", kinds: Sequence[str], *, lists: bool, as_json: bool) -> None:
    """One row a judgement, in the order in which they were made; then one row a list."""
    from dragoman.record.judgements import imported_lists, kept_judgements

    decided = [j for j in kept_judgements(store).decided if j.kind in kinds]
    rows = [_row(j) for j in decided]
    if lists:
        rows += [_blank() | {"id": x.id, "kind": "list", "what": f"{x.actors} actors"} for x in imported_lists(store)]
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("no judgement was made yet")
        return
    from dragoman.presenting.terminal import make_console, print_judgements

    print_judgements(rows, make_console())


def undo(store: "Store", key: str, kinds: Sequence[str]) -> None:
    """Take back a judgement by its id, its start, or `last`; or a list by `list:NAME`."""
    from dragoman.record.judgements import kept_judgements, take_back

    if not key.startswith("list:"):
        made = [j.id for j in kept_judgements(store).decided if j.kind in kinds]
        fits = made[-1:] if key == "last" else [i for i in made if key and i.startswith(key)]
        if len(fits) != 1:
            reason = f"{len(fits)} judgements have ids that start so" if fits else "no such judgement here"
            raise UsageError(f"{key}: {reason}; leave out --undo to list them")
        key = fits[0]
    if not take_back(store, key):
        raise UsageError(f"{key}: no such list; leave out --undo to list them")
    derive_again(store)
    click.echo(f"taken back: {key}")


def _blank() -> dict[str, object]:
    return {"id": "", "kind": "", "what": "", "by": None, "when": None, "note": None}


def _row(judgement: Judgement) -> dict[str, object]:
    shown = " = ".join(j.shown for j in judgement.of)
    if judgement.kind == "split-actor":
        shown += " – without " + ", ".join((*judgement.parts, *judgement.reports))
    elif judgement.kind == "split-event":
        shown += f" – without {len(judgement.parts)} of its tellings"
    signed = {"by": judgement.by, "when": judgement.when, "note": judgement.note}
    return {"id": judgement.id, "kind": judgement.kind, "what": shown, **signed}
