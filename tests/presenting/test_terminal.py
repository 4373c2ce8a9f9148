"""What the terminal shows: it fits the width, says a matter once, and nothing in it moves the cursor."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from dragoman.datamodel import Comparison, KeptApart, Record
from dragoman.presenting.terminal import print_events, print_stories
from dragoman.presenting.terminal_event import print_event
from dragoman.presenting.terminal_why import print_why
from dragoman.presenting.views import RecordView
from tests.presenting.records import make_record


def printed(record: Record, width: int) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, no_color=True)
    view = RecordView(record)
    print_events(list(enumerate(record.events, 1)), console)
    print_stories(view, record.stories, console)
    for event in record.events[:5]:
        print_event(view, event, console)
        print_why(view, event, console)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 120, 200])
def test_every_line_fits_the_width(example_record: Record, width: int) -> None:
    lines = printed(example_record, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if "\x1b" in line]


def test_who_says_what_is_grouped_by_origin(example_record: Record) -> None:
    lines = [line.strip() for line in printed(example_record, 120).splitlines()]
    start = lines.index("Who says what")
    assert lines[start + 1] == "2 unnamed diplomats (European)"
    assert lines[start + 2] == "Harbour Gazette ← Atlantica"


def test_disagreements_that_share_a_side_are_one_matter() -> None:
    record = make_record()
    first = record.discrepancies[0]
    again = replace(first, id="dis-2")
    event = replace(record.events[0], discrepancies=("dis-1", "dis-2"))
    shown = printed(replace(record, discrepancies=(first, again), events=(event,)), 120)
    assert shown.count("Time: ") == 1


def test_control_characters_do_not_reach_the_terminal() -> None:
    words = "the \x1b[2J\x07 mayor \u202e"
    record = make_record(words)
    near = KeptApart("evt-1", "men-1", "men-1", "rep-1", 0.5, (words,), (words,), (1, 1))
    event = replace(record.events[0], why_merged=(Comparison("men-1", "men-1", 1.0, (words,)),), kept_apart=(near,))
    shown = printed(replace(record, events=(event,)), 120)
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
