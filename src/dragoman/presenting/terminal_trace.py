"""The answer to `trace`, for the terminal."""

from rich.console import Console

from dragoman.presenting.terminal_lines import line, place_words
from dragoman.presenting.views import RecordView, describe_origins, describe_published
from dragoman.weighing.tracing import Passage, Traced


def print_trace(view: RecordView, traced: Traced, console: Console) -> None:
    """How many independent origins, which, and every passage with its chain and place."""
    if not traced.passages:
        console.print("No report in the record says this, or denies it, in words near enough.")
        return
    reports = len({p.report for p in traced.passages})
    bounds = traced.independent_origins
    passages = len(traced.passages)
    found = f"{passages} passage{'s' * (passages != 1)} in {reports} report{'s' * (reports != 1)}"
    more = f", those nearest to the claim; {traced.left_out} more are left out" if traced.left_out else ""
    line(console, f"{found}{more}.", style="bold")
    if any(p.counted for p in traced.passages):
        line(console, f"Independent origins: {describe_origins(traced.origins, bounds)}", style="bold")
        line(console, bounds.why, 2, style="dim")
    else:
        line(console, f"No passage says this, or denies it; {_else_found(traced)}.", style="bold")
    for passage in sorted(traced.passages, key=lambda p: (not p.counted, p.stance != "differs")):
        report = view.reports[passage.report]
        note = "" if passage.counted else f"  ({_why_not(passage)}, and is not counted)"
        console.print()
        line(console, f"{view.chain_words(report, passage.chain)}  [{passage.stance}]{note}", 2, 4, "cyan")
        line(console, f"“{view.words(passage.span)}”", 6, 1)
        line(console, f"{describe_published(report.published)}; {place_words(view, report, passage.span)}", 7, 2, "dim")
    if traced.reuse:
        console.print()
    for pair in traced.reuse:
        a, b = (view.outlet_name(view.reports[r]) for r in (pair.a, pair.b))
        line(console, f"{a} and {b} share text ({pair.share_a:.0%}, {pair.share_b:.0%}).", 2)


def _else_found(traced: Traced) -> str:
    otherwise = any(p.stance == "differs" for p in traced.passages)
    return "some say it otherwise" if otherwise else "some only touch on it"


def _why_not(passage: Passage) -> str:
    """ "Says otherwise: Thursday, not Wednesday"."""
    if not passage.differs:
        return "touches on it only"
    return "says otherwise: " + "; ".join(f"{' '.join(d.told.split())}, not {d.asked}" for d in passage.differs)
