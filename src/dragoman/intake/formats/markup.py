"""A fragment of HTML (a feed's content, a dump's body) as paragraphs. Called inside the guarded worker."""

import re
from collections.abc import Iterator

from lxml import etree, html

from dragoman.intake.documents import drop_unstorable

_PARAGRAPH_TAGS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "div", "dd", "dl", "dt", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_SILENT_TAGS = frozenset(("head", "script", "style", "noscript", "template", "iframe", "object", "svg", "title"))
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_LOOKS_MARKED_UP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|li|ul|h[1-6]|figure|article|td)>|<(?:br|p|img|hr)\b|&(?:\w{2,8}|#\w{2,6});", re.I
)


def looks_marked_up(text: str) -> bool:
    """True where a text holds HTML tags or entities: "<p>Ministers met.</p>"."""
    return _LOOKS_MARKED_UP.search(text) is not None


def find_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that may be HTML, without markup, spaces run together."""
    if not looks_marked_up(text):
        pieces = re.split(r"\n\s*\n", drop_unstorable(text))
        return [p.strip() for p in pieces if p.strip()]
    root = html.document_fromstring(f"<div>{drop_unstorable(text)}</div>")
    lines = "".join(_runs_of_text(root)).split("\n")
    return [line for line in (_SPACES.sub(" ", raw).strip() for raw in lines) if line]


def _runs_of_text(root: html.HtmlElement) -> Iterator[str]:
    """The text in reading order, a line break at each paragraph's edge; iterative, however deep the tags lie."""
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in _SILENT_TAGS
            yield "" if silent else _edge(tag) + _inner(element.text)
        else:
            silent -= event == "end" and tag in _SILENT_TAGS
            yield "" if silent else _edge(tag) + _inner(element.tail)


def _edge(tag: str) -> str:
    return "\n" if tag in _PARAGRAPH_TAGS or tag == "br" else ""


def _inner(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")
