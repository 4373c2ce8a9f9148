"""Where each thing stands: addresses on this host, with every word of a record quoted."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

_SECTIONS = {"event": "/search", "story": "/stories", "actor": "/actors", "outlet": "/outlets"}


def section_of(path: str) -> str:
    """The page of the menu that lists what a page shows one of; empty where none does."""
    return _SECTIONS.get(path.split("/")[1], "")


def event_link(key: str) -> str:
    """An event's page."""
    return f"/event/{quote(key, safe='')}"


def story_link(key: str) -> str:
    """A story's page."""
    return f"/story/{quote(key, safe='')}"


def actor_link(key: str) -> str:
    """An actor's page."""
    return f"/actor/{quote(key, safe='')}"


def outlet_link(name: str) -> str:
    """An outlet's page."""
    return f"/outlet?{urlencode({'name': name})}"


def report_link(key: str, start: int | None = None, end: int | None = None) -> str:
    """A report's page; with a place, that passage is marked and scrolled to."""
    page = f"/report/{quote(key, safe='')}"
    return page if start is None else f"{page}?at={start}-{end}#c{start}"


def compare_link(a: str, b: str) -> str:
    """Two reports side by side."""
    return f"/compare?{urlencode({'a': a, 'b': b})}"


def search_link(values: Iterable[tuple[str, str]], page: int = 1) -> str:
    """A search by its values."""
    pairs = [*values, *([("page", str(page))] if page > 1 else [])]
    return f"/search?{urlencode(pairs)}" if pairs else "/search"


def is_address(uri: str) -> bool:
    """True for an address that a browser may be sent to."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
