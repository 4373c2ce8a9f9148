"""States, bodies and offices that reports name, looked up by any of their names (`data/gazetteer/*.yaml`)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from dragoman.datamodel import ActorType
from dragoman.resources.loading import data_folder, load_yaml
from dragoman.resources.name_forms import NameForms, load_name_forms
from dragoman.resources.outlets import Outlet

Sense = Literal["name", "adjective", "people", "capital", "seat", "epithet", "office"]

_APOSTROPHES = re.compile(r"[’‘'`´ʼ]")
_JOINERS = re.compile(r"[\s\-‐‑–—/]+")


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `states.yaml`."""

    code: str
    name: str
    short: str | None = None
    names: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `bodies.yaml`."""

    key: str
    name: str
    kind: str
    country: str | None = None
    part_of: str | None = None
    abbreviations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `offices.yaml`."""

    key: str
    kind: str
    names: tuple[str, ...]
    government: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What the gazetteer knows of one actor; `country` is the key of a state, `part_of` that of a larger body."""

    key: str
    name: str
    type: ActorType
    kind: str
    names: tuple[str, ...]
    country: str | None = None
    part_of: str | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True)
class NameSense:
    """One listed form: whose it is, in which sense ("Oslo" is a capital), and as it is spelled."""

    key: str
    sense: Sense
    form: str

    def fits_case(self, text: str) -> bool:
        """An abbreviation is matched as written; a name wants its capital unless it is listed without one."""
        bare = text[4:] if text[:4].lower() == "the " else text
        if self.form.isupper() and len(self.form) <= 6:
            return bare.rstrip(".") == self.form.rstrip(".")
        return self.form[:1].islower() or bare[:1].isupper()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by key, senses by folded name, and how names that are not listed vary (`forms`).

    `starts` and `office_starts` are the words that names and offices begin with, and the most words of such a name.

    `same_offices` lead from an office by pattern to the body that is listed for it.
    """

    entries: dict[str, Entry]
    senses: dict[str, tuple[NameSense, ...]]
    offices: dict[str, Office]
    leaders: dict[str, str]
    starts: Mapping[str, int]
    office_starts: Mapping[str, int]
    forms: NameForms
    same_offices: dict[str, str]

    def entry(self, key: str | None) -> Entry | None:
        """The entry of a key; an office of a state ("body:IR:police") is made on the spot."""
        if key is None or key in self.entries:
            return self.entries.get(key or "")
        parts = key.split(":")
        state = self.entries.get(f"state:{parts[1]}") if len(parts) == 3 else None
        office = next((o for o in self.offices.values() if o.key == parts[-1]), None)
        if state is None or office is None:
            return None
        name = f"{office.names[0].title()} of {state.name}"
        return Entry(key, name, "organisation", office.kind, (name,), state.key, state.key)

    def lookup(self, text: str) -> NameSense | None:
        """The sense of a name as written: "the I.R.G.C." no, "Revolutionary Guards" yes; None where not listed."""
        return next((s for s in self.senses.get(fold_name(text), ()) if s.fits_case(text)), None)

    def office(self, text: str) -> Office | None:
        """The kind of office that words name: "Ministry of Defence"."""
        return self.offices.get(fold_name(text))

    def office_key(self, state: str, office: Office) -> str:
        """The key of a state's office; its government is the state itself."""
        key = f"body:{state.removeprefix('state:')}:{office.key}"
        return state if office.government else self.same_offices.get(key, key)


