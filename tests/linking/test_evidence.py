"""The learned likeness of two reports' mentions: its features, and what it may decide."""

import math
from dataclasses import replace

import pytest

from dragoman.linking import contexts
from dragoman.linking.comparison import NEVER, compare, to_odds, to_probability
from dragoman.linking.contexts import Lexis, read_context
from dragoman.linking.evidence import FEATURES, FOUND, gather_evidence
from dragoman.linking.thresholds import odds_above, of_one_report
from tests.invented import make_report
from tests.linking.test_comparison import BOTH, tell


class Certain:
    """A weigher that always answers alike."""

    def __init__(self, odds: float, likeness: float = 1.0) -> None:
        self.odds = odds
        self.likeness = likeness

    def weigh(self, cases):
        return [self.odds] * len(cases)

    def alike(self, *_: str) -> float:
        return self.likeness


def seen(resources, telling, key, odds):
    lexis = Lexis.of(resources)
    text = "Islands\nThe envoys met in the harbour town."
    context = read_context(telling.mention, make_report(key, text), text, lexis)
    return replace(telling, contexts=(context,), weigher=Certain(odds))


def test_there_is_a_feature_for_each_value(resources):
    a, b = tell(resources, "a", actors=BOTH), tell(resources, "b", actors=BOTH)
    values = gather_evidence(a, b, {"same_parties"}, 0.7, resources.scoring.events)
    assert len(values) + len(contexts.FEATURES) == len(FEATURES)
    at = FEATURES.index(FOUND[0]) - len(contexts.FEATURES) + FOUND.index("same_parties")
    assert values[at] is True
    assert set(FOUND) <= set(resources.scoring.events.points)


def test_either_side_gives_the_same_evidence(resources):
    a, b = tell(resources, "a", actors=BOTH), tell(resources, "b")
    one, other = (gather_evidence(x, y, (), 0.5, resources.scoring.events) for x, y in ((a, b), (b, a)))
    assert all(x == y or (math.isnan(x) and math.isnan(y)) for x, y in zip(one, other, strict=True))


@pytest.mark.parametrize("key", ["a", "b"])
@pytest.mark.parametrize(("odds", "together"), [(-3.0, False), (3.0, True)])
def test_the_likeness_decides_within_a_report_and_between_two(resources, key, odds, together):
    scoring = resources.scoring.events
    pair = [seen(resources, tell(resources, k, actors=BOTH), k, odds) for k in ("a", key)]
    assert of_one_report(*pair) == (key == "a")
    found = compare(*pair, scoring)
    assert (found.score >= scoring.mean) is together
    assert f"taken all together they look like {'one event' if together else 'two events'}" in found.reasons


def test_what_is_ruled_out_stays_apart_whatever_the_likeness_says(resources):
    met = seen(resources, tell(resources, "a", actors=BOTH, days=("2031-03-05", "2031-03-05")), "a", 9.0)
    later = seen(resources, tell(resources, "b", actors=BOTH, days=("2031-05-10", "2031-05-10")), "b", 9.0)
    assert compare(met, later, resources.scoring.events).score == NEVER


@pytest.mark.parametrize("odds", [-30.0, -1.0, 0.0, 2.5])
def test_probabilities_and_log_odds_lead_back_to_each_other(odds):
    assert to_odds(to_probability(odds)) == pytest.approx(max(odds, to_odds(0.0)))


def test_reports_that_are_less_alike_need_more(resources):
    scoring = resources.scoring.events
    pair = [seen(resources, tell(resources, key, actors=BOTH), key, 2.0) for key in "ab"]
    unlike = [replace(telling, weigher=Certain(2.0, 0.0)) for telling in pair]
    assert compare(*unlike, scoring).score < compare(*pair, scoring).score


def test_what_has_no_type_goes_by_its_word(resources):
    scoring = resources.scoring.events
    untyped = [tell(resources, key, actors=BOTH, type="") for key in "ab"]
    assert untyped[0].types == untyped[1].types == (untyped[0].families or untyped[0].stems)
    pair = [seen(resources, telling, key, 0.0) for telling, key in zip(untyped, "ab", strict=True)]
    typed = [seen(resources, tell(resources, key, actors=BOTH), key, 0.0) for key in "ab"]
    assert compare(*pair, scoring).score > compare(*typed, scoring).score


def full_length(telling, characters=5000):
    return replace(telling, contexts=tuple(replace(c, report_length=characters) for c in telling.contexts))


def above(pair, resources, found=()):
    return odds_above(2.0, *pair, 0.5, set(found), resources.scoring.events)


def test_short_reports_need_more(resources):
    short = [seen(resources, tell(resources, key, actors=BOTH), key, 2.0) for key in "ab"]
    full = [full_length(telling) for telling in short]
    assert above(short, resources) < above(full, resources)
    assert above((short[0], full[1]), resources) == above(short, resources)


@pytest.mark.parametrize(
    ("ours", "theirs", "more"),
    [
        ("happened", "possible", True),
        ("happened", "ongoing", True),
        ("happened", "happened", False),
        ("planned", "happened", False),  # a plan come true
        ("denied", "happened", False),  # a dispute
    ],
)
def test_what_is_done_in_one_and_open_in_the_other_needs_more(resources, ours, theirs, more):
    settled = [full_length(seen(resources, tell(resources, key, actors=BOTH), key, 2.0)) for key in "ab"]
    pair = [replace(t, statuses=frozenset({s})) for t, s in zip(settled, (ours, theirs), strict=True)]
    usual = [replace(t, statuses=frozenset({"happened"})) for t in settled]
    assert (above(pair, resources) < above(usual, resources)) is more


@pytest.mark.parametrize(
    ("day", "found", "less"),
    [
        ("2031-01-05", {"same_trigger"}, True),
        ("2031-01-05", set(), False),
        ("2031-05-09", {"same_trigger"}, False),  # the day before the reports
    ],
)
def test_one_past_day_that_both_give_needs_less(resources, day, found, less):
    undated = [full_length(seen(resources, tell(resources, key, actors=BOTH), key, 2.0)) for key in "ab"]
    dated = [full_length(seen(resources, tell(resources, key, actors=BOTH, days=(day, day)), key, 2.0)) for key in "ab"]
    assert (above(dated, resources, found) > above(undated, resources, found)) is less
