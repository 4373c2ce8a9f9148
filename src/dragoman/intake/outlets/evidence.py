"""The signs by which a page shows its outlet, each a function of its own, the surest first.

A sign that names two outlets names none; so does one that fits a wire as well as its customer.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.datamodel import OutletName
from dragoman.intake.outlets.source_lines import (
    SourcePage,
    dateline_names,
    has_phrase,
    only_one,
    outlets_credited,
)
from dragoman.intake.outlets.voice import find_speaking_outlet
from dragoman.resources.outlets import Outlet, OutletTable, host_of

_URL = re.compile(r"https?://[^\s<>\"]{4,2000}")
_ARCHIVED = re.compile(r"https?://[^/]{1,100}/.{0,60}?(https?://.*)", re.DOTALL)
_EMAIL = re.compile(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_HANDLE = re.compile(r"(?<![\w.])@(\w{2,30})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARS = re.compile(r"\s[|·•–—-]\s|\s?\|\s?")
_NAME_AND_DAY = re.compile(r"(?P<name>[^,(:]{2,60})[,(:]\s{0,3}(?P<day>[^():]{6,40})\)?")
_NUMBER = re.compile(r"\d+")
_TITLE_BARS = re.compile(r"\s[|·•–—»>:-]+\s|[()]")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b)[\s©]*", re.IGNORECASE)
_RIGHTS_END = re.compile(r"\.\s+(?=[A-Z])|\ball rights\b|[|•;·\n]|\.$", re.IGNORECASE)
_YEARS = re.compile(r"(?:\b(?:19|20)\d\d\b[\s,–-]*)+|^by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RightsHolder:
    """Who a copyright line names: a listed outlet, else a name without company words."""

    outlet: Outlet | None
    name: str


def holders_of(line: str, outlets: OutletTable) -> Iterator[RightsHolder]:
    """Whom "© 2024 The Riverton Sun Company, LLC. All rights reserved." names, without years and company words."""
    mark = _RIGHTS.match(line[:400])
    if not mark:
        return
    name = _RIGHTS_END.split(_YEARS.sub(" ", line[mark.end() : 400]).strip(" ,.–-"), maxsplit=1)[0]
    words = name.strip(" ,.").split()
    while words and len(words) <= 12:
        text = " ".join(words).strip(" ,.")
        if outlet := outlets.by_company(text) or outlets.by_name(text):
            yield RightsHolder(outlet, outlet.name)
            return
        if words[-1].strip(",.&").lower() not in outlets.signs.company_words and words[-1] != "&":
            yield RightsHolder(None, text)
            return
        words.pop()


def _from_page_facts(page: SourcePage) -> OutletName | None:
    """The page's own address, then the name that it gives itself."""
    facts, outlets = page.document.facts, page.outlets
    address = _own_address(facts.url or page.document.uri)
    if found := outlets.by_address(address) if _is_web(address) else None:
        return _listed(found)
    if not facts.site_name or (_is_web(address) and _is_carrier(address, outlets)):
        return None
    parts = (facts.site_name, *_TITLE_BARS.split(facts.site_name)[:6])
    named = next(filter(None, (outlets.by_name(p) or outlets.by_handle(p) for p in parts if p.strip())), None)
    return _listed(named) if named else OutletName(facts.site_name.strip(), None)


def _from_address_in_text(page: SourcePage) -> OutletName | None:
    """Content retrieved from: https://…; or an address that is all of the first or last line."""
    given, hosts = [], set()
    for line in page.lines:
        url = _URL.search(line.text) if len(line.text) <= 2200 else None
        if not url or not _is_given_address(line.text[: url.start()], line in (page.lines[0], page.lines[-1]), page):
            continue
        address = _own_address(url.group().rstrip(".,;:!?)]}'’”"))
        if found := page.outlets.by_address(address):
            given.append(found)
        elif url.start() and not _is_carrier(address, page.outlets):
            hosts.add(host_of(address))
    if given:
        return _listed(only_one(given))
    return OutletName(hosts.pop(), None) if len(hosts) == 1 else None


def _from_header_line(page: SourcePage) -> OutletName | None:
    """Riverton Gazette | 3 May 2021; Riverton Gazette, 2021-05-03; a stamp ("Xinhua | Updated …") credits a wire."""
    for line in page.head():
        parts = [p.strip() for p in _BARS.split(line.text) if p.strip()]
        parts = parts if len(parts) > 1 else _name_and_day(line.text)
        if len(line.text) > 120 or len(parts) < 2 or has_phrase(line.text, page.outlets.signs.stamp_words):
            continue
        dated = [p for p in parts if _YEAR.search(p) and len(p.split()) <= 8]
        names = [p for p in parts if not any(c.isdigit() for c in p) or page.outlets.by_name(p)]
        for name in names if dated else ():
            if listed := page.outlets.by_name(name):
                return _listed(listed)
            if _looks_like_outlet(name, page.outlets):
                return OutletName(name, None)
    return None


def _name_and_day(line: str) -> list[str]:
    """The two that make up a line, the day with its year, and nothing else."""
    found = _NAME_AND_DAY.fullmatch(line) if len(line) <= 120 else None
    if found is None or not _YEAR.search(found["day"]):
        return []
    is_day = len(found["day"].split()) <= 4 and len(_NUMBER.findall(found["day"])) > 1
    return [found["name"].strip(), found["day"]] if is_day else []


