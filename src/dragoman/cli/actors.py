"""`dragoman actors`, `actors import`, `merge`, `split`, `judgements`."""

from collections import Counter
from pathlib import Path

import click

from dragoman.cli.judging import derive_again, hand_down, judging_options, keep, list_judgements, undo
from dragoman.cli.options import find_reports, format_option, opened_record, print_json, record_option, wants_json
from dragoman.datamodel import Actor, Judged, Judgement, Record
from dragoman.errors import UsageError

KINDS = ("merge-actors", "split-actor")


@click.group(invoke_without_command=True)
@record_option
@format_option
@click.option("--unnamed", is_flag=True, help="List unnamed sources and groups as well.")
@click.pass_context
def actors(ctx: click.Context, record_file: Path, style: str, as_json: bool, unnamed: bool) -> None:
    """List who appears, with all the names seen, most mentioned first; or say who is who.

    Your word is kept in the record, and every later reading keeps to it.

    \b
    dragoman actors                                the list; its numbers are good for merge and split
    dragoman actors merge 3 17                     two that are one
    dragoman actors split 3 "Karim Haddad"         what goes by this name is somebody else
    dragoman actors import people.csv              your own list of names, or an OpenSanctions file
    dragoman actors judgements --undo last         take the last word back
    """
    hand_down(ctx, record_file)
    if ctx.invoked_subcommand:
        return
    with opened_record(record_file) as (_, record):
        ranked = rank_actors(record)
        chosen = [(number, a) for number, a in enumerate(ranked, 1) if unnamed or a.type != "unnamed"]
        if wants_json(style, as_json):
            from dragoman.presenting.exports.rows import record_rows

            wanted = {a.id for _, a in chosen}
            print_json([r for r in record_rows(record, {}) if r["kind"] == "actor" and r["id"] in wanted])
            return
        from dragoman.presenting.terminal import make_console, print_actors

        print_actors(chosen, _count(record), make_console())


