"""What became of claims on their way, and what falls with one source, for the terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console

from dragoman.datamodel import Alteration, Event
from dragoman.errors import UsageError
from dragoman.presenting.terminal_lines import line, place_words
from dragoman.presenting.views import RecordView
from dragoman.weighing.knockout import Sources, Support, knock_out, knows_source, name_sources

HEADINGS = {
    "stripped": "A copy lost whose word it was",
    "hardened": "What was possible is told as a fact",
    "dangling": "A citation that the record does not bear out",
    "late": "After a denial",
    "drift": "How one value changed",
}


def print_alterations(view: RecordView, alterations: Sequence[Alteration], console: Console) -> None:
    """Each with its steps: day, outlet, source, value, words and their place."""
    if alterations:
        console.print()
        line(console, "What became of it from report to report", style="bold")
    for alteration in alterations:
        line(console, f"{HEADINGS[alteration.what]}: {alteration.explanation}", 2, 2)
        for step in alteration.steps:
            place = place_words(view, view.reports[step.report], step.span)
            line(console, f"{step.day or 'date unknown'}  {step.outlet}: {step.value}", 4, 4, "cyan")
            line(console, f"“{view.words(step.span)}”  {place}", 6, 1)


def take_away(view: RecordView, event: Event, source: str) -> tuple[Support, ...] | None:
    """What falls with a source; None where no telling of the event rests on it.

    Raises UsageError for a name that nothing in the record rests on.
    """
    mentions = [view.mentions[m] for m in event.mentions if m in view.mentions]

    def names(actor: str) -> Iterable[str]:
        known = view.actors.get(actor)
        return (known.name, *known.names) if known and known.type != "unnamed" else ()

    sources = Sources(view.attributions, {r.id: view.outlet_name(r) for r in view.record.reports}, names)
    if not knows_source(mentions, source, sources, event):
        whole = [n for n in name_sources(mentions, sources, event) if f" {source} ".casefold() in f" {n} ".casefold()]
        source = whole[0] if len(whole) == 1 else source  # "Cagaptay" of "Analyst Soner Cagaptay"
    if knows_source(mentions, source, sources, event):
        return knock_out(event, mentions, source, sources)
    if not knows_source(view.mentions.values(), source, sources):
        known = ", ".join(name_sources(mentions, sources, event))
        raise UsageError(f"no source or outlet of this record is called {source!r}; of this event are: {known}")
    return None


def print_without(view: RecordView, event: Event, source: str, console: Console) -> None:
    """Which claims lose all support, and who is left for the others."""
    supports = take_away(view, event, source)
    if supports is None:
        line(console, f"No telling of this event rests on {source}; nothing changes without it.")
        return
    lost = [s for s in supports if not s.left]
    line(
        console, f"Without {source}, {len(lost)} of the {len(supports)} claims it makes lose all support", style="bold"
    )
    for support in supports:
        left = f"still said by {', '.join(support.left)}" if support.left else "nobody else says it"
        left += f"; told without a source by {', '.join(support.bare)}" if support.bare else ""
        line(console, f"{support.claim}: {left}", 2, 2)
        for span in () if support.left else support.spans[:3]:
            line(console, f"“{view.words(span)}”", 6, 1)
