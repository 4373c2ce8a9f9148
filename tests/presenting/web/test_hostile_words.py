"""Whatever words a report holds, a page says them and nothing in it comes alive."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html
from starlette.testclient import TestClient

from dragoman.presenting.web.application import make_application
from tests.presenting.web.hostile import HOSTILE, write_record

PLAIN = "the mayor"
LOCAL = ("/", "#")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path: Path = tmp_path_factory.mktemp("hostile") / "r.db"
    write_record(path, (*HOSTILE, PLAIN, PLAIN))
    return TestClient(make_application(path), base_url="http://localhost")


def pages_of(number: int, words: str) -> list[str]:
    keys = ("event/evt", "report/rep", "actor/act", "story/sto")
    asked = [("/outlet", {"name": words}), ("/search", {"q": words, "outlet": words, "place": words})]
    asked += [("/actors", {"q": words}), ("/compare", {"a": f"rep-{number}", "b": f"rep-{number - 1}"})]
    return [f"/{key}-{number}" for key in keys] + [f"{path}?{urlencode(values)}" for path, values in asked]


def fetch(client: TestClient, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.document_fromstring(response.content.decode("utf-8"))


def skeleton(tree: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The elements with their attributes, without the picture, whose boxes wrap by the length of the words."""
    drawn = {e for svg in tree.iter("svg") for e in svg.iter()}
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in tree.iter() if e not in drawn]


@pytest.mark.parametrize(("number", "words"), list(enumerate(HOSTILE)), ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(client: TestClient, number: int, words: str) -> None:
    for address in pages_of(number, words)[: None if number else -1]:
        tree = fetch(client, address)
        assert not list(tree.iter("script", "style", "img", "iframe", "object", "embed", "base")), address
        assert {e.get("action") for e in tree.iter("form")} <= {"/search", "/trace", "/actors"}, address
        for element in tree.iter():
            assert not [a for a in element.attrib if a.startswith("on") or a in ("style", "autofocus")], address
        links = [e.get("href") for e in tree.iter("a")]
        assert all(link.startswith(LOCAL) and not link.startswith("//") for link in links), address


@pytest.mark.parametrize("kind", ["event/evt", "report/rep", "actor/act", "story/sto"])
def test_hostile_words_add_no_element_and_no_attribute(client: TestClient, kind: str) -> None:
    plain = skeleton(fetch(client, f"/{kind}-{len(HOSTILE)}"))
    for number in range(len(HOSTILE)):
        tree = fetch(client, f"/{kind}-{number}")
        assert skeleton(tree) == plain or number == 0, HOSTILE[number]
        said = " ".join(tree.text_content().split())
        assert " ".join(HOSTILE[number].split()) in said


@pytest.mark.parametrize("words", HOSTILE[::10])
def test_hostile_words_in_the_picture_stay_words(client: TestClient, words: str) -> None:
    tree = fetch(client, f"/event/evt-{HOSTILE.index(words)}")
    drawn = {str(e.tag) for svg in tree.iter("svg") for e in svg.iter()}
    assert drawn == {"svg", "title", "desc", "path", "g", "rect", "text"}


@pytest.mark.parametrize(
    "address", ["/", "/stories", "/timeline", "/outlets", "/problems", "/actors", "/disagreements"]
)
def test_hostile_words_in_lists_stay_words(client: TestClient, address: str) -> None:
    tree = fetch(client, address)
    assert not list(tree.iter("script", "style", "img", "iframe", "base"))
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
