"""The dossier: everything is said, nothing in it is alive."""

import re

import pytest
from lxml import html

from dragoman.datamodel import Record
from dragoman.presenting.dossier import write_dossier
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


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    tree = html.document_fromstring(page(make_record(words)))
    assert not list(tree.iter("script", "img", "iframe", "a", "object", "link", "base"))
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a in ("href", "src")]
    assert len(list(tree.iter("style"))) == 1
    assert words in tree.text_content()


def test_no_address_is_loaded(example_record: Record) -> None:
    source = page(example_record)
    assert not re.search(r"(?:src|href)\s*=|@import|url\(", source)


def test_the_page_says_in_order_what_whose_word_and_where_reports_part() -> None:
    text = html.document_fromstring(page(make_record())).text_content()
    parts = [
        "between 1 and 2 independent origins",
        "Where the word comes from",
        "Who tells it",
        "part ways",
        "How this was counted",
    ]
    places = [text.index(p) for p in parts]
    assert places == sorted(places)


def test_an_unnamed_origin_is_drawn_dashed_and_a_party_marked() -> None:
    source = page(make_record())
    assert '<g class="unnamed party">' in source


def test_what_is_said_of_an_unnamed_origin_stands_beside_it() -> None:
    text = html.document_fromstring(page(make_record())).text_content()
    assert "of whom is said: “met”" in text


def test_passages_are_marked_in_the_reports() -> None:
    tree = html.document_fromstring(page(make_record()))
    assert [m.text_content() for m in tree.iter("mark")] == ["the mayor met Bo in Arden, said the mayor."]


def test_the_same_record_gives_the_same_page(example_record: Record) -> None:
    assert page(example_record) == page(example_record)
