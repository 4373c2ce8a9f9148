"""Judgements through forms: kept, signed, taken back; and refused where another site sends them."""

import re
from pathlib import Path
from threading import Event

import pytest
from lxml import html
from starlette.testclient import TestClient

from dragoman.presenting.web import editing
from dragoman.presenting.web.application import make_application
from dragoman.record.judgements import decided_in
from dragoman.record.store import Store, open_store
from tests.presenting.web.hostile import HOSTILE, write_record

KINDS = ("merge-actors", "split-actor", "merge-events", "split-event", "note", "grade")
OWN = {"origin": "http://localhost"}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    write_record(path, ("the mayor", "the envoy"))
    return path


@pytest.fixture
def derived() -> list[str]:
    return []


@pytest.fixture
def client(record: Path, derived: list[str]) -> TestClient:
    app = make_application(record, derive=lambda store: derived.append(str(store.path)))
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def token_of(client: TestClient, address: str = "/event/evt-0") -> str:
    return html.document_fromstring(client.get(address).text).xpath("//input[@name='token']/@value")[0]


def judge(client: TestClient, origin: dict[str, str] = OWN, **form: str) -> int:
    return client.post("/judge", data={"token": token_of(client), **form}, headers=origin).status_code


def decided(path: Path) -> list[str]:
    with open_store(path) as store:
        return [j.kind for j in decided_in(store, KINDS)]


def test_without_leave_to_edit_there_are_no_forms_and_nothing_to_send_them_to(record: Path) -> None:
    client = TestClient(make_application(record), base_url="http://localhost")
    page = client.get("/event/evt-0")
    assert "/judge" not in re.findall(r'action="([^"]*)"', page.text)
    assert "set-cookie" not in page.headers
    assert client.post("/judge", data={"kind": "note"}).status_code == 404


def test_two_events_are_made_one_and_parted_again(client: TestClient, record: Path, derived: list[str]) -> None:
    assert (
        judge(client, kind="merge-events", subject="evt-0", other="http://localhost/event/evt-1", by="A. Reader") == 303
    )
    with open_store(record) as store:
        (kept,) = decided_in(store, KINDS)
    assert (kept.kind, kept.by, [j.members for j in kept.of]) == ("merge-events", "A. Reader", [("men-0",), ("men-1",)])
    assert judge(client, kind="undo", id=kept.id) == 303
    assert decided(record) == []
    assert len(derived) == 2


def test_a_record_that_takes_long_to_derive_keeps_nobody_waiting(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "PATIENCE", 0.05)
    go_on, done = Event(), Event()

    def derive(store: Store) -> None:
        go_on.wait(10)
        done.set()

    app = make_application(record, derive=derive)
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    form = {"token": token_of(client), "kind": "merge-actors", "subject": "act-0", "other": "act-1"}
    answer = client.post("/judge", data=form, headers=OWN)
    assert answer.status_code == 202
    assert "Your judgement is kept" in answer.text
    assert decided(record) == ["merge-actors"]
    assert client.get("/event/evt-0").status_code == 200  # meanwhile
    go_on.set()
    assert done.wait(10)


def test_two_actors_are_made_one(client: TestClient, record: Path) -> None:
    assert judge(client, kind="merge-actors", subject="act-0", other="act-1") == 303
    assert decided(record) == ["merge-actors"]


def test_a_note_and_a_grade_stand_on_the_page_and_change_nothing_else(client: TestClient, derived: list[str]) -> None:
    assert (
        judge(client, kind="note", of="event", subject="evt-0", note="Asked the <b>office</b>.", by="A. Reader") == 303
    )
    assert judge(client, kind="grade", of="event", subject="evt-0", reliability="B", credibility="3") == 303
    said = html.document_fromstring(client.get("/event/evt-0").text).text_content()
    assert "Asked the <b>office</b>." in said
    assert "B3" in said
    assert not derived


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "merge-events", "subject": "evt-0", "other": "evt-0"},
        {"kind": "merge-events", "subject": "evt-0", "other": "the other one"},
        {"kind": "split-event", "subject": "evt-0", "part": "men-0"},
        {"kind": "split-event", "subject": "evt-0", "part": "men-1"},
        {"kind": "split-actor", "subject": "act-0", "part": "Nobody"},
        {"kind": "grade", "of": "event", "subject": "evt-0", "reliability": "G", "credibility": "3"},
        {"kind": "note", "of": "event", "subject": "evt-0"},
        {"kind": "drop"},
    ],
)
def test_what_cannot_be_meant_is_refused(client: TestClient, record: Path, form: dict[str, str]) -> None:
    assert judge(client, **form) == 400
    assert decided(record) == []


@pytest.mark.parametrize(
    "origin", [{}, {"origin": "null"}, {"origin": "http://evil.example"}, {"origin": "http://localhost.evil"}]
)
def test_a_form_from_elsewhere_is_refused(client: TestClient, record: Path, origin: dict[str, str]) -> None:
    assert judge(client, origin, kind="note", of="event", subject="evt-0", note="x") == 403
    assert decided(record) == []


def test_a_form_without_the_token_of_its_session_is_refused(client: TestClient, record: Path) -> None:
    form = {"kind": "note", "of": "event", "subject": "evt-0", "note": "x"}
    stolen = token_of(client)
    assert client.post("/judge", data=form, headers=OWN).status_code == 403
    client.cookies.clear()
    assert client.post("/judge", data={**form, "token": stolen}, headers=OWN).status_code == 403
    assert decided(record) == []


def test_the_session_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_an_overlong_form_is_refused(client: TestClient) -> None:
    assert judge(client, kind="note", of="event", subject="evt-0", note="x" * 70_000) == 413


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example", "/\\evil.example", ""])
def test_nobody_is_sent_to_another_site(client: TestClient, back: str) -> None:
    form = {"token": token_of(client), "kind": "note", "of": "event", "subject": "evt-0", "note": "x", "back": back}
    assert client.post("/judge", data=form, headers=OWN).headers["location"] == "/"


@pytest.mark.parametrize("words", HOSTILE[::25])
def test_hostile_words_in_a_form_stay_words(tmp_path: Path, words: str) -> None:
    write_record(tmp_path / "r.db", (words, words))
    app = make_application(tmp_path / "r.db", derive=_nothing)
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    assert judge(client, kind="note", of="actor", subject="act-0", note=words, by=words) == 303
    for address in ("/event/evt-0", "/actor/act-0", "/judgements"):
        tree = html.document_fromstring(client.get(address).text)
        assert not list(tree.iter("script", "style", "img", "iframe", "base"))
        assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a == "autofocus"]


def _nothing(store: Store) -> None:
    assert store
