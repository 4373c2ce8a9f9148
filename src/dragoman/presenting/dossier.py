"""The dossier of an event or a story: one page, no script, no address loaded, every word of a report escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman import __version__
from dragoman.datamodel import Alteration, Event, Problem, Report, Span, Story
from dragoman.presenting.chain_picture import NARROW, draw_chains, explain_chains
from dragoman.presenting.differing import Difference, find_differences, name_matter
from dragoman.presenting.joining import Why, find_why
from dragoman.presenting.marked_reports import ReportPage, anchor, make_pages
from dragoman.presenting.moments import event_moments, story_moments
from dragoman.presenting.naming import Naming, find_naming
from dragoman.presenting.parties import Part, find_parts
from dragoman.presenting.pictures import timeline
from dragoman.presenting.pictures.timeline import draw_timeline
from dragoman.presenting.story_pictures import draw_story
from dragoman.presenting.summaries import count_words, in_their_words, summarise, summarise_story
from dragoman.presenting.terminal_ways import HEADINGS
from dragoman.presenting.views import Passage, RecordView, describe_interval, describe_origins
from dragoman.presenting.voices import Voice, find_voices

__all__ = ["summarise", "write_dossier", "write_story_dossier"]
WIDE = 860
MOST_EVENTS = 20  # of a story that are shown in full
FEWEST_EVENTS = 5  # shown in full though one report alone tells them


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture for a page and one for a phone, with the words under it."""

    wide: Markup
    narrow: Markup
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a claim: steps are the day, outlet, value and place of each."""

    heading: str
    explanation: str
    steps: tuple[tuple[str, str, str, Passage], ...]


@dataclass(frozen=True, slots=True)
class EventPart:
    """All that a page shows of one event."""

    event: Event
    sentence: str
    words: str
    count: str
    when: str
    where: str
    parts: tuple[Part, ...]
    chains: Drawing
    voices: tuple[Voice, ...]
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    why: Why

    @property
    def legs(self) -> str:
        """`1–3`, in a table's cell."""
        return describe_origins(self.event.origins, self.event.independent_origins)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A page: `others` are a story's events that are told in short only."""

    title: str
    sentence: str
    kind: str
    events: tuple[EventPart, ...]
    rows: tuple[EventPart, ...] = ()
    timeline: Drawing | None = None
    pictures: tuple[tuple[str, Drawing], ...] = ()
    naming: tuple[Naming, ...] = ()
    reports: tuple[ReportPage, ...] = ()
    problems: tuple[Problem, ...] = ()
    other_problems: int = 0
    assumed: tuple[str, ...] = field(default=())


def write_dossier(view: RecordView, event: Event, assumed: tuple[str, ...] = ()) -> str:
    """An event's page as a string of HTML."""
    part = _event_part(view, event)
    reports = _reports(view, event.reports, [part])
    wanted, other = _problems(view, reports)
    cited = set(event.reports)
    return _write(
        Dossier(
            title=event.title,
            sentence=part.sentence,
            kind="event",
            events=(part,),
            timeline=_draw_moments(view, event),
            naming=find_naming(view, [r for r in reports if r.id in cited]),
            reports=make_pages(view, reports, _cited(view, [part], reports)),
            problems=wanted,
            other_problems=other,
            assumed=assumed,
        )
    )


def write_story_dossier(view: RecordView, story: Story) -> str:
    """A story's page: its events in a table, those that several reports tell in full."""
    events = [e for e in view.record.events if e.id in set(story.events)]
    several = sum(len(e.reports) > 1 for e in events)
    full = min(MOST_EVENTS, max(FEWEST_EVENTS, several))
    parts = [_event_part(view, e) for e in events]
    reports = _reports(view, story.reports, parts)
    wanted, other = _problems(view, reports)
    moments = story_moments(view, story, events)
    title = f"When it happened and when it was told: {story.title}"
    return _write(
        Dossier(
            title=story.title,
            sentence=summarise_story(view, story, events),
            kind="story",
            events=tuple(parts[:full]),
            rows=tuple(parts),
            timeline=_drawing(draw_timeline(moments, title, WIDE), draw_timeline(moments, title, NARROW)),
            pictures=tuple((name, _drawing(*drawn)) for name, drawn in draw_story(view, events, (WIDE, NARROW))),
            naming=find_naming(view, [r for r in reports if r.id in set(story.reports)]),
            reports=make_pages(view, reports, _cited(view, parts, reports)),
            problems=wanted,
            other_problems=other,
        )
    )


