"""The tagger's attributions and those of the rules as one list: the tagger's spans, the rules' chains."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.reading.attribution_drafts import Draft, NounPhrase, SaidText
from dragoman.reading.tagged_attribution import draft_tagged
from dragoman.reading.tagging_decoding import Tagged


def merge_drafts(said: SaidText, ruled: Sequence[Draft], tagged: Sequence[Tagged], *, chains: bool) -> list[Draft]:
    """One draft for each cue, in reading order.

    With `chains` the rules add what PolNeAR does not mark: drafts of their own, and whom a statement passed through.
    """
    kept = [d for d in ruled if chains and _has_chain(d)]
    taken = {p for d in kept for p in range(d.cue[0].start, d.cue[-1].end)}
    by_cue = {p: d for d in ruled for s in d.cue for p in range(s.start, s.end)}
    merged = {d.at: d for d in kept}
    met: set[int] = set()
    for draft in draft_tagged(said, tagged):
        twin = by_cue.get(draft.at)
        if draft.at not in taken and not (draft.says is False and twin is None and chains):
            merged[draft.at] = _join(twin, draft, chains=chains) if twin is not None else draft
            met |= {twin.at} if twin is not None else set()
    if chains:
        taken = {p for d in merged.values() for s in d.cue for p in range(s.start, s.end)}
        merged |= {d.at: d for d in ruled if d.at not in met and d.at not in taken}
    alike = {(d.source.span if d.source else None, d.cue, d.content): d for d in reversed(merged.values())}
    return sorted(alike.values(), key=lambda d: d.at)


def _has_chain(draft: Draft) -> bool:
    """ "The agency quoted an aide as saying": PolNeAR would mark the agency or the aide, and not who is between."""
    return bool(draft.relays or draft.deeper)


def _join(ruled: Draft, learned: Draft, *, chains: bool) -> Draft:
    """The tagger's spans with the rules' stance; a source that both found keeps its place in the parse."""
    source = learned.source
    if ruled.source is not None and (source is None or source.span.overlaps(ruled.source.span)):
        source = _agreed(ruled.source, source, chains=chains)
    return replace(ruled, at=learned.at, cue=learned.cue, content=learned.content, source=source, quoted=learned.quoted)


def _agreed(ruled: NounPhrase, learned: NounPhrase | None, *, chains: bool) -> NounPhrase | None:
    """For a record the longer of the two, and the rules' where the tagger has none."""
    if learned is None or (chains and ruled.span.contains(learned.span)):
        return ruled if chains else None
    return replace(ruled, span=learned.span)
