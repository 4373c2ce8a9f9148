"""What keeps groups apart is kept with its reasons, as either of them sees it."""

import pytest
from msgspec.structs import replace as with_values

from dragoman.datamodel import Comparison
from dragoman.linking.clustering import cluster
from dragoman.linking.comparison import FINDINGS, say
from dragoman.linking.refusals import MOST, take_sides
from tests.linking.test_clustering import VISIT, tell, visit


def clustered(resources, *told):
    return cluster(told, resources.scoring.events)


def test_two_visits_a_year_apart_say_that_their_dates_differ(resources):
    one = visit(resources, "a", *["2030-05-01"] * 2, day="2030-05-10")
    other = visit(resources, "b", *["2031-05-01"] * 2)
    found = {c.mentions[0]: c.refusals for c in clustered(resources, one, other)}
    assert [(r.a, r.b) for r in found[one.id]] == [(one.id, other.id)]
    assert [(r.a, r.b) for r in found[other.id]] == [(other.id, one.id)]
    assert found[one.id][0].against[0] == "their dates differ"
    assert found[one.id][0].score >= resources.scoring.events.near


def test_what_has_nothing_in_common_did_not_come_near(resources):
    west = (("actor", "west"), ("recipient", "east"))
    other = tell(resources, "b", VISIT, VISIT.split("\n")[1], "visited", actors=west)
    assert [c.refusals for c in clustered(resources, visit(resources, "a"), other)] == [(), ()]


@pytest.mark.parametrize(
    ("stricter", "reason"),
    [
        ({"start": -0.45, "mean": 0.9}, "what they have in common could fit two events"),
        ({"evidence_needed": 9}, "the reports agree on too little of who, when, where and in which words"),
        ({"stray": -1.0}, "most mentions of the one are unlike those of the other"),
    ],
)
def test_what_came_near_without_anything_against_it_says_what_was_wanting(resources, stricter, reason):
    told = [visit(resources, key) for key in "abcd"]
    refused = [r for c in cluster(told, with_values(resources.scoring.events, **stricter)) for r in c.refusals]
    assert refused
    assert all(r.against[0] == reason for r in refused)


def test_only_the_nearest_few_are_kept(resources):
    visits = [visit(resources, f"r{n}", *[f"2031-0{n}-01"] * 2) for n in range(1, 9)]
    assert {len(c.refusals) for c in clustered(resources, *visits)} == {MOST}


def test_a_group_is_refused_with_the_number_of_its_mentions(resources):
    pair = [visit(resources, key, *["2031-05-01"] * 2) for key in "ab"]
    alone = visit(resources, "c", *["2031-03-01"] * 2)
    found = {len(c.mentions): c.refusals[0] for c in clustered(resources, *pair, alone)}
    assert found[2].sizes == (2, 1)
    assert found[1].sizes == (1, 2)


def test_a_join_tells_how_many_mentions_stand_on_either_side(resources):
    told = [visit(resources, key, *["2031-05-01"] * 2) for key in "abc"]
    (found,) = clustered(resources, *told)
    assert sorted(map(sorted, (c.sizes for c in found.reasons))) == [[1, 1], [1, 2]]


def test_the_strongest_reason_comes_first_and_those_against_are_marked(resources):
    words = ("one report tells both", "they have no party in common", "their dates differ")
    found = take_sides(Comparison("a", "b", 0.0, words), resources.scoring.events)
    assert found.reasons == words[::-1]
    assert found.against == ("their dates differ", "they have no party in common")


def test_every_finding_has_words_of_its_own():
    said = [say(finding) for finding in FINDINGS]
    assert len(said) == len(set(said))
    assert all(words[0].islower() and len(words) < 90 for words in said)
