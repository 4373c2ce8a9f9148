import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import ActorMention, Span
from dragoman.linking.comparison import FINDINGS, NEVER, compare
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import read_telling
from tests.invented import make_mention, make_report

NORTH, SOUTH, WEST, ENVOY, OTHER_ENVOY = "north", "south", "west", "envoy", "other-envoy"
KIN = Kin(
    sides={ENVOY: frozenset({ENVOY, NORTH}), OTHER_ENVOY: frozenset({OTHER_ENVOY, NORTH})},
    types={NORTH: "state", SOUTH: "state", WEST: "state", ENVOY: "person", OTHER_ENVOY: "person"},
    names={"state:XA": "Northland"},
)
BOTH = (("actor", NORTH), ("recipient", SOUTH))
MARCH, NEXT_DAY, APRIL = ("2031-03-04",) * 2, ("2031-03-05",) * 2, ("2031-04-04",) * 2
TEXT = "Islands\nThe councils met at the harbour hotel."


def tell(resources, key="a", text=TEXT, extent=None, trigger="met", day="2031-05-10", **given):
    report = make_report(key, text, day=day)
    mention = make_mention(key, text, extent or text.split("\n")[1], trigger, **given)
    return read_telling(mention, report, {key: text}, KIN, resources.linking_words)


def compared(resources, one, other):
    a, b = tell(resources, "a", **one), tell(resources, "b", **other)
    return compare(a, b, resources.scoring.events)


def test_every_finding_has_points_and_a_reason(resources):
    assert {f.__name__ for f in FINDINGS} == set(resources.scoring.events.points)
    assert all(f.__doc__ for f in FINDINGS)


def test_the_same_parties_and_day_are_one_event(resources):
    found = compared(resources, {"actors": BOTH, "days": MARCH}, {"actors": BOTH, "days": MARCH})
    assert found.score == 1.0
    assert "the same parties take part" in found.reasons


def test_equal_reasons_are_kept_once(resources):
    one, other = (compared(resources, {"actors": BOTH, "days": d}, {"actors": BOTH, "days": d}) for d in (MARCH, APRIL))
    assert one.reasons is other.reasons


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"days": MARCH}, {"days": APRIL}, "dates differ"),
        ({"type": "ASSAULT"}, {"type": "AGREE"}, "different types"),
    ],
)
def test_some_findings_keep_mentions_apart(resources, one, other, reason):
    found = compared(resources, {"actors": BOTH} | one, {"actors": BOTH} | other)
    assert found.score == NEVER
    assert any(reason in r for r in found.reasons)


def test_what_was_told_before_the_day_of_another_is_less_likely_it(resources):
    early = compared(resources, {"actors": BOTH, "days": ("2031-06-01",) * 2}, {"actors": BOTH, "day": "2031-05-10"})
    assert any("after the other was reported" in r for r in early.reasons)
    assert early.score is None or early.score < resources.scoring.events.mean


def test_a_first_and_a_second_round_are_two(resources):
    first = {"text": "Islands\nIn the first round of talks they argued.", "trigger": "talks"}
    second = {"text": "Islands\nIn a second round of talks they agreed.", "trigger": "talks"}
    assert (
        compared(resources, {"actors": BOTH} | first, {"actors": BOTH} | second).score < resources.scoring.events.mean
    )


def test_an_attack_is_not_the_answer_to_it(resources):
    there = {"type": "ASSAULT", "actors": (("actor", NORTH), ("recipient", SOUTH))}
    back = {"type": "ASSAULT", "actors": (("actor", SOUTH), ("recipient", NORTH))}
    assert compared(resources, there, back).score == NEVER


def test_an_envoy_stands_for_his_state_but_not_for_another_envoy(resources):
    state, envoy = {"actors": BOTH}, {"actors": (("actor", ENVOY), ("recipient", SOUTH))}
    other = {"actors": (("actor", OTHER_ENVOY), ("recipient", SOUTH))}
    assert "the same parties take part" in compared(resources, state, envoy).reasons
    assert "each has a party that the other does not have" in compared(resources, envoy, other).reasons


def test_a_town_lies_in_its_country(resources):
    town = {"actors": BOTH, "place": ("Port Amber", "XA")}
    assert (
        "the place of one lies in that of the other"
        in compared(resources, town, {"actors": BOTH, "place": ("Northland", "XA")}).reasons
    )
    assert (
        "they take place in different countries"
        in compared(resources, town, {"actors": BOTH, "place": ("Quay", "XB")}).reasons
    )


