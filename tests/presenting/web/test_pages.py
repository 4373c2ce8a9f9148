"""Every page answers, as HTML and as JSON, and says what it is there to say."""

from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from dragoman.datamodel import Record
from dragoman.presenting.web.application import make_application

LISTS = (
    "/",
    "/search",
    "/stories",
    "/actors",
    "/outlets",
    "/timeline",
    "/network",
    "/map",
    "/disagreements",
    "/trace",
    "/problems",
    "/about",
)


@pytest.fixture(scope="module")
def client(example_record_file: Path) -> TestClient:
    return TestClient(make_application(example_record_file), base_url="http://localhost")


@pytest.fixture(scope="module")
def addresses(example_record: Record) -> list[str]:
    a, b = example_record.reports[:2]
    outlet = next(r.outlet.name for r in example_record.reports if r.outlet)
    one = [f"/event/{example_record.events[0].id}", f"/story/{example_record.stories[0].id}"]
    one += [f"/actor/{example_record.actors[0].id}", f"/report/{a.id}", f"/outlet?name={outlet}"]
    return [
        *LISTS,
        *one,
        f"/compare?a={a.id}&b={b.id}",
        "/trace?q=two+ministers+met",
        "/search?q=talks&status=happened",
    ]


def tree_of(client: TestClient, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.document_fromstring(response.text)


def as_json(address: str) -> str:
    path, _, query = address.partition("?")
    return f"{'/index' if path == '/' else path}.json{'?' if query else ''}{query}"


def test_every_page_answers_as_html_and_as_json(client: TestClient, addresses: list[str]) -> None:
    for address in addresses:
        tree = tree_of(client, address)
        assert len(tree.xpath("//main//h1")) == 1, address
        data = client.get(as_json(address))
        assert data.status_code == 200, address
        assert data.json(), address
        assert as_json(address).replace(" ", "+") in [a.get("href") for a in tree.iter("a")] or " " in address


def test_every_link_of_every_page_leads_somewhere(client: TestClient, addresses: list[str]) -> None:
    links = {a.get("href") for address in addresses for a in tree_of(client, address).iter("a")}
    for link in sorted(link.partition("#")[0] for link in links if link.startswith("/"))[:400]:
        assert client.get(link).status_code == 200, link


def test_every_anchor_stands_on_its_page(client: TestClient, addresses: list[str]) -> None:
    for address in addresses:
        tree = tree_of(client, address)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        assert {a.get("href")[1:] for a in tree.iter("a") if a.get("href").startswith("#")} <= set(ids), address
        assert set(tree.xpath("//@aria-describedby")) <= set(ids), address


def test_a_telling_leads_to_its_words_in_the_report(client: TestClient, example_record: Record) -> None:
    page = tree_of(client, f"/event/{example_record.events[0].id}")
    telling = page.xpath("//div[@class='telling']")[0]
    address, _, anchor = telling.xpath(".//a[text()='in the report']/@href")[0].partition("#")
    marked = "".join(
        m.xpath("string(text())") for m in tree_of(client, address).xpath("//mark[contains(@class,'passage')]")
    )
    assert marked[:20] in " ".join(telling.xpath("string(blockquote)").split())
    assert tree_of(client, address).xpath(f"//mark[@id='{anchor}']")


def test_an_event_tells_why_it_is_one_and_leads_to_its_neighbours(client: TestClient, example_record: Record) -> None:
    event = next(e for e in example_record.events if e.why_merged and e.kept_apart)
    joined, apart = tree_of(client, f"/event/{event.id}").xpath(
        "//h2[.='How its passages were joined']/following::details"
    )[:2]
    assert len(joined.xpath(".//li/ul/li")) == len(event.why_merged)
    assert [a.get("href") for a in apart.xpath("h3/a")] == [f"/event/{k.event}" for k in event.kept_apart]
    assert all(reason in apart.text_content() for k in event.kept_apart for reason in k.reasons)


def test_the_whole_text_of_a_report_stands_on_its_page(client: TestClient, example_record: Record) -> None:
    report = example_record.reports[0]
    text = next(d.text for d in example_record.documents if d.id == report.document)
    page = tree_of(client, f"/report/{report.id}")
    for extra in page.xpath("//span[@class='tip' or @class='role']"):
        extra.drop_tree()
    shown = "".join("".join(p.text_content().split()) for p in page.xpath("//article//p"))
    assert shown == "".join("".join(text[b.start : b.end].split()) for b in report.blocks)


def test_every_marked_reading_is_explained_without_a_pointer(client: TestClient, example_record: Record) -> None:
    page = tree_of(client, f"/report/{example_record.reports[0].id}")
    marks = page.xpath(
        "//article//mark[contains(@class,'cue') or contains(@class,'trigger') or contains(@class,'source')]"
    )
    assert marks
    assert all(m.get("tabindex") == "0" and m.xpath("span[@class='tip']/span") for m in marks)


def test_a_search_is_narrowed_and_widened_by_its_links(client: TestClient) -> None:
    page = tree_of(client, "/search")
    narrowed = page.xpath("//details[@class='facet']//li/a/@href")[0]
    total = client.get(narrowed.replace("/search", "/search.json")).json()["total"]
    assert 0 < total < client.get("/search.json").json()["total"]
    assert tree_of(client, narrowed).xpath("//ul[@class='chosen']//a/@href") == ["/search"]


def test_a_list_tells_each_event_in_a_reports_words_and_on_whose_word(
    client: TestClient, example_record: Record
) -> None:
    rows = {r.xpath("a/@href")[0]: r for r in tree_of(client, "/search").xpath("//li[@class='row']")}
    texts = {d.id: d.text for d in example_record.documents}
    for event in example_record.events[:10]:
        row = rows[f"/event/{event.id}"]
        told = row.xpath("string(span[@class='told'])").strip("“”")
        assert " ".join(texts[event.lead.document][event.lead.start : event.lead.end].split()).startswith(told[:40])
        assert ("no source shown" in row.text_content()) == (not event.origins)


def test_an_event_is_found_by_the_words_of_any_sentence_that_tells_it(client: TestClient) -> None:
    found = client.get("/search.json?q=hotel+floors").json()["events"]
    assert any("Talks" in row["title"] or "talks" in row["title"] for row in found)


def test_every_disagreement_stands_on_one_page(client: TestClient, example_record: Record) -> None:
    page = tree_of(client, "/disagreements")
    assert 0 < len(page.xpath("//main/h2")) <= len(example_record.discrepancies)
    linked = {d.event for d in example_record.discrepancies if d.event}
    assert {h.rpartition("/")[2] for h in page.xpath("//h2/a/@href")} == linked


def test_the_trace_box_answers_as_the_command_does(client: TestClient, example_record_file: Path, resources) -> None:
    from dragoman.record.loading import load_record
    from dragoman.record.store import open_store
    from dragoman.record.tracing import trace_claim

    claim = "the delegations held talks"
    with open_store(example_record_file) as store:
        traced = trace_claim(claim, store, load_record(store), resources)
    answer = client.get("/trace.json", params={"q": claim}).json()
    assert [p["span"]["start"] for p in answer["passages"]] == [p.span.start for p in traced.passages]
    assert answer["independent_origins"]["at_most"] == traced.independent_origins.at_most
    assert answer["passages"]


def test_a_copy_that_drops_its_source_shows_what_it_dropped(client: TestClient, example_record: Record) -> None:
    pair = max(example_record.reuse, key=lambda r: max(r.share_a, r.share_b))
    page = tree_of(client, f"/compare?a={pair.a}&b={pair.b}")
    exact = "".join(m.xpath("string(text())") for m in page.xpath("//article//mark[contains(@class,'shared')]"))
    changed = "".join(m.xpath("string(text())") for m in page.xpath("//article//mark[@class='recast']"))
    assert "Senior officials from Iceland and Uruguay" in exact
    assert "diplomats told Atlantica" in changed
