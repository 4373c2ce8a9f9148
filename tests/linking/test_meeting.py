from collections import Counter

from dragoman.linking.meeting import meet
from dragoman.linking.sights import look_through
from tests.linking.test_clustering import visit


def met(resources, told):
    scoring = resources.scoring.events
    return meet(look_through(told, scoring), told, scoring)


def meetings(resources, reports):
    told = [visit(resources, f"r{n:02}", *["2031-05-01"] * 2) for n in range(reports)]
    return told, met(resources, {t.id: t for t in told})


def test_all_of_few_meet_once_the_lesser_name_first(resources):
    told, pairs = meetings(resources, 5)
    ids = sorted(t.id for t in told)
    assert sorted(pairs) == [(a, b) for a in ids for b in ids if a < b]
    assert pairs.crowded == 0


def test_of_many_each_meets_the_likeliest_and_it_is_told_how_often(resources):
    _, pairs = meetings(resources, 60)
    met = Counter(name for pair in pairs for name in pair)
    assert 0 < pairs.crowded <= 60
    assert min(met.values()) >= 40
    assert len(pairs) < 60 * 59 / 2


def test_what_one_report_tells_does_not_meet_here(resources):
    one = visit(resources, "a", *["2031-05-01"] * 2)
    assert list(met(resources, {"x": one, "y": one})) == []
