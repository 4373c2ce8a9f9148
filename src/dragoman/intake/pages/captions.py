"""Take the captions out of a page's tree, so that none is read as the reporter's own words."""

import re

from lxml.html import HtmlElement

from dragoman.intake.documents import drop_unstorable

LONGEST = 900  # characters; a longer "caption" is an article inside a figure
SHORTEST = 12
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:fig)?captions?(?:$|[\s_-])|caption[_-]?text|imagecaption|wp-caption-text", re.I
)
_CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:image|photo|media|picture)[_-]{0,2}(?:credit|source|byline|copyright)s?\b", re.I
)
_NOT_PICTURE = re.compile(r"closed[-_]?caption|captions?[-_]?(?:off|settings|menu|button|window|display)|vjs-", re.I)
_SPACES = re.compile(r"\s+")


def cut_captions(tree: HtmlElement) -> list[str]:
    """Remove every caption and credit element; return their texts in page order, each once."""
    found: dict[str, None] = {}
    for element in [e for e in tree.iter() if isinstance(e.tag, str) and _is_caption(e)]:
        if element.getparent() is None or not _attached(element, tree):
            continue
        text = _SPACES.sub(" ", drop_unstorable(_spaced_text(element))).strip()
        if len(text) > LONGEST:
            continue
        if len(text) >= SHORTEST:
            found.setdefault(text)
        element.drop_tree()
    return _without_parts(list(found))


def _is_caption(element: HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    if element.tag in ("body", "html", "article", "main", "button", "track", "video"):
        return False
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('data-testid') or ''}"
    marked = _CAPTION_CLASS.search(names) or _CREDIT_CLASS.search(names)
    return bool(marked) and not _NOT_PICTURE.search(names)


def _attached(element: HtmlElement, tree: HtmlElement) -> bool:
    """False where an element round this one was cut already."""
    return element.getroottree().getroot() is tree


def _spaced_text(element: HtmlElement) -> str:
    return " ".join(element.itertext())


def _without_parts(texts: list[str]) -> list[str]:
    """Captions that another one holds whole are left out ("Anna Berg" of "A ship. Photograph: Anna Berg")."""
    return [t for t in texts if not any(t != other and t in other for other in texts)]
