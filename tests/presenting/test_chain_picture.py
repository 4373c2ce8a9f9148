"""The chain picture of an event: who is drawn, how, and linked to whom."""

import re
from dataclasses import replace

from dragoman.datamodel import Record
from dragoman.presenting.chain_picture import draw_chains, explain_chains, make_graph, sourceless
from dragoman.presenting.views import RecordView
from tests.presenting.records import make_record


def test_the_picture_has_a_title_and_a_description() -> None:
    record = make_record()
    picture = draw_chains(RecordView(record), record.events[0])
    assert re.match(r'<svg [^>]*role="img"><title>[^<]+</title><desc>[^<]+</desc>', picture)


def test_an_unnamed_origin_is_dashed_and_a_party_marked() -> None:
    record = make_record()
    assert '<g class="unnamed party end">' in draw_chains(RecordView(record), record.events[0])


def test_an_outlet_that_is_read_and_cited_stands_there_once(example_record: Record) -> None:
    view = RecordView(example_record)
    graph = make_graph(view, example_record.events[0])
    names = [s.name for s in graph.stations.values()]
    assert names.count("Atlantica") == 1
    assert ("Harbour Gazette", "Atlantica") in graph.links


def test_a_copy_without_a_source_is_joined_to_what_it_repeats(example_record: Record) -> None:
    graph = make_graph(RecordView(example_record), example_record.events[0])
    assert graph.links["Plata Mirror", "Atlantica"] == "copies"


def test_who_both_tells_and_denies_stands_there_twice_and_only_marks_that_are_drawn_are_explained(
    example_record: Record,
) -> None:
    view, event = RecordView(example_record), example_record.events[0]
    graph = make_graph(view, event)
    denied = {b for (_, b), kind in graph.links.items() if kind == "denies"}
    assert "Gastón Peralta" in graph.stations
    assert "Gastón Peralta (denies it)" in denied
    assert "Red line" in explain_chains(view, event)
    plain = make_record()
    assert "Red line" not in explain_chains(RecordView(plain), plain.events[0])


def test_an_event_in_the_outlets_own_voice_draws_the_outlet_alone() -> None:
    record = make_record()
    reading = record.readings[0]
    bare = replace(reading, events=(replace(reading.events[0], attributions=()),))
    record = replace(record, readings=(bare,), events=(replace(record.events[0], origins=()),))
    view = RecordView(record)
    assert [s.name for s in make_graph(view, record.events[0]).stations.values()] == ["the mayor"]
    assert sourceless(view, record.events[0]) == ["the mayor"]
