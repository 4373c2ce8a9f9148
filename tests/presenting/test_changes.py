"""What is new from one state of a record to another."""

from dataclasses import replace

from dragoman.datamodel import Bounds, Record
from dragoman.presenting.changes import find_changes
from dragoman.presenting.terminal import make_console
from dragoman.presenting.terminal_changes import print_changes


def without_event(record: Record, event: str) -> Record:
    return replace(record, events=tuple(e for e in record.events if e.id != event))


def test_a_record_has_not_changed_against_itself(example_record: Record) -> None:
    changes = find_changes(example_record, example_record)
    assert (changes.reports_new, changes.reports_gone, changes.events) == ((), (), ())


def test_an_event_that_was_not_there_is_new_and_the_other_way_round_gone(example_record: Record) -> None:
    event = example_record.events[0]
    fewer = without_event(example_record, event.id)
    assert [(c.what, c.event) for c in find_changes(fewer, example_record).events] == [("new", event.id)]
    assert [(c.what, c.event) for c in find_changes(example_record, fewer).events] == [("gone", event.id)]


def test_bounds_disputes_and_reports_that_changed_are_told(example_record: Record) -> None:
    event = next(e for e in example_record.events if e.discrepancies and len(e.reports) > 1 and e.origins)
    earlier = replace(
        event, discrepancies=(), reports=event.reports[:1], origins=(), independent_origins=Bounds(0, 0, "")
    )
    before = replace(example_record, events=tuple(earlier if e.id == event.id else e for e in example_record.events))
    kinds = [c.what for c in find_changes(before, example_record).events if c.event == event.id]
    assert {"reports", "origins", "contested"} <= set(kinds)
    back = [c.what for c in find_changes(example_record, before).events if c.event == event.id]
    assert "settled" in back


def test_events_that_were_one_and_are_two(example_record: Record) -> None:
    a, b = example_record.events[:2]
    whole = replace(a, mentions=a.mentions + b.mentions)
    joined = replace(without_event(example_record, b.id), events=(whole, *example_record.events[2:]))
    assert "parted" in {c.what for c in find_changes(joined, example_record).events}
    assert "joined" in {c.what for c in find_changes(example_record, joined).events}


def test_changes_print_as_lines(example_record: Record, capsys) -> None:  # type: ignore[no-untyped-def]
    print_changes(
        find_changes(without_event(example_record, example_record.events[0].id), example_record), make_console()
    )
    print_changes(find_changes(example_record, example_record), make_console())
    printed = capsys.readouterr().out
    assert "New events (1)" in printed
    assert "nothing changed" in printed
