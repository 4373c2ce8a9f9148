"""Two reports side by side: what both have, and where they part; and the disagreements that no one event holds."""

from typing import Any

from dragoman.datamodel import Discrepancy, Report, Span
from dragoman.linking.wording import find_shared_wording
from dragoman.presenting.differing import join_alike
from dragoman.presenting.views import RecordView
from dragoman.presenting.web.asking import Answer, Asked, missing
from dragoman.presenting.web.listing import describe_rows
from dragoman.presenting.web.marking import SET_ASIDE, Layer, cut_blocks, sort_layers
from dragoman.presenting.web.pages.events import find_sides, plain_rows
from dragoman.presenting.web.wording import published_words
from dragoman.record.portraits import reports_in
from dragoman.record.queries import (
    EventFilter,
    find_events,
    load_discrepancies,
    load_events,
    load_excerpt,
    loose_discrepancies,
    ranked_discrepancies,
)

MOST_EVENTS = 200
MOST_LOOSE = 200
PAGE = 20


def show_comparison(asked: Asked) -> Answer:
    """The page of two reports."""
    a, b = asked.one("a", 80), asked.one("b", 80)
    view = RecordView(load_excerpt(asked.store, reports=(a, b)))
    if a not in view.reports or b not in view.reports or a == b:
        raise missing("pair of reports")
    both = find_events(asked.store, EventFilter(facets=(("report", a), ("report", b))), MOST_EVENTS)
    events = load_events(asked.store, (e.event for e in both))
    found = load_discrepancies(asked.store, (d for e in events for d in e.discrepancies))
    parted = _parting(view, (*found, *loose_discrepancies(asked.store, MOST_LOOSE)), a, b)
    pair = [view.reports[a], view.reports[b]]
    shared = _shared_spans(view, pair)
    titles = {e.id: e.title for e in events}
    shown: dict[str, Any] = {
        "columns": [_column(view, r, shared, parted) for r in pair],
        "events": both,
        "details": describe_rows(asked.store, both),
        "disagreements": [(d, titles.get(d.event or "", ""), find_sides(view, d)) for d in parted],
        "shares": _shares(view, pair, shared),
        "view": view,
    }
    runs = (run for c in shown["columns"] for paragraph in c["paragraphs"] for run in paragraph.runs)
    shown["used"] = {kind for run in runs for kind in run.kinds}
    title = " and ".join(view.outlet_name(r) for r in pair)
    return Answer("compare.html", f"Compare: {title}", shown, lambda: _rows(view, shown, shared, parted))


def list_disagreements(asked: Asked) -> Answer:
    """Where reports part, on the most told events first; last on what no one event of the record holds."""
    page = asked.page()
    rows = ranked_discrepancies(asked.store, PAGE + 1, (page - 1) * PAGE)
    found = rows[:PAGE]
    documents = {s.document for d in found for v in d.values for s in v.spans}
    view = RecordView(load_excerpt(asked.store, reports=reports_in(asked.store, documents)))
    titles = {e.id: e.title for e in load_events(asked.store, (d.event for d in found if d.event))}
    shown = {
        "found": [(d, titles.get(d.event or ""), find_sides(view, d)) for d in join_alike(found)],
        "view": view,
        "page": page,
        "more": len(rows) > PAGE,
    }
    return Answer("disagreements.html", "Disagreements", shown, lambda: {"discrepancies": plain_rows(view, found)})


def _parting(view: RecordView, found: tuple[Discrepancy, ...], a: str, b: str) -> list[Discrepancy]:
    """The disagreements that show words of each of both reports, in different values."""
    documents = view.reports[a].document, view.reports[b].document

    def parts(item: Discrepancy) -> bool:
        sides = [{s.document for s in v.spans} for v in item.values]
        return any(documents[0] in x and documents[1] in y for x in sides for y in sides if x is not y)

    return [d for d in dict.fromkeys(found) if parts(d)]


def _shared_spans(view: RecordView, pair: list[Report]) -> list[Span]:
    """What stands in both word for word."""
    texts = {r.document: view.documents[r.document].text for r in pair}
    return sorted({s for shared in find_shared_wording(pair, texts) for s in shared.spans})


def _recast_spans(view: RecordView, document: str) -> list[Span]:
    """Sentences that stand in the other report too, perhaps with changes."""
    return [s for reuse in view.record.reuse for s in reuse.spans if s.document == document]


def _shares(view: RecordView, pair: list[Report], shared: list[Span]) -> list[tuple[str, float]]:
    """How much of each report's body stands in the other, in characters."""
    shares = []
    for report in pair:
        body = [(b.start, b.end) for b in report.blocks if b.role == "body"]
        own = _merged(s for s in shared if s.document == report.document)
        held = sum(max(0, min(e, y) - max(s, x)) for s, e in own for x, y in body)
        whole = sum(y - x for x, y in body)
        shares.append((view.outlet_name(report), held / whole if whole else 0.0))
    return shares


def _merged(spans: Any) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return merged


def _column(view: RecordView, report: Report, shared: list[Span], parted: list[Discrepancy]) -> dict[str, Any]:
    text = view.documents[report.document].text
    own = _merged(s for s in shared if s.document == report.document)
    recast = _merged(_recast_spans(view, report.document))
    layers = [Layer(start, end, "shared", "Stands in both word for word", quiet=True) for start, end in own]
    layers += [
        Layer(start, end, "recast", "The sentence stands in the other too, changed", quiet=True)
        for start, end in recast
    ]
    layers += [
        Layer(s.start, s.end, "parted", f"They part on {d.slot}: {v.value}")
        for d in parted
        for v in d.values
        for s in v.spans
        if s.document == report.document
    ]
    ordered = sort_layers(layers)
    blocks = [b for b in report.blocks if b.role not in SET_ASIDE]
    return {
        "report": report,
        "outlet": view.outlet_name(report),
        "published": published_words(report.published),
        "paragraphs": list(cut_blocks(text, blocks, ordered)),
    }


def _rows(view: RecordView, shown: dict[str, Any], shared: list[Span], parted: list[Discrepancy]) -> dict[str, Any]:
    return {
        "reports": plain_rows(view, [c["report"] for c in shown["columns"]]),
        "shares": [{"outlet": name, "share": round(share, 4)} for name, share in shown["shares"]],
        "shared": plain_rows(view, shared),
        "events": [e.event for e in shown["events"]],
        "discrepancies": plain_rows(view, parted),
    }
