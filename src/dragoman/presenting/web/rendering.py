"""Answers as HTML: one environment that escapes everything, and plain pages for what went wrong."""

import json
import logging

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import __version__
from dragoman.errors import RecordError
from dragoman.presenting.differing import name_matter
from dragoman.presenting.pictures import timeline
from dragoman.presenting.web import links, wording
from dragoman.presenting.web.asking import Answer

_NAMES = {
    202: "Kept",
    400: "Not understood",
    403: "Refused",
    413: "Too long",
    404: "Not found",
    405: "Not allowed here",
    414: "Too long",
}
_log = logging.getLogger(__name__)


class Templates:
    """The pages' templates, with the words and links that all of them use."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("dragoman.presenting.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        for module in (links, wording):
            public = {k: v for k, v in vars(module).items() if callable(v) and v.__module__ == module.__name__}
            self._environment.globals.update(public)
        self._environment.globals.update(version=__version__, timeline_caption=timeline.CAPTION)
        self._environment.filters["matter"] = name_matter

    def write(self, answer: Answer, path: str, query: str, token: str = "") -> bytes:
        """A page; with a token, its forms for judging."""
        data = ("/index.json" if path == "/" else f"{path}.json") + (f"?{query}" if query else "")
        page = self._environment.get_template(answer.template)
        text = page.render(title=answer.title, path=path, data_link=data, token=token, **answer.shown)
        return text.encode("utf-8", "replace")

    def refuse(self, request: Request, error: Exception) -> Response:
        """The page for a question that cannot be answered: what is the matter, in one line."""
        if isinstance(error, HTTPException) and error.headers and "Location" in error.headers:
            ending = ".json" if request.url.path.endswith(".json") else ""
            return RedirectResponse(error.headers["Location"] + ending, error.status_code)
        code, words = _explain(error)
        if code == 500:
            _log.error("%s: %s", request.url.path, type(error).__name__)
        if request.url.path.endswith(".json"):
            return Response(json.dumps({"error": words}), code, media_type="application/json")
        page = self._environment.get_template("error.html")
        title = _NAMES.get(code, "No answer")
        text = page.render(title=title, path=request.url.path, data_link="", words=words)
        return HTMLResponse(text.encode("utf-8", "replace"), code)


def _explain(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        words = "There is no such page." if error.detail == "Not Found" else error.detail
        return error.status_code, words
    if isinstance(error, RecordError):
        return 503, str(error).split(": ", 1)[-1]
    return 500, "The page could not be made. The record is unharmed."
