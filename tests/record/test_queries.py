"""Questions to a record answered from its index."""

from dataclasses import replace

import pytest

from dragoman.record.former import find_present
from dragoman.record.indexing import keep_index, make_index
from dragoman.record.loading import record_items, record_sentences
from dragoman.record.queries import (
    EventFilter,
    count_events,
    count_facet,
    find_actors,
    find_events,
    find_reports,
    load_excerpt,
)
from dragoman.record.store import Batch, open_store
from tests.presenting.records import make_record


@pytest.fixture
def store(tmp_path):
    record = make_record("the mayor of Arden")
    with open_store(tmp_path / "r.db", create=True) as opened:
        opened.add(Batch(record.documents, record.reports, record.readings, ()))
        index = make_index(record)
        opened.replace_derived("x", record_items(record), record_sentences(record), lambda s: keep_index(s, index))
        yield opened


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), 1),
        (EventFilter(words="mayor"), 1),
        (EventFilter(words="mayo"), 1),
        (EventFilter(words="harvest"), 0),
        (EventFilter(words='" OR *'), 0),
        (EventFilter(type="CONSULT", status="happened"), 1),
        (EventFilter(type="ASSAULT"), 0),
        (EventFilter(facets=(("actor", "act-1"), ("outlet", "the mayor of Arden"))), 1),
        (EventFilter(facets=(("actor", "act-2"),)), 0),
        (EventFilter(until="2026-02-01"), 0),
        (EventFilter(until="2026-03-01"), 1),
        (EventFilter(origins="several"), 0),
        (EventFilter(disputed=True), 1),
    ],
)
def test_events_are_found_by_every_condition(store, wanted, found):
    assert count_events(store, wanted) == len(find_events(store, wanted)) == found


def test_facets_count_the_events_that_fit(store):
    assert count_facet(store, EventFilter(), "outlet") == [("the mayor of Arden", 1)]
    assert count_facet(store, EventFilter(type="AID"), "actor") == []
    assert count_facet(store, EventFilter(), "type") == [("CONSULT", 1)]


def test_an_excerpt_holds_what_its_event_needs(store):
    whole, part = make_record("the mayor of Arden"), load_excerpt(store, events=["evt-1"])
    assert part.events == whole.events
    assert part.documents == whole.documents
    assert part.readings == whole.readings
    assert load_excerpt(store, events=["evt-9"]).events == ()


def test_a_former_address_leads_to_the_event_that_holds_its_first_mention(store):
    record = make_record("the mayor of Arden")
    renamed = replace(record, events=(replace(record.events[0], id="evt-2"),))
    index = make_index(renamed)
    assert find_present(store, "evt-1") is None  # still there under its own id
    store.replace_derived("y", record_items(renamed), record_sentences(renamed), lambda s: keep_index(s, index))
    assert find_present(store, "evt-1") == "evt-2"
    assert find_present(store, "evt-9") is None
    index = make_index(record)
    store.replace_derived("z", record_items(record), record_sentences(record), lambda s: keep_index(s, index))
    assert (find_present(store, "evt-2"), find_present(store, "evt-1")) == ("evt-1", None)


def test_reports_and_actors_are_listed(store):
    assert [r.report for r in find_reports(store, outlet="the mayor of Arden")] == ["rep-1"]
    assert [a.actor for a in find_actors(store, "Arden")] == ["act-1"]
    assert find_actors(store, "%") == find_actors(store)
