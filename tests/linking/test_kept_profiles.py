import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.alike import find_alike
from dragoman.linking.days import Days
from dragoman.linking.kept_profiles import KeptProfiles
from dragoman.linking.likeness import Profile, find_later, likeness
from tests.invented import make_report

WEIGHTS = st.dictionaries(st.sampled_from(["ferry", "fees", "line", "storm"]), st.floats(0.001, 1), max_size=4)
ENDS = st.one_of(st.none(), st.integers(700_000, 700_030))
PROFILES = st.lists(
    st.builds(Profile, WEIGHTS, st.builds(Days, ENDS, ENDS), st.just(frozenset()), full=st.booleans()), max_size=8
)


def keep(profiles):
    return KeptProfiles((f"r{n}", profile) for n, profile in enumerate(profiles))


@given(PROFILES)
def test_profiles_come_back_as_they_were(profiles):
    kept = keep(profiles)
    assert list(kept.values()) == profiles
    assert [list(p.weights) for p in kept.values()] == [list(p.weights) for p in profiles]


@given(PROFILES)
def test_none_that_is_like_is_missed(resources, profiles):
    scoring, kept = resources.scoring.stories, keep(profiles)
    every = np.arange(1, len(profiles), dtype=np.int32)
    like = {n: likeness(profiles[0], profiles[n], scoring) for n in every.tolist()}
    found = dict(zip(*map(np.ndarray.tolist, kept.liken(0, every, scoring)), strict=True)) if profiles else {}
    assert found == pytest.approx({n: score for n, score in like.items() if round(score, 9) >= scoring.like})


def test_reports_meet_later_ones_that_share_a_key():
    keys, endless = [["a", "b"], ["b"], [], ["c"], ["a", "b"]], np.full(5, 5)
    assert [found.tolist() for found in find_later(keys, endless)] == [[1, 4], [4], [], [], []]
    assert [found.tolist() for found in find_later(keys, np.array([4, 5, 5, 5, 5]))] == [[1], [4], [], [], []]
    assert list(find_later([], endless[:0])) == []


@given(PROFILES)
def test_beyond_the_horizon_none_is_near(resources, profiles):
    scoring = resources.scoring.stories
    in_time = sorted(profiles, key=lambda p: p.days.ends[0])
    for n, horizon in enumerate(keep(in_time).horizons(scoring).tolist()):
        assert all(in_time[n].days.gap(p.days) > scoring.apart_days for p in in_time[max(horizon, n + 1) :])


def test_the_nearest_are_the_likest_and_never_many(resources):
    texts = {f"r{n:02}": f"The ferry line to Gozo {'reopens ' * (n % 5 + 1)}" for n in range(40)}
    reports = [make_report(key, text) for key, text in texts.items()]
    alike = find_alike(reports, texts, resources.scoring.stories, resources.word_rates)
    others = sorted(alike.near["r00"] - {"r00"}, key=lambda r: (-alike.of("r00", r), r))
    assert len(others) == 39
    assert alike.nearest["r00"] == {"r00", *others[:24]}
