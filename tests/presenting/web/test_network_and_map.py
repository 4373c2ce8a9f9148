"""Meetings as a network and places as a map: filtered by a form, each name a link, hostile words only words."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from dragoman.datamodel import OutletName, Place, Record
from dragoman.presenting.pictures.network import Tie
from dragoman.presenting.web.application import make_application
from dragoman.presenting.web.pages.network import list_meetings
from dragoman.record.indexing import keep_index, make_index
from dragoman.record.loading import record_items, record_sentences
from dragoman.record.store import Batch, open_store
from tests.presenting.records import make_met
from tests.presenting.web.hostile import HOSTILE


def client_of(path: Path, record: Record) -> TestClient:
    with open_store(path, create=True) as store:
        store.add(Batch(record.documents, record.reports, record.readings, record.problems))
        index = make_index(record)
        store.replace_derived("x", record_items(record), record_sentences(record), lambda s: keep_index(s, index))
    return TestClient(make_application(path), base_url="http://localhost")


def make_placed(words: str) -> Record:
    """Two persons met in a place, told by an outlet of another name than theirs: media that only ask are no party."""
    record = make_met(words, days=("2026-03-01", "2026-03-02"))
    report = replace(record.reports[0], outlet=OutletName("Gazette", None))
    place = Place(words, "MT", 35.9, 14.5, record.reports[0].published.evidence[0])
    return replace(record, reports=(report,), events=(replace(record.events[0], places=(place,)),))


def tree_of(client: TestClient, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode("utf-8"))


def test_those_who_met_are_tied_and_lead_to_their_pages(tmp_path: Path) -> None:
    client = client_of(tmp_path / "r.db", make_placed("Ann Holm"))
    page = tree_of(client, "/network")
    assert page.xpath("//svg//path[@class='tie']")
    assert page.xpath("//svg/@role") == ["group", "group"]
    assert page.xpath("//tbody//a/@href") == ["/actor/act-1", "/actor/act-2", "/event/evt-1"]
    tie = client.get("/network.json").json()["ties"][0]
    assert (tie["a"], tie["b"], tie["times"], tie["events"]) == ("Ann Holm", "Bo Ann Holm", 1, ["evt-1"])


def test_the_address_that_an_event_had_leads_to_where_it_is_now(tmp_path: Path) -> None:
    record = make_placed("Ann Holm")
    client = client_of(tmp_path / "r.db", record)
    client_of(tmp_path / "r.db", replace(record, events=(replace(record.events[0], id="evt-2"),)))
    for address in ("/event/evt-1", "/event/evt-1.json"):
        answer = client.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, address.replace("evt-1", "evt-2"))
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("asked", ["since=2027", "until=2025", "kind=state", "actor=act-9"])
def test_what_does_not_fit_is_not_drawn(tmp_path: Path, asked: str) -> None:
    client = client_of(tmp_path / "r.db", make_placed("Ann Holm"))
    assert not tree_of(client, f"/network?{asked}").xpath("//svg")
    assert tree_of(client, "/network?kind=person&since=2026&actor=act-1").xpath("//svg")


def test_a_kind_that_is_none_is_refused(tmp_path: Path) -> None:
    assert client_of(tmp_path / "r.db", make_met()).get("/network?kind=planet").status_code == 400


def test_a_place_leads_to_the_search_for_its_events(tmp_path: Path) -> None:
    client = client_of(tmp_path / "r.db", make_placed("Arden"))
    page = tree_of(client, "/map?since=2026")
    assert set(page.xpath("//main//svg//a/@href | //tbody//a/@href")) == {"/search?since=2026&place=Arden"}
    assert client.get("/search.json?since=2026&place=Arden").json()["total"] == 1
    assert client.get("/map.json").json()["places"] == [{"name": "Arden", "events": 1, "lat": 35.9, "lon": 14.5}]


@pytest.mark.parametrize("words", HOSTILE[::7])
def test_hostile_words_stay_words(tmp_path: Path, words: str) -> None:
    client = client_of(tmp_path / "r.db", make_placed(words))
    for address in ("/network", "/map", "/timeline", "/event/evt-1"):
        tree = tree_of(client, address)
        assert not list(tree.iter("script", "style", "img", "iframe", "object", "embed", "base")), address
        assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a in ("style", "autofocus")]
        drawn = {str(e.tag) for svg in tree.iter("svg") for e in svg.iter()}
        assert drawn <= {"svg", "title", "desc", "path", "g", "rect", "text", "circle", "a"}, address
        assert all(a.get("href").startswith(("/", "#")) for a in tree.iter("a")), address


def test_the_table_tells_who_talked_with_whom_through_whom() -> None:
    ties = [
        Tie("Isles", "Northland", 1, False, "", ("e1",)),
        Tie("Northland", "Quay", 1, True, "", ("e2",)),
        Tie("Southland", "Quay", 2, True, "", ("e2", "e3")),
    ]
    rows = {(m.who, m.whom, m.through): m.events for m in list_meetings(ties)}
    assert rows == {
        ("Isles", "Northland", ""): ("e1",),
        ("Northland", "Southland", "Quay"): ("e2",),
        ("Southland", "", "Quay"): ("e3",),
    }
