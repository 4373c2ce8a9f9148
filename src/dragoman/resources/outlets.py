"""Outlets and agencies of the world, and the phrases by which a text shows them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.resources.loading import data_folder, load_folder, load_yaml

T = TypeVar("T")
Kind = Literal["newspaper", "wire", "broadcaster", "online", "magazine", "state-media", "state-wire"]
Strength = Literal["text", "masthead"]  # running prose, or a line that is only there to name the outlet
WIRE_KINDS: frozenset[Kind] = frozenset({"wire", "state-wire"})

# Words as folded below; an apostrophe, dot or slash joins ("L'Orient", "L.A.", "RFE/RL"), other marks part.
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_PROSE_WORD = re.compile(r"[^\W_]+(?:['’.](?!s\b)[^\W_]+)*")  # in prose an outlet may own something: "the Post's"
_JOINED = re.compile(r"['’.]")


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One outlet or agency; the fields are explained at the head of each table."""

    key: str
    name: str
    country: str
    language: str
    kind: Kind
    domains: tuple[str, ...]
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def is_wire(self) -> bool:
        """True for agencies that supply other outlets."""
        return self.kind in WIRE_KINDS


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that only one wire's stories end with."""

    wire: str
    phrases: tuple[str, ...]


class OutletSigns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phrases by which a text in one language shows its outlet; explained in `outlet_signs.yaml`."""

    address_phrases: tuple[str, ...]
    carriers: frozenset[str]
    company_words: frozenset[str]
    staff_words: frozenset[str]
    outlet_words: frozenset[str]
    telling_phrases: tuple[str, ...]
    unnamed_sources: frozenset[str]
    own_voice: tuple[str, ...]
    citing_before: tuple[str, ...]
    citing_after: tuple[str, ...]
    contribution_phrases: tuple[str, ...]
    stamp_words: frozenset[str]
    sign_offs: tuple[SignOff, ...]
    picture_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """An outlet's name as it stands in a text, from `start` to `end`."""

    outlet: Outlet
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    outlet: Outlet
    acronym: bool


class OutletTable:
    """Every listed outlet, found by key, by address, or by name."""

    def __init__(self, outlets: Iterable[Outlet], signs: OutletSigns) -> None:
        self.outlets = tuple(outlets)
        self.signs = signs
        self._keys = _unique("key", ((o.key, o) for o in self.outlets))
        self._domains = _unique("domain", ((d.lower(), o) for o in self.outlets for d in o.domains))
        self._names = _names_for_prose(self.outlets)
        self._mastheads = _names_for_mastheads(self.outlets, self._names)
        self._companies = _unique(
            "company", ((c, o) for o in self.outlets for c in {fold_name(c) for c in o.companies})
        )
        self._handles = _handles(self.outlets)
        self._longest = max((n.count(" ") + 1 for n in (*self._names, *self._mastheads)), default=0)
        self._heads = {n.split(" ", 1)[0] for n in (*self._names, *self._mastheads)}

    def by_key(self, key: str) -> Outlet | None:
        """The outlet with this key."""
        return self._keys.get(key)

    def by_address(self, address: str) -> Outlet | None:
        """The outlet at a URL, host or e-mail domain; subdomains count: edition.cnn.com is CNN."""
        labels = host_of(address).split(".")
        tails = (".".join(labels[i:]) for i in range(len(labels)))
        return next((self._domains[tail] for tail in tails if tail in self._domains), None)

    def by_name(self, name: str, strength: Strength = "masthead") -> Outlet | None:
        """The outlet of this name; names that many share count on a masthead, byline or credit line only."""
        names = self._mastheads if strength == "masthead" else self._names
        found = names.get(fold_name(name))
        return found.outlet if found else None

    def by_handle(self, handle: str) -> Outlet | None:
        """The outlet of a social handle or a one-word tag: "@nytimes", "skynews"."""
        return self._handles.get(fold_name(handle).replace(" ", ""))

    def by_company(self, name: str) -> Outlet | None:
        """The outlet that a company on a copyright line owns: "Telegraph Media Group" runs The Daily Telegraph."""
        return self._companies.get(fold_name(name))

    def at_start(self, text: str, start: int = 0, strength: Strength = "text") -> NamedOutlet | None:
        """The longest name that begins at `start`; "the" may stand before it."""
        words: list[re.Match[str]] = []
        for match in _PROSE_WORD.finditer(text, start, min(len(text), start + 200)):
            gap = text[words[-1].end() if words else start : match.start()]
            if len(gap) > 2 or any(c in ".,;:\n()" for c in gap) or len(words) > self._longest + 1:
                break
            words.append(match)
        return self._longest_of(text, words, strength)

    def named_in(self, text: str, strength: Strength = "text") -> Iterator[NamedOutlet]:
        """Every outlet named in the text, from left to right, the longest names first."""
        end = 0
        for word in _PROSE_WORD.finditer(text):
            head = _fold_word(word.group())
            if word.start() < end or word.group()[0].islower() or not {head, f"{head}s"} & self._heads:
                continue
            if found := self.at_start(text, word.start(), strength):
                yield found
                end = found.end

    def _longest_of(self, text: str, words: list[re.Match[str]], strength: Strength) -> NamedOutlet | None:
        names = self._mastheads if strength == "masthead" else self._names
        for count in range(len(words), 0, -1):
            start, end = words[0].start(), words[count - 1].end()
            found = names.get(fold_name(text[start:end]))
            if found and _stands_as_name(text[start:end], found):
                return NamedOutlet(found.outlet, start, end)
        return None


