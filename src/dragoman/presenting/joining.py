"""Why the mentions of an event are one, and why others are no part of it, as pages and the terminal show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.datamodel import Comparison, Event, EventMention, KeptApart, Report, Span
from dragoman.presenting.views import RecordView

AROUND = 60  # characters of the sentence that are shown on each side of the word that tells the event


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mention in short: the word that tells the event, with words around it; `span` is its whole sentence."""

    report: Report
    outlet: str
    before: str
    trigger: str
    after: str
    span: Span

    @property
    def words(self) -> str:
        """The quotation in one piece."""
        return f"{self.before}{self.trigger}{self.after}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that were compared, with what speaks for one event and what against.

    `sizes` are the mentions for which each stands, as they were joined before.
    """

    a: Quoted
    b: Quoted
    sizes: tuple[int, int]
    speaks_for: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """`for` and `against`, where there are any, each with its reasons: `for (5 + 2 mentions)`."""
        told = [(s, r) for s, r in (("for", self.speaks_for), ("against", self.against)) if r]
        note = f" ({self.sizes[0]} + {self.sizes[1]} mentions)" if sum(self.sizes) > 2 else ""
        return tuple((side + note * (not n), "; ".join(reasons)) for n, (side, reasons) in enumerate(told))


@dataclass(frozen=True, slots=True)
class Joins:
    """The joins across reports, or within one (`report`): each first mention with the pairs that it is in."""

    heading: str
    report: Report | None
    leads: tuple[tuple[Quoted, tuple[Pair, ...]], ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Another event that came near; `number` is its place in the record, None where that is not at hand."""

    event: Event
    number: int | None
    pair: Pair


@dataclass(frozen=True, slots=True)
class Why:
    """Why an event is one: its joins; and the nearest events that were kept apart."""

    lead: str
    joins: tuple[Joins, ...]
    apart: tuple[Apart, ...]

    def quoted(self) -> Iterator[Quoted]:
        """All that is quoted."""
        pairs = [pair for joins in self.joins for _, held in joins.leads for pair in held]
        for pair in (*pairs, *(a.pair for a in self.apart)):
            yield from (pair.a, pair.b)


def find_why(view: RecordView, event: Event, elsewhere: RecordView | None = None) -> Why:
    """What the record keeps of it; `elsewhere` holds the other events and their reports where `view` does not."""
    other = elsewhere or view
    events = {e.id: (n if elsewhere is None else None, e) for n, e in enumerate(other.record.events, 1)}
    near = [(k, _pair(view, other, k)) for k in event.kept_apart if k.event in events]
    return Why(
        lead=_say_how(event),
        joins=tuple(_gather(p for p in (_pair(view, view, c) for c in event.why_merged) if p)),
        apart=tuple(Apart(events[k.event][1], events[k.event][0], pair) for k, pair in near if pair),
    )


def _say_how(event: Event) -> str:
    """How many mentions of how many reports were joined; that it was one alone; or that it was not kept."""
    mentions, reports = len(event.mentions), len(event.reports)
    if mentions == 1:
        return "One mention alone tells it; nothing was joined."
    if not event.why_merged:
        return "This record does not hold it yet; read something into it, or the same again, and it is worked out."
    where = f"{reports} reports" if reports > 1 else "one report"
    return (
        f"{mentions} mentions in {where} were joined two at a time, the likest first. “5 + 2 mentions” tells how many "
        "were joined already on either side; one of each side is quoted, and the reasons are those of all of them."
    )


def _gather(pairs: Iterable[Pair]) -> Iterator[Joins]:
    """Those across reports first, then each report's own; what is told first stands first."""
    ordered = sorted(pairs, key=lambda p: (_place(p.a), p.sizes, _place(p.b)))
    across = [p for p in ordered if p.a.report.id != p.b.report.id]
    if across:
        yield Joins("Across reports", None, _by_lead(across))
    within = (p for p in ordered if p.a.report.id == p.b.report.id)
    for _, held in groupby(within, key=lambda p: p.a.report.id):
        own = list(held)
        yield Joins(f"Within {own[0].a.outlet}", own[0].a.report, _by_lead(own))


def _by_lead(pairs: Iterable[Pair]) -> tuple[tuple[Quoted, tuple[Pair, ...]], ...]:
    return tuple((first, tuple(held)) for first, held in groupby(pairs, key=lambda p: p.a))


def _place(quoted: Quoted) -> tuple[str, str, Span, str]:
    return (quoted.report.published.earliest or "9999", quoted.report.id, quoted.span, quoted.words)


def _pair(own: RecordView, other: RecordView, found: Comparison | KeptApart) -> Pair | None:
    """The pair, of a join in the order of reading; None where one of its reports is not at hand."""
    a, b = own.mentions.get(found.a), other.mentions.get(found.b)
    if a is None or b is None:
        return None
    first, second, sizes = _quote(own, a), _quote(other, b), found.sizes
    if isinstance(found, Comparison) and _place(second) < _place(first):
        first, second, sizes = second, first, sizes[::-1]
    speaks_for = tuple(r for r in found.reasons if r not in found.against)
    return Pair(first, second, sizes, speaks_for, found.against)


def _quote(view: RecordView, mention: EventMention) -> Quoted:
    sentence, trigger = mention.sentence or mention.extent, mention.trigger
    text = view.documents[trigger.document].text
    report = view.reports[mention.report]
    return Quoted(
        report=report,
        outlet=view.outlet_name(report),
        before=_cut(text[min(sentence.start, trigger.start) : trigger.start][::-1])[::-1].lstrip(),
        trigger=" ".join(view.words(trigger).split()),
        after=_cut(text[trigger.end : max(sentence.end, trigger.end)]).rstrip(),
        span=sentence,
    )


def _cut(text: str) -> str:
    """The start of a text in one line, to the end of a word, with `…` where more follows."""
    line = " " * text[:1].isspace() + " ".join(text.split())
    if len(line) <= AROUND:
        return line
    end = line.rfind(" ", 1, AROUND)
    return f"{line[: end if end > 0 else AROUND]} …"
