"""Average linkage: the mean over all pairs decides, not the likest of them."""

from itertools import combinations

import pytest

from dragoman.linking.linkage import Linkage


def join(likeness, names, apart=(), stray=0.0):
    linkage = Linkage(likeness, apart, unknown=0.1, join=0.5, stray=stray)
    steps = list(linkage.run(names))
    return sorted(map(tuple, linkage.members.values())), steps


def test_what_is_like_one_member_only_stays_out():
    groups, _ = join({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.1}, "abc")
    assert groups == [("a", "b"), ("c",)]


def test_pairs_that_never_met_count_as_unknown():
    groups, steps = join({("a", "b"): 0.8, ("b", "c"): 0.95}, "abc")
    assert groups == [("a",), ("b", "c")]
    assert steps == [(("b",), ("c",), 0.95)]


def test_each_join_tells_its_sides_and_their_mean():
    likeness = dict.fromkeys(combinations("abc", 2), 0.8) | {("a", "b"): 0.9}
    groups, steps = join(likeness, "abc")
    assert groups == [("a", "b", "c")]
    assert steps == [(("a",), ("b",), 0.9), (("a", "b"), ("c",), pytest.approx(0.8))]


@pytest.mark.parametrize(("stray", "together"), [(0.0, 2), (0.5, 1)])
def test_pairs_that_must_stay_apart_part_groups_unless_they_are_few(stray, together):
    likeness = dict.fromkeys(combinations("abc", 2), 0.9)
    groups, _ = join(likeness, "abc", apart=[("a", "c")], stray=stray)
    assert len(groups) == together


def test_the_order_of_the_names_makes_no_difference():
    likeness = {("a", "b"): 0.6, ("a", "c"): 0.6, ("b", "d"): 0.6, ("c", "d"): 0.6, ("a", "d"): 0.55}
    assert join(likeness, "abcd")[0] == join(dict(reversed(likeness.items())), "dcba")[0]


def run_together(likeness, names, together):
    linkage = Linkage(likeness, (), unknown=0.1, join=0.5, stray=0.0)
    list(linkage.run(names, together))
    return sorted(map(tuple, linkage.members.values()))


def test_groups_that_stand_gain_members_by_the_mean_over_all_of_theirs():
    like = {("a", "n"): 0.9, ("b", "n"): 0.8}
    assert run_together(like, "abn", ["ab"]) == [("a", "b", "n")]
    assert run_together({("a", "n"): 0.8}, "abn", ["ab"]) == [("a", "b"), ("n",)]


def test_what_joins_two_groups_that_stand_goes_to_the_likelier_and_they_stay_two():
    like = {("a", "n"): 0.9, ("b", "n"): 0.8, ("a", "b"): 0.9}
    assert run_together(like, "abn", ["a", "b"]) == [("a", "n"), ("b",)]
