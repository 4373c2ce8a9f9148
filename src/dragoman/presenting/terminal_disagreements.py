"""Where reports part, for the terminal: one paragraph a disagreement, under the event that it is on."""

from rich.console import Console

from dragoman.datamodel import Record
from dragoman.presenting.terminal_lines import line

BESIDE = "Not tied to one event"


def print_disagreements(record: Record, console: Console) -> None:
    """Events in the order of `dragoman events` with their numbers, then what is tied to none."""
    titles = {event.id: f"{number}  {event.title}" for number, event in enumerate(record.events, 1)}
    order = {key: number for number, key in enumerate(titles)}
    found = sorted(record.discrepancies, key=lambda d: (order.get(d.event or "", len(order)), d.slot, d.id))
    above = None
    for discrepancy in found:
        title = titles.get(discrepancy.event or "", BESIDE)
        if title != above:
            line(console, title, hang=3, style="bold")
            above = title
        line(console, f"{discrepancy.slot.capitalize()}: {discrepancy.explanation}", indent=3, hang=2)
