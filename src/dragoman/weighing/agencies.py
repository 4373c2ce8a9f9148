"""The agency whose text a report runs, with the place of the credit."""

from dragoman.datamodel import Hop, Report, Span
from dragoman.resources.outlets import OutletTable
from dragoman.weighing.chains import credited_wire

_CREDITING = ("byline", "dateline", "furniture")


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
            if named.outlet.name == report.agencies[0]:
                span = Span(report.document, block.start + named.start, block.start + named.end)
                return Hop(report.agencies[0], None, True, None, None, span, medium=True)
    return None
