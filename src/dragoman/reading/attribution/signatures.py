"""Quotations that a signature gives to somebody, as digests have them: "“The pier must open.” Ida Quist, Tribune"."""

import re
from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText
from dragoman.reading.attribution.media import medium_name
from dragoman.reading.parsing import ParsedBlock

_SIGNATURE = re.compile(r"[\s(\[—–-]*([^\W\d_][^,;:!?“”\"()]{2,80}),\s+([^,;:.!?“”\"()\n]{2,60}?)[)\].\s]*")
_LONGEST = 160  # characters of a signature
_CLOSING = '”»"'
_JOINING = {"and", "de", "van", "von", "bin", "al"}


def find_signature_drafts(said: SaidText) -> Iterator[Draft]:
    """The names and the medium after a closing mark at the end of a paragraph, or in a paragraph of their own."""
    for number, block in enumerate(said.parsed.blocks):
        text = block.doc.text
        mark = max(text.rfind(c) for c in _CLOSING)
        if mark > 0:
            yield from _signed(said, block, mark + 1, block.start + mark)
        elif mark < 0 and number and len(text) <= _LONGEST:
            before = said.parsed.blocks[number - 1]
            above = before.doc.text.rstrip()
            if above[-1:] in _CLOSING:
                yield from _signed(said, block, 0, before.start + len(above) - 1)


def _signed(said: SaidText, block: ParsedBlock, start: int, mark: int) -> Iterator[Draft]:
    """The draft of a signature from one place in a block on, for the quotation that closes at `mark`."""
    tail = block.doc.text[start:]
    found = _SIGNATURE.fullmatch(tail) if 0 < len(tail) <= _LONGEST else None
    quotation = said.quotation_at(mark - 1)
    if found is None or quotation is None or not quotation.spoken or not _is_signed_by_name(found.group(1)):
        return
    name = _phrase(block, block.span_at(start + found.start(1), start + found.end(1)))
    medium = _phrase(block, block.span_at(start + found.start(2), start + found.end(2)))
    if name is None or medium is None or any(p.overlaps(name.span) for p in quotation.parts):
        return
    if medium_name(said, medium.head) is not None:
        at = start + found.end(1)
        cue = block.span_at(at, at + 1)
        yield Draft(cue.start, (cue,), quotation.parts, "states", name, (medium,), quoted=(quotation,))


def _is_signed_by_name(words: str) -> bool:
    """True for "Ida Quist and Olaf Brask": words that all begin as names do."""
    plain = words.split()
    return len(plain) > 1 and all(w[:1].isupper() or w in _JOINING for w in plain)


def _phrase(block: ParsedBlock, span: Span) -> NounPhrase | None:
    tokens = block.tokens_of(span)
    return NounPhrase(block, span, span, tokens.root) if tokens is not None and len(tokens) else None
