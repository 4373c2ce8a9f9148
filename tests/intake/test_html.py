"""Pages: structured data first, captions apart, every block where it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Document
from dragoman.errors import IntakeError
from dragoman.intake.formats.html import read_page
from dragoman.intake.options import IntakeOptions

BODY = "".join(
    f"<p>Paragraph {n}: the harbour council met on Tuesday and talked for a long while about the new breakwater.</p>"
    for n in range(5)
)


def page(head: str = "", body: str = BODY) -> Document:
    menu = "<nav><a href='/'>Home</a></nav>"
    source = f"<html lang='en'><head>{head}</head><body>{menu}<article>{body}</article></body></html>"
    return read_page(source.encode(), "page.html", IntakeOptions())


def texts(document: Document, role: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role == role]


def test_json_ld_goes_before_what_the_page_shows() -> None:
    data = '{"@type": "NewsArticle", "headline": "Council votes", "datePublished": "2026-03-01T10:00:00Z"}'
    document = page(f'<title>Other | Gazette</title><script type="application/ld+json">{data}</script>')
    assert (document.facts.title, document.facts.published) == ("Council votes", "2026-03-01T10:00:00Z")


def test_a_broken_json_ld_does_no_harm() -> None:
    document = page(
        '<meta property="og:title" content="Council votes"><script type="application/ld+json">{"a":</script>'
    )
    assert document.facts.title == "Council votes"


def test_a_site_name_is_cut_from_the_title() -> None:
    head = '<meta property="og:site_name" content="Harbour Gazette"><title>Council votes - Harbour Gazette</title>'
    assert page(head).facts.title == "Council votes"


def test_captions_are_kept_apart_from_the_body() -> None:
    caption = (
        "<figure><img src='a.jpg'><figcaption>Gulls over the new breakwater. Photograph: P. Grech</figcaption></figure>"
    )
    document = page(body=BODY[: len(BODY) // 5 * 2] + caption + BODY[len(BODY) // 5 * 2 :])
    assert texts(document, "caption") == ["Gulls over the new breakwater. Photograph: P. Grech"]
    assert not any("Gulls" in t for t in texts(document, "body"))


def test_captions_stand_where_the_page_shows_them() -> None:
    caption = "<div class='photo-caption'>Gulls over the breakwater at dawn</div>"
    half = BODY.index("<p>Paragraph 2")
    roles = [b.role for b in page(body=BODY[:half] + caption + BODY[half:]).blocks]
    assert 0 < roles.index("caption") < len(roles) - 1


def test_a_description_that_the_page_shows_is_the_standfirst() -> None:
    lead = "Members argued past midnight over stones and money"
    document = page(f'<meta name="description" content="{lead}">', f"<h1>Votes</h1><h2>{lead}</h2>{BODY}")
    assert texts(document, "standfirst") == [lead] or lead in texts(document, "headline")


def test_the_declared_encoding_is_used() -> None:
    head = "<meta charset='iso-8859-7'><title>Αθήνα</title>"
    source = f"<html><head>{head}</head><body><article>{BODY}</article></body></html>"
    assert read_page(source.encode("iso-8859-7"), "a", IntakeOptions()).facts.title == "Αθήνα"


@pytest.mark.parametrize("source", [b"", b"   ", b"<html></html>", b"<!-- -->", b"<p>"])
def test_a_page_without_text_is_a_problem(source: bytes) -> None:
    with pytest.raises(IntakeError):
        read_page(source, "a", IntakeOptions())


def test_a_live_blog_does_no_harm() -> None:
    posts = "".join(
        f"<div class='post'><time>10:{n:02}</time><p>Update {n}: boats left port {n} in heavy rain.</p></div>"
        for n in range(30)
    )
    assert "Update 7" in page(body=posts).text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_markup_ends_as_a_document_or_a_problem(junk: str) -> None:
    try:
        document = read_page(f"<html><body>{junk}{BODY}</body></html>".encode("utf-8", "replace"), "a", IntakeOptions())
    except IntakeError:
        return
    ends = [0] + [b.end for b in document.blocks]
    assert all(a <= b.start < b.end <= len(document.text) for a, b in zip(ends, document.blocks, strict=False))
