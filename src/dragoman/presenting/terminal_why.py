"""Why the mentions of an event are one, and why others are no part of it, for the terminal."""

from rich.console import Console

from dragoman.datamodel import Event
from dragoman.presenting.joining import Joins, Pair, Quoted, find_why
from dragoman.presenting.terminal_lines import line, place_words
from dragoman.presenting.views import RecordView


def print_why(view: RecordView, event: Event, console: Console) -> None:
    """Every join with its two quotations and reasons; then the nearest other events, and what kept them apart."""
    why = find_why(view, event)
    line(console, event.title, style="bold")
    console.print()
    line(console, "Why these mentions are one event", style="bold")
    line(console, why.lead, 2, style="dim")
    for joins in why.joins:
        _print_joins(view, joins, console)
    console.print()
    line(console, "Why others are not part of it", style="bold")
    if not why.apart:
        line(console, "No other event came near.", 2, style="dim")
    for place, apart in enumerate(why.apart):
        if place:
            console.print()
        number = f"Event {apart.number}: " if apart.number else ""
        line(console, f"{number}{apart.event.title}  ({apart.event.id})", 2, 2, "cyan")
        _print_quoted(view, apart.pair.a, console, "here: ")
        _print_quoted(view, apart.pair.b, console, "there: ")
        _print_reasons(apart.pair, console)


def _print_joins(view: RecordView, joins: Joins, console: Console) -> None:
    console.print()
    line(console, joins.heading, 2, style="cyan")
    known = joins.report is not None
    for first, pairs in joins.leads:
        _print_quoted(view, first, console, known=known)
        for pair in pairs:
            _print_quoted(view, pair.b, console, "with ", known=known)
            _print_reasons(pair, console)


def _print_quoted(view: RecordView, quoted: Quoted, console: Console, lead: str = "", *, known: bool = False) -> None:
    outlet = "" if known else f" in {quoted.outlet}"
    place = place_words(view, quoted.report, quoted.span)
    line(console, f"{lead}“{quoted.trigger}”{outlet}: “{quoted.words}”  {place}", 6 if lead == "with " else 4, 2)


def _print_reasons(pair: Pair, console: Console) -> None:
    for side, reasons in pair.sides:
        line(console, f"{side}: {reasons}", 8, 2)
