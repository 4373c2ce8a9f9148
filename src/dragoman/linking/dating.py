"""Date reports by each other: those with the same words, or about the same scoop, ran close together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush
from itertools import combinations

from dragoman.datamodel import Published, Reading, Report, SharedWording, Span
from dragoman.linking.days import Days, day_number
from dragoman.resources.dating import DatingKnowledge
from dragoman.resources.outlets import OutletTable
from dragoman.resources.scoring import DatingScoring

_MOST_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class Nearness:
    """Two reports ran within so many days of each other; the spans show why."""

    a: str
    b: str
    days: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A bound as it reached a report: the day, and the words that carried it there."""

    day: int
    spans: tuple[Span, ...]


def refine_dates(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    readings: Sequence[Reading],
    shared: Sequence[SharedWording],
    knowledge: DatingKnowledge,
    outlets: OutletTable,
) -> tuple[Report, ...]:
    """The reports, each bounded also by those near to it; what a report states is never changed.

    Bounds travel along any number of links (shortest paths, so the order of the reports does not matter) and are
    dropped where they would leave a report no day.
    """
    reports = tuple(reports)
    found = [*_near_by_wording(reports, shared, knowledge.weights)]
    people = _find_people(readings, knowledge)
    found += _near_by_medium(_find_media(reports, texts, outlets, people), people, knowledge.weights)
    links = _keep_likely(found, reports)
    if not links:
        return reports
    latest = _spread(reports, links, 1)
    earliest = _spread(reports, links, -1)
    return tuple(_tighten(r, earliest.get(r.id), latest.get(r.id)) for r in reports)


def _keep_likely(links: Sequence[Nearness], reports: Sequence[Report]) -> list[Nearness]:
    """Links between outlets whose own dates allow it: one outlet repeats its own words and matters over years."""
    known = {r.id: r for r in reports}
    kept = []
    for link in links:
        a, b = known[link.a], known[link.b]
        own = a.outlet is not None and a.outlet == b.outlet
        if not own and _days_of(a).gap(_days_of(b)) <= link.days:
            kept.append(link)
    return kept


def _days_of(report: Report) -> Days:
    return Days(day_number(report.published.earliest), day_number(report.published.latest))


def _near_by_wording(
    reports: Sequence[Report], shared: Sequence[SharedWording], weights: DatingScoring
) -> Iterator[Nearness]:
    """Each with the next that has the same words: a chain joins them all, at a cost that stays linear.

    Captions do not count: pictures come back after years.
    """
    places = _ReportPlaces.of(reports)
    for wording in shared:
        words = len(wording.text.split())
        least = weights.shared_quotation_words if wording.quoted else weights.shared_wording_words
        if words < least:
            continue
        days = weights.shared_quotation if wording.quoted else weights.shared_wording
        found = {r.id: s for s in sorted(wording.spans) if (r := places.at(s)) and not _in_caption(r, s)}
        yield from _join_all(sorted(found.items()), days)


def _join_all(found: list[tuple[str, Span]], days: int) -> Iterator[Nearness]:
    """Every two of a few; of many each with the first ones, so that no way is longer than two links."""
    for n, (a, span_a) in enumerate(found[:4]):
        for b, span_b in found[n + 1 :]:
            yield Nearness(a, b, days, (span_a, span_b))


def _near_by_medium(
    media: dict[str, dict[str, _Naming]], people: dict[str, frozenset[str]], weights: DatingScoring
) -> Iterator[Nearness]:
    """Reports that name one medium, beside it a person, and share more: both follow up its story."""
    bearing = Counter(name for names in people.values() for name in names)
    rare = {r: frozenset(n for n in names if bearing[n] <= weights.common_name) for r, names in people.items()}
    for _, naming in sorted(media.items()):
        for (a, b), names in sorted(_shared_names(naming, rare).items()):
            near = any(n.rsplit(" ", 1)[-1] in naming[r].words for n in names for r in (a, b))
            if near and len(names) >= weights.same_medium_names:
                yield Nearness(a, b, weights.same_medium, (naming[a].span, naming[b].span))


