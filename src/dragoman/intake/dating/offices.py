"""Find holders of offices in a text: "Prime Minister Jane Roe" is written while she is in office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.intake.dating.day_sets import FIRST, LAST, DaySet
from dragoman.resources.dating import DatingKnowledge, Office

_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[^\S\n][^\W\d_][\w.'’-]*){0,5}")
_BEFORE = re.compile(r"(?:([\w.'’-]+)[\s-]+)?([\w.'’-]+)[\s-]+$")
_POSSESSIVE = re.compile(r"['’]s?$|[.,]$")


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """Characters that give a person an office, and the days on which that holds."""

    start: int
    end: int
    terms: DaySet


@dataclass(frozen=True, slots=True)
class _OfficePatterns:
    titles: re.Pattern[str]
    after: re.Pattern[str] | None
    terms: dict[tuple[str, str], DaySet]  # (title, name) in lower case
    after_terms: dict[str, DaySet]  # family name in lower case


def find_offices(text: str, knowledge: DatingKnowledge) -> tuple[HeldOffice, ...]:
    """Every holder named by the office, save "former President Roe" and "President-elect Roe"."""
    patterns = _compile_offices(knowledge.offices)
    found = []
    for title in patterns.titles.finditer(text):
        before = _BEFORE.search(text[max(0, title.start() - 40) : title.start()])
        if before and {(before[1] or "").lower(), before[2].lower()} & knowledge.words.not_in_office:
            continue
        held = _named_holder(text, title, patterns)
        if held:
            found.append(held)
    if patterns.after:
        for match in patterns.after.finditer(text):
            found.append(HeldOffice(match.start(), match.end(), patterns.after_terms[match[1].lower()]))
    return tuple(sorted(found, key=lambda h: (h.start, h.end)))


def _named_holder(text: str, title: re.Match[str], patterns: _OfficePatterns) -> HeldOffice | None:
    """The longest listed name right behind the title."""
    name = _NAME.match(text, title.end(), title.end() + 80)
    words = list(re.finditer(r"\S+", name[0])) if name else []
    for count in range(len(words), 0, -1):
        plain = _POSSESSIVE.sub("", " ".join(w[0] for w in words[:count]))
        terms = patterns.terms.get((" ".join(title[1].lower().split()), plain.lower()))
        if terms and name and plain[:1].isupper():
            return HeldOffice(title.start(), name.start() + words[count - 1].end(), terms)
    return None


@lru_cache(maxsize=4)
def _compile_offices(offices: tuple[Office, ...]) -> _OfficePatterns:
    terms: dict[tuple[str, str], DaySet] = {}
    after: dict[str, DaySet] = {}
    for office in offices:
        for names, spoken in office.holders:
            days = _read_terms(spoken)
            for name, family in _spellings(names):
                for key in {(t.lower(), form.lower()) for t in office.titles for form in (name, family)}:
                    terms[key] = DaySet.of(terms.get(key, DaySet(())).runs + days.runs)
                if office.after:
                    after[family.lower()] = DaySet.of(after.get(family.lower(), DaySet(())).runs + days.runs)
    titles = _any_of({t for o in offices for t in o.titles})
    behind = _any_of({a for o in offices for a in o.after})
    pattern = re.compile(rf"(?<!\w)({_any_of(set(after))})\s{behind}(?!\w)", re.IGNORECASE) if after else None
    return _OfficePatterns(re.compile(rf"(?<!\w)({titles})\s", re.IGNORECASE), pattern, terms, after)


def _any_of(words: set[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s") for w in ordered) + ")"


def _spellings(names: str) -> Iterator[tuple[str, str]]:
    """("Xi Jinping", "Xi") of "Xi Jinping|Xi"; the family name is the last word where none is told."""
    spellings, _, short = names.partition("|")
    for name in spellings.split(";"):
        yield name.strip(), short.strip() or name.split()[-1]


def _read_terms(spoken: str) -> DaySet:
    """The days of "2017-01-20/2021-01-20 2025-01-20/"; on the last one the next holder is in office."""
    runs = []
    for term in spoken.split():
        first, _, last = term.partition("/")
        low = date.fromisoformat(first).toordinal() if first else FIRST
        runs.append((low, date.fromisoformat(last).toordinal() - 1 if last else LAST))
    return DaySet.of(runs)
