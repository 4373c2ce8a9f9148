import numpy as np
import pytest

from dragoman.datamodel import Block, Published, Report
from dragoman.linking.days import Days
from dragoman.linking.meanings import find_meanings, find_nearest

_LARGE = 50


def _report(key: str, headline: str, body: str) -> tuple[Report, str]:
    text = f"{headline}\n\n{body}"
    blocks = (Block(0, len(headline), "headline"), Block(len(headline) + 2, len(text), "body"))
    return Report(
        key, key, 0, len(text), headline, None, None, (), None, "en", Published(None, None, "unknown"), blocks
    ), text


def _read(encoder, *told):
    made = [_report(str(n), *each) for n, each in enumerate(told)]
    return find_meanings([r for r, _ in made], {r.document: text for r, text in made}, encoder, _LARGE)


@pytest.fixture
def encoder(resources):
    return resources.sentence_encoder or pytest.skip("the encoder's package is not installed")


def test_other_words_for_one_matter_are_nearer_than_another_matter(encoder):
    a, b, other = _read(
        encoder,
        ("Ferry sinks off Gozo", "The boat went down in a storm."),
        ("Vessel lost in Maltese waters", "A ship foundered in heavy weather."),
        ("Bakers go on strike", "Flour has become too dear, their union said."),
    )
    assert a @ b > max(a @ other, b @ other)


def test_meanings_have_length_one_with_a_headline_or_without(encoder):
    assert all(
        np.isclose(m @ m, 1.0) for m in _read(encoder, ("Ferry sinks", "It sank."), ("", "Bakers struck."), ("", ""))
    )


def test_a_headline_that_the_text_repeats_is_read_once(encoder):
    other = ("Bakers go on strike", "Flour is dear.")
    once = _read(encoder, ("Ferry sinks", "It sank in a storm."), other)
    twice = _read(encoder, ("Ferry sinks", "Ferry sinks\nIt sank in a storm."), other)
    assert np.array_equal(once[0], twice[0])


def test_no_reports_have_no_meanings(encoder):
    assert _read(encoder) == []


def test_the_nearest_of_many_are_paired_once():
    table = list(np.eye(60, dtype=np.float32) + np.eye(60, k=1, dtype=np.float32))
    pairs = set(find_nearest(table, [Days(700_000, 700_000)] * 60, 14))
    assert (0, 1) in pairs and all(a < b for a, b in pairs)


def test_those_of_other_days_are_not_near(monkeypatch):
    monkeypatch.setattr("dragoman.linking.meanings._AT_ONCE", 2)
    days = [Days(day, day) for day in (700_000, 700_100, 700_003, 700_101)]
    table = list(np.eye(5, dtype=np.float32))[:4]
    assert set(find_nearest(table, days, 14)) == {(0, 2), (1, 3)}
    undated = set(find_nearest([*table, table[0]], [*days, Days(None, None)], 14))
    assert {(0, 4), (1, 4), (2, 4), (3, 4)} <= undated
