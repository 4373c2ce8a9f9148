"""The agency whose text a report runs, with the place of the credit: its own, or that of one with the same text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.datamodel import Hop, Report, Reuse, Span
from dragoman.resources.outlets import OutletTable
from dragoman.weighing.chains import CONTRIBUTED, credited_wire

_NEAR = 40  # characters beside an agency's name in which "contributed to this report" stands
_CREDITING = ("byline", "dateline", "furniture")


@dataclass(frozen=True, slots=True)
class Wires:
    """Through which agency a report has what it tells: `credited` for all of it, `lent` for text shared with others."""

    credited: Mapping[str, Hop] = field(default_factory=dict)
    lent: Mapping[str, tuple[tuple[Span, Hop], ...]] = field(default_factory=dict)

    def at(self, report: str, spans: Iterable[Span]) -> Hop | None:
        """The agency behind what stands at these places; None where nothing shows one."""
        if report in self.credited:
            return self.credited[report]
        places = tuple(spans)
        near = (hop for span, hop in self.lent.get(report, ()) if any(span.overlaps(p) for p in places))
        return next(near, None)


def find_wires(
    reports: Iterable[Report], texts: Mapping[str, str], reuse: Iterable[Reuse], outlets: OutletTable
) -> Wires:
    """Each report's agency: the one it credits, else for each shared text the one that the other report credits."""
    by_id = {r.id: r for r in reports}
    found = {key: find_agency_hop(r, texts[r.document], outlets) for key, r in by_id.items()}
    credited = {key: hop for key, hop in found.items() if hop is not None}
    lent: dict[str, list[tuple[Span, Hop]]] = {}
    for pair in reuse:
        for copy, other in ((pair.a, pair.b), (pair.b, pair.a)):
            hop = credited.get(other)
            if copy in by_id and copy not in credited and hop is not None and _may_lend(by_id[copy], hop):
                lent.setdefault(copy, []).extend((s, hop) for s in pair.spans if s.document == by_id[copy].document)
    return Wires(credited, {key: tuple(sorted(rows, key=lambda r: (r[0], r[1].name))) for key, rows in lent.items()})


def find_agency_hop(report: Report, text: str, outlets: OutletTable) -> Hop | None:
    """The one wire that byline, dateline, copyright line or last line credits; a caption credits a photograph only."""
    wire = credited_wire(report)
    if wire is not None or len(report.agencies) != 1:
        return wire
    last = max((b for b in report.blocks if b.role == "body"), key=lambda b: b.end, default=None)
    for block in report.blocks:
        if block.role not in _CREDITING and block is not last:
            continue
        for named in outlets.named_in(text[block.start : block.end]):
            around = text[max(0, block.start + named.start - _NEAR) : min(block.end, block.start + named.end + _NEAR)]
            if named.outlet.name == report.agencies[0] and CONTRIBUTED not in around.casefold():
                span = Span(report.document, block.start + named.start, block.start + named.end)
                return Hop(report.agencies[0], None, True, None, None, span, medium=True)
    return None


def _may_lend(copy: Report, hop: Hop) -> bool:
    """False for the agency's own report, and where the copy credits other agencies only."""
    own = copy.outlet is not None and copy.outlet.name == hop.name
    return not own and (not copy.agencies or hop.name in copy.agencies)
