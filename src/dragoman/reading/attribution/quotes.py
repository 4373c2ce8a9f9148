"""Quotations and who speaks them: "…," X said; X said: "…"; "…," X said. "…"; paragraphs that only go on quoting."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.attribution.clauses import cue_group, read_cue_verb
from dragoman.reading.attribution.drafts import Draft, SaidText, merge_spans, trim_span
from dragoman.reading.attribution.syntax import is_passive
from dragoman.reading.parsing import ParsedBlock
from dragoman.reading.quotations import Quotation

_NEAR = 14  # tokens between the marks and the cue that speaks them
_MOST_QUOTATIONS = 60  # of one cue
_REACH = 400  # characters to look at around a mark
_STRETCH = 1000  # characters
_STOPS = {".", "!", "?"}


def link_quotations(said: SaidText, drafts: Sequence[Draft]) -> list[Draft]:
    """Give every spoken quotation to the cue beside it; drafts whose content runs into one are widened to all of it."""
    by_cue = {d.at: d for d in drafts}
    places = _by_place(drafts)
    previous: tuple[Quotation, int] | None = None
    for quotation in said.quotations:
        at = _touching(places, quotation)
        if at is None and quotation.spoken:
            at = _beside(said, by_cue, quotation)
        if at is None and quotation.spoken and previous is not None and _goes_on(said, previous[0], quotation):
            at = previous[1]
        if at is not None:
            by_cue[at] = _with_quotation(said, by_cue[at], quotation)
            previous = (quotation, at) if quotation.spoken else previous
        elif quotation.spoken:
            previous = None
    return [by_cue[at] for at in sorted(by_cue)]


def _by_place(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The drafts by the stretches of text that their content runs through."""
    places: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for place in {p for s in draft.content for p in _places(s)}:
            places[place].append(draft)
    return places


def _places(span: Span) -> range:
    return range(span.start // _STRETCH, span.end // _STRETCH + 1)


def _touching(places: dict[int, list[Draft]], quotation: Quotation) -> int | None:
    """The draft whose content overlaps the quotation while its cue stands outside; of several the nearest."""
    hits = [
        draft
        for place in {p for part in quotation.parts for p in _places(part)}
        for draft in places.get(place, ())
        if not quotation.holds(draft.at) and any(s.overlaps(p) for s in draft.content for p in quotation.parts)
    ]
    if not hits:
        return None
    return min(hits, key=lambda d: (min(abs(d.at - quotation.start), abs(d.at - quotation.end)), d.at)).at


def _with_quotation(said: SaidText, draft: Draft, quotation: Quotation) -> Draft:
    if len(draft.quoted) == _MOST_QUOTATIONS:
        return draft
    if not quotation.spoken:
        return replace(draft, quoted=(*draft.quoted, quotation))
    trimmed = (trim_span(said.parsed.text, p) for p in quotation.parts)
    content = merge_spans([*draft.content, *(s for s in trimmed if s)], said.parsed.text)
    return replace(draft, content=content, quoted=(*draft.quoted, quotation))


def _beside(said: SaidText, by_cue: dict[int, Draft], quotation: Quotation) -> int | None:
    """The cue after the closing mark, before the opening one, or in a paragraph that leads in with a colon."""
    for block, verb in _candidates(said, quotation):
        at = block.start + verb.idx
        if at in by_cue:
            return at
        group = cue_group(said, verb)
        if group is None or "quote" not in group.frames or is_passive(verb):
            continue
        draft = read_cue_verb(said, block, verb, group)
        if draft is not None and draft.source is not None:
            by_cue[at] = replace(draft, content=())
            return at
    return None


def _candidates(said: SaidText, quotation: Quotation) -> Iterator[tuple[ParsedBlock, Token]]:
    last, first = said.parsed.blocks[quotation.blocks[-1]], said.parsed.blocks[quotation.blocks[0]]
    after = [(last, t) for t in _after(said, last, quotation.end)]
    before = [(first, t) for t in _before(said, first, quotation.start)]
    lead = _lead(said, first, quotation.start)
    led_in = lead.endswith(":")
    yield from (*before, *after) if led_in else (*after, *before)
    number = quotation.blocks[0]
    if number and not lead:
        block = said.parsed.blocks[number - 1]
        if str(block.doc[-2:].text).rstrip().endswith(":"):
            yield from ((block, t) for t in reversed(list(block.doc[-_NEAR * 2 :])) if cue_group(said, t))


def _after(said: SaidText, block: ParsedBlock, end: int) -> list[Token]:
    """Cue verbs right after the closing mark, in the same sentence."""
    found = []
    inner, following = said.parsed.text[end - 1 : end], said.parsed.text[end + 1 : end + 6].lstrip(" ”’'\"")
    if inner == "." and following[:1].isupper():
        return []
    for token in _tokens_from(block, end - block.start):
        if token.text in _STOPS or said.quotation_at(block.start + token.idx):
            break
        if cue_group(said, token):
            found.append(token)
    return found


def _lead(said: SaidText, block: ParsedBlock, start: int) -> str:
    """What stands before an opening mark in its paragraph, without marks and blanks."""
    return said.parsed.text[max(block.start, start - _REACH) : start].rstrip(" “\"'‘`")


def _before(said: SaidText, block: ParsedBlock, start: int) -> list[Token]:
    """Cue verbs before the opening mark, nearest first, no sentence end between."""
    found = []
    for token in reversed(_tokens_until(block, start - block.start)):
        if token.text in _STOPS or said.quotation_at(block.start + token.idx):
            break
        if cue_group(said, token):
            found.append(token)
    return found


def _tokens_from(block: ParsedBlock, start: int) -> list[Token]:
    first = bisect_left(block.doc, start, key=_place)
    return list(block.doc[first : first + _NEAR])


def _tokens_until(block: ParsedBlock, end: int) -> list[Token]:
    after = bisect_left(block.doc, end, key=_place)
    return list(block.doc[max(after - _NEAR, 0) : after])


def _place(token: Token) -> int:
    return int(token.idx)


def _goes_on(said: SaidText, before: Quotation, quotation: Quotation) -> bool:
    """A quotation after "…," X said. in the same paragraph, or one that opens the paragraph after a quoted one."""
    block = said.parsed.blocks[quotation.blocks[0]]
    lead = _lead(said, block, quotation.start)
    if quotation.blocks[0] == before.blocks[-1]:
        return lead.endswith((".", "!", "?", ":", "”"))
    return quotation.blocks[0] == before.blocks[-1] + 1 and not any(c.isalnum() for c in lead)
