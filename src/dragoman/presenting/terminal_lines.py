"""Lines for the terminal: wrapped to its width, what goes on hangs further in, control characters never reach it."""

from textwrap import wrap

from rich.console import Console
from rich.text import Text

from dragoman.datamodel import Report, Span
from dragoman.presenting.printable import clean
from dragoman.presenting.views import RecordView


def line(console: Console, text: str, indent: int = 0, hang: int = 0, style: str = "") -> None:
    """One paragraph, wrapped to the width; lines after the first hang further in."""
    for row in wrap(
        " ".join(clean(text).split()),
        max(20, console.width),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    ) or [""]:
        console.print(Text(row, style), soft_wrap=True, highlight=False)


def place_words(view: RecordView, report: Report, span: Span) -> str:
    """`evening-post.txt:120-260`."""
    return f"{view.input_name(report)}:{span.start}-{span.end}"
