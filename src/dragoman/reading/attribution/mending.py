"""Sources and contents that cannot be right, mended: a source that holds its own cue, a content with what is added."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText, trim_span
from dragoman.reading.attribution.syntax import can_speak

_DATED = {"DATE", "TIME"}


def mend_source(said: SaidText, draft: Draft) -> Draft:
    """The draft with a source that somebody can be; without one where nothing in it speaks."""
    source = draft.source
    if source is None:
        return draft
    if _lies_within(source.span, draft.content) and not _overlaps(source.span, draft.cue):
        return replace(draft, source=None)
    if source.referent is None and _overlaps(source.span, draft.cue):
        source = _before_cue(said, source, draft)
    return replace(draft, source=_without_day(source) if source is not None else None)


def without_background(said: SaidText, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Police say they hold a man, after reports that a boat was stopped": that it was stopped they do not say."""
    openings = [block.span_of(t).start for block in said.parsed.blocks for t in said.prose(block) if _adds(said, t)]
    return [_cut(said, draft, openings) for draft in drafts]


def _adds(said: SaidText, token: Token) -> bool:
    """True for the "after" of "after reports that …"."""
    if token.lower_ not in said.lexicon.background:
        return False
    return any(c.i > token.i and c.lemma_.lower() in said.lexicon.background_nouns for c in token.children)


def _cut(said: SaidText, draft: Draft, openings: Iterable[int]) -> Draft:
    """The content up to the first opening behind the draft's own words; a quotation is nobody's addition."""
    for opening in openings:
        held = next((s for s in draft.content if s.start < opening < s.end), None)
        if held is None or draft.at > opening or said.quotation_at(opening) is not None:
            continue
        kept = trim_span(said.parsed.text[held.start : opening], replace(held, end=opening), held.start)
        if kept is not None:
            before = tuple(s for s in draft.content if s.end <= held.start)
            draft = replace(draft, content=(*before, kept))
    return draft


def _before_cue(said: SaidText, source: NounPhrase, draft: Draft) -> NounPhrase | None:
    """ "leaflets criticizing the raid": the leaflets; nobody in "in addition to asking for help"."""
    speaks = can_speak(source.head, said.lexicon) or source.head.lemma_.lower() in said.lexicon.documents
    if source.head.i == (draft.head.i if draft.head is not None else -1):
        return source  # "the minister’s warning that …": the noun is the cue, and tells whose it is
    if not speaks:
        return None
    return replace(source, span=source.core) if not _overlaps(source.core, draft.cue) else source


def _without_day(source: NounPhrase) -> NounPhrase:
    """ "Mayor Holm on Sunday" -> "Mayor Holm"."""
    tokens = source.block.tokens_of(source.span)
    last = tokens[-1] if tokens is not None and len(tokens) else None
    if last is None or last.ent_type_ not in _DATED or source.head.ent_type_ in _DATED:
        return source
    opening = _opening_of_day(last, source)
    if opening is None:
        return source
    end = source.block.span_of(opening.nbor(-1)).end
    return replace(source, span=_until(source.span, end), core=_until(source.core, end))


def _opening_of_day(last: Token, source: NounPhrase) -> Token | None:
    """The first token of the date at the end, or of the preposition before it; None where the head is not before."""
    first = last
    while first.i > source.head.i + 1 and first.nbor(-1).ent_type_ in _DATED:
        first = first.nbor(-1)
    if first.i > source.head.i + 1 and first.nbor(-1).pos_ == "ADP":
        first = first.nbor(-1)
    return first if first.i > source.head.i else None


def _until(span: Span, end: int) -> Span:
    return replace(span, end=min(span.end, end))


def _overlaps(span: Span, others: tuple[Span, ...]) -> bool:
    return any(span.overlaps(o) for o in others)


def _lies_within(span: Span, content: tuple[Span, ...]) -> bool:
    return any(c.contains(span) for c in content)
