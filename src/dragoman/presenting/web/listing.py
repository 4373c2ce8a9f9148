"""What a list says of each event beside its title: a sentence that tells it, and on whose word."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.presenting.summaries import name_sources, quote
from dragoman.record.queries import EventRow, load_events
from dragoman.record.store import Store

LONGEST = 190  # characters of a sentence in a list


@dataclass(frozen=True, slots=True)
class RowDetail:
    """The sentence that tells most of an event, and the names of its origins; each may be empty."""

    words: str
    sources: str


def describe_rows(store: Store, *lists: Iterable[EventRow]) -> dict[str, RowDetail]:
    """The details of every event in some lists, by its id."""
    events = load_events(store, (row.event for rows in lists for row in rows))
    words = store.quote({e.lead for e in events if e.lead})
    return {e.id: RowDetail(quote(words[e.lead], LONGEST) if e.lead in words else "", name_sources(e)) for e in events}
