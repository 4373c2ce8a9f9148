"""Inputs of every format that are nearly right, made anew for each chance; all content is invented.

    data = MAKERS["mail"](random.Random("mail 17"))

Containers are built around changed content, with lengths and checksums that are right: what is within is met.
"""

import base64
import email.policy
import gzip
import io
import quopri
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from functools import lru_cache
from importlib.util import find_spec

import zstandard

from tests.intake.mutating import (
    ODD_TEXTS,
    change_bytes,
    change_markup,
    change_number,
    change_text,
    change_tree,
    json_of,
    to_bytes,
)

Maker = Callable[[random.Random], bytes]

PROSE = (
    "Envoys meet in Port Vale\n\nBy Ann Holm\nNORTHPORT, March 2 (Wire) - Envoys of Norland and Sundia met last Friday,"
    " 2026-02-27, at 10:30, an official said.\n\n“We agreed on 9 points,” he said on 1/3/2026.\n\n(c) The Post"
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Envoys meet</title><base href="/x/">'
    '<meta property="og:site_name" content="The Post"><link rel="canonical" href="http://a.example/1">'
    '<meta property="article:published_time" content="2026-03-01T10:00:00Z"><script type="application/ld+json">'
    '{"@type": "NewsArticle", "headline": "Envoys meet", "author": {"name": "Ann Holm"}, "datePublished": "2026-03-01"}'
    '</script></head><body><nav><a href="/">Home</a></nav><article><h1>Envoys meet</h1><time datetime="2026-03-01">1 '
    "March</time><p>Envoys of Norland and Sundia met on Monday, an official said.</p><figure><img src=a.png alt=A>"
    "<figcaption>A picture</figcaption></figure><p>They will meet <b>again</b> on Friday.</p><ul><li>One</li></ul>"
    "<table><tr><td>1</td></tr></table><blockquote>No.</blockquote></article><footer>&copy; The Post</footer>"
    "</body></html>"
)
PAGE_TAGS = (
    "p", "div", "article", "table", "tr", "td", "script", "style", "svg", "math", "template", "iframe", "noscript",
    "br", "figcaption", "li", "a", "h1", "title", "time", "meta", "base", "html", "body", "head", "select", "textarea",
    "plaintext",
)  # fmt: skip
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title><language>en</language><item><title>'
    "Envoys meet</title><link>http://a.example/1</link><guid>1</guid><dc:creator>Ann Holm</dc:creator>"
    "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;They met.&lt;/p&gt;</description>"
    "<content:encoded><![CDATA[<p>Envoys met.</p>]]></content:encoded></item><item><title>Ships leave</title></item>"
    "</channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Post</title><entry>'
    '<title type="html">Envoys &lt;b&gt;meet</title><link rel="alternate" href="http://a.example/1"/><id>a:1</id>'
    "<author><name>Ann Holm</name></author><published>2026-03-02T10:00:00Z</published><updated>2026-03-02T11:00:00Z"
    '</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met.</p></div></content></entry>'
    "</feed>"
)
FEED_TAGS = (
    "item",
    "title",
    "link",
    "description",
    "entry",
    "content:encoded",
    "dc:date",
    "author",
    "category",
    "media:title",
)
OPML = (
    '<opml version="2.0"><head><title>Mine</title></head><body><outline text="News"><outline text="Post" type="rss" '
    'xmlUrl="http://a.example/feed"/><outline xmlUrl="https://b.example/atom"/></outline></body></opml>'
)
ROW: dict[str, object] = {
    "title": "Envoys meet", "text": PROSE, "date": "2026-03-02", "authors": [{"name": "Ann Holm"}, "Bo Ek"],
    "source": {"name": "The Post", "id": None}, "url": "http://a.example/1", "language": "en", "count": 7,
}  # fmt: skip
JSON_FEED: dict[str, object] = {
    "version": "https://jsonfeed.org/version/1.1", "title": "The Post", "language": "en",
    "items": [
        {"id": "1", "title": "Envoys meet", "content_text": "They met.", "date_published": "2026-03-02T10:00:00Z"},
        {"id": 2, "content_html": "<p>Ships left.</p>", "summary": "Ships", "authors": [{"name": "A"}], "tags": ["x"]},
    ],
}  # fmt: skip
ACTOR_LISTS = (
    "name,aliases,type,wikidata_id\nNorland,The North;Norlandia,state,Q1\nAnn Holm,,person,Q2\n",
    "name\taliases\tcountry\nHarbour Guard\tHG|The Guard\tno\n",
)


