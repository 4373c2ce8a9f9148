import random
from dataclasses import replace

import msgspec
import pytest

from dragoman.datamodel import Block, Published, Report
from dragoman.linking.alike import find_alike
from dragoman.linking.days import Days
from dragoman.linking.likeness import Profile, likeness, make_profiles
from dragoman.linking.stories import _groups, find_stories
from dragoman.resources import Resources
from dragoman.resources.word_rates import WordRates

_FERRY = (
    (
        "Ferry sinks off Gozo with 41 aboard",
        "A ferry with 41 aboard sank off Gozo in a storm, the coast guard said.",
    ),
    (
        "Coast guard: 41 aboard ferry lost off Gozo",
        "Rescuers searched the sea off Gozo for 41 after a ferry sank.",
    ),
    ("Storm sinks Gozo ferry", "The ferry went down in the storm, the coast guard of Gozo said; 41 were aboard."),
)
_STRIKE = (
    ("Bakers of Montevideo go on strike", "Bakers in Montevideo stopped work over flour prices, their union said."),
    ("No bread as Montevideo bakers strike", "A strike of bakers over flour prices left Montevideo without bread."),
)
_TOLD = (*_FERRY, *_STRIKE)


def _report(number: int, told: tuple[str, str], day: str | None = "2026-03-11") -> tuple[Report, str]:
    text = f"{told[0]}\n\n{told[1]}"
    blocks = (Block(0, len(told[0]), "headline"), Block(len(told[0]) + 2, len(text), "body"))
    published = Published(day, day, "stated" if day else "unknown")
    key = f"r{number}"
    return Report(key, key, 0, len(text), told[0], None, None, (), None, "en", published, blocks), text


def _gather(reports, texts, resources):
    return [s.reports for s in find_stories(reports, texts, (), resources)]


def _all(days=None):
    made = [_report(n, told, (days or {}).get(n, "2026-03-11")) for n, told in enumerate(_TOLD)]
    return [r for r, _ in made], {r.document: text for r, text in made}


def test_reports_of_one_event_are_one_story(resources):
    reports, texts = _all()
    assert _gather(reports, texts, resources) == [("r0", "r1", "r2"), ("r3", "r4")]


def test_a_report_weeks_later_is_another_story(resources):
    reports, texts = _all({2: "2026-04-20"})
    assert ("r2",) in _gather(reports, texts, resources)


def test_a_report_without_a_day_may_be_of_any_story(resources):
    reports, texts = _all({2: None})
    assert ("r0", "r1", "r2") in _gather(reports, texts, resources)


def test_the_order_of_reports_does_not_matter(resources):
    reports, texts = _all()
    shuffled = random.Random(7).sample(reports, len(reports))
    given = (texts, (), resources)
    assert find_stories(shuffled, *given) == find_stories(reports, *given)


def test_a_copy_joins_the_story_of_its_original(resources):
    reports, texts = _all()
    copy, text = _report(9, _FERRY[0])
    assert ("r0", "r1", "r2", "r9") in _gather([*reports, copy], texts | {copy.document: text}, resources)


def test_likeness_is_the_same_both_ways_and_highest_with_oneself(resources):
    reports, texts = _all()
    a, b, *_ = make_profiles(reports, texts, (), resources.scoring.stories, resources.word_rates)
    scoring = resources.scoring.stories
    assert likeness(a, b, scoring) == likeness(b, a, scoring) < likeness(a, a, scoring)


def test_what_a_report_says_of_others_is_no_part_of_its_story(resources):
    reports, texts = _all()
    bakers, text = _report(8, ("Storm over Gozo", "The ferry with 41 aboard sank, the coast guard said."))
    added = text + "\nPlus, bakers in Montevideo strike over flour prices, and their union says bread is gone."
    grown = replace(bakers, end=len(added), blocks=(bakers.blocks[0], replace(bakers.blocks[1], end=len(added))))
    assert ("r0", "r1", "r2", "r8") in _gather([*reports, grown], texts | {"r8": added}, resources)


def test_without_the_encoder_reports_are_alike_by_words(resources):
    bare = Resources()
    bare.sentence_encoder = None
    reports, texts = _all()
    assert _gather(reports, texts, bare) == [("r0", "r1", "r2"), ("r3", "r4")]


@pytest.mark.parametrize("alike", [n / 97 for n in range(20, 97)])
def test_two_reports_that_are_like_enough_are_joined_whatever_the_digits(resources, alike):
    scoring = msgspec.structs.replace(resources.scoring.stories, join=0.2)
    pair = [
        Profile({"ferry": 1.0}, Days(None, None), frozenset()),
        Profile({"ferry": alike}, Days(None, None), frozenset()),
    ]
    assert _groups(pair, scoring) == [[0, 1]]


def test_a_word_that_is_common_at_large_weighs_less(resources):
    reports, texts = _all()
    rates = WordRates({"ferry": 0.5})
    scoring = resources.scoring.stories
    seldom, common = (make_profiles(reports, texts, (), scoring, r)[0].weights for r in (WordRates({}), rates))
    assert common["ferry"] < seldom["ferry"]


def test_a_number_weighs_more_than_a_word_as_rare(resources):
    reports, texts = _all()
    scoring = msgspec.structs.replace(resources.scoring.stories, number=1.0)
    plain = make_profiles(reports, texts, (), scoring, WordRates({}))[0].weights
    weighed = make_profiles(reports, texts, (), resources.scoring.stories, WordRates({}))[0].weights
    assert weighed["41"] / weighed["ferry"] > plain["41"] / plain["ferry"]


def test_reports_of_other_matters_are_not_like(resources):
    reports, texts = _all()
    like = find_alike(reports, texts, resources.scoring.stories, resources.word_rates).near
    assert like["r0"] == {"r0", "r1", "r2"} and like["r3"] == {"r3", "r4"}
