"""Unnamed sources taken apart: their noun, whose they are, how many exactly."""

import pytest

from dragoman.datamodel import Hop, Span
from dragoman.presenting.views import name_hop
from dragoman.reading.attribution.describing import describe_source
from dragoman.reading.attribution.media import name_media_alike
from dragoman.resources import load_resources
from tests.invented import make_attribution, make_hop

RESOURCES = load_resources()


def described(name: str, count: int | None, affiliation: str | None = None, before: str = "") -> Hop:
    hop = Hop(name, None, named=False, count=count, affiliation=affiliation, span=Span("doc", 0, len(name)))
    return describe_source(hop, before, RESOURCES.gazetteer, RESOURCES.actors)


@pytest.mark.parametrize(
    ("name", "count", "affiliation", "shown"),
    [
        ("two senior Icelandic officials", 2, "Icelandic", "2 unnamed senior officials (Iceland)"),
        ("unnamed US and Uruguayan officials", 2, "US", "2+ unnamed officials (US, Uruguay)"),
        ("a Maltese official", 1, "Maltese", "unnamed official (Malta)"),
        ("several British diplomats", 3, "British", "3+ unnamed diplomats (UK)"),
        (
            "sources from the Dockers’ League and Malta",
            2,
            "Dockers’ League",
            "2+ unnamed sources (Dockers’ League, Malta)",
        ),
        ("the authorities", 2, "Iceland", "unnamed authorities (Iceland)"),
        ("the diplomats", 2, None, "2+ unnamed diplomats"),
        ("at least three guards", 3, None, "3+ unnamed guards"),
        ("More than 100,000 protesters", 100_000, None, "100,000+ unnamed protesters"),
        ("fewer than 30 teachers", 30, None, "unnamed teachers"),
        ("a person familiar with the matter", 1, None, "unnamed person familiar with the matter"),
    ],
)
def test_an_unnamed_source_is_shown_in_short(name: str, count: int, affiliation: str | None, shown: str) -> None:
    assert name_hop(described(name, count, affiliation)) == shown


def test_a_bound_before_the_number_keeps_it_open() -> None:
    assert described("two guards", 2, before="He was told by at least ").counted is False
    assert described("two guards", 2, before="He was told by ").counted is True


def test_a_source_of_no_words_but_a_name_keeps_its_description() -> None:
    assert name_hop(described("Icelanders", 2)) == "Icelanders (unnamed)"


def test_a_medium_goes_by_the_longest_name_that_the_report_has_for_it() -> None:
    texts = ("Financial Times", "FT", "Harbour Post")
    said = [make_attribution("r", f"{t} said so", t, "so", [make_hop(t, medium=True)]) for t in texts]
    named = name_media_alike(said, RESOURCES.outlets)
    assert [a.hops[0].name for a in named] == ["Financial Times", "Financial Times", "Harbour Post"]
    alone = name_media_alike(said[1:2], RESOURCES.outlets)
    assert alone[0].hops[0].name == "FT"
