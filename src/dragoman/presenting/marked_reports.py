"""Reports as they stand at the end of a dossier: every passage that the page quotes is marked and can be linked to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.datamodel import Block, Report, Span
from dragoman.presenting.summaries import copied_from
from dragoman.presenting.views import RecordView, describe_published
from dragoman.presenting.web.marking import SET_ASIDE, Layer, Paragraph, cut_blocks, sort_layers


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report: `anchor` is its place on the page, `anchors` the starts of the passages that are linked to."""

    id: str
    anchor: str
    outlet: str
    headline: str
    published: str
    basis: str
    source: str
    note: str
    paragraphs: tuple[Paragraph, ...]
    anchors: frozenset[int]


def anchor(report: str, span: Span) -> str:
    """`r2-138`: a passage's place on the page."""
    return f"{report}-{span.start}"


def make_pages(
    view: RecordView, reports: Sequence[Report], cited: Mapping[str, Iterable[tuple[Span, bool]]]
) -> tuple[ReportPage, ...]:
    """Every report with what is cited of it; True with a span is a telling of the event."""
    return tuple(_make_page(view, r, f"r{n}", list(cited.get(r.id, ()))) for n, r in enumerate(reports, 1))


def _make_page(view: RecordView, report: Report, place: str, cited: Sequence[tuple[Span, bool]]) -> ReportPage:
    layers = sort_layers(Layer(s.start, s.end, "told" if told else "cited", "") for s, told in cited)
    document = view.documents[report.document]
    blocks = [b for b in report.blocks if b.role not in SET_ASIDE or any(_meets(b, s) for s, _ in cited)]
    return ReportPage(
        id=report.id,
        anchor=place,
        outlet=view.outlet_name(report),
        headline=report.headline or "",
        published=describe_published(report.published),
        basis=report.published.basis,
        source=document.uri,
        note=copied_from(view, report),
        paragraphs=tuple(cut_blocks(document.text, blocks, layers)),
        anchors=frozenset(s.start for s, _ in cited),
    )


def _meets(block: Block, span: Span) -> bool:
    return span.start < block.end and block.start < span.end