@actors.command(name="import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@record_option
def import_list(file: Path, record_file: Path) -> None:
    """Take the actors of your own list from FILE, with their other names in any script.

    CSV (first line: name,aliases,type,country,position,id; several aliases are parted by ;), YAML (a list of the same),
    or FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them. An actor of the record that
    goes by a listed name gets the list's name, aliases and ids; two that are one in the list become one. A name that
    two entries share tells nothing. The same file read again replaces nothing and adds what is new.

    \b
    name,aliases,type,country,wikidata_id
    Karim Haddad,كريم حداد; K. al-Haddad,person,lb,Q0
    """
    from dragoman.intake.actor_lists import read_actor_list
    from dragoman.record.judgements import keep_known
    from dragoman.resources.actor_lists import load_actor_list_forms

    known, passed = read_actor_list(file, load_actor_list_forms())
    ids = {k.id for k in known}
    with opened_record(record_file) as (store, _):
        keep_known(store, known)
        derive_again(store)
    with opened_record(record_file) as (_, record):
        names = {k.name for k in known}
        met = sum(not names.isdisjoint(a.names) for a in record.actors if a.type != "unnamed")
    others = f", {passed} entries of other kinds passed over" if passed else ""
    click.echo(f"{len(ids)} actors from {file.name}{others}; {met} appear in the record's reports")


@actors.command()
@click.argument("which", nargs=-1, required=True, metavar="ACTOR ACTOR...")
@record_option
@judging_options
def merge(which: tuple[str, ...], record_file: Path, **signed: str | None) -> None:
    """Say that two or more ACTORs are one.

    ACTOR is its number in `dragoman actors`, its id or the start of it, or its name in full.

    \b
    dragoman actors merge 3 17 --by "A. Reader" --note "the same office, see the decree"
    """
    with opened_record(record_file) as (store, record):
        chosen = {a.id: a for a in (find_actor(record, asked) for asked in which)}
        if len(chosen) < 2:
            raise UsageError("these are one actor already; name two or more that are to be one")
        kept = keep(store, Judgement("", "merge-actors", tuple(_judged(record, a) for a in chosen.values())), signed)
    click.echo(f"{kept.id}: one actor from now on: {', '.join(a.name for a in chosen.values())}")


@actors.command()
@click.argument("actor")
@click.argument("parts", nargs=-1, required=True, metavar="NAME|REPORT...")
@record_option
@judging_options
def split(actor: str, parts: tuple[str, ...], record_file: Path, **signed: str | None) -> None:
    """Say that some of what goes by ACTOR is somebody else.

    All that goes by one of the NAMEs leaves and is one actor of its own. With a REPORT (its id, or its file's name) all
    of the actor that stands in this report leaves: for a father and a son of one name.

    \b
    dragoman actors split 3 "Karim Haddad" "K. Haddad"
    """
    with opened_record(record_file) as (store, record):
        chosen = find_actor(record, actor)
        names, reports = _find_parts(record, chosen, parts)
        judged = Judgement("", "split-actor", (_judged(record, chosen),), names, reports)
        kept = keep(store, judged, signed)
    click.echo(f"{kept.id}: no longer part of {chosen.name}: {', '.join(parts)}")


@actors.command()
@record_option
@format_option
@click.option("--undo", "key", metavar="ID", help="Take back a judgement: its id or its start, `last`, or list:NAME.")
def judgements(record_file: Path, style: str, as_json: bool, key: str | None) -> None:
    """List what was judged of actors, and the lists that were imported; or take one back."""
    from dragoman.record.store import open_store

    with open_store(record_file) as store:
        if key is not None:
            undo(store, key, KINDS)
        else:
            list_judgements(store, KINDS, lists=True, as_json=wants_json(style, as_json))


# ---- which actor -----------------------------------------------------------------------------------------


def rank_actors(record: Record) -> list[Actor]:
    """Most mentioned first, unnamed ones after all others: the numbers of `dragoman actors`."""
    counts = _count(record)
    return sorted(record.actors, key=lambda a: (a.type == "unnamed", -counts[a.id], a.name, a.id))


def find_actor(record: Record, asked: str) -> Actor:
    """The actor that a person means: its number in the list, its id or the start of it, or its name."""
    from dragoman.resources.gazetteer import fold_name

    if asked.isdigit():
        ranked = rank_actors(record)
        if 0 < int(asked) <= len(ranked):
            return ranked[int(asked) - 1]
        raise UsageError(f"{asked}: the record has {len(ranked)} actors; `dragoman actors` lists them")
    hits = [a for a in record.actors if asked and (a.id.startswith(asked) or a.id.split("-", 1)[-1].startswith(asked))]
    hits = hits or [a for a in record.actors if fold_name(a.name) == fold_name(asked)]
    hits = hits or [a for a in record.actors if fold_name(asked) in map(fold_name, a.names)]
    if len(hits) == 1:
        return hits[0]
    reason = f"{len(hits)} actors go by this" if hits else "no actor has this id or name"
    raise UsageError(f"{asked}: {reason}; `dragoman actors --unnamed` lists all with their numbers, --json their ids")


def _find_parts(record: Record, actor: Actor, parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded names and reports: each part must be one that the actor has."""
    from dragoman.resources.gazetteer import fold_name

    held = [a for r in record.readings for a in r.actors if a.id in set(actor.members)]
    seen = {fold_name(n) for a in held for n in a.names}
    within = {a.report for a in held}
    names, reports = [], []
    for part in parts:
        found = find_reports(record, part) & within
        if fold_name(part) in seen:
            names.append(fold_name(part))
        elif found:
            reports += sorted(found)
        else:
            raise UsageError(f"{part}: {actor.name} has no such name or report; its names are {'; '.join(actor.names)}")
    if all(a.report in reports or {fold_name(n) for n in a.names} & set(names) for a in held):
        raise UsageError(f"nothing would stay of {actor.name}; name fewer")
    return tuple(names), tuple(reports)


def _judged(record: Record, actor: Actor) -> Judged:
    from dragoman.record.judgements import judged_actor

    return judged_actor(record.readings, actor)


def _count(record: Record) -> Counter[str]:
    return Counter(m.actor for r in record.readings for m in r.mentions)
