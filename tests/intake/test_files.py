import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as WordFile

from dragoman.intake.containers.sniffing import sniff_kind
from dragoman.intake.formats.plaintext import decode_text
from tests.intake.reading_inputs import SMALL, read_all, read_bytes

STORY = "Ministers met at Northport\r\n\r\nThe talks ended on Friday, the Courier said.\r\n"


def test_text_is_exactly_what_the_bytes_spell(tmp_path: Path) -> None:
    (document,), problems = read_bytes(tmp_path, "a.txt", STORY.encode())
    assert document.text == STORY
    assert (document.media_type, document.blocks, problems) == ("text/plain", (), [])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (STORY.encode("utf-8-sig"), STORY),
        (STORY.encode("utf-16"), STORY),
        (STORY.encode("utf-16-be"), STORY),
        (STORY.encode("utf-32"), STORY),
        (("Der Minister für Häfen " * 30).encode("cp1252"), "Der Minister für Häfen " * 30),
        (("Министр прибыл в порт. " * 30).encode("cp1251"), "Министр прибыл в порт. " * 30),
        ("The minister’s talks – “ended”, he said.".encode("cp1252"), "The minister’s talks – “ended”, he said."),
        (("Ministr přijel do přístavu. " * 9).encode("cp1250"), "Ministr přijel do přístavu. " * 9),
        (("大臣は金曜日に到着した。" * 9).encode("shift_jis"), "大臣は金曜日に到着した。" * 9),
        (("Café, été, élan. " * 9).encode() + b"\xc3", "Café, été, élan. " * 9 + "\ufffd"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode_text(data) == text


def test_a_folder_is_read_in_name_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Story {name}")
    documents, problems = read_all([tmp_path])
    assert [d.text for d in documents] == ["Story a.txt", "Story b/two.txt", "Story c.txt"]
    assert problems == []


def test_globs_reach_into_folders(tmp_path: Path) -> None:
    for name in ("x/1.txt", "x/y/2.txt", "x/.z/3.txt", "x/4.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(f"Story {name}")
    assert [d.text for d in read_all([tmp_path / "**/*.txt"])[0]] == ["Story x/1.txt", "Story x/y/2.txt"]
    assert read_all([tmp_path / "*.pdf"])[1][0].what == "no file matches"


def test_a_name_with_brackets_is_a_file_before_it_is_a_glob(tmp_path: Path) -> None:
    assert len(read_bytes(tmp_path, "a[1].txt", b"Story")[0]) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode()), newline=""))
    (document,), _ = read_all(["-"])
    assert (document.uri, document.text) == ("-", STORY)


def test_the_same_content_from_two_places_is_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ministers met.")
    a, b = read_all([tmp_path])[0]
    assert (a.id, a.sha256) == (b.id, b.sha256)
    assert a.uri != b.uri


ROW = {
    "Headline": "Ministers met",
    "maintext": "The talks ended.",
    "pubDate": "2031-03-14",
    "source": {"name": "Courier"},
}


def test_rows_find_their_fields_under_common_names(tmp_path: Path) -> None:
    row = ROW | {"link": "https://courier.example/1", "lang": "en", "authors": [{"name": "Ana Roth"}, "Bo Lind"]}
    (document,), _ = read_bytes(tmp_path, "d.jsonl", json.dumps(row).encode())
    facts = document.facts
    assert document.text == "Ministers met\n\nThe talks ended."
    assert (facts.title, facts.published, facts.site_name) == ("Ministers met", "2031-03-14", "Courier")
    assert (facts.url, facts.language, facts.authors) == ("https://courier.example/1", "en", ("Ana Roth", "Bo Lind"))
    assert (document.blocks, document.uri) == ((), f"{tmp_path}/d.jsonl#line=1")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"title": "Ministers met", "text": "Ministers met\nThe talks ended."}, "Ministers met\nThe talks ended."),
        ({"title": "Ministers met"}, "Ministers met"),
        ({"body": ["One.", "Two."]}, "One.\n\nTwo."),
        ({"content": "<p>One &amp; all.</p><script>x()</script><p>Two.</p>"}, "One & all.\n\nTwo."),
        ({"text": "A\ud800B\u0000C"}, "A\ufffdB\ufffdC"),
        ({"text": "first", "id": 10**6000, "depth": 1e999}, "first"),
    ],
)
def test_a_row_becomes_text(tmp_path: Path, row: dict[str, object], text: str) -> None:
    import sys

    sys.set_int_max_str_digits(0)
    (document,), _ = read_bytes(tmp_path, "d.jsonl", json.dumps(row).encode())
    assert document.text == text


def test_of_a_key_given_twice_the_last_counts(tmp_path: Path) -> None:
    (document,), _ = read_bytes(tmp_path, "d.jsonl", b'{"text": "first", "text": "second"}')
    assert document.text == "second"


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    data = b'{"text": "One."}\n{"text": "Tw\n\n[1, 2]\n{"id": 7}\n{"text": "Five."}\n'
    documents, problems = read_bytes(tmp_path, "d.jsonl", data)
    assert [d.text for d in documents] == ["One.", "Five."]
    assert [p.where for p in problems] == ["line 2", "line 4", "line 4", "line 5"]
    assert problems[0].input.endswith("d.jsonl#line=2")


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"status": "ok", "articles": rows}])
@pytest.mark.parametrize("indent", [None, 2])
def test_json_arrays_and_wrapped_arrays(tmp_path: Path, wrap: object, indent: int | None) -> None:
    data = json.dumps(wrap([ROW, {"text": "Two."}]), indent=indent).encode()  # type: ignore[operator]
    documents, problems = read_bytes(tmp_path, "d.json", data)
    assert [d.text for d in documents] == ["Ministers met\n\nThe talks ended.", "Two."]
    assert problems == []


