from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.blocking import block_keys
from dragoman.linking.clustering import cluster
from dragoman.linking.kinship import Kin
from dragoman.linking.reference import find_references
from dragoman.linking.tellings import read_telling
from tests.invented import make_mention, make_report

BOTH = (("actor", "north"), ("recipient", "south"))
KIN = Kin(types={"north": "state", "south": "state", "west": "state"})
VISIT = "Islands\nThe envoy visited Port Amber for talks with the council."
MEETING = """Islands hold talks
The councils of North and South met on Tuesday in the harbour hotel.
Both sides praised the coffee.
At the meeting no treaty was signed."""


def tell(resources, key, text, extent, trigger, day="2031-05-10", **given):
    report = make_report(key, text, day=day)
    mention = make_mention(key, text, extent, trigger, **given)
    return read_telling(mention, report, {key: text}, KIN, resources.linking_words)


def visit(resources, key, *days, **given):
    return tell(resources, key, VISIT, VISIT.split("\n")[1], "visited", days=days or None, actors=BOTH, **given)


def groups(resources, tellings):
    return sorted(sorted(c.mentions) for c in cluster(tellings, resources.scoring.events))


def test_two_reports_of_one_visit_are_one_event(resources):
    one, other = visit(resources, "a", *["2031-05-01"] * 2), visit(resources, "b", *["2031-05-01"] * 2)
    (found,) = cluster([one, other], resources.scoring.events)
    assert found.mentions == (one.id, other.id)
    assert found.reasons[0].score > 0.9


def test_two_visits_a_year_apart_are_two_events(resources):
    one = visit(resources, "a", *["2030-05-01"] * 2, day="2030-05-10")
    assert len(groups(resources, [one, visit(resources, "b", *["2031-05-01"] * 2)])) == 2


def test_an_undated_telling_does_not_draw_two_dated_ones_together(resources):
    one, other = visit(resources, "a", *["2031-03-01"] * 2), visit(resources, "b", *["2031-05-01"] * 2)
    found = groups(resources, [one, visit(resources, "c"), other])
    assert sorted(map(len, found)) == [1, 2]


def test_the_meeting_refers_back_to_the_meeting_told_before(resources):
    lead = tell(resources, "a", MEETING, MEETING.split("\n")[1], "met", lemma="meet", actors=BOTH)
    back = tell(resources, "a", MEETING, MEETING.split("\n")[3], "meeting")
    told = find_references([back, lead], resources.scoring.events)
    assert [t.refers_to for t in told] == [frozenset(), {lead.id}]
    assert groups(resources, told) == [sorted([lead.id, back.id])]


def test_events_of_other_parties_stay_apart(resources):
    west = (("actor", "west"), ("recipient", "east"))
    other = tell(resources, "b", VISIT, VISIT.split("\n")[1], "visited", actors=west)
    assert len(groups(resources, [visit(resources, "a"), other])) == 2


def test_mentions_meet_only_where_they_share_a_party_a_place_or_a_report(resources):
    scoring = resources.scoring.events
    assert block_keys(visit(resources, "a"), scoring) & block_keys(visit(resources, "b"), scoring)
    alone = tell(resources, "c", VISIT, VISIT.split("\n")[1], "visited")
    assert not block_keys(visit(resources, "a"), scoring) & block_keys(alone, scoring)


@given(data=st.data())
def test_the_order_of_mentions_makes_no_difference(resources, data):
    days = st.sampled_from([None, ("2031-05-01",) * 2, ("2031-05-02",) * 2, ("2031-03-01", "2031-05-31")])
    told = [visit(resources, f"r{n}", *(data.draw(days) or ())) for n in range(data.draw(st.integers(2, 6)))]
    shuffled = data.draw(st.permutations(told))
    assert cluster(told, resources.scoring.events) == cluster(shuffled, resources.scoring.events)