def _write(page: Dossier) -> str:
    environment = Environment(
        loader=PackageLoader("dragoman.presenting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(timeline_caption=timeline.CAPTION)
    environment.filters["matter"] = name_matter
    look = files("dragoman.presenting") / "pictures" / "pictures.css"
    places = {p.id: p.anchor for p in page.reports}

    def link(report: Report, span: Span) -> str:
        return f"#{anchor(places[report.id], span)}"

    def stands_here(report: Report) -> bool:
        return report.id in places

    template = environment.get_template("dossier.html")
    return template.render(
        page=page,
        version=__version__,
        link=link,
        stands_here=stands_here,
        picture_style=Markup(look.read_text(encoding="utf-8")),  # noqa: S704
    )


def _event_part(view: RecordView, event: Event) -> EventPart:
    return EventPart(
        event=event,
        sentence=summarise(event),
        words=in_their_words(view, event),
        count=count_words(event),
        when=describe_interval(event.time),
        where=", ".join(dict.fromkeys(p.name for p in event.places)),
        parts=find_parts(view, event),
        chains=_draw_chains(view, event),
        voices=find_voices(view, event),
        differences=find_differences(view, event),
        changes=tuple(_change(view, a) for a in view.alterations_of(event)),
        why=find_why(view, event),
    )


def _draw_chains(view: RecordView, event: Event) -> Drawing:
    return _drawing(draw_chains(view, event, WIDE), draw_chains(view, event, NARROW), explain_chains(view, event))


def _draw_moments(view: RecordView, event: Event) -> Drawing:
    moments = event_moments(view, event)
    title = f"When it happened and when it was told: {event.title}"
    return _drawing(draw_timeline(moments, title, WIDE), draw_timeline(moments, title, NARROW))


def _drawing(wide: str, narrow: str, caption: str = "") -> Drawing:
    return Drawing(Markup(wide), Markup(narrow), caption)  # noqa: S704 (made by us, every text in it escaped)


def _change(view: RecordView, alteration: Alteration) -> Change:
    steps = tuple(
        (s.day or "date unknown", s.outlet, s.value, next(iter(view.passages((s.span,))))) for s in alteration.steps
    )
    return Change(HEADINGS[alteration.what], alteration.explanation, steps)


def _passages(parts: Iterable[EventPart]) -> Iterable[Passage]:
    for part in parts:
        yield from (p for d in part.differences for side in d.sides for p in side.passages)
        yield from (p for c in part.changes for *_, p in c.steps)


def _reports(view: RecordView, own: Sequence[str], parts: Sequence[EventPart]) -> list[Report]:
    """The reports by date, with those that a passage of the page stands in."""
    cited = {p.report.id for p in _passages(parts) if p.report}
    wanted = {r for r in (*own, *cited, *(r for p in parts for r in p.event.reports)) if r in view.reports}
    return sorted((view.reports[r] for r in wanted), key=lambda r: (r.published.earliest or "9999", r.id))


def _cited(
    view: RecordView, parts: Sequence[EventPart], reports: Sequence[Report]
) -> dict[str, set[tuple[Span, bool]]]:
    """The places that the page links to, by report; True for those that tell an event, which are marked."""
    cited: dict[str, set[tuple[Span, bool]]] = {r.id: set() for r in reports}
    for part in parts:
        for telling in (t for v in part.voices for w in v.ways for t in w.tellings):
            cited[telling.report.id].add((telling.span, True))
            for _, report, span in telling.repeated:
                cited[report.id].add((span, True))
    for passage in _passages(parts):
        if passage.report:
            cited[passage.report.id].add((passage.span, False))
    for quoted in (q for part in parts for q in part.why.quoted() if q.report.id in cited):
        cited[quoted.report.id].add((quoted.span, False))
    for naming in find_naming(view, reports):
        for called in (*naming.own, *naming.quoted):
            if called.passage.report:
                cited[called.passage.report.id].add((called.passage.span, False))
    return cited


def _problems(view: RecordView, reports: Sequence[Report]) -> tuple[tuple[Problem, ...], int]:
    """Those of the page's own inputs, and how many others the record has."""
    inputs = {view.documents[r.document].uri for r in reports}
    wanted = tuple(p for p in view.record.problems if p.input in inputs)
    return wanted, len(view.record.problems) - len(wanted)
