"""The dossier: everything is said, nothing in it is alive."""

import re
from itertools import pairwise

import pytest
from lxml import html

from dragoman.datamodel import Record
from dragoman.presenting.dossier import write_dossier, write_story_dossier
from dragoman.presenting.views import RecordView
from tests.presenting.records import make_record

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}",
    "<svg onload=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "javascript:alert(1)",
    "]]><!-- ",
    "\u202egnp.exe\u202c",
    "&lt;b&gt;",
    "' onmouseover='alert(1)",
    "<a href='http://example.org'>x</a>",
    "<iframe src=//example.org>",
)


def page(record: Record) -> str:
    return write_dossier(RecordView(record), record.events[0])


def story_page(record: Record) -> str:
    return write_story_dossier(RecordView(record), record.stories[0])


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    tree = html.document_fromstring(page(make_record(words)))
    assert not list(tree.iter("script", "img", "iframe", "object", "link", "base", "form"))
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a == "src"]
    assert all(a.get("href", "").startswith("#") for a in tree.iter("a"))
    assert len(list(tree.iter("style"))) == 1
    assert words in tree.text_content()


def test_every_quoted_passage_links_to_its_place_in_a_report(example_record: Record) -> None:
    tree = html.document_fromstring(page(example_record))
    places = [e.get("id") for e in tree.iter() if e.get("id")]
    links = [a.get("href", "")[1:] for a in tree.iter("a")]
    assert len(places) == len(set(places))
    assert set(links) <= set(places)
    assert len(links) > 20


def test_no_address_is_loaded(example_record: Record) -> None:
    source = page(example_record)
    assert not re.search(r"src\s*=|@import|url\(", source)
    assert set(re.findall(r'href="(.)', source)) == {"#"}


def test_the_page_says_in_order_what_whose_word_and_where_reports_part() -> None:
    text = html.document_fromstring(page(make_record())).text_content()
    parts = [
        "between 1 and 2 independent origins",
        "Where the word comes from",
        "Who says what",
        "Where reports part ways",
        "When it happened, when it was told",
        "The reports",
        "What could not be read",
        "How this was counted",
    ]
    places = [text.index(p) for p in parts]
    assert places == sorted(places)


def test_headings_go_down_one_step_at_a_time(example_record: Record) -> None:
    for source in (page(example_record), story_page(example_record)):
        levels = [int(e.tag[1]) for e in html.document_fromstring(source).iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_storys_page_lists_its_events_and_shows_each_report_once(example_record: Record) -> None:
    tree = html.document_fromstring(story_page(example_record))
    story = example_record.stories[0]
    assert len(tree.xpath("//table[@class='rows']/tbody/tr")) == len(story.events)
    shown = {r for e in example_record.events if e.id in story.events for r in e.reports} | set(story.reports)
    assert len(list(tree.iter("article"))) == len(shown)


def test_what_is_said_of_an_unnamed_origin_stands_beside_it() -> None:
    text = html.document_fromstring(page(make_record())).text_content()
    assert "of whom is said: “met”" in text


def test_passages_are_marked_in_the_reports() -> None:
    tree = html.document_fromstring(page(make_record()))
    assert [m.text_content() for m in tree.iter("mark")] == ["the mayor met Bo in Arden, said the mayor."]


def test_the_same_record_gives_the_same_page(example_record: Record) -> None:
    assert page(example_record) == page(example_record)


def test_why_mentions_were_joined_is_folded_away_where_the_counting_is_told(example_record: Record) -> None:
    tree = html.document_fromstring(page(example_record))
    joined, apart = tree.xpath("//section[@aria-labelledby='counting']/details")
    event = example_record.events[0]
    assert joined.get("open") is None
    assert len(joined.xpath("ul/li/ul/li")) == len(event.why_merged)
    assert len(apart.xpath("h3")) == len(event.kept_apart)
