"""The trace box: any claim in a person's own words, to its origins."""

from functools import lru_cache
from typing import Any

from dragoman.presenting.views import RecordView, chain_line, name_origin
from dragoman.presenting.web.asking import Answer, Asked
from dragoman.presenting.web.pages.events import plain_rows
from dragoman.presenting.web.wording import published_words
from dragoman.record.queries import load_excerpt
from dragoman.resources import Resources
from dragoman.resources.settling import settle


def show_trace(asked: Asked) -> Answer:
    """Which passages say it or deny it, through whom, and on how many independent origins it rests."""
    claim = asked.one("q")
    shown: dict[str, Any] = {
        "claim": claim,
        "traced": None,
        "said": [],
        "otherwise": [],
        "touching": [],
        "origins": [],
        "view": None,
    }
    if not claim:
        return Answer("trace.html", "Trace a claim", shown, lambda: {"claim": ""})
    from dragoman.record.tracing import trace_claim

    traced = trace_claim(claim, asked.store, None, _resources())
    _settle_once()
    record = load_excerpt(asked.store, reports=[p.report for p in traced.passages])
    view = RecordView(record)
    shown |= {
        "traced": traced,
        "said": [(p, *_place(view, p.report, p.chain)) for p in traced.passages if p.counted],
        "otherwise": [(p, *_place(view, p.report, p.chain)) for p in traced.passages if p.stance == "differs"],
        "touching": [
            (p, *_place(view, p.report, p.chain)) for p in traced.passages if not p.counted and p.stance != "differs"
        ],
        "origins": [(o, name_origin(o)) for o in traced.origins],
        "view": view,
    }
    return Answer("trace.html", f"Trace: {claim}", shown, lambda: plain_rows(view, traced))


@lru_cache(maxsize=1)
def _settle_once() -> None:
    """The first trace has loaded all that a trace needs."""
    settle()


def _place(view: RecordView, key: str, chain: Any) -> tuple[str, str, str]:
    report = view.reports[key]
    outlet = view.outlet_name(report)
    return outlet, chain_line(outlet, chain), published_words(report.published)


@lru_cache(maxsize=1)
def _resources() -> Resources:
    from dragoman.resources import load_resources

    return load_resources()
