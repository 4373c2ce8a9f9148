from base64 import b64encode
from dataclasses import replace

import numpy as np
import pytest

from dragoman.linking import evidence
from dragoman.linking.contexts import FEATURES, Case, Lexis, Weigher, Words, compare_contexts, keep_few, read_context
from dragoman.resources.senses import PARTS, unpack_sense
from tests.invented import make_mention, make_report

ONE = "Islands sign\nThe councils of the islands met at the harbour hotel in Vale."
OTHER = "Talks end\nIsland councils held a meeting at the harbour hotel in Vale."
ELSEWHERE = "Storm\nFarmers in the north counted their losses after a storm."


@pytest.fixture
def lexis(resources):
    return Lexis.of(resources)


def context(lexis, key, text, trigger, sense=None):
    mention = make_mention(key, text, text.split("\n")[1], trigger)
    return read_context(replace(mention, sense=sense), make_report(key, text), text, lexis)


def sense_of(*numbers):
    return b64encode(np.array(numbers * PARTS, dtype=np.int8).tobytes()).decode("ascii")


NOTHING = (np.nan,) * (len(evidence.FEATURES) - len(FEATURES))  # all else is unknown


def test_words_around_that_are_alike_make_contexts_alike(lexis):
    one, other = context(lexis, "a", ONE, "met"), context(lexis, "b", OTHER, "meeting")
    far = context(lexis, "c", ELSEWHERE, "counted")
    at = FEATURES.index("sentences alike")
    assert compare_contexts(one, other, 0.5)[at] > 0.3 > compare_contexts(one, far, 0.5)[at]


def test_a_pair_is_the_same_seen_from_either_side(lexis):
    one = context(lexis, "a", ONE, "met", sense_of(90, 10))
    other = context(lexis, "b", OTHER, "meeting", sense_of(10, 90))
    assert compare_contexts(one, other, 0.5) == compare_contexts(other, one, 0.5)


def test_words_are_as_like_as_the_weight_that_both_hold():
    one = Words({"harbour": 4.0, "hotel": 9.0}, 13.0)
    assert one.likeness(one) == pytest.approx(1.0)
    assert one.likeness(Words({"storm": 1.0}, 1.0)) == 0.0 == one.likeness(Words({}, 0.0))
    assert one.likeness(Words({"hotel": 9.0}, 9.0)) == pytest.approx(9.0 / (13.0 * 9.0) ** 0.5)


def weigh(resources, one, other):
    weigher = Weigher(resources.coreference, lambda a, b: 0.3)
    (odds,) = weigher.weigh([Case((one,), (other,), NOTHING)])
    return odds


def test_a_sense_that_was_not_read_is_unknown_and_the_model_answers_all_the_same(lexis, resources):
    one, other = context(lexis, "a", ONE, "met"), context(lexis, "b", OTHER, "meeting")
    weigher = Weigher(resources.coreference, lambda a, b: 0.3)
    (row,) = weigher.rows([Case((one,), (other,), NOTHING)])
    assert np.isnan(row[FEATURES.index("senses")]) and len(row) == len(evidence.FEATURES)
    assert np.isfinite(weigh(resources, one, other))


def test_like_contexts_have_better_odds_than_unlike_ones(lexis, resources):
    one = context(lexis, "a", ONE, "met")
    same, far = context(lexis, "b", ONE, "met"), context(lexis, "c", ELSEWHERE, "counted")
    assert weigh(resources, one, same) > weigh(resources, one, far) + 0.5


def test_like_senses_have_better_odds(lexis, resources):
    width = 2 * 64
    rise, fall = range(-width // 2, width // 2), range(width // 2, -width // 2, -1)
    one, same, other = (
        context(lexis, key, ONE, "met", sense_of(*numbers))
        for key, numbers in zip("abc", (rise, rise, fall), strict=True)
    )
    assert weigh(resources, one, same) > weigh(resources, one, other)


def test_cases_are_weighed_together_as_alone(lexis, resources):
    weigher = Weigher(resources.coreference, lambda a, b: 0.3)
    one, same, far = (
        context(lexis, "a", ONE, "met"),
        context(lexis, "b", ONE, "met"),
        context(lexis, "c", ELSEWHERE, "counted"),
    )
    cases = [Case((one, far), (same,), NOTHING), Case((one,), (far,), NOTHING)]
    assert weigher.weigh(cases) == [odds for case in cases for odds in weigher.weigh([case])]


def test_senses_come_back_with_length_one():
    assert np.allclose(np.linalg.norm(unpack_sense(sense_of(30, 40)), axis=1), 1.0)


def test_a_large_group_is_stood_for_by_few_in_a_fixed_order(lexis):
    many = [context(lexis, key, ONE, "met") for key in "jihgfedcba"]
    kept = keep_few(many)
    assert [c.report for c in kept] == sorted({c.report for c in kept}) and len(kept) < len(many)
    assert kept == keep_few(many[::-1])
