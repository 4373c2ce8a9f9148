import numpy as np
import pytest

from dragoman.reading.report import read_report
from dragoman.reading.senses import Words, cut_windows, windows_of_report
from dragoman.resources.senses import PARTS, unpack_sense
from tests.invented import make_mention, make_report

TEXT = "Islands talk\nEnvoys of Norway met ministers of Iceland in Oslo on Monday, a spokesman said.\n"


@pytest.fixture
def events(resources):
    if resources.sense_encoder is None:
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


def windows_of(text, resources, *triggers):
    report = make_report("a", text)
    mentions = [make_mention("a", text, text, trigger) for trigger in triggers]
    return list(windows_of_report(mentions, report, text, resources.sense_encoder.tokenizer))


def test_every_word_is_read_once_where_it_stands(resources):
    body = " ".join(f"Envoy {n} of Norway met the minister of Iceland." for n in range(200))
    text = f"Islands talk\n{body} The islands signed.\n"
    windows = windows_of(text, resources, "talk", "met", "signed")
    assert sorted(number for w in windows for number, _, _ in w.words) == [0, 1, 2]
    tokenizer = resources.sense_encoder.tokenizer
    for window in windows:
        for number, (start, end), _ in window.words:
            assert tokenizer.decode(window.ids[start:end]) == ("talk", "met", "signed")[number]


def test_a_window_further_down_begins_with_the_headline_and_what_stands_before_it(resources):
    body = " ".join(f"Envoy {n} of Norway spoke." for n in range(200))
    *_, last = windows_of(f"Islands talk\n{body} The islands signed.\n", resources, "talk", "signed")
    read = resources.sense_encoder.tokenizer.decode(last.ids)
    assert read.startswith("islands talk") and len(last.ids) < 256
    first, *_ = windows_of(f"Islands talk\n{body} The islands signed.\n", resources, "talk", "signed")
    assert resources.sense_encoder.tokenizer.decode(first.ids).count("islands talk") == 1


def test_a_report_without_blocks_has_no_windows(resources):
    assert list(cut_windows("", [], (0, 0), [Words(0, 1, (0, 1))], resources.sense_encoder.tokenizer)) == []
