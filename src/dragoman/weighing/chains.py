"""Chains: through whom a claim reached an outlet, from the hop nearest to it back to the origin."""

from collections.abc import Mapping

from dragoman.datamodel import Attribution, EventMention, Hop, Report, Span

_ARTICLES = ("the ", "a ", "an ")
CONTRIBUTED = "contribut"  # "AP contributed to this report", "Contributing: AP": which part of it is not told


def trace_chain(
    attribution: Attribution, report: Report, attributions: Mapping[str, Attribution], wire: Hop | None = None
) -> tuple[Hop, ...]:
    """The hops of an attribution after those of the ones that hold it.

    The report's own outlet is dropped, as every chain begins there, unless it vouches itself. The wire whose text it
    is, else the one that byline or dateline credits, comes first, unless a named medium stands nearest to the outlet.
    """
    chain: tuple[Hop, ...] = ()
    for one in _outermost_first(attribution, attributions):
        chain = _joined(chain, one.hops)
    chain = tuple(hop for hop in chain if not _is_outlet(hop, report))
    if not chain and attribution.own and report.outlet is not None and attribution.source:
        return (Hop(report.outlet.name, None, True, None, None, attribution.source[0], medium=True),)
    if not chain or (chain[0].medium and chain[0].named):
        return chain
    wire = wire or credited_wire(report)
    return chain if wire is None or any(_same(wire, h) for h in chain) else (wire, *chain)


def chain_of_mention(mention: EventMention, report: Report, attributions: Mapping[str, Attribution]) -> tuple[Hop, ...]:
    """The chain of the innermost attribution that holds an event's mention; empty where the outlet tells it itself."""
    held = [attributions[a] for a in mention.attributions if a in attributions]
    return trace_chain(held[-1], report, attributions) if held else ()


def credited_wire(report: Report) -> Hop | None:
    """The agency whose name stands in the byline or dateline, where it is the only one: "By The Associated Press"."""
    found = {}
    for line, role in ((report.byline, "byline"), (report.dateline, "dateline")):
        block = next((b for b in report.blocks if b.role == role), None)
        if line is None or block is None or CONTRIBUTED in line.casefold():
            continue
        for agency in report.agencies:
            at = _name_in(line, agency)
            if at is not None and agency not in found and not _is_called(report, agency):
                same_length = len(line) == block.end - block.start
                start, end = (block.start + at[0], block.start + at[1]) if same_length else (block.start, block.end)
                span = Span(report.document, start, end)
                found[agency] = Hop(agency, None, True, None, None, span, medium=True)
    return next(iter(found.values())) if len(found) == 1 else None


def _name_in(line: str, agency: str) -> tuple[int, int] | None:
    """Where a line names an agency: by its name, or by its initials ("AFP" for Agence France-Presse)."""
    initials = "".join(w[0] for w in agency.replace("-", " ").split() if w[0].isupper())
    for form, text in ((agency.casefold(), line.casefold()), (initials if len(initials) > 1 else agency, line)):
        at = text.find(form)
        while at != -1:
            end = at + len(form)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                return (at, end) if end <= len(line) else None
            at = text.find(form, at + 1)
    return None


def _outermost_first(attribution: Attribution, attributions: Mapping[str, Attribution]) -> list[Attribution]:
    path = [attribution]
    while (outer := attributions.get(path[-1].outer or "")) is not None and outer not in path:
        path.append(outer)
    return path[::-1]


def _joined(before: tuple[Hop, ...], after: tuple[Hop, ...]) -> tuple[Hop, ...]:
    chain = before
    for hop in after:
        if not any(_same(hop, known) for known in chain):
            chain = (*chain, hop)
    return chain


def _same(one: Hop, other: Hop) -> bool:
    """True for one place in the text, one actor, or one name; two descriptions alike are not yet the same source."""
    if one.span == other.span or (one.actor is not None and one.actor == other.actor):
        return True
    return one.named and other.named and _plain(one.name) == _plain(other.name)


def _is_outlet(hop: Hop, report: Report) -> bool:
    return hop.named and _is_called(report, hop.name)


def _is_called(report: Report, name: str) -> bool:
    return report.outlet is not None and _plain(report.outlet.name) == _plain(name)


def _plain(name: str) -> str:
    lowered = name.casefold().strip()
    article = next((a for a in _ARTICLES if lowered.startswith(a)), "")
    return lowered[len(article) :]
