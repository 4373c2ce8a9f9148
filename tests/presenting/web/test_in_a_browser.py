"""The pages in a real browser: three clicks to a quotation, keyboard alone, no error, nothing asked of another host."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from dragoman.datamodel import Record
from dragoman.presenting.web.application import make_application

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: apt-get install chromium")
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def address(example_record_file: Path) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    application = make_application(example_record_file)
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    """A page that fails the test on any error, refused content or request to another host."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    opened, trouble = context.new_page(), []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else trouble.append(asked.url))
    yield opened
    context.close()
    assert not trouble


def addresses(record: Record) -> list[str]:
    a, b = record.reports[:2]
    keys = [f"/event/{record.events[0].id}", f"/story/{record.stories[0].id}", f"/actor/{record.actors[0].id}"]
    keys += [f"/report/{a.id}", f"/compare?a={a.id}&b={b.id}", "/trace?q=ministers+met", "/search?q=talks"]
    return [*keys, "/", "/stories", "/actors", "/outlets", "/timeline", "/network", "/map", "/about", "/problems"]


def test_from_search_to_the_quotation_in_three_clicks(page: sync_api.Page) -> None:
    page.goto("/")
    page.get_by_label("Search events").fill("talks")
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator(".row .title").first.click()
    quotation = page.locator(".telling blockquote").first.inner_text()
    page.get_by_role("link", name="in the report").first.click()
    passage = "".join(page.locator("mark.passage").evaluate_all("all => all.map(m => m.firstChild.data)"))
    assert " ".join(passage.split()) == " ".join(quotation.split())
    assert page.locator("mark.passage").first.is_visible()


def test_a_reading_is_explained_on_hover_and_on_focus(page: sync_api.Page, example_record: Record) -> None:
    page.goto(f"/report/{next(r.report for r in example_record.readings if r.events)}")
    mark = page.locator("article mark.trigger").first
    tip = mark.locator(".tip")
    assert not tip.is_visible()
    mark.hover()
    assert "Event:" in tip.inner_text()
    page.mouse.move(0, 0)
    mark.focus()
    assert tip.is_visible()


def test_the_keyboard_alone_reaches_an_explained_reading(page: sync_api.Page) -> None:
    page.goto("/search?q=talks")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    go_to(page, ".row .title")
    go_to(page, ".telling a")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator("mark:focus > .tip").count():
            break
    assert page.locator("mark:focus > .tip").is_visible()


def go_to(page: sync_api.Page, wanted: str) -> None:
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            break
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before, timeout=5000)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(page: sync_api.Page, example_record: Record, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses(example_record):
        page.goto(address)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(
    browser: sync_api.Browser, address: str, example_record: Record, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page, found = context.new_page(), []
    for wanted in addresses(example_record)[: None if scheme == "light" else 5]:  # in the dark only colours differ
        page.goto(wanted)
        result = axe.run(page).response
        assert result["passes"]
        found += [(wanted, v["impact"], v["id"], v["nodes"][0]["html"][:200]) for v in result["violations"]]
    context.close()
    assert not found