def _markup(text: str, tags: tuple[str, ...]) -> Maker:
    return lambda chance: to_bytes(chance, change_markup(chance, text, tags))


def a_feed_list(chance: random.Random) -> bytes:
    """OPML, mostly well-formed."""
    if chance.random() < 0.7:
        return change_tree(chance, OPML.encode())
    return to_bytes(chance, change_markup(chance, OPML, ("outline", "body", "head", "opml")))


def a_text(chance: random.Random) -> bytes:
    """Prose with its furniture."""
    return to_bytes(chance, change_text(chance, PROSE))


def a_mail(chance: random.Random) -> bytes:
    """A letter in two parts; headers, encodings and boundaries change."""
    message = EmailMessage(email.policy.default)
    message["From"] = "A Wire <wire@example.org>"
    message["Subject"] = "Envoys meet – again"
    message["Date"] = "Mon, 2 Mar 2026 10:00:00 +0000"
    message.set_content(PROSE)
    message.add_alternative(change_markup(chance, PAGE, PAGE_TAGS).encode("utf-8", "replace").decode(), subtype="html")
    text = message.as_bytes().decode("ascii", "replace")
    if chance.random() < 0.4:
        body = to_bytes(chance, change_text(chance, PROSE))
        coded = {"base64": base64.encodebytes(body), "quoted-printable": quopri.encodestring(body), "8bit": body}
        name = chance.choice(list(coded))
        told = chance.choice((name, name, "7bit", "uuencode", "x-none", ""))
        charset = chance.choice(("utf-8", "utf-16", "x-none", "", "us-ascii", '"'))
        kind = chance.choice(("text/plain", "text/html", "multipart/mixed", "message/rfc822", "text", ""))
        head = f"Subject: Envoys meet\r\nContent-Type: {kind}; charset={charset}\r\n"
        return f"{head}Content-Transfer-Encoding: {told}\r\n\r\n".encode() + coded[name]
    if chance.random() < 0.2:
        return change_bytes(chance, text.encode())
    return to_bytes(chance, change_text(chance, text))


def a_pdf(chance: random.Random) -> bytes:
    """A page with its fonts, its table of places right; what it draws and its dictionaries change."""
    words = change_text(
        chance, "BT /F1 9 Tf 10 700 Td (Envoys met in Port Vale.) Tj 0 -12 Td [(They) -250 (agreed)] TJ ET"
    )
    stream, coded = words.encode("latin-1", "replace"), ""
    if chance.random() < 0.6:
        stream, coded = zlib.compress(stream), "/Filter /FlateDecode "
    if chance.random() < 0.2:
        stream = change_bytes(chance, stream)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 "
        "/Widths [250 333] >>",
        "<< /Title (Envoys meet) /Author (Ann Holm) >>",
    ]
    if chance.random() < 0.5:
        at = chance.choice((0, 1, 2, 4, 5))
        parts[at] = change_number(chance, parts[at]) if chance.random() < 0.7 else change_text(chance, parts[at])
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        body = part.encode("latin-1", "replace")
        if not part:
            body = f"<< {coded}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    end = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (change_text(chance, table + end) if chance.random() < 0.1 else table + end).encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _word_parts() -> dict[str, bytes]:
    from docx import Document

    word, file = Document(), io.BytesIO()
    word.core_properties.title = "Envoys meet"
    word.add_heading("Envoys meet")
    word.add_paragraph("Envoys of Norland and Sundia met on Monday, an official said.")
    word.add_table(rows=2, cols=2).cell(0, 0).text = "One"
    word.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def a_word_file(chance: random.Random) -> bytes:
    """A Word file of which one part has changed, mostly its text."""
    parts = dict(_word_parts())
    name = chance.choice(["word/document.xml"] * 6 + sorted(parts))
    tags = (
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tc",
        "w:tr",
        "w:hyperlink",
        "w:sdt",
        "w:gridSpan",
        "w:vMerge",
        "Override",
        "w:body",
    )
    if name.endswith((".xml", ".rels")):
        parts[name] = change_tree(chance, parts[name])
    if chance.random() < 0.1:
        parts[name] = to_bytes(chance, change_markup(chance, parts[name].decode("utf-8", "replace"), tags))
    return a_zip_of(chance, parts)