def _from_masthead(page: SourcePage) -> OutletName | None:
    """A line that is an outlet's name and nothing else, outside the running text."""
    edge = {id(x) for x in (*page.lines[:3], *page.lines[-6:])}
    lines = (x.text for x in page.lines if len(x.text) <= 60 and (x.role in ("furniture", "byline") or id(x) in edge))
    titles = (t.rsplit("|", 1)[1] for t in (page.document.facts.title or "", *_first(page)) if "|" in t)
    named = (o for text in (*lines, *titles) if (o := _exactly_named(text.strip(), page.outlets)))
    return _listed(only_one(o for o in named if not o.is_wire))


def _from_copyright(page: SourcePage) -> OutletName | None:
    """© 2024 The Riverton Sun Company, LLC; a wire's copyright tells whose text it is, not where it ran."""
    holders = [h for line in page.lines for h in holders_of(line.text, page.outlets)]
    listed = only_one(h.outlet for h in holders if h.outlet and not h.outlet.is_wire)
    if listed or any(h.outlet for h in holders):
        return _listed(listed)
    names = {h.name for h in holders if _looks_like_outlet(h.name, page.outlets)}
    return OutletName(names.pop(), None) if len(names) == 1 else None


def _from_unlisted_host(page: SourcePage) -> OutletName | None:
    """The host of the page's address, where nothing gives the outlet a better name."""
    address = _own_address(page.document.facts.url or page.document.uri)
    if not _is_web(address) or _is_carrier(address, page.outlets) or "." not in host_of(address):
        return None
    return OutletName(host_of(address), None)


def _from_byline(page: SourcePage) -> OutletName | None:
    """By Jane Doe, CNN; TOI STAFF; or those whom the last lines call the outlet's own ("Fox News' Jane Doe …")."""
    credited = (o for line in page.bylines() for o in outlets_credited(line, page.outlets))
    return _listed(only_one(o for o in credited if not o.is_wire) or _own_contributor(page))


def _own_contributor(page: SourcePage) -> Outlet | None:
    found = []
    for line in page.closing():
        if has_phrase(line.text, page.outlets.signs.contribution_phrases):
            named = page.outlets.named_in(line.text, "masthead")
            found += [n.outlet for n in named if line.text[n.end : n.end + 1] in ("'", "’")]
    return only_one(o for o in found if not o.is_wire)


def _from_dateline(page: SourcePage) -> OutletName | None:
    """(CNN) …: an outlet that is no wire puts its own name there."""
    found = (o for line in page.body()[:2] for o in dateline_names(line.text, page.outlets))
    return _listed(only_one(o for o in found if not o.is_wire))


def _from_contacts(page: SourcePage) -> OutletName | None:
    """Contact the writers at jane@rivertonpost.example; Follow us @rivertonpost."""
    lines = [line.text for line in (*page.head(), *page.closing())]
    mails = (page.outlets.by_address(host) for text in lines for host in _EMAIL.findall(text))
    handles = (page.outlets.by_handle(h) for text in lines if "follow" in text.lower() for h in _HANDLE.findall(text))
    return _listed(only_one(o for o in (*mails, *handles) if o and not o.is_wire))


def _from_voice(page: SourcePage) -> OutletName | None:
    return _listed(find_speaking_outlet(page))


Sign = Callable[[SourcePage], OutletName | None]
PAGE_SIGNS: tuple[Sign, ...] = (_from_address_in_text, _from_copyright, _from_masthead)
SIGNS: tuple[Sign, ...] = (
    _from_page_facts,
    _from_address_in_text,
    _from_header_line,
    _from_masthead,
    _from_copyright,
    _from_unlisted_host,
    _from_byline,
    _from_dateline,
    _from_contacts,
    _from_voice,
)


def _listed(outlet: Outlet | None) -> OutletName | None:
    return OutletName(outlet.name, outlet.key) if outlet else None


def _first(page: SourcePage) -> tuple[str, ...]:
    return tuple(line.text[-300:] for line in page.lines[:1])


def _own_address(address: str) -> str:
    """The address that an archive's address holds, else the address."""
    inner = _ARCHIVED.match(address[:4000])
    return inner[1] if inner else address


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _is_carrier(address: str, outlets: OutletTable) -> bool:
    labels = host_of(address).split(".")
    return any(".".join(labels[i:]) in outlets.signs.carriers for i in range(len(labels)))


def _is_given_address(before: str, at_edge: bool, page: SourcePage) -> bool:
    """True after "Content retrieved from:", or for an address that stands alone at either end of the text."""
    before = before.strip().lower()
    return before.startswith(page.outlets.signs.address_phrases) if before else at_edge


def _exactly_named(line: str, outlets: OutletTable) -> Outlet | None:
    """The outlet whose name the line is, letter by letter, or in capitals; a plain word needs its "The"."""
    found = outlets.by_name(line)
    if not found:
        return None
    forms = {n.removeprefix("The ") for n in (found.name, *found.names, *found.short)}
    bare = line.removeprefix("The ").removeprefix("THE ")
    if " " not in line and outlets.by_name(line, "text") is None:  # "Commentary" heads a section more often
        return None
    return found if bare in forms or (bare.isupper() and len(bare.split()) > 1) else None


def _looks_like_outlet(name: str, outlets: OutletTable) -> bool:
    """A short capitalised name with a word that outlets call themselves by; a person's name has none."""
    words = name.split()
    if not 1 <= len(words) <= 6 or not all(w[:1].isupper() or len(w) <= 3 for w in words):
        return False
    return any(w.strip(".,").lower() in outlets.signs.outlet_words for w in words)
