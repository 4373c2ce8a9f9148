"""Who can be a source, and names that the tagger missed where they open a sentence."""

import pytest

from dragoman.reading.name_tags import mend_names
from dragoman.reading.parsing import parse_report
from tests.reading.test_attribution import plain_report, read, resources


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Photos show that the pier is gone.", "Photos"),
        ("A co-worker said that the guards had left.", "A co-worker"),
        ("Netreef, a civil society group, said that the cable was cut.", "Netreef"),
        ("A number of executives said that they would stay at home.", "A number of executives"),
        ("A 45-year-old from the valley said that the bridge had shaken.", "The 45-year-old"[4:]),
        ("The inquiry concluded that the alarm had failed.", "The inquiry"),
        ("A trawlerman said that the buoys were gone.", "A trawlerman"),
    ],
)
def test_people_bodies_papers_and_pictures_are_sources(text: str, source: str) -> None:
    found = [text[s.start : s.end] for a in read(text) for s in a.source]
    assert any(source in each for each in found), found


def test_a_topic_before_a_colon_is_no_source() -> None:
    assert not read("Harbour hostage deal: what we know so far", headline=True)
    assert read("Harbour Council: the ferry will sail", headline=True)


def test_a_name_is_one_where_it_opens_a_sentence_too() -> None:
    text = "The envoy Jan Trump met reporters.\nTrump on Thursday said that he had no knowledge of the request."
    parsed = parse_report(plain_report(text), text, resources().nlp)
    opening = parsed.blocks[1].doc[0]
    assert (opening.text, opening.pos_, opening.ent_type_) == ("Trump", "PROPN", "PERSON")


def test_a_word_that_also_stands_without_its_capital_is_left_alone() -> None:
    nlp = resources().nlp
    docs = [nlp("The singer Ana Rush met Otto Rush there."), nlp("Rush hour began. They were in a rush.")]
    before = [t.pos_ for t in docs[1]]
    mend_names(docs)
    assert [t.pos_ for t in docs[1]] == before
