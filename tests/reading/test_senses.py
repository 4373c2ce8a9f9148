import numpy as np
import pytest

from dragoman.reading.report import read_report
from dragoman.reading.senses import with_senses
from dragoman.resources.senses import PARTS, SENTENCE, TITLE, place_pieces, unpack_sense
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


@pytest.mark.parametrize("sides", [(0, 90), (90, 0), (90, 90), (3, 2)])
def test_of_a_long_sentence_what_stands_around_the_word_is_read(sides):
    before, behind = (list(range(100, 100 + n)) for n in sides)
    ids, start, end = place_pieces([7] * 40, before, [5, 6], behind)
    assert ids[start:end] == [5, 6]
    assert len(ids) <= TITLE + SENTENCE + 3
    assert before[-1:] == ids[start - 2 : start - 1][: len(before)]


def test_a_word_in_the_headline_is_read_above_what_follows_it(resources):
    class Recorder:
        def read(self, *texts):
            self.texts = texts
            return np.ones((PARTS, 4), dtype=np.float32) / 2

    heard = Recorder()
    report, headline = make_report("a", TEXT), TEXT.split("\n", maxsplit=1)[0]
    with_senses([make_mention("a", TEXT, headline, "talk")], report, TEXT, heard)
    assert heard.texts[0].startswith("Envoys of Norway") and heard.texts[2] == "talk"
    with_senses([make_mention("a", TEXT, TEXT.split("\n")[1], "met")], report, TEXT, heard)
    assert heard.texts[0] == headline and heard.texts[2] == "met"
