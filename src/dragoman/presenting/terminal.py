"""Tables and answers for the terminal: they fit its width, and are plain text where it is none."""

import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.datamodel import Actor, Event, Problem, Story
from dragoman.presenting.printable import clean
from dragoman.presenting.views import (
    OWN_VOICE,
    RecordView,
    describe_interval,
    describe_origins,
    name_origin,
)

PLAIN_WIDTH = 120  # where the output is a file or a pipe
NARROWEST, WIDEST = 80, 200  # a terminal's width as far as tables use it
ROOMY = 100  # from here on sources have a column of their own


def make_console() -> Console:
    """The console for data on stdout: colours and its own width on a terminal only."""
    if not sys.stdout.isatty():
        return Console(width=PLAIN_WIDTH, no_color=True, highlight=False)
    console = Console(highlight=False)
    console.width = min(max(console.width, NARROWEST), WIDEST)
    return console


def print_events(events: Sequence[tuple[int, Event]], console: Console) -> None:
    """One row an event: when, what, status, on whose word (in a narrow terminal under what), how many origins."""
    narrow = console.width < ROOMY
    words = ("What reportedly happened",) if narrow else ("What reportedly happened", "On whose word")
    table = _table("#", "When", *words, "Status", "Reports", "Origins", "Disputed")
    for number, event in events:
        cells = (escape(clean(event.title)), escape(clean(name_origins(event))))
        table.add_row(
            str(number),
            describe_interval(event.time).replace(" to ", "\nto ").replace("by ", "by\n"),
            *((f"{cells[0]}\n[dim]{cells[1]}[/dim]",) if narrow else cells),
            event.state,
            str(len(event.reports)),
            describe_origins(event.origins, event.independent_origins),
            str(len(event.discrepancies) or ""),
        )
    console.print(table)


def print_stories(view: RecordView, stories: Iterable[Story], console: Console) -> None:
    """One row a story."""
    table = _table("#", "From", "To", "Story", "Reports", "Outlets", "Events")
    for number, story in enumerate(stories, 1):
        outlets = sorted({view.outlet_name(view.reports[r]) for r in story.reports})
        dates = ((story.earliest or "")[:10], (story.latest or "")[:10])
        size, events = str(len(story.reports)), str(len(story.events))
        table.add_row(str(number), *dates, escape(clean(story.title)), size, escape(clean(", ".join(outlets))), events)
    console.print(table)


def print_actors(actors: Iterable[tuple[int, Actor]], counts: dict[str, int], console: Console) -> None:
    """One row an actor."""
    table = _table("#", "Actor", "Type", "Mentions", "Also", "Roles")
    for number, actor in actors:
        others = [n for n in actor.names if n != actor.name]
        roles = sorted({r.role for r in actor.roles})
        cells = (actor.name, actor.type, str(counts.get(actor.id, 0)), "; ".join(others[:6]), "; ".join(roles[:4]))
        table.add_row(str(number), *(escape(clean(c)) for c in cells))
    console.print(table)


def print_judgements(rows: Iterable[Mapping[str, object]], console: Console) -> None:
    """One row a judgement or list."""
    table = _table("Id", "Kind", "What", "By", "When", "Note")
    for row in rows:
        table.add_row(*(escape(clean(str(row[k] or ""))) for k in ("id", "kind", "what", "by", "when", "note")))
    console.print(table)


def print_problems(problems: Iterable[Problem], console: Console) -> None:
    """One row a problem."""
    table = _table("Input", "Stage", "What", "Where", "What to do")
    for p in problems:
        cells = (p.input, p.stage, p.what, p.where or "", p.remedy or "")
        table.add_row(*(escape(clean(c)) for c in cells))
    console.print(table)


def name_origins(event: Event) -> str:
    """The origins in one cell: names first, unnamed ones by their description; the outlet's own voice last."""
    names = [name_origin(o) for o in event.origins]
    distinct = list(dict.fromkeys(names))
    shown = "; ".join(distinct[:3]) + (f"; … {len(distinct) - 3} more" if len(distinct) > 3 else "")
    return shown or OWN_VOICE


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in columns:
        narrow = name in {"#", "Reports", "Origins", "Disputed", "Events", "Mentions"}
        table.add_column(
            name,
            justify="right" if narrow else "left",
            no_wrap=narrow,
            overflow="fold",
            min_width=10 if name in {"When", "From", "To"} else None,
        )
    return table
