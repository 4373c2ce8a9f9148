"""The story of a report that is added: the one whose reports are like it; else one of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.datamodel import Event, Report, Story, content_id
from dragoman.linking.likeness import Profile, likeness
from dragoman.linking.meanings import Floats, read_openings, tell_apart
from dragoman.linking.stories import blank_asides
from dragoman.record.adding import Joined
from dragoman.record.bearings import load_mean, load_profiles
from dragoman.record.remembering import remembering
from dragoman.record.reweighing import Outcome
from dragoman.record.store import Store
from dragoman.record.vicinity import load_new
from dragoman.resources import Resources

_NEAREST = 24  # reports whose stories are looked at


def read_openings_of(store: Store, keys: Iterable[str], resources: Resources) -> None:
    """Have the record remember what new reports open with, before all else is written in one transaction."""
    encoder = remembering(store, resources)
    if encoder is not None:
        for key in keys:
            report, _, document = load_new(store, key)
            read_openings([report], blank_asides([report], {document.id: document.text}, resources), encoder)
        encoder.keep()


def place_in_story(store: Store, joined: Joined, outcome: Outcome, resources: Resources) -> tuple[Story | None, Story]:
    """The story that it joins, where it joins one, and what that is with it."""
    told = (*outcome.grown.values(), *outcome.opened)
    near = joined.new.near.matter[:_NEAREST]
    query = "SELECT story FROM report_row WHERE report = ?"
    rows = (store.connection.execute(query, (r,)).fetchone() for r in near)
    stories = store.items_of("story", [row[0] for row in rows if row and row[0]], Story)
    members = {s.id: _spread(s.reports, resources.scoring.adding.story) for s in stories}
    seen = _see(store, joined, {r for reports in members.values() for r in reports}, told, resources)
    joins = max(stories, key=lambda s: seen.closeness(members[s.id], resources), default=None)
    if joins is not None and seen.closeness(members[joins.id], resources) < seen.join:
        joins = None
    return joins, _with_report(joins, outcome.report, told, {k: e.id for k, e in outcome.grown.items()})


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The report and those it is held against, as stories see them, and how close it must come to one."""

    own: Profile
    others: Mapping[str, Profile]
    join: float

    def closeness(self, reports: Iterable[str], resources: Resources) -> float:
        """As linking/stories.py has it for a report and a group: between the mean likeness and the least."""
        scoring = resources.scoring.stories
        scores = [likeness(self.own, self.others[r], scoring) for r in reports if r in self.others] or [0.0]
        least, mean = min(scores), sum(scores) / len(scores)
        return least + (1 - scoring.least) * (mean - least)


def _see(store: Store, joined: Joined, others: set[str], told: Sequence[Event], resources: Resources) -> _Seen:
    scoring, own = resources.scoring.stories, joined.new
    profiles = {**load_profiles(store, others), own.report.id: own.profile}
    profiles = {r: replace(p, events=frozenset(e.id for e in told if r in e.reports)) for r, p in profiles.items()}
    meanings = _find_meanings(store, joined, others, resources)
    if meanings is None:
        return _Seen(profiles.pop(own.report.id), profiles, scoring.join_by_words)
    profiles = {r: replace(p, meaning=meanings.get(r)) for r, p in profiles.items()}
    return _Seen(profiles.pop(own.report.id), profiles, scoring.join)


def _find_meanings(
    store: Store, joined: Joined, others: Iterable[str], resources: Resources
) -> dict[str, Floats] | None:
    """What the reports are about; None where there is no encoder, or was none when all were linked."""
    encoder, mean = remembering(store, resources), load_mean(store)
    if encoder is None or mean is None:
        return None
    reports = [*store.items_of("report", sorted(others), Report), joined.new.report]
    texts = {d.id: d.text for d in store.documents_of({r.document for r in reports})}
    read = read_openings(reports, blank_asides(reports, texts, resources), encoder)
    count = store.connection.execute("SELECT count(*) FROM report_row").fetchone()[0]
    told = tell_apart(read, mean, count, resources.scoring.stories.at_large)
    return {r.id: meaning for r, meaning in zip(reports, told, strict=True)}


def _spread(reports: Sequence[str], most: int) -> list[str]:
    """The reports, of many so many, spread over them."""
    few = min(most, len(reports))
    return [reports[n * len(reports) // few] for n in range(few)]


def _with_report(story: Story | None, report: Report, told: Sequence[Event], now: Mapping[str, str]) -> Story:
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
