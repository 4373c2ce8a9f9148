from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as with_values

from dragoman.linking.comparison import NEVER, compare, say
from dragoman.linking.meeting import meet
from dragoman.linking.sights import APART, look_through
from tests.linking.test_clustering import visit

DAYS = st.sampled_from(
    [
        None,
        *((day, day) for day in ("2031-05-01", "2031-05-02", "2031-05-09")),
        ("2031-03-01", "2031-05-31"),
        ("2030-05-01", ""),
    ]
)
RAN = st.sampled_from(["2031-05-03", "2031-05-10", "2031-09-01", "2032-05-10"])


def see(resources, tellings):
    return look_through({t.id: t for t in tellings}, resources.scoring.events)


@given(st.lists(st.tuples(DAYS, RAN), min_size=2, max_size=6))
def test_what_days_keep_apart_is_what_comparing_finds(resources, days):
    scoring = resources.scoring.events
    told = {t.id: t for n, (own, ran) in enumerate(days) for t in [visit(resources, f"r{n}", *(own or ()), day=ran)]}
    seen = look_through(told, scoring)
    low, high = (np.array(side) for side in zip(*combinations(range(len(told)), 2), strict=True))
    apart = seen.kept_apart(low, high, scoring)
    vetoes = tuple(say(veto) for veto in APART)
    for a, b, why in zip(low.tolist(), high.tolist(), apart.tolist(), strict=True):
        found = compare(told[seen.names[a]], told[seen.names[b]], scoring)
        assert (found.score == NEVER and found.reasons[0] in vetoes) == (why > 0)
        assert not why or found.reasons == (vetoes[why - 1],)


def test_what_rules_nothing_out_keeps_nothing_apart(resources):
    told = [visit(resources, f"r{year}", *[f"{year}-05-01"] * 2, day=f"{year}-05-10") for year in (2030, 2031)]
    scoring = resources.scoring.events
    seen, sides = see(resources, told), (np.array([0]), np.array([1]))
    assert seen.kept_apart(*sides, scoring).all()
    lenient = with_values(scoring, points=scoring.points | {veto.__name__: 0.0 for veto in APART})
    assert not seen.kept_apart(*sides, lenient).any()


def test_of_those_that_days_keep_apart_each_meets_a_few(resources):
    told = {t.id: t for n in range(40) for t in [visit(resources, f"r{n:02}", *[f"{1990 + n}-05-01"] * 2)]}
    pairs = meet(see(resources, told.values()), told, resources.scoring.events)
    met = np.bincount(np.concatenate(pairs.sides()))
    assert pairs.apart.all()
    assert met.min() >= 8
    assert met.max() < 20
    assert pairs.crowded == 0


def test_likeness_at_first_sight_is_more_where_more_is_shared(resources):
    one, other = visit(resources, "a"), visit(resources, "b")
    seen = see(resources, [one, other])
    assert seen.likeness(np.array([0]), np.array([1])).tolist() == [
        2 * (not one.stems.isdisjoint(other.stems))
        + (not one.families.isdisjoint(other.families))
        + min(2, len(one.involved & other.involved))
    ]
