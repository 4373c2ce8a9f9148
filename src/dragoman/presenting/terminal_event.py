"""An event in full, for the terminal: as the dossier tells it, wrapped to the width, long values under each other."""

from collections.abc import Sequence
from textwrap import wrap

from rich.console import Console
from rich.text import Text

from dragoman.datamodel import Event
from dragoman.presenting.differing import Difference, find_differences
from dragoman.presenting.parties import find_parts
from dragoman.presenting.printable import clean
from dragoman.presenting.summaries import in_their_words, summarise
from dragoman.presenting.terminal_lines import line, place_words
from dragoman.presenting.terminal_ways import print_alterations
from dragoman.presenting.views import Passage, RecordView, describe_interval, describe_origins
from dragoman.presenting.voices import Telling, Voice, find_voices

MOST_TELLINGS = 12  # of one origin; `--json` gives all
MOST_WORDS = 6  # quotations of one side of a disagreement
_NAMES = 10  # columns that the name of a fact takes


def print_event(view: RecordView, event: Event, console: Console) -> None:
    """What, who, whose word, how independent, who says what, where reports part, what became of it."""
    line(console, event.title, style="bold")
    line(console, summarise(event))
    words = in_their_words(view, event)
    if words:
        line(console, f"In a report's words: {words}", style="italic")
    console.print()
    mode = f" / {event.mode}" if event.mode else ""
    _fact(console, "Type", f"{event.type}{mode}, {event.state}  ({event.id})")
    _fact(console, "When", describe_interval(event.time))
    _fact(console, "Where", ", ".join(dict.fromkeys(p.name for p in event.places)))
    for part in find_parts(view, event):
        _fact(console, part.role, part.words())
    _print_chains(view, event, console)
    console.print()
    line(console, "Who says what", style="bold")
    for voice in find_voices(view, event):
        _print_voice(view, voice, event, console)
    _print_differences(view, find_differences(view, event), console)
    print_alterations(view, view.alterations_of(event), console)


def _fact(console: Console, name: str, value: str) -> None:
    if value:
        rows = wrap(clean(value), max(20, console.width - _NAMES), break_on_hyphens=False)
        for number, row in enumerate(rows):
            name_cell = Text(f"{name if number == 0 else '':{_NAMES}}", "dim")
            console.print(name_cell + Text(row), soft_wrap=True, highlight=False)


def _print_chains(view: RecordView, event: Event, console: Console) -> None:
    console.print()
    bounds = event.independent_origins
    line(console, f"Independent origins: {describe_origins(event.origins, bounds)}", style="bold")
    for origin in event.origins:
        party = "  (a party to the event)" if origin.party else ""
        line(console, view.origin_words(origin) + party, 2, 4)
        standing = view.standing_words(origin)
        if standing:
            line(console, f"of whom is said: {standing}", 6, 2, "dim")
    line(console, bounds.why, 2, style="dim")


def _print_voice(view: RecordView, voice: Voice, event: Event, console: Console) -> None:
    notes = [n for n in (voice.stance, "a party to the event" if voice.party else "") if n]
    line(console, voice.name + (f"  ({'; '.join(notes)})" if notes else ""), 2, 4, "cyan")
    left = MOST_TELLINGS
    for way in voice.ways:
        if left <= 0:
            break
        line(console, way.through, 4, 2, "dim")
        for telling in way.tellings[:left]:
            _print_telling(view, telling, event, console)
        left -= len(way.tellings)
    told = sum(len(w.tellings) for w in voice.ways)
    if told > MOST_TELLINGS:
        line(console, f"… and {told - MOST_TELLINGS} more (`--json` gives all)", 4)


def _print_telling(view: RecordView, telling: Telling, event: Event, console: Console) -> None:
    facts = [telling.day, *([telling.status] if telling.status != event.status else [])]
    facts.append(place_words(view, telling.report, telling.span))
    facts += [f"the same words in {place_words(view, report, span)}" for _, report, span in telling.repeated]
    line(console, f"“{telling.words}”", 6, 1)
    line(console, "; ".join(facts), 7, 2, "dim")


def _print_differences(view: RecordView, found: Sequence[Difference], console: Console) -> None:
    if found:
        console.print()
        line(console, "Where reports part ways", style="bold")
    for item in found:
        line(console, f"{item.slot.capitalize()}: {item.lead}", 2, 2)
        for side in item.sides:
            line(console, side.value + (f"  ({', '.join(side.origins)})" if side.origins else ""), 4, 4, "cyan")
            for words, places in side.words[:MOST_WORDS]:
                line(console, f"“{words}”  {', '.join(_place(view, p) for p in places)}", 6, 1)
            left = len(side.words) + len(side.further) - MOST_WORDS
            if left > 0:
                line(console, f"… and {left} more", 6, style="dim")


def _place(view: RecordView, passage: Passage) -> str:
    return place_words(view, passage.report, passage.span) if passage.report else ""
