import gzip
import http.server
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest

from dragoman import __version__
from dragoman.datamodel import Problem
from dragoman.intake.options import IntakeOptions
from dragoman.intake.web import fetching
from dragoman.intake.web.addresses import is_public, parse_address
from dragoman.intake.web.fetching import Fetched, Fetcher, FetchPolicy, fetch
from tests.intake.reading_inputs import SMALL, read_all

LOCAL = FetchPolicy(max_bytes=50_000, seconds=3, pause_seconds=0, allow_private=True)
PAGE = b"<html><head><title>Ministers met</title></head><body><article>" + b"".join(
    b"<p>Ministers met on day %d of the talks in the old harbour town.</p>" % n for n in range(6)
)
FEED = (
    b"<rss version='2.0'><channel><title>Courier</title>"
    b"<item><title>A</title><link>%s/page</link><pubDate>Fri, 14 Mar 2031 08:00:00 GMT</pubDate></item>"
    b"<item><title>B</title><link>%s/missing</link></item></channel></rss>"
)


class Site(http.server.BaseHTTPRequestHandler):
    """A path's first part says how it answers."""

    asked: ClassVar[list[tuple[str, str]]] = []
    robots: bytes | None = b"User-agent: *\nDisallow: /private\n\nUser-agent: Other\nDisallow: /"

    def do_GET(self) -> None:
        Site.asked.append((self.path, str(self.headers["User-Agent"])))
        getattr(
            self,
            "answer_" + self.path.strip("/").split("/")[0].partition("?")[0].replace(".", "_"),
            self.answer_missing,
        )()

    def send(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def answer_robots_txt(self) -> None:
        self.send(self.robots or b"", 200 if self.robots is not None else 503)

    def answer_missing(self) -> None:
        self.send(b"", 404)

    def answer_page(self) -> None:
        self.send(PAGE, Content_Type="text/html; charset=utf-8")

    answer_private = answer_page

    def answer_cyrillic(self) -> None:
        self.send("Министры встретились.".encode("cp1251"), Content_Type="text/plain; charset=windows-1251")

    def answer_feed(self) -> None:
        here = b"http://" + str(self.headers["Host"]).encode()
        self.send(FEED % (here, here), Content_Type="application/rss+xml")

    def answer_gzip(self) -> None:
        self.send(gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        self.send(gzip.compress(b"a" * 5_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def answer_huge(self) -> None:
        self.send(b"a" * 60_000, Content_Type="text/plain")

    def answer_endless(self) -> None:
        self.send(b"", Content_Type="text/plain")
        for _ in range(200):
            self.wfile.write(b"a" * 10_000)

    def answer_slow(self) -> None:
        self.send(b"", Content_Type="text/plain")
        for _ in range(100):
            self.wfile.write(b"a")
            time.sleep(0.05)

    def answer_slowhead(self) -> None:
        for _ in range(100):
            self.wfile.write(b"H")
            time.sleep(0.05)

    def answer_to(self) -> None:
        self.send(b"", 302, Location=self.path.removeprefix("/to/"))

    def answer_loop(self) -> None:
        self.send(b"", 301, Location="/loop")

    def answer_cut(self) -> None:
        self.send(b"abc", Content_Type="text/plain", Content_Length="100")

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[str]:
    class Quiet(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Site)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    with serving() as address:
        yield address


def problem_of(answer: Fetched | Problem) -> str:
    assert isinstance(answer, Problem)
    return answer.what


def test_a_page_is_fetched_after_asking_and_saying_who_we_are(site: str) -> None:
    answer = fetch(f"{site}/page#part", LOCAL)
    assert answer == Fetched(f"{site}/page", "text/html", "utf-8", PAGE)
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/page"]
    assert all(agent.startswith(f"Dragoman/{__version__} ") for _, agent in Site.asked)


def test_robots_are_obeyed_and_asked_once(site: str) -> None:
    fetcher = Fetcher(LOCAL)
    assert problem_of(fetcher.fetch(f"{site}/private/x")) == "robots.txt forbids it"
    assert problem_of(fetcher.fetch(f"{site}/to/{site}/private")) == "robots.txt forbids it"
    assert isinstance(fetcher.fetch(f"{site}/page"), Fetched)
    assert [path for path, _ in Site.asked].count("/robots.txt") == 1


def test_a_host_that_cannot_say_its_rules_is_left_alone(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "robots", None)
    assert problem_of(fetch(f"{site}/page", LOCAL)) == "robots.txt forbids it"


def test_two_requests_to_a_host_are_apart(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []
    monkeypatch.setattr(Site, "robots", b"User-agent: *\nCrawl-delay: 7")
    monkeypatch.setattr(fetching.time, "sleep", naps.append)
    fetcher = Fetcher(LOCAL)
    fetcher.fetch(f"{site}/page")
    assert isinstance(fetcher.fetch(f"{site}/page"), Fetched)
    assert [round(nap) for nap in naps] == [0, 7]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/missing", "the server answered 404"),
        ("/huge", "larger than the limit of 50,000 bytes"),
        ("/endless", "larger than the limit of 50,000 bytes"),
        ("/bomb", "larger than the limit of 50,000 bytes"),
        ("/loop", "redirected more than 5 times"),
        ("/to/file:///etc/hostname", "not an http or https address"),
        ("/to/ftp://a.example/", "not an http or https address"),
        ("/to/http://a@127.0.0.1/", "an address with a user name in it"),
        ("/cut", "cut off"),
    ],
)
def test_what_goes_wrong_is_told(site: str, path: str, what: str) -> None:
    assert problem_of(fetch(site + path, LOCAL)).startswith(what)


@pytest.mark.parametrize("path", ["/slow", "/slowhead"])
def test_a_server_that_trickles_runs_out_of_time(site: str, path: str) -> None:
    policy = FetchPolicy(seconds=0.5, pause_seconds=0, allow_private=True)
    start = time.monotonic()
    assert problem_of(fetch(site + path, policy)) == "took longer than 0.5 seconds to fetch"
    assert time.monotonic() - start < 2


def test_an_answer_is_unpacked(site: str) -> None:
    answer = fetch(f"{site}/gzip", LOCAL)
    assert isinstance(answer, Fetched)
    assert answer.data == PAGE


def test_a_redirect_to_a_private_host_is_refused(site: str) -> None:
    port = int(site.rpartition(":")[2])

    def resolve(host: str, asked: int) -> list[str]:
        return ["127.0.0.1"] if asked == port else ["10.0.0.1"]

    fetcher = Fetcher(FetchPolicy(seconds=3, pause_seconds=0), resolve)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "is_public", lambda ip: ip == "127.0.0.1")
        assert (
            problem_of(fetcher.fetch(f"http://news.example:{port}/to/http://inside.example/"))
            == "the host is not public"
        )


def test_what_was_checked_is_what_is_connected_to_even_if_dns_changes(site: str) -> None:
    port = int(site.rpartition(":")[2])
    answers = iter([["203.0.113.5"], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(place[0])
        raise ConnectionRefusedError("refused")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "is_public", lambda ip: ip == "203.0.113.5")
        patch.setattr(socket, "create_connection", connect)
        fetcher = Fetcher(FetchPolicy(seconds=3), lambda host, asked: next(answers))
        assert problem_of(fetcher.fetch(f"http://news.example:{port}/page")) == "cannot be fetched (refused)"
        assert problem_of(fetcher.fetch(f"http://news.example:{port}/page")) == "the host is not public"
    assert connected == ["203.0.113.5"]


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    fetcher = Fetcher(FetchPolicy(), lambda host, port: ["8.8.8.8", "127.0.0.1"])
    assert problem_of(fetcher.fetch("http://news.example/")) == "the host is not public"


def test_a_look_up_that_hangs_runs_out_of_time() -> None:
    fetcher = Fetcher(FetchPolicy(seconds=0.2), lambda host, port: time.sleep(1) or [])
    assert problem_of(fetcher.fetch("http://news.example/")) == "took longer than 0.2 seconds to fetch"


SPELLINGS = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.0.0.1. localhost
localhost. LOCALHOST [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:0a00:1::]
[2001:0:4136:e378:8000:63bf:80ff:fffe] [fe80::1] [fe80::1%25eth0] [fc00::1] [fec0::1] [ff02::1] 0.0.0.0 0
10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.0.0.1
１２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 %31%32%37.0.0.1 a@127.0.0.1 8.8.8.8@127.0.0.1
8.8.8.8%20.example 8.8.8.8\\@127.0.0.1 127.0.0.1%00.example 4294967297 1.1.1.1.1 0x 0x7f.1 .. [127.0.0.1]
[::1
"""


@pytest.mark.parametrize("host", SPELLINGS.split())
def test_hosts_that_are_not_public_are_refused_in_every_spelling(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: object, **kwargs: object) -> socket.socket:
        raise AssertionError("connected")

    monkeypatch.setattr(socket, "create_connection", connect)
    for scheme in ("http", "https"):
        assert isinstance(fetch(f"{scheme}://{host}/", FetchPolicy()), Problem)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]
)
def test_public_addresses(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://News.Example./a b", None),
        ("HTTP://News.Example.", "http://news.example/"),
        ("https://news.example:443/ä?q=ö", "https://news.example/%C3%A4?q=%C3%B6"),
        ("https://häfen.example:8443/%20", "https://xn--hfen-loa.example:8443/%20"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://news.example:99999/", None),
        ("http:///etc/hostname", None),
        ("javascript:x", None),
        ("http://news.example/\r\nHost: b.example", None),
    ],
)
def test_addresses_are_taken_apart_once(url: str, same: str | None) -> None:
    from dragoman.errors import IntakeError

    if same is None:
        with pytest.raises(IntakeError):
            parse_address(url)
    else:
        assert parse_address(url).url == same


def test_tls_proves_the_name_not_the_number(tmp_path: Path) -> None:
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    try:
        subprocess.run(
            ["openssl", *made, *names, "-keyout", "k.pem", "-out", "c.pem"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs openssl to make a certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    trusting = FetchPolicy(seconds=5, pause_seconds=0, allow_private=True, ca_file=str(tmp_path / "c.pem"))
    with serving(context) as address:
        port = address.rpartition(":")[2]

        def resolve(host: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        assert isinstance(Fetcher(trusting, resolve).fetch(f"https://news.example:{port}/page"), Fetched)
        assert "prove who it is" in problem_of(Fetcher(trusting, resolve).fetch(f"https://other.example:{port}/page"))
        assert "prove who it is" in problem_of(Fetcher(LOCAL, resolve).fetch(f"https://news.example:{port}/page"))


WITH_NET = IntakeOptions(max_bytes=50_000, fetch=LOCAL)


def test_an_address_is_an_input(site: str) -> None:
    (page, text), problems = read_all([f"{site}/page", f"{site}/cyrillic", f"{site}/missing"], WITH_NET)
    assert (page.uri, page.facts.url, page.media_type) == (f"{site}/page", f"{site}/page", "text/html")
    assert text.text == "Министры встретились."
    assert [p.what for p in problems] == ["the server answered 404"]


def test_the_links_of_a_feed_are_followed_only_when_asked(site: str) -> None:
    documents, _ = read_all([f"{site}/feed"], WITH_NET)
    assert [d.text for d in documents] == ["A", "B"]
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/feed"]


def test_followed_links_keep_what_the_feed_tells_and_a_lost_article_keeps_its_entry(site: str) -> None:
    options = IntakeOptions(max_bytes=50_000, fetch=LOCAL, follow_links=True)
    (article, entry), problems = read_all([f"{site}/feed"], options)
    assert "on day 5" in article.text
    assert (article.facts.published, article.facts.site_name) == ("Fri, 14 Mar 2031 08:00:00 GMT", "Courier")
    assert (entry.text, [p.input for p in problems]) == ("B", [f"{site}/missing"])


def test_nothing_is_fetched_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fetcher, "fetch", lambda self, url: pytest.fail("fetched"))
    (tmp_path / "feed.xml").write_bytes(FEED % (b"http://a.example", b"http://b.example"))
    assert len(read_all([tmp_path], SMALL)[0]) == 2