def load_outlets() -> OutletTable:
    """Every table of `data/outlets`, checked for names, keys and addresses that two entries claim."""
    tables = load_folder(data_folder() / "outlets", list[Outlet])
    signs = load_yaml(data_folder() / "languages" / "en" / "outlet_signs.yaml", OutletSigns)
    return OutletTable((o for table in tables.values() for o in table), signs)


def fold_name(name: str) -> str:
    """A name without case, accents, punctuation and a leading "the": "The Asharq Al-Awsat" is "asharq al awsat"."""
    words = [_fold_word(w) for w in _WORD.findall(name.replace("&", " and "))]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def host_of(address: str) -> str:
    """The host of a URL, an e-mail address or a bare host, in lower case and without "www."; "" where there is none."""
    address = address.strip().lower()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # "http://[broken"
        return ""
    return host.removeprefix("www.").rstrip(".")


def _fold_word(word: str) -> str:
    bare = (c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _JOINED.sub("", "".join(bare))


def _stands_as_name(text: str, name: _Name) -> bool:
    """False for lower case, and for an acronym in other letters: "the reason", "Rt Hon"."""
    words = [w for w in _WORD.findall(text) if w.lower() != "the"]
    if name.acronym:
        return all(w.isupper() for w in words)
    return any(c.isupper() or c.isdigit() for w in words for c in w)


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= 5


def _names_for_prose(outlets: tuple[Outlet, ...]) -> dict[str, _Name]:
    pairs = []
    for outlet in outlets:
        shared = {fold_name(n) for n in outlet.short}
        wanted = {fold_name(n): n for n in (outlet.name, *outlet.names)}
        pairs += [(f, _Name(outlet, _is_acronym(n))) for f, n in wanted.items() if f not in shared]
    return _unique("name", pairs)


def _names_for_mastheads(outlets: tuple[Outlet, ...], names: dict[str, _Name]) -> dict[str, _Name]:
    """The safe names, house bylines, and the short names that one entry alone claims."""
    claims: dict[str, list[_Name]] = {}
    for outlet in outlets:
        for folded in {fold_name(n) for n in (*outlet.short, *outlet.bylines)}:
            claims.setdefault(folded, []).append(_Name(outlet, acronym=False))
    single = {folded: found[0] for folded, found in claims.items() if len(found) == 1}
    return {**single, **names}


def _handles(outlets: tuple[Outlet, ...]) -> dict[str, Outlet]:
    """Names without blanks, then first labels of addresses, where one entry alone has them."""
    tags = {o.key: [fold_name(n) for n in (o.name, *o.names)] for o in outlets}
    labels = {o.key: [d.split(".")[0] for d in o.domains] for o in outlets}
    return {**_claimed_once(outlets, labels), **_claimed_once(outlets, tags)}


def _claimed_once(outlets: tuple[Outlet, ...], forms: dict[str, list[str]]) -> dict[str, Outlet]:
    claims: dict[str, dict[str, Outlet]] = {}
    for outlet in outlets:
        for form in forms[outlet.key]:
            claims.setdefault(form.replace(" ", ""), {})[outlet.key] = outlet
    return {form: next(iter(found.values())) for form, found in claims.items() if len(found) == 1}


def _unique(what: str, pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for key, value in pairs:
        if key in found:
            raise KnowledgeError(f"data/outlets: two entries claim the {what} {key!r}")
        found[key] = value
    return found