@lru_cache(maxsize=100_000)
def fold_name(text: str) -> str:
    """A name without regard to case, accents, hyphens, apostrophes, full stops in abbreviations, and "the"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("", plain).replace(".", "").casefold()
    words = [w for w in _JOINERS.split(plain) if w]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def load_gazetteer(outlets: tuple[Outlet, ...] = ()) -> Gazetteer:
    """The gazetteer of the installed package, with the outlets as bodies of their own."""
    folder = data_folder() / "gazetteer"
    states = load_yaml(folder / "states.yaml", tuple[State, ...])
    bodies = load_yaml(folder / "bodies.yaml", tuple[Body, ...])
    offices = load_yaml(folder / "offices.yaml", tuple[Office, ...])
    return build_gazetteer(states, bodies, offices, outlets, load_name_forms())


def build_gazetteer(
    states: tuple[State, ...],
    bodies: tuple[Body, ...],
    offices: tuple[Office, ...],
    outlets: tuple[Outlet, ...] = (),
    forms: NameForms | None = None,
) -> Gazetteer:
    """Index rows by key and by every folded name; earlier rows and plainer senses go first."""
    rows = (*map(_state_entry, states), *map(_body_entry, bodies), *map(_outlet_entry, outlets))
    entries = {e.key: e for e in rows}
    senses: dict[str, list[NameSense]] = {}
    named = (NameSense(e.key, "name", form) for e in rows if e.type != "state" for form in e.names)
    for sense in (*_state_senses(states), *named):
        senses.setdefault(fold_name(sense.form), []).append(sense)
    by_name = {fold_name(name): office for office in offices for name in office.names}
    leaders = {fold_name(leader): f"state:{s.code}" for s in reversed(states) for leader in s.leaders}
    frozen = {name: tuple(found) for name, found in senses.items()}
    starts, office_starts = _first_words(senses), _first_words(by_name)
    same = dict(_listed_offices(states, bodies, by_name))
    return Gazetteer(entries, frozen, by_name, leaders, starts, office_starts, forms or NameForms(), same)


def _first_words(names: Iterable[str]) -> dict[str, int]:
    """With what the names begin, and how many words the longest has: "People's Army" is cut before the "'s"."""
    found: dict[str, int] = {}
    for words in map(str.split, names):
        for first in (words[0], words[0].removesuffix("s")):
            found[first] = max(found.get(first, 0), len(words))
    return found


def _listed_offices(
    states: tuple[State, ...], bodies: tuple[Body, ...], offices: dict[str, Office]
) -> Iterator[tuple[str, str]]:
    """The listed body for "<State> army" where one of its names says so."""
    rows = {s.code: s for s in states}
    for body in (b for b in bodies if b.country in rows and b.part_of in (None, f"state:{b.country}")):
        state = rows[body.country or ""]
        owners = [fold_name(form) for form in (state.name, *state.names, *state.adjective)]
        for name in map(fold_name, (body.name, *body.names)):
            rests = [name, *(name.removeprefix(f"{o} ").removeprefix(f"{o}s ") for o in owners)]
            office = next((offices[r] for r in rests if r in offices), None)
            if office and not office.government:
                yield f"body:{body.country}:{office.key}", f"body:{body.key}"


def _state_entry(row: State) -> Entry:
    return Entry(f"state:{row.code}", row.name, "state", "state", (row.name, *row.names), short=row.short)


def _body_entry(row: Body) -> Entry:
    country = f"state:{row.country}" if row.country else None
    names = (row.name, *row.abbreviations, *row.names)
    return Entry(f"body:{row.key}", row.name, "organisation", row.kind, names, country, row.part_of)


def _outlet_entry(row: Outlet) -> Entry:
    names = (row.name, *row.names)
    return Entry(f"outlet:{row.key}", row.name, "organisation", "outlet", names, f"state:{row.country}")


def _state_senses(rows: tuple[State, ...]) -> Iterator[NameSense]:
    fields: tuple[tuple[Sense, str], ...] = (
        ("name", "names"),
        ("adjective", "adjective"),
        ("people", "people"),
        ("seat", "seats"),
        ("epithet", "epithets"),
        ("capital", "capital"),
    )
    for row in rows:
        yield NameSense(f"state:{row.code}", "name", row.name)
        for sense, field in fields:
            yield from (NameSense(f"state:{row.code}", sense, form) for form in getattr(row, field))