def a_zip_of(chance: random.Random, members: dict[str, bytes]) -> bytes:
    """An archive with right checksums; now and then a field of its index is changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode(), (2026, 3, 2, 10, 0, 0))
            info.compress_type = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
            archive.writestr(info, data)
    data = file.getvalue()
    if chance.random() < 0.15:
        at = data.index(b"PK\x01\x02") + chance.randrange(4, 46)
        data = data[:at] + chance.choice((b"\x00", b"\xff", b"\x01", b"\x7f")) + data[at + 1 :]
    return data


def _members(chance: random.Random) -> dict[str, bytes]:
    """What lies in an archive: inputs of other kinds, changed, under names that are odd now and then."""
    made: dict[str, bytes] = {}
    for _ in range(chance.choice((1, 1, 2, 4))):
        kind = chance.choice(("text", "page", "json-lines", "feed", "mail", "gzip"))
        name = chance.choice(("a", "in/b", "../c", "C:\\d", "/e", chance.choice(ODD_TEXTS))).replace("\x00", "")
        made[f"{name}.{kind}"] = MAKERS[kind](chance)
    return made


def a_tar(chance: random.Random) -> bytes:
    """An archive with right sums; kinds, sizes and names of its members change."""
    file = io.BytesIO()
    form = chance.choice((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT))
    for name, data in _members(chance).items():
        info = tarfile.TarInfo(name.encode("utf-8", "replace")[:90].decode("utf-8", "ignore"))
        info.size = len(data)
        if chance.random() < 0.2:
            info.type = bytes([chance.choice(b"0123456789ALKSVxgNM\x00")])
            info.linkname = chance.choice(("/etc/hostname", "a", "../.."))
        if chance.random() < 0.1:
            info.size = chance.choice((0, 1, len(data) * 2, 2**33 - 1))
        if form == tarfile.PAX_FORMAT and chance.random() < 0.3:
            info.pax_headers = {
                chance.choice(("path", "size", "GNU.sparse.size", "x")): chance.choice(("a", "-1", "9" * 20, ""))
            }
        file.write(info.tobuf(form, errors="replace") + data + bytes(-len(data) % 512))
    return file.getvalue() + bytes(chance.choice((0, 512, 1024)))


def a_gzip(chance: random.Random) -> bytes:
    """One member or several, with right sums, around rows or a text."""
    inner = [MAKERS[chance.choice(("json-lines", "text", "page"))](chance) for _ in range(chance.choice((1, 1, 1, 2)))]
    data = b"".join(gzip.compress(part, chance.choice((0, 6)), mtime=0) for part in inner)
    if chance.random() < 0.1:
        data = change_bytes(chance, data)
    if chance.random() < 0.1:  # a name, a comment, more
        data = data[:3] + bytes([chance.choice((2, 4, 8, 16, 31))]) + data[4:10] + b"\x04\x00abcdx.txt\x00" + data[10:]
    return data


def a_zstd(chance: random.Random) -> bytes:
    """Frames with or without their size and sum."""
    inner = MAKERS[chance.choice(("json-lines", "text"))](chance)
    sums, sizes = chance.random() < 0.5, chance.random() < 0.5
    packer = zstandard.ZstdCompressor(3, write_checksum=sums, write_content_size=sizes)
    data = b"".join(packer.compress(inner) for _ in range(chance.choice((1, 1, 2))))
    if chance.random() < 0.1:
        data += b"\x50\x2a\x4d\x18\x04\x00\x00\x00skip"
    return change_bytes(chance, data) if chance.random() < 0.15 else data


def a_warc(chance: random.Random) -> bytes:
    """Responses whose lengths are right; headers of both kinds and codings change."""
    out, packed = b"", chance.random() < 0.2
    for number in range(chance.choice((1, 1, 2, 3))):
        body = MAKERS[chance.choice(("page", "text"))](chance)
        coding = chance.choice(("",) * 6 + ("Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"))
        if "gzip" in coding and chance.random() < 0.95:
            body = gzip.compress(body, mtime=0)
        elif "chunked" in coding and chance.random() < 0.95:
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        kind = chance.choice(
            ("text/html", "text/html; charset=utf-8", "text/plain", "text/html;charset=x") * 4 + ("image/png", "")
        )
        status = chance.choice(("200 OK",) * 20 + ("301", "999", "x", ""))
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}\r\n"
        record = http.encode() + body
        size = len(record) if chance.random() < 0.9 else chance.choice((0, 5, len(record) * 2, -1, 10**12))
        kind = chance.choice(("response",) * 15 + ("resource", "request", "warcinfo", ""))
        head = (
            f"WARC/1.{number % 2}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
            f"WARC-Date: 2026-03-02T10:00:00Z\r\nContent-Length: {size}\r\n\r\n"
        )
        if chance.random() < 0.08:
            head = change_text(chance, head)
        part = head.encode("utf-8", "replace") + record + b"\r\n\r\n"
        out += gzip.compress(part, mtime=0) if packed else part
    return out


def an_actor_list(chance: random.Random) -> bytes:
    """Rows of a table."""
    return to_bytes(chance, change_text(chance, chance.choice(ACTOR_LISTS)))


def a_table(chance: random.Random) -> bytes:
    """Parquet with changed cells and names of columns; its foot is damaged now and then."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = [change_text(chance, PROSE).encode("utf-8", "replace").decode() for _ in range(3)]
    odd = chance.choice(
        ([1, None, 3], [["a"], [], None], [{"name": "A"}, None, {}], [b"\xff", b"", None], [1.5, 0.0, None])
    )
    names = chance.sample(["title", "text", "date", "authors", "source", "TEXT", ""], 3)
    columns = dict(zip(names, (pa.array(texts), pa.array(odd), pa.array(texts)), strict=True))
    file = io.BytesIO()
    pq.write_table(
        pa.table(columns),
        file,
        row_group_size=chance.choice((1, 2, 3)),
        compression=chance.choice(("snappy", "none", "zstd")),
    )
    data = file.getvalue()
    return change_bytes(chance, data) if chance.random() < 0.3 else data


