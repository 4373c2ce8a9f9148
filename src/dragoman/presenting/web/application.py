"""The web application: addresses to pages, each answered from a connection that can only read."""

import json
from collections.abc import Callable, Collection, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dragoman.errors import RecordError
from dragoman.presenting.web.asking import Answer, Asked, Page
from dragoman.presenting.web.editing import Editor
from dragoman.presenting.web.guarding import Guard
from dragoman.presenting.web.pages import (
    about,
    actors,
    comparing,
    events,
    home,
    network,
    outlets,
    places,
    reports,
    stories,
    tracing,
)
from dragoman.presenting.web.pages import search as searching
from dragoman.presenting.web.rendering import Templates
from dragoman.record.store import Store, open_to_read
from dragoman.resources.settling import settle
from dragoman.resources.world import load_middles, load_shores

SECONDS = 5.0  # that the queries of one page may work
Derive = Callable[[Store], None]
PAGES: dict[str, Page] = {
    "/": home.show_home,
    "/search": searching.show_search,
    "/stories": stories.list_stories,
    "/story/{key}": stories.show_story,
    "/event/{key}": events.show_event,
    "/actors": actors.list_actors,
    "/actor/{key}": actors.show_actor,
    "/outlets": outlets.list_outlets,
    "/outlet": outlets.show_outlet,
    "/report/{key}": reports.show_report,
    "/compare": comparing.show_comparison,
    "/disagreements": comparing.list_disagreements,
    "/timeline": searching.show_timeline,
    "/network": network.show_network,
    "/map": places.show_map,
    "/trace": tracing.show_trace,
    "/problems": about.list_problems,
    "/judgements": about.list_judgements,
    "/about": about.show_about,
}


def make_application(
    record: Path, hosts: Collection[str] = (), *, any_address: bool = False, derive: Derive | None = None
) -> Guard:
    """The pages of one record, for the host names given and this machine's own.

    With `derive`, which makes the record anew, people may judge: then there are forms.
    """
    load_middles()  # so that the first map is as quick as the others
    load_shores(fine=True)
    load_shores(fine=False)
    settle()
    editor = Editor(record, derive) if derive else None
    templates = Templates()
    routes = [Route("/static/style.css", _style, methods=["GET"])]
    for address, page in PAGES.items():
        as_json = "/index.json" if address == "/" else f"{address}.json"
        routes.append(Route(as_json, _data_of(record, page), methods=["GET"]))
        routes.append(Route(address, _page_of(record, page, templates, editor), methods=["GET"]))
    if editor:
        routes.append(Route("/judge", editor.judge, methods=["POST"]))
    refused = {HTTPException: templates.refuse, RecordError: templates.refuse, Exception: templates.refuse}
    return Guard(
        Starlette(routes=routes, exception_handlers=refused), hosts, any_address=any_address, editing=editor is not None
    )


def _page_of(record: Path, page: Page, templates: Templates, editor: Editor | None) -> Any:
    def answer(request: Request) -> Response:
        session = editor.session_of(request) if editor else ""
        token = editor.token(session) if editor else ""
        with open_to_read(record, SECONDS) as store:
            found = page(_asked(request, store))
            response = HTMLResponse(templates.write(found, request.url.path, request.url.query, token))
        if editor:
            editor.remember(session, response)
        return response

    return answer


def _data_of(record: Path, page: Page) -> Any:
    def answer(request: Request) -> Response:
        with open_to_read(record, SECONDS) as store:
            return _json_response(page(_asked(request, store)))

    return answer


def _asked(request: Request, store: Any) -> Asked:
    values: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        values[name] = (*values.get(name, ()), value)
    return Asked(store, request.path_params.get("key", ""), values)


def _json_response(answer: Answer) -> Response:
    text = json.dumps(_with_title(answer), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(text.encode("utf-8", "replace"), media_type="application/json")


def _with_title(answer: Answer) -> Mapping[str, Any]:
    return {"title": answer.title, **answer.data()}


def _style(request: Request) -> Response:  # noqa: ARG001
    page, pictures = files("dragoman.presenting.web") / "static", files("dragoman.presenting") / "pictures"
    style = "\n".join(f.read_text(encoding="utf-8") for f in (page / "style.css", pictures / "pictures.css"))
    return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
