import json
from pathlib import Path

import pytest

from dragoman.datamodel import Document
from dragoman.intake.formats.markup import find_paragraphs
from tests.intake.reading_inputs import read_bytes

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Northport Courier</title><language>en</language>
<item><title>Ministers &amp;amp; envoys met</title><link>https://courier.example/1</link>
<dc:creator>Ana Roth</dc:creator>
<pubDate>Fri, 14 Mar 2031 08:00:00 GMT</pubDate><description>A round in the port.</description>
<content:encoded>
<![CDATA[<p>The talks <b>ended</b>.</p><ul><li>One</li></ul><script>x()</script>Last<br>line]]>
</content:encoded></item>
<item><title>Second</title><description>Only a summary.</description></item>
<item><title></title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Ministers met</title>
<link href="https://courier.example/2"/><updated>2031-03-14T08:00:00Z</updated><author><name>Bo Lind</name></author>
<summary>The talks ended on</summary><content type="html">&lt;p&gt;The talks ended on Friday.&lt;/p&gt;</content>
</entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "authors": [{"name": "Desk"}],
        "items": [
            {"id": "1", "url": "https://courier.example/3", "title": "Met", "content_html": "<p>One.</p><p>Two.</p>"},
            {
                "id": 10**40,
                "content_text": "Text only",
                "authors": [{"name": "Ana Roth"}],
                "date_published": "2031-03-14",
            },
        ],
    }
).encode()


def laid_out(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


def test_an_entry_becomes_a_document_with_blocks_and_facts(tmp_path: Path) -> None:
    (first, second), problems = read_bytes(tmp_path, "feed", RSS)
    assert laid_out(first) == [
        ("headline", "Ministers & envoys met"),
        ("standfirst", "A round in the port."),
        *(("body", text) for text in ("The talks ended.", "One", "Last", "line")),
    ]
    facts = first.facts
    assert (facts.title, facts.authors, facts.site_name) == (
        "Ministers & envoys met",
        ("Ana Roth",),
        "Northport Courier",
    )
    assert (facts.url, facts.published) == ("https://courier.example/1", "Fri, 14 Mar 2031 08:00:00 GMT")
    assert laid_out(second) == [("headline", "Second"), ("body", "Only a summary.")]
    assert [p.where for p in problems] == ["entry 3"]


def test_a_summary_that_the_content_begins_with_is_not_doubled(tmp_path: Path) -> None:
    (entry,), _ = read_bytes(tmp_path, "feed.xml", ATOM)
    assert laid_out(entry) == [("headline", "Ministers met"), ("body", "The talks ended on Friday.")]
    assert (entry.facts.authors, entry.uri) == (("Bo Lind",), f"{tmp_path}/feed.xml#entry=1")


def test_a_json_feed(tmp_path: Path) -> None:
    (first, second), problems = read_bytes(tmp_path, "feed.json", JSON_FEED)
    assert laid_out(first) == [("headline", "Met"), ("body", "One."), ("body", "Two.")]
    assert (first.facts.authors, second.facts.authors) == (("Desk",), ("Ana Roth",))
    assert (second.text, second.facts.published, problems) == ("Text only", "2031-03-14", [])


def test_an_ill_formed_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    documents, _ = read_bytes(tmp_path, "feed.xml", RSS.replace(b"&amp;amp;", b"&nbsp;& "))
    assert documents[1].text == "Second\n\nOnly a summary."


def test_an_old_feed_with_a_plain_doctype_is_read(tmp_path: Path) -> None:
    doctype = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://dtd.example/rss-0.91.dtd">'
    documents, _ = read_bytes(tmp_path, "feed.xml", RSS.replace(b"<rss", doctype + b"<rss", 1))
    assert len(documents) == 2


LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k"))
)
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize("declarations", [LAUGHS + b"]>", OUTSIDE + b"]>", b'<!DOCTYPE rss [<!ENTITY % a "x">]>'])
@pytest.mark.parametrize("end", [b"</channel></rss>", b"</broken"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(tmp_path: Path, declarations: bytes, end: bytes, encoding: str) -> None:
    name = b"a" if b"SYSTEM" in declarations else b"j"
    feed = declarations + b"<rss><channel><item><title>&" + name + b";</title></item>" + end
    documents, problems = read_bytes(tmp_path, "feed.xml", feed.decode().encode(encoding))
    assert (documents, len(problems)) == ([], 1)
    assert "may be a bomb" in problems[0].what


def test_an_empty_feed_and_a_broken_one_are_problems(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, "a.xml", b'<rss version="2.0"><channel></channel></rss>')[1][0].what.startswith("empty")
    assert len(read_bytes(tmp_path, "b.xml", b"<rss>")[1]) == 1
    assert len(read_bytes(tmp_path, "c.json", b'{"version": "https://jsonfeed.org/version/1", "items": 3}')[1]) == 1


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("Plain text.\n\nMore, 3 < 4.", ["Plain text.", "More, 3 < 4."]),
        ("<p>One\n two</p>tail<div><p>In</p></div>", ["One two", "tail", "In"]),
        ("A &amp; B<br/>C<!-- no -->", ["A & B", "C"]),
        ("<b>x</b><style>p{}</style><svg><title>no</title></svg> y", ["x y"]),
        ("<div>" * 3000 + "deep", ["<div>" * 3000 + "deep"]),
    ],
)
def test_paragraphs_of_markup(markup: str, paragraphs: list[str]) -> None:
    assert find_paragraphs(markup) == paragraphs
