"""Why an event is one, as people read it."""

from dataclasses import replace

from dragoman.datamodel import Comparison, Record
from dragoman.presenting.joining import AROUND, find_why
from dragoman.presenting.views import RecordView
from tests.presenting.records import make_record


def test_every_join_and_every_neighbour_of_the_examples_is_shown(example_record: Record) -> None:
    view = RecordView(example_record)
    for event in example_record.events:
        why = find_why(view, event)
        assert sum(len(pairs) for joins in why.joins for _, pairs in joins.leads) == len(event.mentions) - 1
        assert len(why.apart) == len(event.kept_apart)


def test_a_neighbour_is_another_event_and_holds_the_mention_that_was_compared(example_record: Record) -> None:
    events = {e.id: e for e in example_record.events}
    near = [(e, k) for e in example_record.events for k in e.kept_apart]
    assert near
    assert all(k.a in e.mentions and k.b in events[k.event].mentions and k.event != e.id for e, k in near)
    assert all(k.against for _, k in near)


def test_a_quotation_is_short_and_holds_the_word_that_tells_the_event(example_record: Record) -> None:
    view = RecordView(example_record)
    quoted = [q for e in example_record.events for q in find_why(view, e).quoted()]
    assert all(len(q.words) <= len(q.trigger) + 2 * (AROUND + 2) for q in quoted)
    for q in quoted:
        sentence = " ".join(view.words(q.span).split())
        assert q.words.strip("… ") in sentence or q.trigger not in sentence


def test_joins_across_reports_come_before_those_within_one(example_record: Record) -> None:
    why = find_why(RecordView(example_record), example_record.events[0])
    assert why.joins[0].heading == "Across reports"
    assert all(joins.report is not None for joins in why.joins[1:])


def test_what_speaks_against_a_join_is_told_apart_with_how_many_it_was_of() -> None:
    record = make_record()
    found = Comparison("men-1", "men-1", 0.6, ("the place is the same", "their dates differ"), ("their dates differ",))
    event = replace(record.events[0], why_merged=(replace(found, sizes=(3, 1)),), mentions=("men-1", "men-1"))
    why = find_why(RecordView(record), event)
    ((_, (pair,)),) = why.joins[0].leads
    assert pair.sides == (("for (3 + 1 mentions)", "the place is the same"), ("against", "their dates differ"))


def test_an_event_that_was_told_once_or_kept_by_an_older_version_says_so() -> None:
    event = make_record().events[0]
    view = RecordView(make_record())
    assert "One mention alone" in find_why(view, event).lead
    assert "does not hold it yet" in find_why(view, replace(event, mentions=("men-1", "men-2"))).lead
