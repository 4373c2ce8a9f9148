"""The learned likeness of two reports' mentions: its features, and what it may decide."""

import math
from dataclasses import replace

import msgspec
import pytest

from dragoman.linking import contexts
from dragoman.linking.comparison import _settle, compare, of_one_report
from dragoman.linking.contexts import Lexis, read_context
from dragoman.linking.evidence import FEATURES, FOUND, gather_evidence
from tests.invented import make_report
from tests.linking.test_comparison import BOTH, tell


class Certain:
    """A weigher that always answers alike."""

    def __init__(self, odds: float) -> None:
        self.odds = odds

    def weigh(self, *_: object) -> float:
        return self.odds


def seen(resources, telling, key, odds):
    lexis = Lexis.of(resources)
    text = "Islands\nThe envoys met in the harbour town."
    context = read_context(telling.mention, make_report(key, text), text, lexis)
    return replace(telling, contexts=(context,), weigher=Certain(odds))


def test_there_is_a_feature_for_each_value(resources):
    a, b = tell(resources, "a", actors=BOTH), tell(resources, "b", actors=BOTH)
    values = gather_evidence(a, b, {"same_parties"}, 0.7, resources.scoring.events)
    assert len(values) + len(contexts.FEATURES) == len(FEATURES)
    assert values[len(values) - len(FOUND) + FOUND.index("same_parties")] is True
    assert set(FOUND) <= set(resources.scoring.events.points)


def test_either_side_gives_the_same_evidence(resources):
    a, b = tell(resources, "a", actors=BOTH), tell(resources, "b")
    one, other = (gather_evidence(x, y, (), 0.5, resources.scoring.events) for x, y in ((a, b), (b, a)))
    assert all(x == y or (math.isnan(x) and math.isnan(y)) for x, y in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("score", "odds", "low", "high"),
    [
        (0.9, 0.0, 0.9, 0.9),  # neither sure nor in doubt: as found by hand
        (0.6, -2.0, 0.0, 0.54),  # in doubt: no longer joined
        (1.0, -1.0, 0.55, 0.99),  # firm findings outweigh a little doubt
        (None, 1.0, 0.55, 1.0),  # sure, though nothing was found by hand
        (None, -1.0, None, None),
    ],
)
def test_what_is_sure_joins_and_what_is_doubted_weighs_less(resources, score, odds, low, high):
    scoring = msgspec.structs.replace(resources.scoring.events, join=0.55)
    found = _settle(score, odds, scoring)
    assert found is None if low is None else low <= found <= high


def test_the_likeness_has_its_say_between_reports_only(resources):
    scoring = resources.scoring.events
    apart = [seen(resources, tell(resources, key, actors=BOTH), key, -3.0) for key in ("a", "b")]
    within = [seen(resources, tell(resources, "a", actors=BOTH), "a", -3.0)] * 2
    assert of_one_report(*within) and not of_one_report(*apart)
    assert compare(*apart, scoring).score < scoring.join <= compare(*within, scoring).score
    assert "taken all together they look like two events" in compare(*apart, scoring).reasons
