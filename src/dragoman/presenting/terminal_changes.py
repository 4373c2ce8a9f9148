"""What changed in a record, for the terminal."""

from rich.console import Console

from dragoman.presenting.changes import Changes, What
from dragoman.presenting.terminal_lines import line

HEADINGS: dict[What, str] = {
    "new": "New events",
    "status": "Told otherwise than before",
    "contested": "Newly contested",
    "settled": "No longer contested",
    "origins": "Other origins",
    "reports": "Told by more",
    "altered": "What became of claims",
    "joined": "Now one event",
    "parted": "Now several events",
    "gone": "No longer in the record",
}


def print_changes(changes: Changes, console: Console) -> None:
    """What is new first, one line a change; nothing but a word where nothing is."""
    if not (changes.events or changes.reports_new or changes.reports_gone):
        line(console, "nothing changed")
        return
    for word, reports in (("new", changes.reports_new), ("gone", changes.reports_gone)):
        if reports:
            line(console, f"{len(reports)} {word} report{'s' * (len(reports) != 1)}", style="bold")
            for report in reports:
                line(console, report, 2, 2)
    for what, heading in HEADINGS.items():
        chosen = [c for c in changes.events if c.what == what]
        if chosen:
            line(console, f"{heading} ({len(chosen)})", style="bold")
        for change in chosen:
            line(console, f"{change.title}  [{change.event}]", 2, 2, "cyan")
            line(console, change.says, 4, 2)
