"""The story of a report that is added: the one whose reports are like it, by their words; else one of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.datamodel import Event, Report, Story, content_id
from dragoman.linking.likeness import Profile, likeness
from dragoman.record.adding import Joined
from dragoman.record.bearings import load_profiles
from dragoman.record.reweighing import Outcome
from dragoman.record.store import Store
from dragoman.resources.scoring import Scoring


def place_in_story(store: Store, joined: Joined, outcome: Outcome, scoring: Scoring) -> tuple[Story | None, Story]:
    """The story that it joins, where it joins one, and what that is with it.

    What reports are about as a whole, beyond their words, is weighed when all is linked anew.
    """
    near = joined.new.near
    query = "SELECT story FROM report_row WHERE report = ?"
    rows = (store.connection.execute(query, (r,)).fetchone() for r in (*near.matter, *near.beside))
    told = tuple(e for e in (*outcome.grown.values(), *outcome.opened))
    best, joins = scoring.stories.join_by_words, None
    for story in store.items_of("story", [row[0] for row in rows if row and row[0]], Story):
        close = _closeness(store, joined, story, told, scoring)
        if close > best or (close == best and joins is None):
            best, joins = close, story
    return joins, _with_report(joins, outcome.report, told, {k: e.id for k, e in outcome.grown.items()})


def _closeness(store: Store, joined: Joined, story: Story, told: Sequence[Event], scoring: Scoring) -> float:
    """As linking/stories.py has it for a report and a group: between the mean likeness and the least."""
    reports = _spread(story.reports, scoring.adding.story)
    profiles = load_profiles(store, reports)
    own = replace(joined.new.profile, events=frozenset(e.id for e in told))
    scores = [likeness(own, _telling(profiles[r], r, told), scoring.stories) for r in reports if r in profiles]
    if not scores:
        return 0.0
    least, mean = min(scores), sum(scores) / len(scores)
    return least + (1 - scoring.stories.least) * (mean - least)


def _spread(reports: Sequence[str], most: int) -> list[str]:
    """The reports, of many so many, spread over them."""
    few = min(most, len(reports))
    return [reports[n * len(reports) // few] for n in range(few)]


def _telling(profile: Profile, report: str, told: Iterable[Event]) -> Profile:
    return replace(profile, events=frozenset(e.id for e in told if report in e.reports))


def _with_report(story: Story | None, report: Report, told: Sequence[Event], now: dict[str, str]) -> Story:
    """The story with one more report and its events; it keeps its title, and a new one has that of its first event."""
    reports = tuple(sorted({*(story.reports if story else ()), report.id}))
    days = [d for d in (report.published.earliest, report.published.latest) if d]
    days += [d for d in (story.earliest, story.latest) if d] if story else []
    events = [now.get(e, e) for e in story.events] if story else []
    main = min(told, key=lambda e: (-len(e.mentions), e.id), default=None)
    return Story(
        id=content_id("story", *reports),
        title=story.title if story else main.title if main else report.headline or "",
        reports=reports,
        events=tuple(dict.fromkeys((*events, *(e.id for e in told)))),
        earliest=min(days, default=None),
        latest=max(days, default=None),
    )
