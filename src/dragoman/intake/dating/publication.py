"""When a story ran: as stated, else as far as the evidence leaves it, never the day on which it is read."""

from datetime import date

from dragoman.datamodel import BlockRole, Document, Published, Span
from dragoman.intake.dating.day_sets import EVERY_DAY, DaySet, days_between
from dragoman.intake.dating.evidence import DateEvidence, Passage, gather_evidence
from dragoman.intake.dating.stated import find_address_dates, find_stated
from dragoman.intake.story import StoryLayout
from dragoman.resources.dating import DatingKnowledge

_WEEK, _LONGEST_CUT = 7, 400  # days; of wider bounds a few at the ends say nothing
_READ_ROLES: tuple[BlockRole, ...] = ("headline", "standfirst", "dateline", "body", "caption", "furniture")


def find_published(document: Document, story: StoryLayout, knowledge: DatingKnowledge) -> Published:
    """The day as the page or story states it, else bounds with the words that each rests on."""
    stated = find_stated(document, story, knowledge)
    if stated:
        return Published(stated.first.isoformat(), stated.last.isoformat(), "stated", stated.spans)
    evidence = [
        DateEvidence("address", days_between(a.first, a.last), a.spans)
        for a in find_address_dates(document, story, knowledge)
    ]
    evidence += gather_evidence(_passages(document, story), knowledge)
    return bound_date(evidence, knowledge)


def bound_date(evidence: list[DateEvidence], knowledge: DatingKnowledge) -> Published:
    """What all evidence leaves together; the weaker piece is dropped where two contradict each other."""
    days, used = _meet_all(evidence, knowledge)
    fresh = _assume_fresh(days, evidence, knowledge)
    if fresh:
        days, used = days.meet(fresh.days), [*used, fresh]
    if days.first is None and days.last is None:
        return Published(None, None, "unknown")
    on = _on_weekday(days, evidence, knowledge)
    first, last = on.first, on.last
    dateline = any(e.kind == "dateline" for e in used)
    short = first and last and (last - first).days <= knowledge.weights.dateline
    return Published(
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        "stated" if dateline and short else "inferred",
        _spans_of_bounds(days, used),
    )


def _passages(document: Document, story: StoryLayout) -> tuple[Passage, ...]:
    """The story's blocks in reading order, the running text first, furniture only for its copyright line."""
    blocks = sorted(story.of_role(*_READ_ROLES), key=lambda b: (b.role not in ("dateline", "body"), b.start))
    return tuple(Passage(document.id, b.start, document.text[b.start : b.end], b.role) for b in blocks)


def _meet_all(evidence: list[DateEvidence], knowledge: DatingKnowledge) -> tuple[DaySet, list[DateEvidence]]:
    """From the strongest kind to the weakest; of one kind the one that begins later goes first.

    Of office-holders only those who came last tell how late it may be: the others may be told of as they were then.
    """
    rank = {kind: number for number, kind in enumerate(knowledge.weights.order)}
    days, used = EVERY_DAY, list[DateEvidence]()
    newest = max((e.days.runs[-1][0] for e in evidence if e.kind == "office"), default=0)
    evidence = [e for e in evidence if e.kind != "office" or newest - e.days.runs[-1][0] <= knowledge.weights.newest]
    for piece in sorted(evidence, key=lambda e: (rank[e.kind], -e.days.runs[0][0] if e.days.runs else 0, e.spans)):
        left = days.meet(piece.days)
        if left.runs:
            days, used = left, [*used, piece]
    return days, used


def _assume_fresh(days: DaySet, evidence: list[DateEvidence], knowledge: DatingKnowledge) -> DateEvidence | None:
    """News is fresh: it runs soon after the latest day that it tells; only where the rest leaves it wide open.

    A day told with its year counts where nothing shows that the story is later still; one without a year where only
    one year is possible (of those to which the terms of office are known).
    """
    weights = knowledge.weights
    if days.first and days.last and (days.last - days.first).days <= weights.widest:
        return None
    shown = [e for e in evidence if e.kind == "told-day" and e.fresh and e.days.first == days.first]
    if shown and any(e.kind in ("weekday", "bare") for e in evidence):
        return DateEvidence("fresh", shown[0].fresh or EVERY_DAY, shown[0].spans)
    bare = [e for e in evidence if e.kind == "bare" and e.fresh]
    if not bare or not days.first:
        return None
    left = days.meet(DaySet.of(run for e in bare if e.fresh for run in e.fresh.runs))
    left = left.meet(days_between(None, knowledge.known_until))
    if len(left.runs) != 1 or left.runs[0][1] - left.runs[0][0] > weights.widest:
        return None
    soon = left.meet(DaySet.of(run for e in bare if e.soon for run in e.soon.runs))
    return DateEvidence("fresh", soon if soon.runs else left, tuple(s for e in bare for s in e.spans)[:3])


def _on_weekday(days: DaySet, evidence: list[DateEvidence], knowledge: DatingKnowledge) -> DaySet:
    """A report that opens with "on Sunday" runs on a Sunday or right after: its bounds begin and end so."""
    named = {e.weekday for e in evidence if e.opening}
    if len(named) != 1 or not days.first or not days.last:
        return days
    (weekday,) = named
    if weekday is None or not _WEEK <= (days.last - days.first).days <= _LONGEST_CUT:
        return days
    span = range(days.first.toordinal() - _WEEK, days.last.toordinal() + 1)
    told = (n for n in span if date.fromordinal(n).isoweekday() == weekday)
    left = days.meet(DaySet.of((n, n + knowledge.weights.after_weekday) for n in told))
    return left if left.runs else days


def _spans_of_bounds(days: DaySet, used: list[DateEvidence]) -> tuple[Span, ...]:
    """The pieces on which the first and the last day rest: those that begin or end there, in document order."""
    first, last = days.runs[0][0], days.runs[-1][1]
    resting = [e for e in used if any((a == first and days.first) or (b == last and days.last) for a, b in e.days.runs)]
    kept = {s: None for e in resting for s in e.spans[:1]}
    return tuple(sorted(kept))[:6]
