"""Why the mentions of an event are one, and why others are no part of it, for the terminal."""

from collections.abc import Sequence

from rich.console import Console

from dragoman.datamodel import Event
from dragoman.presenting.joining import Pair, Quoted, find_why
from dragoman.presenting.terminal_lines import line, place_words
from dragoman.presenting.views import RecordView


def print_why(view: RecordView, event: Event, console: Console) -> None:
    """Every join with its two quotations and reasons; then the nearest other events, and what kept them apart."""
    why = find_why(view, event)
    line(console, event.title, style="bold")
    console.print()
    line(console, "Why these mentions are one event", style="bold")
    line(console, why.lead, 2, style="dim")
    _print_pairs(view, "Across reports", why.across, console)
    _print_pairs(view, "Within one report", why.within, console)
    console.print()
    line(console, "Why others are not part of it", style="bold")
    if not why.apart:
        line(console, "No other event came near.", 2, style="dim")
    for apart in why.apart:
        console.print()
        number = f"{apart.number}  " if apart.number else ""
        line(console, f"{number}{apart.event.title}  ({apart.event.id})", 2, 2, "cyan")
        _print_pair(view, apart.pair, console)


def _print_pairs(view: RecordView, heading: str, pairs: Sequence[Pair], console: Console) -> None:
    if pairs:
        console.print()
        line(console, heading, 2, style="cyan")
    for number, pair in enumerate(pairs):
        if number:
            console.print()
        _print_pair(view, pair, console)


def _print_pair(view: RecordView, pair: Pair, console: Console) -> None:
    for quoted in (pair.a, pair.b):
        _print_quoted(view, quoted, console)
    for side, reasons in (("for", pair.speaks_for), ("against", pair.against)):
        if reasons:
            line(console, f"{side}: {'; '.join(reasons)}", 6, 2)


def _print_quoted(view: RecordView, quoted: Quoted, console: Console) -> None:
    place = place_words(view, quoted.report, quoted.span)
    line(console, f"{quoted.outlet}, “{quoted.trigger}”: “{quoted.words}”  {place}", 4, 4)
