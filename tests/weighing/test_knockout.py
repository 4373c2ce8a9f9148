from dataclasses import replace

from dragoman.datamodel import Bounds, Event, Origin
from dragoman.weighing.knockout import Sources, knock_out, knows_source
from tests.invented import make_attribution, make_hop, make_mention

POST = "Talks\nThe mayors met in Quay, Ollin said."
GAZETTE = "Talks\nThe mayors met in Arden, Holm said."
BOTH = {"actors": (("actor", "m"),)}
FIRST = make_attribution("post", POST, "Ollin", "The mayors met in Quay", [make_hop("Mara Ollin", actor="ollin")])
SECOND = make_attribution("gazette", GAZETTE, "Holm", "The mayors met in Arden", [make_hop("Holm")])
MENTIONS = (
    make_mention("post", POST, "The mayors met in Quay", "met", place=("Quay", None), attributions=(FIRST.id,), **BOTH),
    make_mention(
        "gazette", GAZETTE, "The mayors met in Arden", "met", place=("Arden", None), attributions=(SECOND.id,), **BOTH
    ),
)
NAMES = {"m": ("Mayors",), "ollin": ("Mara Ollin", "Ollin")}
SOURCES = Sources(
    {a.id: a for a in (FIRST, SECOND)}, {"post": "The Post", "gazette": "Gazette"}, lambda a: NAMES.get(a, ())
)
EVENT = Event(
    "e",
    "Talks",
    "CONSULT",
    None,
    "happened",
    (),
    None,
    (),
    ("gazette", "post"),
    tuple(m.id for m in MENTIONS),
    (),
    Bounds(2, 2, ""),
    (),
)


def left(source):
    return {s.claim: s.left for s in knock_out(EVENT, MENTIONS, source, SOURCES)}


def test_what_only_the_source_says_loses_all_support():
    assert left("Ollin") == {"Talks: happened": ("Holm",), "actor: Mayors": ("Holm",), "where: Quay": ()}


def test_an_outlet_falls_with_all_that_it_tells():
    assert left("the Gazette")["where: Arden"] == ()


def test_what_does_not_rest_on_the_source_is_not_listed():
    assert "where: Arden" not in left("Mara Ollin")


def test_a_source_that_nobody_shows_is_not_known():
    assert not knows_source(MENTIONS, "Bo", SOURCES)
    assert knows_source(MENTIONS, "Holm", SOURCES)


BARE = make_mention("herald", POST, "The mayors met in Quay", "met", place=("Quay", None), **BOTH)


def test_an_outlet_that_shows_no_source_lends_no_support():
    found = {s.claim: s for s in knock_out(EVENT, (*MENTIONS, BARE), "Ollin", SOURCES)}
    assert (found["where: Quay"].left, found["where: Quay"].bare) == ((), ("herald",))


def test_what_runs_in_a_wires_text_falls_with_the_wire():
    wire = make_hop("Coastal Wire", medium=True)
    event = replace(EVENT, origins=(Origin("Coastal Wire", None, True, (wire,), ("herald",), False),))
    assert knows_source((BARE,), "Coastal Wire", SOURCES, event)
    assert {s.left for s in knock_out(event, (BARE,), "Coastal Wire", SOURCES)} == {()}


def test_who_denies_it_does_not_say_it():
    denial = replace(SECOND, stance="denies")
    sources = replace(SOURCES, attributions={a.id: a for a in (FIRST, denial)})
    assert {s.left for s in knock_out(EVENT, MENTIONS, "Ollin", sources)} == {()}
