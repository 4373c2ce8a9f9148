"""Search with facets, and the same events by day."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dragoman.datamodel import DONE
from dragoman.presenting.pictures.timeline import Moment, draw_timeline
from dragoman.presenting.web.asking import ORDERS, STATUSES, Answer, Asked, read_filter, write_filter
from dragoman.presenting.web.drawing import draw
from dragoman.presenting.web.links import event_link, search_link
from dragoman.presenting.web.listing import describe_rows
from dragoman.record.portraits import actor_names, days_of_events, report_rows, story_titles
from dragoman.record.queries import COUNTED, EventFilter, EventRow, count_events, count_facet, find_events
from dragoman.record.store import Store

PAGE = 25
ON_A_TIMELINE = 100
_FACETS = ("actor", "place", "outlet", "source")
_COUNTED = ("type", "status", *_FACETS)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: in words, with how many events have it, and the search that adds it."""

    name: str
    value: str
    words: str
    count: int
    link: str


def show_search(asked: Asked) -> Answer:
    """The events that fit, with what else could be asked of them."""
    wanted, page = read_filter(asked), asked.page()
    total = count_events(asked.store, wanted)
    found = find_events(asked.store, wanted, PAGE, (page - 1) * PAGE)
    facets = {name: _choices(asked.store, wanted, name) for name in _COUNTED}
    pairs = write_filter(wanted)
    shown = {
        "wanted": wanted,
        "total": total,
        "found": found,
        "details": describe_rows(asked.store, found),
        "counted_most": COUNTED,
        "facets": {k: v for k, v in facets.items() if v},
        "chosen": _chosen(asked.store, wanted),
        "before": search_link(pairs, page - 1) if page > 1 else "",
        "after": search_link(pairs, page + 1) if total > page * PAGE else "",
        "page": page,
        "pages": max(1, -(-total // PAGE)),
        "orders": tuple(ORDERS.items()),
        "order_words": ORDERS[wanted.order],
        "status_pairs": [(status, status) for status in STATUSES],
        "days": f"/timeline{search_link(pairs).removeprefix('/search')}",
    }
    return Answer("search.html", "Search", shown, lambda: _rows(shown, facets))


def show_timeline(asked: Asked) -> Answer:
    """The events that fit in the order of days, with how many each year, month or day has."""
    wanted = read_filter(asked)
    length = _fineness(wanted)
    counts = days_of_events(asked.store, wanted, length)
    by_day = replace(wanted, order="oldest")
    page = asked.page()
    found = find_events(asked.store, by_day, ON_A_TIMELINE, (page - 1) * ON_A_TIMELINE)
    total = count_events(asked.store, wanted)
    pairs = write_filter(wanted)
    shown = {
        "wanted": wanted,
        "total": total,
        "counts": [(day, n, _within(pairs, day)) for day, n in counts],
        "most": max((n for _, n in counts), default=1),
        "found": found,
        "details": describe_rows(asked.store, found),
        "undated": total - sum(n for _, n in counts),
        "drawn": draw(lambda width: draw_timeline(_moments(found), "The events in order", width)),
        "chosen": _chosen(asked.store, wanted),
        "page": page,
        "before": _page_of_days(pairs, page - 1) if page > 1 else "",
        "after": _page_of_days(pairs, page + 1) if total > page * ON_A_TIMELINE else "",
    }
    return Answer("timeline.html", "Timeline", shown, lambda: _days(counts, found, total))


def _moments(found: Sequence[EventRow]) -> list[Moment]:
    """The events of known time as rows of a timeline."""
    dated = [row for row in found if row.earliest or row.latest]
    return [
        Moment(row.title, row.earliest, row.latest, "event", event_link(row.event), row.status not in DONE)
        for row in dated
    ]


def _choices(store: Store, wanted: EventFilter, name: str) -> list[Choice]:
    counted = count_facet(store, wanted, name, 8)
    words = _words(store, name, (v for v, _ in counted))
    pairs = write_filter(wanted)
    chosen = set(pairs)
    return [
        Choice(name, value, words.get(value, value), n, search_link([*_without(pairs, name), (name, value)]))
        for value, n in counted
        if (name, value) not in chosen
    ]


def _without(pairs: Sequence[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    """A type or status replaces another; of actors, places and outlets all that are chosen must fit."""
    return [p for p in pairs if name in _FACETS or p[0] != name]


def _chosen(store: Store, wanted: EventFilter) -> list[Choice]:
    """What the search is narrowed to, each with the search that takes it away."""
    pairs = write_filter(wanted)
    chosen = []
    for pair in pairs:
        if pair[0] in ("q", "order"):
            continue
        name, value = pair
        words = _words(store, name, (value,)).get(value, value)
        chosen.append(Choice(name, value, words, 0, search_link([p for p in pairs if p != pair])))
    return chosen


def _words(store: Store, name: str, values: Iterable[str]) -> dict[str, str]:
    if name == "actor":
        return actor_names(store, values)
    if name == "story":
        return story_titles(store, values)
    if name == "report":
        return {k: f"{r.outlet}: {r.headline}" for k, r in report_rows(store, values).items()}
    return {}


def _fineness(wanted: EventFilter) -> int:
    """Years over all, months within a year, days within a month."""
    since, until = wanted.since[:10], wanted.until[:10]
    if since[:7] and since[:7] == until[:7]:
        return 10
    return 7 if since[:4] and since[:4] == until[:4] else 4


def _within(pairs: Sequence[tuple[str, str]], day: str) -> str:
    kept = [p for p in pairs if p[0] not in ("since", "until", "order")]
    ends = [("since", day), ("until", day if len(day) == 10 else f"{day}-31" if len(day) == 7 else f"{day}-12-31")]
    return f"/timeline{search_link([*kept, *ends]).removeprefix('/search')}"


def _page_of_days(pairs: Sequence[tuple[str, str]], page: int) -> str:
    return f"/timeline{search_link(pairs, page).removeprefix('/search')}"


def _rows(shown: dict[str, Any], facets: dict[str, list[Choice]]) -> dict[str, Any]:
    counts = {k: [{"value": c.value, "words": c.words, "count": c.count} for c in v] for k, v in facets.items()}
    events = [asdict(row) for row in shown["found"]]
    return {"total": shown["total"], "page": shown["page"], "pages": shown["pages"], "events": events, "facets": counts}


def _days(counts: Sequence[tuple[str, int]], found: Sequence[Any], total: int) -> dict[str, Any]:
    days = [{"begins": day, "events": n} for day, n in counts]
    return {"total": total, "counts": days, "events": [asdict(row) for row in found]}
