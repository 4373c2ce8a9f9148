"""What a page says of itself: JSON-LD first, then OpenGraph and other meta elements, then what can be seen on it."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from dragoman.datamodel import PageFacts
from dragoman.intake.documents import drop_unstorable

MOST_JSON = 2_000_000  # characters of one script; more is no description of an article
DEEPEST_JSON = 40
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_SITE_SUFFIX = re.compile(r"\s{1,9}[|–—-]\s{1,9}[^|–—-]{2,40}$")
_SPACES = re.compile(r"\s+")

Json = dict[str, Any]


def find_facts(tree: HtmlElement, uri: str) -> tuple[PageFacts, str | None]:
    """The page's facts, and its description (which is often its standfirst)."""
    article = _find_article(tree)
    meta = _read_meta(tree)
    site = _name_of(article.get("publisher")) or meta.get("og:site_name")
    facts = PageFacts(
        title=_find_title(tree, article, meta, site),
        authors=_find_authors(article, meta),
        site_name=site,
        url=_find_url(tree, article, meta, uri),
        published=_text(article.get("datePublished")) or _first(meta, _PUBLISHED),
        modified=_text(article.get("dateModified")) or _first(meta, _MODIFIED),
        language=_text(article.get("inLanguage")) or _text(tree.get("lang")) or meta.get("og:locale"),
    )
    return facts, _text(article.get("description")) or _first(meta, ("og:description", "description"))


_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dc.date",
    "sailthru.date",
    "datepublished",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "last-modified", "datemodified")


def _find_title(tree: HtmlElement, article: Json, meta: dict[str, str], site: str | None) -> str | None:
    """The article's headline; a site's name behind it ("… - Harbour Gazette") is cut where a heading shows it so."""
    stated = _text(article.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    headings = [t for t in (_text(h.text_content()) for h in tree.iter("h1")) if t]
    title = _text(tree.findtext(".//title"))
    if stated is None:
        return headings[0] if headings else _cut_site(title, site)
    for heading in headings:
        if stated.startswith(heading) and _SITE_SUFFIX.fullmatch(stated[len(heading) :]):
            return heading
    return _cut_site(stated, site)


def _cut_site(title: str | None, site: str | None) -> str | None:
    if title and site and title.lower().endswith(site.lower()) and len(title) > len(site) + 3:
        return _SITE_SUFFIX.sub("", title)
    return title


def _find_authors(article: Json, meta: dict[str, str]) -> tuple[str, ...]:
    given = article.get("author")
    names = [_name_of(a) for a in (given if isinstance(given, list) else [given])]
    found = [n for n in names if n] or [a for a in [_first(meta, ("author", "article:author", "byl"))] if a]
    return tuple(dict.fromkeys(a for a in found if not a.startswith("http")))


def _find_url(tree: HtmlElement, article: Json, meta: dict[str, str], uri: str) -> str | None:
    links = [e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    page = article.get("mainEntityOfPage")
    stated = [*links, meta.get("og:url"), article.get("url"), page.get("@id") if isinstance(page, dict) else page]
    if uri.startswith(("http://", "https://")):
        stated.append(uri)
    return next((u for u in (_text(s) for s in stated) if u and u.startswith(("http://", "https://"))), None)


def _find_article(tree: HtmlElement) -> Json:
    """The page's JSON-LD object for the article itself: the first one of an article's type with a headline."""
    objects = [o for script in tree.iter("script") for o in _read_json(script)]
    articles = [o for o in objects if any(_ARTICLE.search(t) for t in _types(o))]
    return next((a for a in articles if a.get("headline")), articles[0] if articles else {})


def _read_json(script: HtmlElement) -> Iterator[Json]:
    if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
        return
    source = (script.text or "").strip()
    if not source or len(source) > MOST_JSON:
        return
    try:
        parsed = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    yield from _objects(parsed, 0)


def _objects(value: object, depth: int) -> Iterator[Json]:
    if depth > DEEPEST_JSON:
        return
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _objects(child, depth + 1)


def _types(item: Json) -> list[str]:
    kind = item.get("@type")
    return [str(k) for k in (kind if isinstance(kind, list) else [kind]) if k]


def _name_of(value: object) -> str | None:
    if isinstance(value, list):
        return _name_of(value[0]) if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _read_meta(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by lower-case property or name; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = _text(element.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[k] for k in keys if k in meta), None)


def _text(value: object) -> str | None:
    """A string without entities and surplus blanks; anything else, or an empty one, is None."""
    if not isinstance(value, str):
        return None
    return _SPACES.sub(" ", unescape(drop_unstorable(value))).strip() or None
