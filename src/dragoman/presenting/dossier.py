"""An event's dossier: one page, no script, no address loaded, every word of a report escaped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman import __version__
from dragoman.datamodel import Alteration, Block, Discrepancy, Event, Report, Span
from dragoman.presenting.chain_picture import draw_chains
from dragoman.presenting.terminal_ways import HEADINGS
from dragoman.presenting.views import (
    Claim,
    RecordView,
    describe_interval,
    describe_published,
)

SET_ASIDE = ("furniture", "repeat")


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling as the page shows it."""

    outlet: str
    published: str
    chain: str
    status: str
    parts: tuple[tuple[str, bool], ...]
    place: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    role: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _ReportPage:
    anchor: str
    outlet: str
    headline: str
    published: str
    basis: str
    source: str
    note: str
    paragraphs: tuple[_Paragraph, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    value: str
    origins: str
    words: tuple[str, ...]


def write_dossier(view: RecordView, event: Event, assumed: tuple[str, ...] = ()) -> str:
    """The page as a string of HTML."""
    environment = Environment(
        loader=PackageLoader("dragoman.presenting"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    claims = list(view.claims(event))
    return environment.get_template("dossier.html").render(
        event=event,
        sentence=summarise(event),
        when=describe_interval(event.time),
        places=", ".join(p.name for p in event.places),
        roles=_roles(view, event),
        picture=Markup(draw_chains(view, event)),  # noqa: S704 (made by us, every text in it escaped)
        origins=_origin_lines(view, event),
        tellings=[_told(view, c) for c in claims],
        discrepancies=[(d, _sides(view, d)) for d in view.discrepancies_of(event)],
        assumed=assumed,
        alterations=[_way(view, a) for a in view.alterations_of(event)],
        reports=[_report_page(view, claims, r) for r in _reports(view, event)],
        problems=view.record.problems,
        version=__version__,
    )


def _way(view: RecordView, alteration: Alteration) -> tuple[str, str, list[tuple[str, str, str, str]]]:
    """Heading, sentence, and for each step its day, outlet, value and words."""
    rows = [
        (s.day or "date unknown", s.outlet, s.value, " ".join(view.words(s.span).split())) for s in alteration.steps
    ]
    return HEADINGS[alteration.what], alteration.explanation, rows


def summarise(event: Event) -> str:
    """What stands behind the event, in one sentence: how many reports, how many independent origins."""
    bounds, reports = event.independent_origins, len(event.reports)
    if not event.origins:
        word = "No report says" if reports > 1 else "The report does not say"
        return (
            f"{event.title}. {word} whose word it is ({reports} report{'s' * (reports != 1)}, status: {event.status})."
        )
    low, high = bounds.at_least, bounds.at_most
    count = (
        f"{low} independent origin{'s' * (low != 1)}"
        if low == high
        else f"between {low} and {high} independent origins"
    )
    rest = "report rests" if reports == 1 else "reports rest"
    return f"{reports} {rest} on {count} (status: {event.status})."


def _reports(view: RecordView, event: Event) -> list[Report]:
    return sorted((view.reports[r] for r in event.reports), key=lambda r: (r.published.earliest or "9999", r.id))


def _roles(view: RecordView, event: Event) -> list[tuple[str, str]]:
    roles = ("actor", "recipient", "mediator", "host", "subject")
    named = {r: dict.fromkeys(view.actor_name(p.actor) for p in event.participants if p.role == r) for r in roles}
    return [(role, ", ".join(names)) for role, names in named.items() if names]


def _origin_lines(view: RecordView, event: Event) -> list[tuple[str, bool, str]]:
    return [(view.origin_words(origin), origin.party, view.standing_words(origin)) for origin in event.origins]


def _told(view: RecordView, claim: Claim) -> _Told:
    sentence = claim.sentence
    text = view.documents[sentence.document].text
    return _Told(
        outlet=view.outlet_name(claim.report),
        published=describe_published(claim.report.published),
        chain=view.chain_words(claim.report, claim.chain),
        status=claim.mention.status,
        parts=tuple(_parts(text, sentence, sorted((t.start, t.end) for t in claim.triggers))),
        place=f"{view.input_name(claim.report)}, characters {sentence.start} to {sentence.end}",
    )


def _sides(view: RecordView, discrepancy: Discrepancy) -> list[_Side]:
    return [
        _Side(v.value, ", ".join(v.origins), tuple(" ".join(view.words(s).split()) for s in v.spans))
        for v in discrepancy.values
    ]


def _report_page(view: RecordView, claims: Iterable[Claim], report: Report) -> _ReportPage:
    marked = sorted((c.sentence.start, c.sentence.end) for c in claims if c.report.id == report.id)
    text = view.documents[report.document].text
    original = view.reports.get(report.copy_of or "")
    note = f"{report.copied:.0%} of its sentences stand in {view.outlet_name(original)}" if original else ""
    return _ReportPage(
        anchor=report.id,
        outlet=view.outlet_name(report),
        headline=report.headline or "",
        published=describe_published(report.published),
        basis=report.published.basis,
        source=view.documents[report.document].uri,
        note=note,
        paragraphs=tuple(_paragraph(text, b, marked) for b in report.blocks if b.role not in SET_ASIDE),
    )


def _paragraph(text: str, block: Block, marked: Iterable[tuple[int, int]]) -> _Paragraph:
    return _Paragraph(block.role, tuple(_parts(text, block, marked)))


def _parts(text: str, run: Block | Span, marked: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text of a block or span in runs, marked or not."""
    at = run.start
    for start, end in marked:
        low, high = max(start, at), min(end, run.end)
        if low >= high:
            continue
        if at < low:
            yield text[at:low], False
        yield text[low:high], True
        at = high
    if at < run.end:
        yield text[at : run.end], False