MAKERS: dict[str, Maker] = {
    "text": a_text,
    "page": _markup(PAGE, PAGE_TAGS),
    "mail": a_mail,
    "feed": lambda chance: to_bytes(chance, change_markup(chance, chance.choice((RSS, ATOM)), FEED_TAGS)),
    "feed-list": a_feed_list,
    "json": lambda chance: json_of(chance, [ROW, ROW]).encode("utf-8", "surrogatepass"),
    "json-feed": lambda chance: json_of(chance, JSON_FEED, within="items").encode("utf-8", "surrogatepass"),
    "json-lines": lambda chance: "\n".join(
        (json_of(chance, ROW), json_of(random.Random(0), ROW), json_of(chance, ROW))
    ).encode("utf-8", "surrogatepass"),
    "zip": lambda chance: a_zip_of(chance, _members(chance)),
    "tar": a_tar,
    "gzip": a_gzip,
    "zstd": a_zstd,
    "warc": a_warc,
    "actor-list": an_actor_list,
}
if find_spec("pypdf"):
    MAKERS["pdf"] = a_pdf
if find_spec("docx"):
    MAKERS["docx"] = a_word_file
if find_spec("pyarrow"):
    MAKERS["parquet"] = a_table
MAKERS["sniffing"] = lambda chance: change_bytes(
    chance, MAKERS[chance.choice(sorted(set(MAKERS) - {"sniffing"}))](chance)
)
