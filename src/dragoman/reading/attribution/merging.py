"""The tagger's attributions and those of the rules as one list: the tagger's spans, the rules' chains."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText
from dragoman.reading.attribution.media import medium_name
from dragoman.reading.attribution.own_word import is_outlet_name
from dragoman.reading.attribution.syntax import can_speak
from dragoman.reading.tagging.decoding import Tagged
from dragoman.reading.tagging.reading import draft_tagged


def merge_drafts(said: SaidText, ruled: Sequence[Draft], tagged: Sequence[Tagged], *, chains: bool) -> list[Draft]:
    """One draft for each cue, in reading order.

    With `chains` the rules add what PolNeAR does not mark: drafts of their own, and whom a statement passed through.
    """
    learned = draft_tagged(said, tagged)
    if not chains:
        return learned
    by_cue = {p: d for d in ruled for s in d.cue for p in range(s.start, s.end)}
    cues = sorted(d.at for d in (*ruled, *learned))
    kept = [d for d in ruled if d.deeper or _is_relayed(said, d) or _is_quoting(said, d)]
    taken = {p for d in kept for p in range(d.cue[0].start, d.cue[-1].end)}
    taken |= {p for d in kept for r in d.relays for p in range(r.core.start, r.core.end)}  # no cue in a medium's name
    merged = {d.at: d for d in kept}
    met: set[int] = set()
    for draft in learned:
        twin = by_cue.get(draft.at)
        stray = twin is None and (not draft.says or (draft.source is not None and draft.source.span.start in by_cue))
        if draft.at in taken or stray:
            continue
        merged[draft.at] = _join(said, twin, draft, cues) if twin is not None else draft
        met |= {twin.at} if twin is not None else set()
    taken = {p for d in merged.values() for s in d.cue for p in range(s.start, s.end)}
    merged |= {d.at: d for d in ruled if d.at not in met and d.at not in taken}
    alike = {(d.source.span if d.source else None, d.cue, d.content): d for d in reversed(merged.values())}
    return sorted(alike.values(), key=lambda d: d.at)


def _is_relayed(said: SaidText, draft: Draft) -> bool:
    """ "she told the Tribune": not where the Tribune ran the report itself."""
    names = (medium_name(said, relay.head) for relay in draft.relays)
    return any(name is None or not is_outlet_name(said, name) for name in names)


def _is_quoting(said: SaidText, draft: Draft) -> bool:
    """ "An aide was quoted as telling the paper": PolNeAR would mark whoever is nearest."""
    words = {w.lower() for s in draft.cue for w in said.parsed.words(s).split()}
    return "as" in words or any(w in said.lexicon.saying_forms for w in words if len(words) > 1)


def _join(said: SaidText, ruled: Draft, learned: Draft, cues: Sequence[int]) -> Draft:
    """The tagger's spans with the rules' stance and their place in the parse."""
    if ruled.source is not None and any(s.overlaps(ruled.source.span) for s in learned.content):
        return ruled  # "…, revealed the sources": who speaks was taken for what is said
    source = _source_of(said, ruled.source, learned.source, learned.content)
    content = (
        ruled.content if _takes_in_a_cue(ruled, learned, cues) or _is_half(said, ruled, learned) else learned.content
    )
    says = ruled.says or learned.says
    joined = replace(ruled, at=learned.at, cue=learned.cue, content=content, source=source)
    return replace(joined, says=says, quoted=learned.quoted)


def _source_of(
    said: SaidText, ruled: NounPhrase | None, learned: NounPhrase | None, content: Sequence[Span]
) -> NounPhrase | None:
    """The longer one where both mean the same; else the tagger's, unless it is nobody who could speak."""
    if learned is not None and any(s.contains(learned.span) for s in content):
        learned = None  # "they" within the quotation of whom the rules have found
    if ruled is None or learned is None:
        return ruled or learned
    if ruled.span.contains(learned.span):
        return ruled
    if learned.span.overlaps(ruled.span):
        return replace(ruled, span=learned.span)
    return learned if can_speak(learned.head, said.lexicon) or not can_speak(ruled.head, said.lexicon) else ruled


def _takes_in_a_cue(ruled: Draft, learned: Draft, cues: Sequence[int]) -> bool:
    """ "The paper reports that …, according to aides": the aides told what the paper reports, not that it does."""
    if not ruled.content or not all(_within(s, learned.content) for s in ruled.content):
        return False
    return any(
        not any(r.start <= at < r.end for r in ruled.content)
        for s in learned.content
        for at in cues[bisect_left(cues, s.start) : bisect_left(cues, s.end)]
    )


def _is_half(said: SaidText, ruled: Draft, learned: Draft) -> bool:
    """ "He declined more guards, and he told nobody, the report said": all of it, not from "and" on."""
    if not learned.content or not all(_within(s, ruled.content) for s in learned.content):
        return False
    block = said.block_at(learned.content[0].start)
    tokens = block.tokens_of(learned.content[0]) if block is not None else None
    first = tokens[0] if tokens is not None and len(tokens) else None
    return first is not None and "cc" in {first.dep_, first.nbor(-1).dep_ if first.i else ""}


def _within(span: Span, content: Sequence[Span]) -> bool:
    return any(s.contains(span) for s in content)