def _shared_names(naming: Iterable[str], rare: dict[str, frozenset[str]]) -> dict[tuple[str, str], list[str]]:
    """The rare names that each two reports share."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for report in sorted(naming):
        for name in rare.get(report, frozenset()):
            bearers[name].append(report)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, group in bearers.items():
        for pair in combinations(group, 2):
            shared[pair].append(name)
    return shared


@dataclass(frozen=True, slots=True)
class _Naming:
    """Where a report first names a medium, with the last names of its persons that stand in such a block."""

    span: Span
    words: frozenset[str]


def _find_media(
    reports: Sequence[Report], texts: Mapping[str, str], outlets: OutletTable, people: Mapping[str, frozenset[str]]
) -> dict[str, dict[str, _Naming]]:
    """Papers and broadcasters by key, with the reports that name them; wires are named too often to show anything."""
    media: dict[str, dict[str, _Naming]] = defaultdict(dict)
    for report in reports:
        own = report.outlet.key if report.outlet else None
        last_names = {name.rsplit(" ", 1)[-1] for name in people.get(report.id, ())}
        whole = texts[report.document]
        for block in (b for b in report.blocks if b.role in ("standfirst", "body")):
            text = whole[block.start : block.end]
            for named in outlets.named_in(text):
                if named.outlet.is_wire or named.outlet.key == own:
                    continue
                words = frozenset(last_names.intersection(text.lower().split()))
                span = Span(report.document, block.start + named.start, block.start + named.end)
                told = media[named.outlet.key].get(report.id)
                span, words = (told.span, told.words | words) if told else (span, words)
                media[named.outlet.key][report.id] = _Naming(span, words)
    return media


def _find_people(readings: Sequence[Reading], knowledge: DatingKnowledge) -> dict[str, frozenset[str]]:
    """Persons by the first two words of the full name, save those whom all papers name: holders of high office."""
    spellings = (
        name for office in knowledge.offices for names, _ in office.holders for name in names.split("|")[0].split(";")
    )
    known = {_short(name) for name in spellings}
    once: dict[str, str] = {}
    people = {}
    for reading in readings:
        names = (_short(a.name) for a in reading.actors if a.type == "person")
        people[reading.report] = frozenset(once.setdefault(n, n) for n in names if " " in n and n not in known)
    return people


def _short(name: str) -> str:
    return " ".join(name.lower().split()[:2])


def _spread(reports: Sequence[Report], links: Iterable[Nearness], sign: int) -> dict[str, _Bound]:
    """The tightest bound that reaches each report from another (Dijkstra's shortest paths from all dated ones)."""
    near: dict[str, list[tuple[str, Nearness]]] = defaultdict(list)
    for link in links:
        near[link.a].append((link.b, link))
        near[link.b].append((link.a, link))
    linked = [r for r in reports if r.id in near]
    ends = {r.id: r.published.latest if sign > 0 else r.published.earliest for r in linked}
    own = {r: day for r, end in ends.items() if (day := day_number(end)) is not None}
    evidence = {r.id: r.published.evidence for r in linked}
    stated = {r.id for r in linked if r.published.basis == "stated"}  # these pass on their own day only
    heap: list[tuple[int, str, tuple[Span, ...]]] = [(sign * day, report, ()) for report, day in own.items()]
    heap.sort()
    reached: dict[str, _Bound] = {}
    while heap:
        cost, report, spans = heappop(heap)
        if report in reached:
            continue
        reached[report] = _Bound(sign * cost, spans)
        carried = spans or evidence[report]
        for other, link in near[report]:
            if other not in reached and other not in stated:
                heappush(heap, (cost + link.days, other, (*link.spans, *carried)[:_MOST_EVIDENCE]))
    return reached


def _tighten(report: Report, earliest: _Bound | None, latest: _Bound | None) -> Report:
    """The report with what reached it, unless it states its day or nothing would be left of it."""
    told = report.published
    low, high = day_number(told.earliest), day_number(told.latest)
    new_low = earliest if earliest and (low is None or earliest.day > low) else None
    new_high = latest if latest and (high is None or latest.day < high) else None
    first, last = new_low.day if new_low else low, new_high.day if new_high else high
    if told.basis == "stated" or not (new_low or new_high) or (first and last and first > last):
        return report
    spans = {s: None for bound in (new_low, new_high) if bound for s in bound.spans}
    published = Published(
        date.fromordinal(first).isoformat() if first else None,
        date.fromordinal(last).isoformat() if last else None,
        "inferred",
        tuple(dict.fromkeys((*told.evidence, *sorted(spans)))),
    )
    return replace(report, published=published)


@dataclass(frozen=True, slots=True)
class _ReportPlaces:
    """Which report a span lies in."""

    by_document: dict[str, list[Report]]

    @classmethod
    def of(cls, reports: Iterable[Report]) -> _ReportPlaces:
        by_document: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            by_document[report.document].append(report)
        return cls(by_document)

    def at(self, span: Span) -> Report | None:
        """The report that holds the span."""
        held = (r for r in self.by_document.get(span.document, []) if r.start <= span.start and span.end <= r.end)
        return next(held, None)


def _in_caption(report: Report, span: Span) -> bool:
    return any(b.role == "caption" and b.start <= span.start < b.end for b in report.blocks)
