"""An event as people read it: names for ids, chains in one line, sentences with their place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.datamodel import (
    Actor,
    Alteration,
    Attribution,
    Bounds,
    Discrepancy,
    Document,
    Event,
    EventMention,
    Hop,
    Interval,
    LocalActor,
    Origin,
    Published,
    Reading,
    Record,
    Report,
    Span,
    Stance,
)

ARROW = " ← "
OWN_VOICE = "its own voice, no source shown"


@dataclass(frozen=True, slots=True)
class Claim:
    """One telling of an event: which report, in which words, through which chain; `triggers` name the event in it."""

    report: Report
    mention: EventMention
    sentence: Span
    text: str
    chain: tuple[Hop, ...]
    triggers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report with their place; `report` is None where no report of the record holds them."""

    span: Span
    words: str
    outlet: str
    report: Report | None


class RecordView:
    """A record with the look-ups that showing needs; made once an answer."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.record.documents}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {r.id: r for r in self.record.reports}

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Readings by report."""
        return {r.report: r for r in self.record.readings}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by id."""
        return {a.id: a for a in self.record.actors}

    @cached_property
    def local_actors(self) -> dict[str, LocalActor]:
        """What each report calls an actor, by local id."""
        return {a.id: a for r in self.record.readings for a in r.actors}

    @cached_property
    def mentions(self) -> dict[str, EventMention]:
        """Event mentions by id."""
        return {m.id: m for r in self.record.readings for m in r.events}

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """Attributions by id."""
        return {a.id: a for r in self.record.readings for a in r.attributions}

    @cached_property
    def discrepancies(self) -> dict[str, Discrepancy]:
        """Discrepancies by id."""
        return {d.id: d for d in self.record.discrepancies}

    def words(self, span: Span) -> str:
        """The characters of a span."""
        return self.documents[span.document].text[span.start : span.end]

    @cached_property
    def bodies(self) -> dict[str, str]:
        """States and organisations by their usual name: the id of each."""
        return {self.actor_name(key): key for key, a in self.actors.items() if a.type in ("state", "organisation")}

    @cached_property
    def _reports_in(self) -> dict[str, list[Report]]:
        held: dict[str, list[Report]] = {}
        for report in self.record.reports:
            held.setdefault(report.document, []).append(report)
        return held

    def report_at(self, span: Span) -> Report | None:
        """The report whose run of its document holds a span; the document's first one where none does."""
        held = self._reports_in.get(span.document, [])
        return next((r for r in held if r.start <= span.start < r.end), held[0] if held else None)

    def passages(self, spans: Iterable[Span]) -> Iterator[Passage]:
        """The words at some places; the same words of one report once."""
        seen = set()
        for span in spans:
            report, words = self.report_at(span), " ".join(self.words(span).split())
            key = (report.id if report else span.document, words)
            if key not in seen:
                seen.add(key)
                yield Passage(span, words, self.outlet_name(report) if report else "", report)

    def actor_name(self, actor: str) -> str:
        """An actor's usual name."""
        return self.actors[actor].name if actor in self.actors else actor

    def outlet_name(self, report: Report) -> str:
        """Whose report it is; the input's name where nothing says."""
        return report.outlet.name if report.outlet else f"unknown outlet ({self.input_name(report)})"

    def input_name(self, report: Report) -> str:
        """The last part of the path or address that the report came from."""
        return self.documents[report.document].uri.rstrip("/").rsplit("/", 1)[-1]

    def chain_words(self, report: Report, chain: Sequence[Hop]) -> str:
        """A chain in one line; a copy that shows no source leads to the text that it repeats."""
        source = self.copied_from(report)
        if source and not chain:
            return ARROW.join([self.outlet_name(report), f"the text of {source}"])
        return chain_line(self.outlet_name(report), chain)

    def origin_words(self, origin: Origin) -> str:
        """An origin's line: the outlets that rest on it, then its chain; an outlet in the chain stands there once."""
        names = dict.fromkeys(self.outlet_name(self.reports[r]) for r in origin.reports if r in self.reports)
        through = {hop.name for hop in origin.chain}
        outlets = [n for n in names if n not in through]
        return chain_line(", ".join(outlets), origin.chain) if outlets else ARROW.join(map(name_hop, origin.chain))

    def standing_words(self, origin: Origin) -> str:
        """What is said of an unnamed origin: how it comes to know, and on what terms it goes unnamed."""
        last = origin.chain[-1] if origin.chain else None
        told = (*last.standing, *last.anonymity) if last is not None else ()
        return "; ".join(f"“{' '.join(self.words(s).split())}”" for s in told)

    def copied_from(self, report: Report) -> str | None:
        """Whose text a report repeats: the agency that both rest on, where that is known, else the other outlet."""
        original = self.reports.get(report.copy_of or "")
        if original is None:
            return None
        pair = {report.id, original.id}
        common = [r for r in self.record.reuse if {r.a, r.b} == pair and r.source == "common" and r.agency]
        name = common[0].agency if common else self.outlet_name(original)
        return name if name != self.outlet_name(report) else None

    def chain_of(self, mention: EventMention) -> tuple[Hop, ...]:
        """The chain of the innermost attribution that holds the mention; empty in the outlet's own voice."""
        held = [self.attributions[a] for a in mention.attributions if a in self.attributions]
        return held[-1].hops if held else ()

    def claims(self, event: Event) -> Iterator[Claim]:
        """The tellings by date of report, then place in it; a sentence that names it twice tells it once."""
        mentions = [self.mentions[m] for m in event.mentions if m in self.mentions]
        told: dict[tuple[str, Span, tuple[str, ...], str], list[EventMention]] = {}
        for mention in sorted(mentions, key=lambda m: (self._date_key(m.report), m.report, m.trigger.start)):
            words = tuple(map(name_hop, self.chain_of(mention)))
            told.setdefault((mention.report, mention.sentence or mention.extent, words, mention.status), []).append(
                mention
            )
        for (report, sentence, _, _), same in told.items():
            text = " ".join(self.words(sentence).split())
            triggers = tuple(m.trigger for m in same)
            yield Claim(self.reports[report], same[0], sentence, text, self.chain_of(same[0]), triggers)

    def origin_of(self, event: Event, claim: Claim) -> Origin | None:
        """Which of the event's origins a telling rests on: by report, relay, and the words for the source.

        None for one who denies it or declines to comment, and for a source that the event does not count apart.
        """
        if not claim.chain:
            return None
        last = claim.chain[-1]
        shown = [o for o in event.origins if claim.report.id in o.reports and o.named == last.named]
        if not last.named:
            relay = claim.chain[-2].name if len(claim.chain) > 1 else self.outlet_name(claim.report)
            shown = [o for o in shown if relay in self._relays(o)] or [o for o in shown if len(o.chain) < 2]
        near = [(self._likeness(o, last), -n, o) for n, o in enumerate(shown)]
        best = max(near, key=lambda item: item[:2], default=None)
        if best is None or (best[0] == 0 and self.stance_of(claim) in ("denies", "declines")):
            return None
        return best[2]

    def stance_of(self, claim: Claim) -> Stance | None:
        """What the source does with the claim: states, denies, declines to comment; None in the outlet's own voice."""
        held = [self.attributions[a] for a in claim.mention.attributions if a in self.attributions]
        if held and claim.mention.status == "denied" and held[-1].stance != "declines":
            return "denies"
        return held[-1].stance if held else None

    def _relays(self, origin: Origin) -> set[str]:
        """Who had it from the origin itself."""
        if len(origin.chain) > 1:
            return {origin.chain[-2].name}
        return {self.outlet_name(self.reports[r]) for r in origin.reports if r in self.reports}

    def _likeness(self, origin: Origin, hop: Hop) -> int:
        if hop.actor is not None and hop.actor == origin.actor:
            return 100
        names = " ".join((origin.name, *(h.name for h in origin.chain[-1:])))
        return len(set(hop.name.lower().split()) & set(names.lower().split()))

    def discrepancies_of(self, event: Event) -> tuple[Discrepancy, ...]:
        """The disagreements on an event."""
        return tuple(self.discrepancies[d] for d in event.discrepancies if d in self.discrepancies)

    def alterations_of(self, event: Event) -> tuple[Alteration, ...]:
        """What became of the event's claims from report to report."""
        return tuple(a for a in self.record.alterations if a.event == event.id)

    def _date_key(self, report: str) -> str:
        return self.reports[report].published.earliest or "9999"


