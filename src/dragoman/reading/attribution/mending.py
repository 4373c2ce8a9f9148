"""Sources that cannot be right, mended: one that holds its own cue, one within its own content, a day behind a name."""

from dataclasses import replace

from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText
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
