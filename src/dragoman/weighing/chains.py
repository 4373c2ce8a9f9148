"""Chains: through whom a claim reached an outlet, from the hop nearest to it back to the origin."""

from collections.abc import Mapping

from dragoman.datamodel import Attribution, EventMention, Hop, Report

_ARTICLES = ("the ", "a ", "an ")


def trace_chain(attribution: Attribution, report: Report, attributions: Mapping[str, Attribution]) -> tuple[Hop, ...]:
    """The hops of an attribution after those that hold it; the report's own outlet is dropped, as every chain begins there.

    A wire that is credited above the story comes first where no medium nearer to the outlet is named and the wire can
    be pointed at.
    """
    chain: tuple[Hop, ...] = ()
    for one in reversed(list(_outward(attribution, attributions))):
        chain = _joined(chain, one.hops)
    return tuple(hop for hop in chain if not _is_outlet(hop, report))


def chain_of_mention(mention: EventMention, report: Report, attributions: Mapping[str, Attribution]) -> tuple[Hop, ...]:
    """The chain of the innermost attribution that holds an event's mention; empty where the outlet tells it itself."""
    held = [attributions[a] for a in mention.attributions if a in attributions]
    return trace_chain(held[-1], report, attributions) if held else ()
