"""Inputs made to break a reader. Each ends as problems, soon, and the run goes on."""

import gzip
import io
import json
import operator
import random
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Document, Problem
from dragoman.errors import IntakeError
from dragoman.intake.containers.sniffing import sniff_kind
from dragoman.intake.files import IntakeOptions, read_documents
from dragoman.intake.formats.plaintext import decode_text
from dragoman.intake.guard.sandbox import Guard, GuardLimits, run_guarded
from tests.intake.reading_inputs import SMALL, read_all, read_bytes, zip_of


@contextmanager
def within(seconds: float, megabytes: float) -> Iterator[None]:
    tracemalloc.start()
    start = time.monotonic()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - start < seconds
    assert peak < megabytes * 1e6


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Ministers\x00met in Northport.", "binary"),
        (b"\x7fELF" + bytes(range(256)) * 9, "binary"),
        (b"\x01\x02\x03\x04\x05 text " * 9, "binary"),
        (b"\xff\xfe\x00", "wrong encoding"),
        (b"\xff\xfea\xd8b\x00", "wrong encoding"),
        (b"a" * 60_000, "larger than"),
        (b"PK\x03\x04" + b"x" * 99, "damaged or cut off"),
        (b"\x1f\x8b" + b"x" * 99, "damaged or cut off"),
        (b"\x28\xb5\x2f\xfd" + b"x" * 99, "damaged or cut off"),
        (gzip.compress(b"Ministers met." * 99, mtime=0)[:-20], "damaged or cut off"),
        (b"WARC/1.0\r\ngarbage", "no page"),
        (b"%PDF-1.4 garbage", "a damaged PDF"),
        (b"BZh91AY", "a kind of file"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 30_000, "nested too deeply"),
        (b'[{"a":' * 8_000, "nested too deeply"),
        (b'[{"id": 1' + b"0" * 40_000 + b"}]", "a row without"),
        (b'[{"text": "x"}', "broken JSON"),
    ],
)
def test_bad_bytes_are_one_problem(tmp_path: Path, data: bytes, what: str) -> None:
    documents, problems = read_bytes(tmp_path, "a", data)
    assert (documents, len(problems)) == ([], 1)
    assert problems[0].what.startswith(what)


def test_a_huge_line_is_set_aside_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)  # a sparse file
    with within(1, megabytes=2):
        assert read_all([path])[1][0].what.startswith("larger than")


def test_a_huge_line_of_a_dump_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        file.truncate(50_000_000)
        file.seek(50_000_000)
        file.write(b'"}\n{"text": "Ministers met."}')
    with within(5, megabytes=5):
        documents, problems = read_all([path])
    assert ([d.text for d in documents], [p.where for p in problems]) == (["Ministers met."], ["line 1"])


