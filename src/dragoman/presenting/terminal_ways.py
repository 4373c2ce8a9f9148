"""What became of claims on their way, and what falls with one source, for the terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from dragoman.datamodel import Alteration, Event
from dragoman.presenting.printable import clean
from dragoman.presenting.views import RecordView
from dragoman.weighing.knockout import Sources, Support, knock_out, knows_source

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
        console.print("\n[bold]What became of it from report to report[/bold]")
    for alteration in alterations:
        console.print(f"  {HEADINGS[alteration.what]}: {escape(clean(alteration.explanation))}")
        for step in alteration.steps:
            words = " ".join(view.words(step.span).split())
            place = f"{view.input_name(view.reports[step.report])}:{step.span.start}-{step.span.end}"
            line = f"{step.day or 'date unknown'}  {step.outlet}: {step.value}  “{words}”  {place}"
            console.print(f"      {escape(clean(line))}", highlight=False)


def take_away(view: RecordView, event: Event, source: str) -> tuple[Support, ...] | None:
    """What falls with a source; None where no telling of the event rests on it."""
    mentions = [view.mentions[m] for m in event.mentions if m in view.mentions]

    def names(actor: str) -> Iterable[str]:
        known = view.actors.get(actor)
        return (known.name, *known.names) if known and known.type != "unnamed" else ()

    sources = Sources(view.attributions, {r.id: view.outlet_name(r) for r in view.record.reports}, names)
    return knock_out(event, mentions, source, sources) if knows_source(mentions, source, sources) else None


def print_without(view: RecordView, event: Event, source: str, console: Console) -> None:
    """Which claims lose all support, and who is left for the others."""
    supports = take_away(view, event, source)
    name = escape(clean(source))
    if supports is None:
        console.print(f"No telling of this event rests on {name}; nothing changes without it.")
        return
    lost = [s for s in supports if not s.left]
    console.print(f"[bold]Without {name}, {len(lost)} of the {len(supports)} claims it makes lose all support[/bold]")
    for support in supports:
        left = f"still said by {', '.join(support.left)}" if support.left else "nobody else says it"
        console.print(f"  {escape(clean(support.claim))}: {escape(clean(left))}", highlight=False)
        for span in () if support.left else support.spans[:3]:
            console.print(f"      “{escape(clean(' '.join(view.words(span).split())))}”", highlight=False)
