"""The learned likeness of two reports' mentions: its features, and what it may decide."""

import math
from dataclasses import replace

import pytest

from dragoman.linking import contexts
from dragoman.linking.comparison import compare, of_one_report, to_odds, to_probability
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


@pytest.mark.parametrize(("odds", "together"), [(-3.0, False), (0.5, True), (3.0, True)])
def test_firm_findings_carry_what_is_neither_likely_nor_unlikely(resources, odds, together):
    scoring = resources.scoring.events
    pair = [seen(resources, tell(resources, key, actors=BOTH), key, odds) for key in ("a", "b")]
    assert (compare(*pair, scoring).score >= scoring.mean) is together


@pytest.mark.parametrize("odds", [-30.0, -1.0, 0.0, 2.5])
def test_probabilities_and_log_odds_lead_back_to_each_other(odds):
    assert to_odds(to_probability(odds)) == pytest.approx(max(odds, to_odds(0.0)))


def test_the_likeness_has_its_say_between_reports_only(resources):
    scoring = resources.scoring.events
    apart = [seen(resources, tell(resources, key, actors=BOTH), key, -3.0) for key in ("a", "b")]
    within = [seen(resources, tell(resources, "a", actors=BOTH), "a", -3.0)] * 2
    assert of_one_report(*within) and not of_one_report(*apart)
    assert compare(*apart, scoring).score < scoring.join <= compare(*within, scoring).score
    assert "taken all together they look like two events" in compare(*apart, scoring).reasons
