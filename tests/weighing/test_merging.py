import pytest

from dragoman.datamodel import EventParticipant, Interval, Place, Span, state_of
from dragoman.resources.weighing import TitleWords
from dragoman.weighing.merging import common_time, most_told_status
from dragoman.weighing.titles import make_title
from tests.linking.test_comparison import tell

TALKS = TitleWords("Talks", modes={"visit": "Visit"})
ATTACK = TitleWords("Attack", to="on")
JANUARY = Interval("2031-01-01", "2031-01-31")
QUAY = Place("Quay", "XA", None, None, Span("a", 0, 4))


def part(role, name):
    return EventParticipant(name, role, 1), name


SEIZURE = TitleWords("Coercion", "of", modes={"seize": "Seizure"}, taking=frozenset(("seize",)))


@pytest.mark.parametrize(
    ("states", "title"), [((), "Seizure of Southland by Northland"), ("Southland", "Seizure: Northland from Southland")]
)
def test_things_are_seized_from_a_state(states, title):
    parties = [part("actor", "Northland"), part("recipient", "Southland")]
    held = [p.actor for p, name in parties if name in states]
    assert make_title(SEIZURE, ("COERCE", "seize", "happened"), parties, None, None, held) == title


def test_a_title_of_equals():
    parties = [part("actor", "Northland"), part("recipient", "Southland"), part("actor", "northland")]
    title = make_title(TALKS, ("CONSULT", None, "happened"), parties, QUAY, JANUARY)
    assert title == "Talks: Northland and Southland in Quay, January 2031"


def test_a_title_of_doer_and_target():
    parties = [part("actor", "Northland"), part("recipient", "Southland")]
    title = make_title(ATTACK, ("ASSAULT", None, "denied"), parties, None, None)
    assert title == "Attack: Northland on Southland (denied)"


def test_a_title_of_one_side_says_whether_it_acts_or_suffers():
    by = make_title(ATTACK, ("ASSAULT", None, "happened"), [part("actor", "Northland")], None, None)
    on = make_title(ATTACK, ("ASSAULT", None, "happened"), [part("recipient", "Southland")], QUAY, None)
    assert (by, on) == ("Attack by Northland", "Attack on Southland in Quay")


def test_a_title_of_a_release_names_who_releases():
    release = TitleWords(event="Yielding", alone=True, modes={"release": "Release"})
    parties = [part("actor", "Northland"), part("recipient", "Southland")]
    title = make_title(release, ("RETREAT", "release", "planned"), parties, None, None)
    assert title == "Release: Northland (planned)"


def test_a_title_says_denied_only_where_somebody_denies():
    assert state_of("denied", ("Northland",)) == "denied"
    parties = [part("actor", "Northland"), part("recipient", "Southland")]
    title = make_title(ATTACK, ("ASSAULT", None, state_of("denied", ())), parties, None, None)
    assert title == "Attack: Northland on Southland (said not to have happened)"


def test_the_common_time_is_the_narrowest_that_others_allow():
    day, week = Interval("2031-01-05", "2031-01-05"), Interval("2031-01-05", "2031-01-11")
    assert common_time([JANUARY, day, week, None]) == day
    assert common_time([None]) is None


def test_of_two_days_the_one_told_more_often_stands():
    one, other = Interval("2031-01-05", "2031-01-05"), Interval("2031-01-06", "2031-01-06")
    assert common_time([one, other, other, JANUARY]) == other


def test_a_time_told_whole_stands_above_where_two_only_touch():
    december, autumn = Interval("2030-12-01", "2030-12-31"), Interval("2030-12-29", "2031-03-29")
    assert common_time([december, autumn, JANUARY]) == JANUARY


def test_what_most_mentions_allow_stands_above_a_narrower_one():
    day = Interval("2030-11-03", "2030-11-03")
    assert common_time([JANUARY, JANUARY, day]) == JANUARY


def test_open_ends_are_closed_by_what_others_tell():
    assert common_time([Interval("2031-01-10", None), JANUARY]) == Interval("2031-01-10", "2031-01-31")


def test_a_title_of_nobody_known():
    assert make_title(TALKS, ("CONSULT", None, "planned"), [], QUAY, None) == (
        "Talks (parties not named) in Quay (planned)"
    )


def test_a_title_names_two_a_side_and_the_go_between():
    parties = [part("actor", n) for n in ("Northland", "Southland", "Eastland")] + [part("mediator", "the Isles")]
    title = make_title(TALKS, ("CONSULT", None, "happened"), parties, None, None)
    assert title == "Talks: Northland, Southland and 1 more, through Isles"


def test_the_two_told_most_are_the_sides_of_talks():
    told = [
        ("actor", "Northland", 1),
        ("actor", "Eastland", 3),
        ("recipient", "Southland", 2),
        ("recipient", "Isles", 1),
    ]
    parties = [(EventParticipant(name, role, n), name) for role, name, n in told]
    title = make_title(TALKS, ("CONSULT", None, "happened"), parties, QUAY, None)
    assert title == "Talks: Eastland and Southland in Quay"


def test_what_begins_after_the_last_report_has_not_happened(resources):
    told = [tell(resources, day="2031-05-10", status=s) for s in ("happened", "happened", "planned")]
    later, before = Interval("2031-05-12", "2031-05-12"), Interval("2031-05-08", "2031-05-08")
    assert [most_told_status(told, time) for time in (later, before, None)] == ["planned", "happened", "happened"]
    off = [tell(resources, day="2031-05-10", status=s) for s in ("called-off", "called-off", "planned")]
    assert most_told_status(off, later) == "called-off"