def test_a_row_is_the_same_document_in_lines_and_in_an_array(tmp_path: Path) -> None:
    (a,), _ = read_bytes(tmp_path, "d.jsonl", json.dumps(ROW).encode())
    (b,), _ = read_bytes(tmp_path, "d.json", json.dumps([ROW]).encode())
    assert a.id == b.id


LETTER = (
    b"From: =?utf-8?q?Northport_Courier?= <news@courier.example>\r\nTo: a@b.example\r\nSubject: Morning\r\n letter\r\n"
    b"Date: Fri, 14 Mar 2031 08:00:00 +0000\r\nMIME-Version: 1.0\r\nMessage-ID: <1@courier.example>\r\n"
)


def test_a_letter_with_text(tmp_path: Path) -> None:
    data = LETTER + b"Content-Type: text/plain; charset=utf-8\r\n\r\nMinisters met.\r\n"
    (document,), _ = read_bytes(tmp_path, "letter", data)
    assert document.text.splitlines() == ["Morning letter", "", "Ministers met."]
    assert (document.facts.site_name, document.facts.title) == ("Northport Courier", "Morning letter")
    assert document.facts.published == "Fri, 14 Mar 2031 08:00:00 +0000"


def test_a_letter_with_pages(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>Ministers met on day {n} of the talks in the old harbour town.</p>" for n in range(9))
    data = (
        LETTER + b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>" + paragraphs.encode() + b"</body></html>"
    )
    (document,), _ = read_bytes(tmp_path, "letter.eml", data)
    assert "Ministers met on day 8" in document.text
    assert (document.media_type, document.facts.title) == ("message/rfc822", "Morning letter")


def test_a_word_file(tmp_path: Path) -> None:
    word = WordFile()
    word.add_heading("Ministers met", 1)
    word.add_paragraph("The talks ended.")
    word.core_properties.title = "Template 7"
    file = io.BytesIO()
    word.save(file)
    (document,), _ = read_bytes(tmp_path, "letter.bin", file.getvalue())
    assert (document.text, document.facts.title) == ("Ministers met\n\nThe talks ended.", None)


def pdf_of(line: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    )


def test_a_pdf(tmp_path: Path) -> None:
    (document,), _ = read_bytes(tmp_path, "paper", pdf_of("Ministers met."))
    assert (document.text, document.media_type) == ("Ministers met.", "application/pdf")


def test_without_the_extra_an_office_file_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.errors import IntakeError
    from dragoman.intake.formats import office

    monkeypatch.setattr(office, "find_spec", lambda name: None)
    with pytest.raises(IntakeError) as caught:
        office.read_pdf(b"", "x.pdf")
    assert caught.value.remedy == 'pip install "dragoman[office]"'


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"<!doctype html><p>x", "a.txt", "html"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><rss version="2.0">', "a", "feed"),
        (b'<a:feed xmlns:a="http://www.w3.org/2005/Atom">', "a", "feed"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "a", "html"),
        (b"<?xml version='1.0'?><ledger>", "a", "unreadable"),
        (b'{"version": "https://jsonfeed.org/version/1.1"', "a.json", "json-feed"),
        (b'{"a": 1}\n{"a": 2}\n', "a", "json-lines"),
        (b'{\n  "a": 1\n}', "a", "json"),
        (b"[Update] Ministers met", "a", "text"),
        (b"{sic} Ministers met", "a", "text"),
        (b"Ministers met <b>today</b>", "a.HTML", "html"),
        (b"Subject: the port\nDate: Friday\n\nMinisters met", "a", "text"),
        (b"From the port: ministers met\n", "a", "text"),
        ("<?xml?><rss>".encode("utf-16"), "a", "feed"),
    ],
)
def test_content_tells_the_kind_before_the_name_does(head: bytes, name: str, kind: str) -> None:
    assert sniff_kind(head, name) == kind


def test_links_pipes_and_devices_in_a_folder_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ministers met.")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    documents, problems = read_all([tmp_path])
    assert len(documents) == 1
    assert [Path(p.input).name for p in problems] == ["loop", "out.txt", "pipe"]
    assert all(p.remedy for p in problems)


@pytest.mark.parametrize("given", ["nowhere.txt", "/dev/zero", "a\0b", "", "file:///etc/hostname", "ftp://a.example/x"])
def test_what_cannot_be_opened_is_one_problem(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    documents, problems = read_all([given])
    assert (documents, len(problems)) == ([], 1)


def test_a_file_that_may_not_be_read_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return open_(path, flags)

    open_ = os.open
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Ministers met.")
    monkeypatch.setattr("dragoman.intake.containers.paths.os.open", refuse)
    documents, problems = read_all([tmp_path])
    assert (len(documents), [p.what for p in problems]) == (2, ["cannot be read (permission denied)"])


def test_a_name_that_is_no_utf8_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Ministers met.")
    (document,), _ = read_all([tmp_path])
    assert document.uri.encode().endswith(b"caf\\xe9.txt")


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert read_all([tmp_path], SMALL)[1][0].what.startswith("empty")


def test_a_folder_that_may_not_be_read_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    documents, problems = read_all([tmp_path])
    assert (documents, [p.what for p in problems]) == ([], ["cannot be read (permission denied)"])
