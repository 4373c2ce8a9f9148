import pytest

from dragoman.reading.report import read_report
from dragoman.resources.senses import PARTS
from tests.invented import make_report

TEXT = "Islands talk\nEnvoys of Norway met ministers of Iceland in Oslo on Monday, a spokesman said.\n"


@pytest.fixture
def events(resources):
    if resources.attribution_tagger is None or resources.sense_maps is None:
        pytest.skip("the models are not installed")
    return read_report(make_report("a", TEXT), TEXT, resources).events


def test_every_mention_in_a_window_that_was_read_has_a_sense(events):
    assert events and all(e.sense for e in events)


def test_the_same_text_gives_the_same_senses(events, resources):
    again = read_report(make_report("a", TEXT), TEXT, resources).events
    assert [e.sense for e in again] == [e.sense for e in events]


def test_the_maps_fit_the_tagger(resources):
    assert resources.sense_maps is None or resources.sense_maps.means.shape[0] == PARTS
