import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest
import zstandard

from tests.intake.reading_inputs import SMALL, read_all, read_bytes, zip_of

PAGE = b"<html><head><title>Ministers met</title></head><body><article>" + b"".join(
    b"<p>Ministers met on day %d of the talks in the old harbour town.</p>" % n for n in range(6)
)


def tar_of(members: dict[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def warc_record(body: bytes, address: str, length: int | None = None, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2031-03-14T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def http_answer(body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


MEMBERS = {"a.txt": b"Ministers met.", "b/c.jsonl": b'{"text": "One."}\n{"text": "Two."}', ".hidden": b"x"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", zip_of(MEMBERS)),
        ("x.tar", tar_of(MEMBERS)),
        ("x.tgz", tar_of(MEMBERS, "w:gz")),
        ("x.tar.zst", zstandard.compress(tar_of(MEMBERS))),
        ("no-extension", gzip.compress(tar_of(MEMBERS), mtime=0)),
    ],
)
def test_members_are_read_under_the_archives_address(tmp_path: Path, name: str, data: bytes) -> None:
    documents, problems = read_bytes(tmp_path, name, data)
    uris = [d.uri.removeprefix(f"{tmp_path}/") for d in documents]
    assert uris == [f"{name}!/a.txt", f"{name}!/b/c.jsonl#line=1", f"{name}!/b/c.jsonl#line=2"]
    assert problems == []


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.compress, lambda d: gzip.compress(d[:9]) + gzip.compress(d[9:])]
)
def test_a_compressed_file_keeps_its_address(tmp_path: Path, pack: object) -> None:
    (document,), _ = read_bytes(tmp_path, "a.txt.packed", pack(b"Ministers met."))  # type: ignore[operator]
    assert (document.text, document.uri) == ("Ministers met.", f"{tmp_path}/a.txt.packed")


def test_archives_inside_archives_to_the_third(tmp_path: Path) -> None:
    data, depth = b"Ministers met.", 0
    while depth < 4:
        data, depth = zip_of({f"{depth}.zip" if depth else "a.txt": data}), depth + 1
        documents, problems = read_bytes(tmp_path, "x.zip", data)
        assert (len(documents), len(problems)) == ((1, 0) if depth <= 3 else (0, 1))


def test_a_zip_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Pipe(zip_of(MEMBERS))}))
    assert next(d.uri for d in read_all(["-"])[0]) == "-!/a.txt"


PAGES = (
    warc_record(b"software: x\r\n", "x", kind="warcinfo")
    + warc_record(http_answer(PAGE), "https://courier.example/talks")
    + warc_record(http_answer(b"gone", status="404 Not Found"), "https://courier.example/gone")
    + warc_record(http_answer(b"\x89PNG", "Content-Type: image/png"), "https://courier.example/p.png")
    + warc_record(
        http_answer(gzip.compress(PAGE), "Content-Type: text/html\r\nContent-Encoding: gzip"), "https://b.example/"
    )
)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_the_pages_of_a_web_archive(tmp_path: Path, pack: object) -> None:
    documents, problems = read_bytes(tmp_path, "x.warc", pack(PAGES))  # type: ignore[operator]
    assert [d.facts.url for d in documents] == ["https://courier.example/talks", "https://b.example/"]
    assert documents[0].uri == f"{tmp_path}/x.warc!/https://courier.example/talks"
    assert "on day 5" in documents[1].text
    assert problems == []


def test_of_a_wacz_only_the_archives_are_read(tmp_path: Path) -> None:
    members = {
        "datapackage.json": b"{}",
        "archive/d.warc.gz": gzip.compress(PAGES),
        "pages/pages.jsonl": b'{"text": "x"}',
    }
    documents, problems = read_bytes(tmp_path, "x.wacz", zip_of(members))
    assert len(documents) == 2
    assert documents[0].uri.endswith("x.wacz!/archive/d.warc.gz!/https://courier.example/talks")
    assert problems == []


def test_pages_before_a_lying_length_are_kept(tmp_path: Path) -> None:
    good = warc_record(http_answer(PAGE), "https://courier.example/a")
    for lie in (10**17, 10**30, 20, -5):
        data = good + warc_record(http_answer(PAGE), "https://courier.example/b", length=lie) + good
        documents, problems = read_bytes(tmp_path, "x.warc", data)
        assert [d.facts.url for d in documents][:1] == ["https://courier.example/a"]
        assert len(problems) == 1


def test_a_swelling_page_in_a_web_archive_is_set_aside(tmp_path: Path) -> None:
    body = http_answer(gzip.compress(b"a" * 5_000_000), "Content-Type: text/html\r\nContent-Encoding: gzip")
    documents, problems = read_bytes(tmp_path, "x.warc", warc_record(body, "https://courier.example/"))
    assert (documents, len(problems)) == ([], 1)
    assert "larger than" in problems[0].what


def test_a_dump_may_be_larger_than_one_item(tmp_path: Path) -> None:
    rows = b"\n".join(json.dumps({"text": f"Story {n}. " + "x " * 100}).encode() for n in range(1000))
    assert len(rows) > SMALL.max_bytes
    documents, problems = read_bytes(tmp_path, "d.jsonl.gz", gzip.compress(rows))
    assert (len(documents), problems) == (1000, [])
