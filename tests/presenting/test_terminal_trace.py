"""The answer to `trace` as the terminal shows it."""

from io import StringIO

from rich.console import Console

from dragoman.datamodel import Bounds, Span
from dragoman.presenting.terminal_trace import print_trace
from dragoman.presenting.views import RecordView
from dragoman.weighing.tracing import Passage, Traced
from tests.presenting.records import make_record


def shown(*passages: Passage) -> str:
    out = StringIO()
    traced = Traced("Bo was met", passages, (), Bounds(1, 1, "No report shows whose word it is."), ())
    print_trace(RecordView(make_record()), traced, Console(file=out, width=200))
    return out.getvalue()


def test_where_no_report_shows_an_origin_none_is_counted() -> None:
    text = shown(Passage("rep-1", Span("doc-1", 0, 9), 0.9, "denies", ()))
    assert "Independent origins: none shown" in text
    assert "[denies]" in text


def test_passages_that_only_touch_on_a_claim_do_not_say_it() -> None:
    text = shown(Passage("rep-1", Span("doc-1", 0, 9), 0.9, "states", (), counted=False))
    assert "No passage says this" in text
    assert "Independent origins" not in text