def zeros(megabytes: int) -> bytes:
    """gzip of zeros, in members of ten megabytes."""
    return gzip.compress(bytes(10_000_000)) * (megabytes // 10)


@pytest.mark.parametrize("name", ["zeros.gz", "zeros.jsonl.gz", "zeros.tar.gz"])
def test_a_gigabyte_of_zeros(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(zeros(1_000))
    with within(3, megabytes=5):
        documents, problems = read_all([tmp_path / name])
    assert (documents, len(problems)) == ([], 1)


def test_lines_that_unpack_beyond_the_ratio_stop(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "Ministers met."}\n' * 100_000, mtime=0)
    documents, problems = read_bytes(tmp_path, "d.jsonl.gz", data, IntakeOptions(max_bytes=50_000, max_ratio=20))
    assert 0 < len(documents) < 20_000
    assert problems[0].what == "unpacks to more than 20 times its size; the rest was left unread"


def test_a_zip_bomb_stops_at_the_total(tmp_path: Path) -> None:
    bomb = zip_of({f"{n}.txt": b"Ministers met. " * 3_000 for n in range(100)})
    options = IntakeOptions(max_bytes=50_000, max_decompressed_bytes=300_000)
    documents, problems = read_bytes(tmp_path, "x.zip", bomb, options)
    assert len(documents) == 6
    assert [p.input.rpartition("/")[2] for p in problems] == ["6.txt", "x.zip"]
    assert "unpacks to more than 300,000 bytes" in problems[1].what


def test_nested_bombs_share_one_budget(tmp_path: Path) -> None:
    inner = zip_of({f"{n}.txt": b"Ministers met. " * 3_000 for n in range(10)})
    bomb = zip_of({f"{n}.zip": inner for n in range(50)})
    documents, _ = read_bytes(tmp_path, "x.zip", bomb, IntakeOptions(max_bytes=50_000, max_decompressed_bytes=999_000))
    assert len(documents) < 25


def test_overlapping_members_count_each_time(tmp_path: Path) -> None:
    """One kernel, quoted by a thousand entries of the index."""
    one = zip_of({"0.txt": b"Ministers met. " * 3_000})
    start = one.index(b"PK\x01\x02")
    entry, end = one[start : one.index(b"PK\x05\x06")], one[one.index(b"PK\x05\x06") :]
    index = entry * 1000
    end = end[:8] + struct.pack("<HHLL", 1000, 1000, len(index), start) + end[20:]
    documents, problems = read_bytes(tmp_path, "x.zip", one[:start] + index + end)
    assert len(documents) <= SMALL.max_decompressed_bytes // 45_000
    assert problems


def test_a_zip_that_lies_about_sizes(tmp_path: Path) -> None:
    data = zip_of({"a.txt": b"Ministers met. " * 100, "b.txt": b"Fine."})
    for lie in (5, 2**31):
        lying = data.replace(struct.pack("<L", 1500), struct.pack("<L", lie))
        documents, problems = read_bytes(tmp_path, "x.zip", lying)
        assert [d.text for d in documents if d.uri.endswith("b.txt")] == ["Fine."]
        assert [p.input[-5:] for p in problems] == ["a.txt"]


def test_an_index_that_claims_to_be_huge_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": b"x"}))
    at = data.index(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", 2**31)
    assert len(read_bytes(tmp_path, "x.zip", bytes(data))[1]) == 1


def test_too_many_members(tmp_path: Path) -> None:
    data = zip_of({f"{n}.txt": b"Ministers met." for n in range(20)})
    documents, problems = read_bytes(tmp_path, "x.zip", data, IntakeOptions(max_members=5))
    assert (len(documents), problems[0].what[:21]) == (5, "holds more than 5 mem")


def test_members_that_unpack_chunks_whole_or_are_locked_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", bytes(9_000_000))
    assert "compressed in a way" in read_bytes(tmp_path, "x.zip", file.getvalue())[1][0].what
    locked = zip_of({"a.txt": b"x"}).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    assert read_bytes(tmp_path, "y.zip", locked)[1][0].what == "encrypted"


def test_names_that_climb_out_write_nothing(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    name = "../../escaped\x1b[2J.txt"
    (inside / "x.zip").write_bytes(zip_of({name: b"Ministers met."}))
    (document,), _ = read_all([inside])
    assert document.uri == f"{inside}/x.zip!/../../escaped\\x1b[2J.txt"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["inside", "x.zip"]


def test_links_devices_and_holes_in_a_tar(tmp_path: Path) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"x{kind.decode()}")
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    documents, problems = read_bytes(tmp_path, "x.tar", file.getvalue())
    assert (documents, len(problems)) == ([], 4)


def test_a_tar_header_that_claims_to_be_huge(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2**33 - 1
    with within(2, megabytes=5):
        assert len(read_bytes(tmp_path, "x.tar", info.tobuf(tarfile.GNU_FORMAT) + bytes(9_999))[1]) == 1


def test_a_wide_window_is_refused(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=30)
    data = zstandard.ZstdCompressor(compression_params=parameters).compressobj().compress(b"x" * 99)
    frame = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = frame.compress(b"Ministers met. " * 50) + frame.flush()
    assert read_bytes(tmp_path, "x.zst", data)[1][0].what.startswith("damaged")


def test_a_page_of_a_hundred_thousand_nested_tags(tmp_path: Path) -> None:
    pages = [b"<html><body>" + b"<div>" * 100_000 + b"Ministers met.", b"<p>" + b"<b a=1 " * 100_000]
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_bytes(page)
    (tmp_path / "last.txt").write_text("Ministers met.")
    documents, problems = read_all([tmp_path], IntakeOptions(timeout_seconds=5))
    assert len(documents) + len(problems) == 3
    assert documents[-1].text == "Ministers met."


def test_a_pdf_that_swells_is_cut_short(tmp_path: Path) -> None:
    content = zlib.compress(b"BT /F1 9 Tf (x) Tj ET\n" * 3_000_000)
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length " + str(len(content)).encode() + b">>stream\n" + content
    )
    data += b"\nendstream endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    options = IntakeOptions(timeout_seconds=1.5)
    start = time.monotonic()
    documents, problems = read_bytes(tmp_path, "a.pdf", data, options)
    assert (documents, len(problems)) == ([], 1)
    assert time.monotonic() - start < 5


def test_a_call_that_takes_too_long_or_too_much_is_ended_and_the_next_one_served() -> None:
    with Guard(GuardLimits(seconds=0.5, memory_bytes=300_000_000)) as guard:
        for function, arguments, what in (
            (time.sleep, (60,), "took longer than 0.5 seconds to read"),
            (operator.mul, (b"x", 10**10), "needs more memory than one input may take"),
            (operator.truediv, (1, 0), "cannot be parsed (ZeroDivisionError: division by zero)"),
            (json.loads, ("[" * 100_000,), "nested too deeply"),
            (exec, ("import os; os._exit(1)",), "broke the program that reads it"),
        ):
            with pytest.raises(IntakeError) as caught:
                guard.run(function, *arguments)
            assert caught.value.what == what
            assert guard.run(operator.add, 1, 2) == 3


def test_a_parser_that_prints_or_fills_the_disk_harms_nothing(tmp_path: Path) -> None:
    limits = GuardLimits(seconds=20)
    assert run_guarded(print, ("noise",), limits) is None
    with pytest.raises(IntakeError):
        run_guarded(exec, (f"open({str(tmp_path / 'x')!r}, 'wb').truncate(10**9)",), limits)
    assert (tmp_path / "x").stat().st_size == 0


def test_the_worker_does_not_import_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert run_guarded(operator.add, (1, 2), GuardLimits(seconds=20)) == 3


@given(st.binary(max_size=3000))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_sniffing_or_decoding_fail(data: bytes) -> None:
    sniff_kind(data, "a.txt")
    try:
        text = decode_text(data)
    except IntakeError:
        return
    text.encode("utf-8")
    assert "\x00" not in text


def test_a_nul_in_a_thousand_characters_is_damage_and_no_reason_to_set_a_text_aside() -> None:
    text = "Ministers met. " * 100
    assert decode_text(b"\x00" + text.encode()) == "\ufffd" + text
    with pytest.raises(IntakeError, match="binary"):
        decode_text(b"\x00\x00" + text.encode())


@given(st.text(max_size=2000))
@settings(max_examples=100, deadline=None)
def test_any_text_that_holds_no_nul_is_read_as_it_is(text: str) -> None:
    plain = text.encode("utf-8", "ignore").decode("utf-8")
    mostly_text = "Ministers met. " * 300 + plain.replace("\x00", "")
    assert decode_text(mostly_text.encode()) == mostly_text


SEEDS = {
    "x.zip": zip_of({"a.txt": b"Ministers met. " * 20, "b.jsonl": b'{"text": "One."}\n' * 9}),
    "x.gz": gzip.compress(b'{"text": "One.", "title": "T"}\n' * 20, mtime=0),
    "x.zst": zstandard.compress(b"Ministers met. " * 20),
    "x.jsonl": b'{"text": "One.", "title": "T", "authors": [{"name": "A"}]}\n' * 20,
    "x.warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\n"
    b"WARC-Target-URI: http://a.example/\r\nContent-Length: 60\r\n\r\n"
    b"HTTP/1.1 200 OK\r\n"
    b"Content-Type: text/plain\r\n\r\n"
    b"Ministers met.\r\n\r\n",
}


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_archives_never_stop_a_run(name: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / name
    for _ in range(150):
        damaged = bytearray(SEEDS[name])
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged[: chance.randint(1, len(damaged))]) if chance.random() < 0.3 else bytes(damaged))
        assert all(isinstance(o, Document | Problem) for o in read_documents([str(path)], SMALL))


def test_rows_without_end_that_hold_nothing_are_left(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": ""}\n' * 100_000, mtime=0)
    documents, problems = read_bytes(tmp_path, "d.jsonl.gz", data)
    assert documents == []
    assert len(problems) == 2_001
    assert problems[-1].what == "2,000 rows on end without an article; the rest was left unread"


@pytest.mark.parametrize("header", [{"size": "9" * 20}, {"GNU.sparse.size": "x"}])
def test_a_tar_member_that_claims_a_size_that_there_is_not(header: dict[str, str], tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.pax_headers, info.size = header, 14
    data = info.tobuf(tarfile.PAX_FORMAT) + b"Ministers met." + bytes(498) + bytes(1024)
    with within(3, megabytes=5):
        documents, problems = read_bytes(tmp_path, "x.tar", gzip.compress(data, mtime=0))
    assert len(documents) <= 1
    assert [p.what.split(":")[0] for p in problems] == ["damaged"]


def test_a_letter_in_an_unknown_charset_is_read(tmp_path: Path) -> None:
    letter = (
        b"From: a@b.example\r\nSubject: Talks\r\nContent-Type: text/plain; charset=x-none\r\n\r\nMinisters met.\r\n"
    )
    (document,), problems = read_bytes(tmp_path, "a.eml", letter)
    assert "Ministers met." in document.text
    assert problems == []


def test_a_character_beyond_unicode_costs_no_feed(tmp_path: Path) -> None:
    feed = b"<rss version='2.0'><channel><title>Post</title><item><title>Ministers &#x110000; met</title></item>"
    (document,), _ = read_bytes(tmp_path, "a.xml", feed + b"</channel></rss>")
    assert document.text == "Ministers \ufffd met"
