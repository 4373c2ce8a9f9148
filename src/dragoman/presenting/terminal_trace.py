"""The answer to `trace`, for the terminal."""

from rich.console import Console
from rich.markup import escape

from dragoman.presenting.printable import clean
from dragoman.presenting.views import RecordView, describe_bounds, describe_published
from dragoman.weighing.tracing import Traced


def print_trace(view: RecordView, traced: Traced, console: Console) -> None:
    """How many independent origins, which, and every passage with its chain and place."""
    if not traced.passages:
        console.print("No report in the record says this, or denies it, in words near enough.")
        return
    reports = len({p.report for p in traced.passages})
    bounds = traced.independent_origins
    passages = len(traced.passages)
    found = f"{passages} passage{'s' * (passages != 1)} in {reports} report{'s' * (reports != 1)}"
    console.print(f"[bold]{found}.[/bold]")
    console.print(f"[bold]Independent origins: {describe_bounds(bounds)}[/bold]  {escape(clean(bounds.why))}")
    for passage in sorted(traced.passages, key=lambda p: not p.counted):
        report = view.reports[passage.report]
        line = view.chain_words(report, passage.chain)
        note = "" if passage.counted else "  (touches on it only, and is not counted)"
        console.print(f"\n  {describe_published(report.published)}  {escape(clean(line))}  [{passage.stance}]{note}")
        place = f"{view.input_name(report)}:{passage.span.start}-{passage.span.end}"
        words = " ".join(view.words(passage.span).split())
        console.print(f"      “{escape(clean(words))}”  {escape(clean(place))}", highlight=False)
    for pair in traced.reuse:
        a, b = (view.outlet_name(view.reports[r]) for r in (pair.a, pair.b))
        console.print(
            f"  {escape(clean(a))} and {escape(clean(b))} share text ({pair.share_a:.0%}, {pair.share_b:.0%})."
        )
