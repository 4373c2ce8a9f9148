"""Feeds asked again and again: only when due, only for what is new, ever less often where one does not answer."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from dragoman.cli.watching import watch_once
from dragoman.datamodel import Document, Problem
from dragoman.errors import UsageError
from dragoman.intake.feed_lists import read_feed_list
from dragoman.intake.options import FetchPolicy, IntakeOptions
from dragoman.intake.watched_feeds import FeedState, ask_feeds
from dragoman.record.store import open_store

OPTIONS = IntakeOptions(fetch=FetchPolicy(seconds=3, pause_seconds=0, allow_private=True))
ITEM = "<item><title>{0}</title><description>The mayors of Quay and Arden {0} in Port Amber.</description></item>"
EVERY = 900.0


class Site(http.server.BaseHTTPRequestHandler):
    """One feed whose mark is its number of items, and an address that answers with a failure."""

    items: ClassVar[list[str]] = []
    asked: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        if self.path != "/feed":
            self.send_error(404 if self.path == "/robots.txt" else 503)
            return
        mark = f'"{len(Site.items)}"'
        Site.asked.append(self.headers["If-None-Match"])
        if self.headers["If-None-Match"] == mark:
            self.send_response(304)
            self.end_headers()
            return
        body = "".join(ITEM.format(i) for i in Site.items)
        data = f"<rss version='2.0'><channel><title>Courier</title>{body}</channel></rss>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("ETag", mark)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.items[:], Site.asked[:] = ["met", "quarrelled"], []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def ask(address: str, state: FeedState, now: float) -> tuple[FeedState, tuple[Document | Problem, ...]] | None:
    found = list(ask_feeds([address], {address: state}, OPTIONS, every=EVERY, now=now))
    return found[0][1:] if found else None


def test_what_has_not_changed_is_not_sent_again(site: str) -> None:
    first = ask(f"{site}/feed", FeedState(), 0.0)
    assert first is not None
    state, items = first
    assert (len(items), state.etag, state.due) == (2, '"2"', EVERY)
    assert ask(f"{site}/feed", state, EVERY - 1) is None
    assert ask(f"{site}/feed", state, EVERY) == (FeedState('"2"', None, 0, 2 * EVERY), ())
    assert Site.asked == [None, '"2"']


def test_one_that_does_not_answer_is_asked_ever_less_often(site: str) -> None:
    state, dues = FeedState(), []
    for _ in range(9):
        found = ask(f"{site}/down", state, state.due)
        assert found is not None
        waited = found[0].due - state.due
        state = found[0]
        dues.append(waited)
        assert isinstance(found[1][0], Problem)
    assert dues[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert max(dues) == 24 * 3600


def test_a_round_keeps_what_is_new_and_tells_what_changed(site: str, tmp_path: Path) -> None:
    feeds = (f"{site}/feed",)
    with open_store(tmp_path / "r.db", create=True) as store:
        summary, states, changes = watch_once(store, feeds, {}, OPTIONS, every=EVERY)
        assert (summary.new, len(changes.reports_new)) == (2, 2)
        Site.items.append("signed a treaty")
        due = {address: FeedState(s.etag, s.modified) for address, s in states.items()}
        summary, _, changes = watch_once(store, feeds, due, OPTIONS, every=EVERY)
        assert (summary.new, summary.known, len(changes.reports_new)) == (1, 2, 1)
        assert not changes.reports_gone


def test_lists_of_feeds_are_opml_or_lines(tmp_path: Path) -> None:
    opml = tmp_path / "a.opml"
    opml.write_text(
        "<opml><body><outline text='n'><outline xmlUrl='https://a.example/f'/>"
        "<outline xmlUrl='https://b.example/f'/><outline xmlUrl='file:///etc/passwd'/></outline></body></opml>"
    )
    lines = tmp_path / "a.txt"
    lines.write_text("# mine\nhttps://a.example/f\n\nhttps://b.example/f\nhttps://a.example/f\n")
    assert read_feed_list(opml) == read_feed_list(lines) == ("https://a.example/f", "https://b.example/f")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no address"),
        ("<opml><body>", "no valid XML"),
        ("<!DOCTYPE o [<!ENTITY a 'b'>]><opml><body><outline xmlUrl='&a;'/></body></opml>", "entities"),
    ],
)
def test_a_bad_list_is_told_in_one_line(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "feeds"
    path.write_text(text)
    with pytest.raises(UsageError, match=says) as caught:
        read_feed_list(path)
    assert "\n" not in str(caught.value)
