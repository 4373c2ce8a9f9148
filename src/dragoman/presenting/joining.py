"""Why the mentions of an event are one, and why others are no part of it, as pages and the terminal show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.datamodel import Comparison, Event, EventMention, KeptApart, Report, Span
from dragoman.presenting.views import RecordView

AROUND = 60  # characters of the sentence that are shown on each side of the word that tells the event


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mention in short: whose report, which word tells it, the words around that; `sentence` is the whole place."""

    report: Report
    outlet: str
    trigger: str
    before: str
    after: str
    span: Span
    sentence: Span

    @property
    def words(self) -> str:
        """The quotation in one piece."""
        return f"{self.before}{self.trigger}{self.after}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that were compared, with what speaks for one event and what against."""

    a: Quoted
    b: Quoted
    speaks_for: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def words(self) -> str:
        """`for: the same parties take part; against: the words that tell them differ in meaning`."""
        sides = (("for", self.speaks_for), ("against", self.against))
        return "; ".join(f"{side}: {', '.join(reasons)}" for side, reasons in sides if reasons)


@dataclass(frozen=True, slots=True)
class Apart:
    """Another event that came near; `number` is its place in the record, None where that is not at hand."""

    event: Event
    number: int | None
    pair: Pair


@dataclass(frozen=True, slots=True)
class Why:
    """The joins across reports and within them, and the nearest events that were kept apart."""

    across: tuple[Pair, ...]
    within: tuple[Pair, ...]
    apart: tuple[Apart, ...]
    mentions: int
    reports: int

    @property
    def lead(self) -> str:
        """How many mentions of how many reports were joined; that it was one alone; or that it was not kept."""
        if self.mentions == 1:
            return "Only one mention tells it, so nothing was joined."
        if not self.across and not self.within:
            return "This record does not hold it yet: read anything into it, or the same again, and it is worked out."
        several = f"{self.reports} reports" if self.reports > 1 else "one report"
        return (
            f"{self.mentions} mentions in {several}, joined two at a time, the likest first. For those that are "
            "joined already the one that tells most is shown, and the reasons are those of all of them."
        )


def find_why(view: RecordView, event: Event, elsewhere: RecordView | None = None) -> Why:
    """What the record keeps of it; `elsewhere` holds the other events and their reports where `view` does not."""
    other = elsewhere or view
    pairs = [p for p in (_pair(view, view, c) for c in event.why_merged) if p]
    numbers = {e.id: n for n, e in enumerate(other.record.events, 1)} if elsewhere is None else {}
    events = {e.id: e for e in other.record.events}
    near = ((k, _pair(view, other, k)) for k in event.kept_apart if k.event in events)
    return Why(
        across=_in_order(p for p in pairs if p.a.report.id != p.b.report.id),
        within=_in_order(p for p in pairs if p.a.report.id == p.b.report.id),
        apart=tuple(Apart(events[k.event], numbers.get(k.event), p) for k, p in near if p),
        mentions=len(event.mentions),
        reports=len(event.reports),
    )


def quotations(why: Why) -> Iterable[Quoted]:
    """All that is quoted."""
    for pair in (*why.across, *why.within, *(a.pair for a in why.apart)):
        yield pair.a
        yield pair.b


def _in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda p: (_place(p.a), _place(p.b))))


def _place(quoted: Quoted) -> tuple[str, str, Span]:
    return (quoted.report.published.earliest or "9999", quoted.report.id, quoted.span)


def _pair(own: RecordView, other: RecordView, found: Comparison | KeptApart) -> Pair | None:
    """The pair in the order of reading; None where one of its reports is not at hand."""
    a, b = own.mentions.get(found.a), other.mentions.get(found.b)
    if a is None or b is None:
        return None
    quoted = [_quote(own, a), _quote(other, b)]
    if isinstance(found, Comparison):
        quoted.sort(key=_place)
    return Pair(quoted[0], quoted[1], _without(found.reasons, found.against), found.against)


def _without(reasons: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(r for r in reasons if r not in others)


def _quote(view: RecordView, mention: EventMention) -> Quoted:
    """The word that tells the event, with some of its sentence on both sides, cut between words."""
    report, sentence, trigger = view.reports[mention.report], mention.sentence or mention.extent, mention.trigger
    text = view.documents[trigger.document].text
    before = text[min(sentence.start, trigger.start) : trigger.start]
    after = text[trigger.end : max(sentence.end, trigger.end)]
    return Quoted(
        report=report,
        outlet=view.outlet_name(report),
        trigger=_flat(view.words(trigger)),
        before=_cut(_flat(before)[::-1])[::-1],
        after=_cut(_flat(after)),
        span=trigger,
        sentence=sentence,
    )


def _cut(text: str) -> str:
    """The start of a text, to the end of a word; `…` where more follows."""
    if len(text) <= AROUND:
        return text
    return f"{text[: text.rfind(' ', 0, AROUND) + 1].rstrip() or text[:AROUND]} …"


def _flat(text: str) -> str:
    """The text in one line, with one blank where it begins or ends with any."""
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}" if inner else " " * bool(text)
