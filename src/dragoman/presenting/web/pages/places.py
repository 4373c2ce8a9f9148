"""Where it happened: the places of the events that fit a filter, on a map and as a table."""

from typing import Any

from dragoman.presenting.pictures.map import draw_map
from dragoman.presenting.story_pictures import find_spots
from dragoman.presenting.web.asking import Answer, Asked, read_filter, write_filter
from dragoman.presenting.web.drawing import draw
from dragoman.presenting.web.links import search_link
from dragoman.record.queries import COUNTED, count_events, count_facet, count_placed, find_events, load_events
from dragoman.resources.world import load_shores

MOST_EVENTS = 1000  # that are looked through, most told first
MOST_ROWS = 200


def show_map(asked: Asked) -> Answer:
    """The map page; every place leads to the search for its events."""
    wanted = read_filter(asked)
    pairs = [p for p in write_filter(wanted) if p[0] != "place"]
    keys = [row.event for row in find_events(asked.store, wanted, MOST_EVENTS)]
    spots = find_spots(load_events(asked.store, keys), lambda place: search_link([*pairs, ("place", place)]))
    degrees = {s.name: (s.lat, s.lon) for s in spots if not s.wide}
    wide = {s.name for s in spots if s.wide}
    named = count_facet(asked.store, wanted, "place", MOST_ROWS)
    shown: dict[str, Any] = {
        "wanted": wanted,
        "wide": wide,
        "counted_most": COUNTED,
        "total": count_events(asked.store, wanted),
        "looked": len(keys),
        "placed": count_placed(asked.store, wanted),
        "drawn": draw(lambda width: draw_map(spots, load_shores, "Where it happened", width)),
        "places": [(name, n, search_link([*pairs, ("place", name)]), degrees.get(name)) for name, n in named],
        "most": MOST_ROWS,
    }
    return Answer("map.html", "Where it happened", shown, lambda: _rows(shown))


def _rows(shown: dict[str, Any]) -> dict[str, Any]:
    places = [
        {"name": name, "events": n, "lat": at[0] if at else None, "lon": at[1] if at else None}
        for name, n, _, at in shown["places"]
    ]
    return {"events": shown["total"], "looked_through": shown["looked"], "places": places}
