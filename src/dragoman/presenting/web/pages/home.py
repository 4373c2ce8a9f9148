"""The first page: what is new, what rests on one origin, where reports part."""

from dataclasses import asdict
from typing import Any

from dragoman.presenting.web.asking import Answer, Asked
from dragoman.presenting.web.listing import describe_rows
from dragoman.record.counting import count_kept
from dragoman.record.portraits import find_stories
from dragoman.record.queries import EventFilter, find_events, loose_discrepancies

MOST = 8


def show_home(asked: Asked) -> Answer:
    """The newest stories, single-sourced and contested events, and how much there is."""
    store = asked.store
    single = [row for row in find_events(store, EventFilter(origins="single"), MOST) if row.reports > 1]
    contested = find_events(store, EventFilter(disputed=True, order="disputed"), MOST)
    shown: dict[str, Any] = {
        "counts": count_kept(store),
        "stories": find_stories(store, MOST),
        "single": single,
        "loose": loose_discrepancies(store, 4),
        "contested": contested,
        "details": describe_rows(store, single, contested),
    }
    return Answer("home.html", "Dragoman", shown, lambda: _rows(shown))


def _rows(shown: dict[str, Any]) -> dict[str, Any]:
    lists = {k: [asdict(row) for row in shown[k]] for k in ("stories", "single", "contested")}
    return {"counts": shown["counts"], **lists}