def test_nothing_known_is_unsure_and_not_a_score(resources):
    assert (
        compared(
            resources,
            {"lemma": "meet"},
            {"lemma": "confer", "text": "Isles\nDelegates conferred.", "trigger": "conferred"},
        ).score
        is None
    )


def test_one_attack_is_not_the_attacks_of_months(resources):
    many = {"text": "Islands\nNorth attacked ferries for months.", "trigger": "attacked", "lemma": "attack"}
    one = {"text": "Islands\nNorth attacked a ferry.", "trigger": "attacked", "lemma": "attack", "days": MARCH}
    attack = {"type": "ASSAULT", "actors": (("actor", NORTH),)}
    found = compared(resources, attack | many, attack | one)
    assert "one is told as a single event, the other as many" in found.reasons


def test_seizure_and_seized_are_one_word(resources):
    verb = {"text": "Islands\nThe navy seized the boat.", "trigger": "seized", "lemma": "seize", "actors": BOTH}
    noun = {"text": "Islands\nThe seizure was filmed.", "trigger": "seizure", "lemma": "seizure", "actors": BOTH}
    assert "the same word is used for both" in compared(resources, verb, noun).reasons


def test_undated_events_of_reports_months_apart_are_two(resources):
    assert compared(resources, {"actors": BOTH}, {"actors": BOTH, "day": "2031-09-10"}).score == NEVER


def test_one_shared_party_alone_joins_no_reports(resources):
    one = {"actors": BOTH[:1], "lemma": "meet"}
    confer = {"lemma": "confer", "text": "Isles\nNorth conferred.", "trigger": "conferred", "actors": BOTH[:1]}
    assert compared(resources, one, confer).score is None


def test_officials_of_two_states_are_both_parties(resources):
    kin = Kin(several={"officials": frozenset({NORTH, SOUTH})})
    mention = make_mention("a", TEXT, TEXT.split("\n")[1], "met", actors=(("actor", "officials"),))
    told = read_telling(mention, make_report("a", TEXT), {"a": TEXT}, kin, resources.linking_words)
    assert told.actors == {NORTH, SOUTH}


TELLINGS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["CONSULT", "AGREE", "ASSAULT", "ACCUSE"]),
        "status": st.sampled_from(["happened", "planned", "denied", "called-off"]),
        "days": st.sampled_from([None, MARCH, NEXT_DAY, APRIL, ("2031-03-01", "2031-03-31")]),
        "place": st.sampled_from([None, ("Port Amber", "XA"), ("Northland", "XA"), ("Quay", "XB")]),
        "actors": st.lists(
            st.tuples(st.sampled_from(["actor", "recipient"]), st.sampled_from([NORTH, SOUTH, WEST, ENVOY])), max_size=3
        ),
        "day": st.sampled_from([None, "2031-03-05", "2031-05-10"]),
    }
)


@given(one=TELLINGS, other=TELLINGS)
def test_comparing_does_not_depend_on_the_order(resources, one, other):
    a, b = tell(resources, "a", **one), tell(resources, "b", **other)
    scoring = resources.scoring.events
    assert compare(a, b, scoring) == compare(b, a, scoring)


def test_what_two_speakers_threaten_is_two(resources):
    warn = {"type": "THREATEN", "text": "Islands\nThey threatened to close the strait.", "trigger": "threatened"}
    north, west = {"actors": (("actor", NORTH),)}, {"actors": (("actor", WEST),)}
    enough = resources.scoring.events.mean
    assert (
        compared(resources, warn | north, warn | west).score
        < enough
        <= compared(resources, warn | north, warn | north).score
    )


def test_a_round_called_off_is_not_the_one_that_the_report_tells_as_held(resources):
    held = tell(resources, type="CONSULT", actors=BOTH)
    off = tell(resources, text=TEXT.replace("met", "never met"), status="called-off", type="CONSULT", actors=BOTH)
    assert compare(held, off, resources.scoring.events).score < resources.scoring.events.mean


SPEECH = "Islands\nThe envoy called on the council to open the port. {} urged it to free the crew."


@pytest.mark.parametrize(("opening", "one"), [("She", True), ("She also", False)])
def test_one_speech_is_told_in_several_sentences(resources, opening, one):
    text, who = SPEECH.format(opening), {"type": "REQUEST", "actors": (("actor", ENVOY),)}
    first, second = text.split("\n")[1].split(". ")
    called = tell(resources, text=text, extent=first, trigger="called on", lemma="call on", **who)
    urged = tell(resources, text=text, extent=second, trigger="urged", lemma="urge", **who)
    found = compare(called, urged, resources.scoring.events)
    assert ("one passage goes on with what the same speaker said" in found.reasons) == one