def name_hop(hop: Hop) -> str:
    """A hop in words: a name as it is, an unnamed source in short: `2+ unnamed officials (Iceland, Malta)`."""
    if hop.named:
        return " ".join(hop.name.split())
    if not hop.noun:
        return f"{' '.join(hop.name.split())} (unnamed)"
    whose = f" ({', '.join(hop.affiliations)})" if hop.affiliations else ""
    return f"{_how_many(hop)}unnamed {' '.join(hop.noun.split())}{whose}"


def _how_many(hop: Hop) -> str:
    if hop.count is None or hop.count < 2:
        return ""
    return f"{hop.count:,} " if hop.counted else f"{hop.count:,}+ "


def name_origin(origin: Origin) -> str:
    """An origin in words, as its chain names it."""
    return name_hop(origin.chain[-1]) if origin.chain else origin.name


def chain_line(outlet: str, chain: Sequence[Hop]) -> str:
    """`Harbour Gazette ← Atlantica ← 2 unnamed diplomats (Malta)`."""
    return ARROW.join([outlet, *map(name_hop, chain)]) if chain else f"{outlet}: {OWN_VOICE}"


def describe_origins(origins: Sequence[Origin], bounds: Bounds) -> str:
    """`1`, or `1–3` where the bounds differ; `none shown` where no report shows an origin."""
    if not origins:
        return "none shown"
    return str(bounds.at_least) if bounds.at_least == bounds.at_most else f"{bounds.at_least}–{bounds.at_most}"


def describe_interval(time: Interval | None) -> str:
    """`2026-03-11`, `2026-01 to 2026-03-02`-like ends as days; empty where unknown."""
    if time is None or (time.earliest is None and time.latest is None):
        return ""
    low, high = (t[:10] if t else None for t in (time.earliest, time.latest))
    if low == high:
        return low or ""
    if low is None:
        return f"by {high}"
    return f"{low} to {high}" if high else f"since {low}"


def describe_published(published: Published) -> str:
    """The day of publication, or its bounds."""
    return describe_interval(Interval(published.earliest, published.latest)) or "date unknown"
