"""Outlets: their reports, whom they cite, who shares their text, what they call whom."""

from dataclasses import asdict
from typing import Any

from dragoman.presenting.web.asking import Answer, Asked, missing
from dragoman.record.portraits import SharedRow, actor_names, cited_by, citing, labels_of, report_rows, shared_text
from dragoman.record.queries import count_outlets, find_reports

PAGE = 40
MOST = 60


def list_outlets(asked: Asked) -> Answer:
    """Every outlet, most reports first."""
    found = count_outlets(asked.store)
    named = [(name, n) for name, n in found if name]
    unknown = sum(n for name, n in found if not name)
    shown = {"found": named[:500], "total": len(named), "unknown": unknown}
    return Answer("outlets.html", "Outlets", shown, lambda: {"outlets": [{"name": n, "reports": c} for n, c in found]})


def show_outlet(asked: Asked) -> Answer:
    """One outlet's page; of one that is only cited, who cites it."""
    store, name, page = asked.store, asked.exact("name"), asked.page()
    reports = find_reports(store, outlet=name, most=PAGE + 1, skip=(page - 1) * PAGE) if name else []
    citers = citing(store, name, MOST)
    if not reports and not citers:
        raise missing("outlet")
    pairs = shared_text(store, outlet=name, most=MOST)
    labels = labels_of(store, outlet=name, most=120)
    shown: dict[str, Any] = {
        "name": name,
        "page": page,
        "reports": reports[:PAGE],
        "more": len(reports) > PAGE,
        "media": cited_by(store, name, medium=True, most=MOST),
        "sources": cited_by(store, name, medium=False, most=MOST),
        "citers": citers,
        "shared": [(row, *_read_pair(row, name)) for row in pairs],
        "headlines": report_rows(store, [k for row in pairs for k in (row.a, row.b)]),
        "labels": labels,
        "names": actor_names(store, [row.actor for row in labels]),
    }
    return Answer("outlet.html", name, shown, lambda: _rows(shown))


def _read_pair(row: SharedRow, outlet: str) -> tuple[str, str, str]:
    """The outlet's own report, the other one, and who had the text first, seen from the outlet."""
    own_is_a = row.outlet_a == outlet
    own, other = (row.a, row.b) if own_is_a else (row.b, row.a)
    first = {"a": own_is_a, "b": not own_is_a}.get(row.source)
    if row.source == "common":
        return own, other, f"both from {row.agency}" if row.agency else "both from one text"
    return own, other, {True: "had it first", False: "copied", None: "not known which first"}[first]


def _rows(shown: dict[str, Any]) -> dict[str, Any]:
    lists = {k: [asdict(row) for row in shown[k]] for k in ("reports", "media", "sources", "labels")}
    shared = [asdict(row) | {"seen_from_here": words} for row, _, _, words in shown["shared"]]
    cited = [{"outlet": name, "times": n} for name, n in shown["citers"]]
    return {"outlet": shown["name"], **lists, "cited_by": cited, "shared_text": shared}