def test_a_day_before_a_plural_makes_it_one_event(resources):
    text = "Islands\nSince the March 4 raids the strait is closed."
    given = {"text": text, "trigger": "raids", "lemma": "raid", "type": "ASSAULT", "days": MARCH}
    dated = tell(resources, **given, when="March 4")
    assert not dated.series
    assert (dated.days.earliest, dated.days.width) == (dated.days.latest, 1)
    assert tell(resources, **given).series


def test_a_past_day_that_both_tell_makes_one_event_of_mentions_that_name_nobody(resources):
    raid = {"text": "Islands\nSo it went on after the raid.", "trigger": "raid", "type": "ASSAULT", "days": MARCH}
    named = raid | {"actors": (("actor", NORTH),), "text": "Islands\nNorth denied any part in the raid."}
    assert compared(resources, raid, named).score >= resources.scoring.events.mean
    assert compared(resources, raid | {"days": None}, named | {"days": None}).score is None


def test_raids_that_go_on_are_one_campaign_however_late_they_are_told(resources):
    text = "Islands\nThe northern navy has been raiding ferries."
    raids = {"text": text, "trigger": "raiding", "lemma": "raid", "type": "ASSAULT", "actors": BOTH}
    found = compared(resources, raids | {"day": "2031-01-10"}, raids | {"day": "2032-01-10"})
    assert found.score >= resources.scoring.events.mean
    once = raids | {"text": text.replace("has been raiding", "raided"), "trigger": "raided"}
    assert compared(resources, once | {"day": "2031-01-10"}, once | {"day": "2032-01-10"}).score == NEVER


def test_a_verb_that_looks_like_a_plural_tells_one_event(resources):
    text = "North warns the islands\nMore follows."
    mention = make_mention("a", text, "North warns the islands", "warns", lemma="warn", actors=BOTH[:1])
    name = ActorMention("m", "a", Span("a", 0, 5), "name", NORTH)
    told = read_telling(mention, make_report("a", text), {"a": text}, KIN, resources.linking_words, [name])
    assert not told.plural
    assert not told.noun


def test_visits_to_two_countries_are_two(resources):
    visit = {"actors": (("actor", ENVOY),), "mode": "visit"}
    here, there = visit | {"place": ("Port Amber", "XA")}, visit | {"place": ("Reed Bay", "XB")}
    assert compared(resources, here, there).score == NEVER
    assert compared(resources, here, here).score != NEVER


def test_who_asks_is_not_who_is_asked(resources):
    ask = {"type": "REQUEST", "text": "Islands\nThey asked for fuel.", "trigger": "asked", "lemma": "ask"}
    asks, is_asked = ask | {"actors": (("actor", NORTH),)}, ask | {"actors": (("recipient", NORTH),)}
    assert "who acts in one is acted upon in the other" in compared(resources, asks, is_asked).reasons
    assert compared(resources, asks, is_asked).score < compared(resources, asks, asks).score


@pytest.mark.parametrize(("named", "noun"), [("Northland-Westland war", True), ("Westland war", False)])
def test_a_noun_behind_two_joined_names_is_no_verb(resources, named, noun):
    text = f"Islands\nFarmers fear the {named} spreads."
    report, mention = make_report("a", text), make_mention("a", text, text.split("\n")[1], "war", lemma="war")
    at = text.index("Westland")
    near = (ActorMention("m", "a", Span("a", at, at + len("Westland")), "name", WEST),)
    assert read_telling(mention, report, {"a": text}, KIN, resources.linking_words, near).noun is noun


@pytest.mark.parametrize(
    ("text", "trigger", "lemma", "apart"),
    [
        ("Islands\nTwelve sailors held by Northland may go home.", "held", "hold", True),
        ("Islands\nNorthland arrested twelve sailors at the harbour.", "arrested", "arrest", False),
    ],
)
def test_how_somebody_fares_is_one_event_only_where_the_same_are_named(resources, text, trigger, lemma, apart):
    told = {"text": text, "trigger": trigger, "lemma": lemma, "type": "COERCE", "actors": BOTH}
    assert (compared(resources, told, told).score == NEVER) is apart
    named = told | {"actors": (*BOTH, ("recipient", ENVOY))}
    assert compared(resources, named, named).score != NEVER
