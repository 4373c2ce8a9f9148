"""Standing relations that invented reports state."""

import pytest

from tests.reading.actor_reading import read_actors

FOUND = [
    ("Chile’s foreign minister Henrik Dahl spoke.", ("Henrik Dahl", "role", "Chile")),
    ("Boko Haram spokesman Henrik Dahl spoke.", ("Henrik Dahl", "role", "Boko Haram")),
    ("Henrik Dahl, head of the World Bank, spoke.", ("Henrik Dahl", "role", "World Bank")),
    (
        "Henrik Dahl, a spokesman for the Chilean Foreign Ministry, spoke.",
        ("Henrik Dahl", "role", "Foreign Ministry of Chile"),
    ),
    ("Henrik Dahl, an expert on Peru at Oslo University, spoke.", ("Henrik Dahl", "role", "Oslo University")),
    ("Norway and Iceland belong to NATO.", ("Norway", "member", "NATO")),
    ("NATO includes Norway and Iceland.", ("Iceland", "member", "NATO")),
    ("Chile backs Fatah.", ("Chile", "backs", "Fatah")),
    ("Chile is a key sponsor of Fatah.", ("Chile", "backs", "Fatah")),
    ("The Chile-backed Fatah held talks.", ("Chile", "backs", "Fatah")),
    ("Fatah, backed by Chile, held talks.", ("Chile", "backs", "Fatah")),
    ("The World Bank’s Rescue Unit was ready.", ("Rescue Unit", "part-of", "World Bank")),
    ("Chile opposes Fatah.", ("Chile", "opposes", "Fatah")),
    ("Marta Lindqvist, a sister of Henrik Dahl, spoke.", ("Marta Lindqvist", "kin", "Henrik Dahl")),
]


@pytest.mark.parametrize(("text", "tie"), FOUND)
def test_a_tie_is_found(resources, text, tie):
    assert tie in read_actors(text, resources).tie_names()


@pytest.mark.parametrize(
    "text",
    ["Henrik Dahl met Norway’s team.", "Norway and Iceland met.", "Lebanon’s Hezbollah met Iceland."],
)
def test_a_meeting_is_no_tie(resources, text):
    assert not read_actors(text, resources).ties


def test_a_denied_tie_says_so(resources):
    ties = read_actors("Chile does not support Fatah.", resources).ties
    assert [t.stance for t in ties] == ["denies"]


def test_a_role_keeps_the_words_of_the_office(resources):
    ties = read_actors("Chilean Deputy Foreign Minister Henrik Dahl spoke.", resources).ties
    assert [t.words for t in ties] == ["Deputy Foreign Minister"]


def test_a_tie_points_at_the_words_that_state_it(resources):
    found = read_actors("On Monday Chile’s foreign minister Henrik Dahl spoke.", resources)
    assert [found.words(s) for t in found.ties for s in t.spans] == ["Chile’s foreign minister Henrik Dahl"]
