import pytest

from dragoman.linking.clustering import compare_met
from dragoman.linking.meeting import meet
from dragoman.linking.parcels import compare_packed
from dragoman.linking.sights import look_through
from dragoman.supervised import comparing
from tests.linking.test_clustering import KIN, MEETING, tell, visit


@pytest.fixture(scope="module")
def told(resources):
    days = ("2031-05-01", "2031-05-02", "2031-04-02", "2031-05-01")
    visits = [visit(resources, report, day, day) for report, day in zip("abcd", days, strict=True)]
    clause = "The councils of North and South met on Tuesday in the harbour hotel."
    roles = (("actor", "north"), ("actor", "south"))
    meetings = [tell(resources, report, MEETING, clause, "met", actors=roles, place="North") for report in "efg"]
    return {t.id: t for t in (*visits, *meetings)}


def found_of(findings):
    return {pair: (c.score, c.reasons) for pair, c in findings.items()}


@pytest.fixture
def compared(told, resources):
    scoring = resources.scoring.events
    pairs = meet(look_through(told, scoring), told, scoring)
    assert len(pairs) > 5
    return pairs, found_of(compare_met(told, pairs, scoring))


def test_what_is_packed_is_compared_as_it_is_here(told, compared, resources):
    pairs, here = compared
    assert {told[a].kin for a, _ in pairs} == {KIN}
    elsewhere = lambda parcels: (compare_packed(parcel, resources) for parcel in parcels)  # noqa: E731
    assert found_of(compare_met(told, pairs, resources.scoring.events, elsewhere)) == here


@pytest.mark.parametrize("command", ["dragoman.supervised.comparer", "dragoman.nothing_of_that_name"])
def test_processes_find_the_same_even_where_they_die(told, compared, resources, monkeypatch, command):
    pairs, here = compared
    monkeypatch.setattr(comparing, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(comparing, "_WORKER", command)
    monkeypatch.setattr("dragoman.linking.clustering.PAIRS", 2)
    elsewhere = comparing.compare_with(2, resources)
    assert elsewhere is not None
    assert found_of(compare_met(told, pairs, resources.scoring.events, elsewhere)) == here


def test_one_process_compares_itself(resources):
    assert comparing.compare_with(1, resources) is None
