"""Strict headers on every answer, foreign names refused, nothing told of our inside, nothing written."""

import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.errors import RecordError
from dragoman.presenting.web import application
from dragoman.record.store import open_to_read


@pytest.fixture(scope="module")
def client(example_record_file: Path) -> TestClient:
    app = application.make_application(example_record_file, ("desk.example",))
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


@pytest.mark.parametrize("address", ["/", "/index.json", "/static/style.css", "/nothing", "/search?page=0"])
def test_every_answer_carries_the_strict_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost:8765", 200),
        ("127.0.0.1", 200),
        ("[::1]:8765", 200),
        ("DESK.example", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
        ("[evil", 400),
        ("10.0.0.7", 400),
    ],
)
def test_only_names_that_were_given_are_served(client: TestClient, host: str, code: int) -> None:
    assert client.get("/about", headers={"host": host}).status_code == code


def test_beyond_this_machine_plain_addresses_are_served_and_strange_names_are_not(example_record_file: Path) -> None:
    app = application.make_application(example_record_file, ("0.0.0.0",), any_address=True)
    client = TestClient(app, base_url="http://10.0.0.7")
    assert client.get("/about").status_code == 200
    assert client.get("/about", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/event/evt-0",
        "/story/x",
        "/actor/x",
        "/report/x",
        "/outlet?name=Nobody",
        "/outlet",
        "/compare?a=x&b=y",
        "/x",
        "/event/evt-0.json",
        "/report/%00",
        "/event/a%2F..%2Fb",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "page=²",
        "page=99999999999",
        "status=perhaps",
        "since=yesterday",
        "q=" + "x" * 301,
        "&".join(f"actor={n}" for n in range(13)),
    ],
)
def test_what_cannot_be_meant_is_refused(client: TestClient, query: str) -> None:
    response = client.get(f"/search?{query}")
    assert response.status_code == 400
    assert "Not understood" in response.text


def test_an_overlong_question_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "x" * 5000).status_code == 414


def test_only_questions_are_answered(client: TestClient) -> None:
    assert client.post("/search", content="q=x").status_code == 405


def test_a_failure_of_ours_tells_nothing_of_our_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.presenting.web.pages import about

    monkeypatch.setattr(about, "count_kept", lambda _: 1 / 0)
    response = client.get("/about")
    assert response.status_code == 500
    assert "ZeroDivisionError" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_question_that_takes_too_long_is_ended(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "SECONDS", 0.0)
    monkeypatch.setattr("dragoman.record.store._STEPS", 1)
    response = client.get("/search")
    assert response.status_code == 503
    assert "took too long" in response.text


def test_a_record_open_to_read_cannot_be_written(example_record_file: Path) -> None:
    with pytest.raises(RecordError, match="readonly"), open_to_read(example_record_file, 1.0) as store:
        store.connection.execute("DELETE FROM item")
    with sqlite3.connect(example_record_file) as connection:
        assert connection.execute("SELECT count(*) FROM item").fetchone()[0]
