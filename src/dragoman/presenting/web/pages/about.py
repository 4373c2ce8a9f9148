"""What could not be read, what people judged, and how the counting was done."""

from dataclasses import asdict
from typing import Any

from dragoman.presenting.web.asking import Answer, Asked
from dragoman.record.counting import count_kept
from dragoman.record.judgements import decided_in

KINDS = ("merge-actors", "split-actor", "merge-events", "split-event", "note", "grade")
PAGE = 200


def list_problems(asked: Asked) -> Answer:
    """The inputs that could not be read, or not in full."""
    found = asked.store.problems()
    page = asked.page()
    rows = found[(page - 1) * PAGE : page * PAGE]
    shown: dict[str, Any] = {"found": rows, "total": len(found), "page": page, "more": len(found) > page * PAGE}
    return Answer("problems.html", "What could not be read", shown, lambda: {"problems": [asdict(p) for p in rows]})


def show_about(asked: Asked) -> Answer:
    """How reports are read and origins are counted."""
    counts = count_kept(asked.store)
    return Answer("about.html", "How this was counted", {"counts": counts}, lambda: {"counts": counts})


def list_judgements(asked: Asked) -> Answer:
    """What people decided, in the order of deciding."""
    found = decided_in(asked.store, KINDS)
    return Answer("judgements.html", "Judgements", {"found": found}, lambda: {"judgements": [asdict(j) for j in found]})
