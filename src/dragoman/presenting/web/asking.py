"""What a page is asked, read with care: everything is capped, and what cannot be meant is refused in one line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from dragoman.record.queries import EventFilter
from dragoman.record.store import Store

LONGEST_WORDS = 300
MOST_PAGES = 2000
FACETS = ("actor", "place", "outlet", "source", "story", "report")
STATUSES = ("happened", "ongoing", "planned", "called-off", "possible", "denied")
ORIGINS = ("single", "several", "none")
ORDERS = {"told": "most told", "newest": "newest", "oldest": "oldest", "disputed": "most disputed"}
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the record: the path's key, the query's values, and the address as it was asked."""

    store: Store
    key: str
    values: Mapping[str, tuple[str, ...]]

    def exact(self, name: str) -> str:
        """A value of the query as it was given."""
        return (self.values.get(name) or ("",))[0]

    def one(self, name: str, longest: int = LONGEST_WORDS) -> str:
        """A value of the query, without blanks at its ends; empty where it was not given."""
        value = self.exact(name).strip()
        if len(value) > longest:
            raise HTTPException(400, f"“{name}” is longer than {longest} characters")
        return value

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of some words, or none."""
        value = self.one(name)
        if value and value not in allowed:
            raise HTTPException(400, f"“{name}” is one of: {', '.join(allowed)}")
        return value

    def day(self, name: str) -> str:
        """A day, month or year as ISO writes it."""
        value = self.one(name)
        if value and not _DAY.fullmatch(value):
            raise HTTPException(400, f"“{name}” is a day such as 2026-03-09")
        return value

    def page(self) -> int:
        """Which page of a long list, from 1."""
        value = self.one("page") or "1"
        if not (value.isdecimal() and value.isascii() and 1 <= int(value[:6]) <= MOST_PAGES):
            raise HTTPException(400, f"“page” is a number from 1 to {MOST_PAGES}")
        return int(value)

    def passage(self) -> tuple[int, int] | None:
        """`at=120-180`: characters of a document."""
        found = _RANGE.fullmatch(self.one("at"))
        return (int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page shows: `shown` goes into the template, `data` makes the same as plain rows for `.json`."""

    template: str
    title: str
    shown: Mapping[str, Any]
    data: Callable[[], Any]


Page = Callable[[Asked], Answer]


def missing(what: str) -> HTTPException:
    """The answer to a question about something that the record does not hold."""
    return HTTPException(404, f"The record holds no such {what}.")


def moved(address: str) -> HTTPException:
    """The answer to a question about something that now stands elsewhere."""
    return HTTPException(301, "It stands elsewhere now.", {"Location": address})


def read_filter(asked: Asked) -> EventFilter:
    """Which events a search means."""
    facets = tuple((name, v[:LONGEST_WORDS]) for name in FACETS for v in sorted(set(asked.values.get(name, ()))) if v)
    if len(facets) > 12:
        raise HTTPException(400, "more than twelve conditions")
    return EventFilter(
        words=asked.one("q"),
        type=asked.one("type", 20),
        status=asked.choice("status", STATUSES),
        facets=facets,
        since=asked.day("since"),
        until=asked.day("until"),
        origins=asked.choice("origins", ORIGINS),
        disputed=bool(asked.one("disputed")),
        order=asked.choice("order", tuple(ORDERS)) or "told",
    )


def write_filter(wanted: EventFilter) -> list[tuple[str, str]]:
    """A filter as the values of an address, always in the same order."""
    pairs = [("q", wanted.words), ("type", wanted.type), ("status", wanted.status), *wanted.facets]
    pairs += [("origins", wanted.origins), ("since", wanted.since), ("until", wanted.until)]
    pairs += [("disputed", "1" if wanted.disputed else ""), ("order", wanted.order if wanted.order != "told" else "")]
    return [(name, value) for name, value in pairs if value]
