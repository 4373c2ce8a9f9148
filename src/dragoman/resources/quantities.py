"""How a language counts, and what reports count: numbers, qualifiers, fates, things, units, currencies."""

import re
from dataclasses import dataclass
from typing import Literal

import msgspec

from dragoman.resources.loading import data_folder, load_yaml

Qualifier = Literal["above", "below", "from", "to", "about"]


class Fate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What befalls those who are counted: the verbs (lemmas), adjectives and nouns that say so."""

    what: str
    verbs: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]


class QuantityRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`quantities.yaml` as it stands."""

    numbers: dict[str, int]
    magnitudes: dict[str, int]
    attached: dict[str, int]
    vague: dict[str, int]
    qualifiers: dict[Qualifier, tuple[str, ...]]
    fates: tuple[Fate, ...]
    people: frozenset[str]
    things: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    currencies: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class QuantityLexicon:
    """The rows, and what is made of them: each word to its heading, one pattern that finds an amount."""

    rows: QuantityRows
    things: dict[str, str]
    units: dict[str, str]
    currencies: dict[str, str]
    qualifiers: dict[str, Qualifier]
    amount: re.Pattern[str]
    qualifier: re.Pattern[str]


def load_quantities() -> QuantityLexicon:
    """`data/languages/en/quantities.yaml`, compiled."""
    rows = load_yaml(data_folder() / "languages" / "en" / "quantities.yaml", QuantityRows)
    currencies = _by_word(rows.currencies)
    qualifiers = {word: kind for kind, words in rows.qualifiers.items() for word in words}
    return QuantityLexicon(
        rows=rows,
        things=_by_word(rows.things),
        units=_by_word(rows.units),
        currencies=currencies,
        qualifiers=qualifiers,
        amount=_amount_pattern(rows, [c for c in currencies if not c.isalpha()]),
        qualifier=re.compile(rf"\b(?:{_any(qualifiers)})\s(?:the\s|a\s|an\s)?$", re.IGNORECASE),
    )


def _amount_pattern(rows: QuantityRows, signs: list[str]) -> re.Pattern[str]:
    """A number in figures, with a currency sign before and a magnitude behind; one in words; or a vague word."""
    number, magnitude = _any(rows.numbers), _any(rows.magnitudes)
    sign = rf"(?:(?P<sign>{_any(signs)})\s?)?"
    digits = r"(?P<figures>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?P<decimals>\.\d{1,6})?"
    behind = rf"(?P<magnitude>(?:[\s-](?:{magnitude})){{1,2}}|{_any(rows.attached)})?"
    more = rf"(?:[\s-](?:(?:{magnitude})(?:\sand(?=\s(?:{number})\b))?|{number})){{0,8}}"
    words = rf"(?P<words>(?:an?(?=\s(?:{magnitude})\b)|{number}){more})"
    vague = rf"(?P<vague>{_any(rows.vague)})"
    return re.compile(rf"(?<![\w.,])(?:{vague}|{sign}{digits}{behind}|{words})(?![\w]|[,.]\d)", re.IGNORECASE)


def _by_word(rows: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word.lower(): heading for heading, words in rows.items() for word in words}


def _any(words: dict[str, int] | dict[str, Qualifier] | list[str]) -> str:
    """An alternation, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))
