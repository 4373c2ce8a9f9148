"""Stories: reports about the same main event."""

from dataclasses import asdict
from typing import Any

from dragoman.presenting.web.asking import Answer, Asked, missing
from dragoman.presenting.web.listing import describe_rows
from dragoman.record.portraits import find_stories, story_titles
from dragoman.record.queries import EventFilter, count_events, find_events, find_reports, load_story

PAGE = 40
MOST_EVENTS = 60
MOST_REPORTS = 100


def list_stories(asked: Asked) -> Answer:
    """All stories, newest first."""
    page = asked.page()
    found = find_stories(asked.store, PAGE + 1, (page - 1) * PAGE)
    shown = {"found": found[:PAGE], "page": page, "more": len(found) > PAGE}
    return Answer("stories.html", "Stories", shown, lambda: {"stories": [asdict(s) for s in found[:PAGE]]})


def show_story(asked: Asked) -> Answer:
    """What a story tells: its events, on how many legs each stands, and its reports in the order they ran."""
    store, key = asked.store, asked.key
    story = load_story(store, key)
    if story is None:
        raise missing("story")
    wanted = EventFilter(facets=(("story", key),))
    rows = find_reports(store, story=key, most=MOST_REPORTS)
    reports = sorted(rows, key=lambda r: (r.earliest or "9999", r.report))
    events = find_events(store, wanted, MOST_EVENTS)
    shown: dict[str, Any] = {
        "story": story,
        "name": story_titles(store, (key,)).get(key) or "Untitled story",
        "events": events,
        "details": describe_rows(store, events),
        "of_events": count_events(store, wanted),
        "reports": reports,
        "outlets": sorted({r.outlet for r in reports}),
    }
    return Answer("story.html", shown["name"], shown, lambda: _rows(asdict(story), events, reports))


def _rows(story: dict[str, Any], events: list[Any], reports: list[Any]) -> dict[str, Any]:
    return {"story": story, "events": [asdict(e) for e in events], "reports": [asdict(r) for r in reports]}
