import numpy as np
import pytest

from dragoman.datamodel import Span
from dragoman.reading.parsing import parse_report
from dragoman.reading.report import read_report
from dragoman.reading.senses import pieces_over, with_senses
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.resources.senses import PARTS, unpack_sense
from tests.invented import make_mention, make_report

TEXT = "Islands talk\nEnvoys of Norway met ministers of Iceland in Oslo on Monday, a spokesman said.\n"
LONG = "\n".join(f"Envoy {n} of Norway met the minister of Iceland." for n in range(200))


@pytest.fixture
def events(resources):
    if resources.window_network is None:
        pytest.skip("the models are not installed")
    return read_report(make_report("a", TEXT), TEXT, resources).events


def test_every_mention_has_a_sense(events):
    assert events and all(e.sense for e in events)


def test_the_same_text_gives_the_same_senses(events, resources):
    again = read_report(make_report("a", TEXT), TEXT, resources).events
    assert [e.sense for e in again] == [e.sense for e in events]


def test_a_sense_has_two_vectors_of_length_one(events):
    vectors = unpack_sense(events[0].sense)
    assert vectors.shape[0] == PARTS
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0)


def reader_of(text, resources):
    return WindowReader.of(parse_report(make_report("a", text), text, resources.nlp), resources.window_network)


def test_every_word_is_found_in_the_window_where_it_stands(events, resources):
    text = f"Islands talk\n{LONG}\nThe islands signed.\n"
    reader = reader_of(text, resources)
    tokenizer = resources.window_network.tokenizer
    for trigger in ("talk", "met", "signed"):
        start = text.rindex(trigger)
        window = reader.windows[reader.window_at(start)]
        word = pieces_over(window, Span("a", start, start + len(trigger)))
        assert tokenizer.decode([window.pieces[i].id for i in word]) == trigger


def test_a_word_is_liker_to_itself_where_the_same_is_told(events, resources):
    talks = "The minister met the envoys of Iceland for talks in Oslo."
    again = "Envoys of Iceland met the minister in Oslo on Monday for talks."
    sport = "The striker met the low cross and scored in the cup final."

    def sense_of(line):
        text = f"{line}\n"
        (mention,) = with_senses([make_mention("a", text, line, "met")], reader_of(text, resources))
        return unpack_sense(mention.sense)[0]

    def likeness(a, b):
        return float((sense_of(a) * sense_of(b)).sum())

    assert likeness(talks, again) > likeness(talks, sport) + 0.1


def test_a_mention_outside_all_windows_has_no_sense(events, resources):
    text = "The minister met the envoys in Oslo.\n"
    mention = make_mention("a", text, text.strip(), "met")
    assert with_senses([mention], reader_of("\n", resources))[0].sense is None
