"""What the tagger need not read: windows where nothing could credit anybody, and what is no prose at all."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from dragoman.datamodel import Problem, Span
from dragoman.reading.attribution.drafts import SaidText
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.attribution import AttributionLexicon

_MARKS = re.compile(r"[\"“”«»„‘:–—]|''|``")
_LONGEST_PARAGRAPH = 10_000  # characters; beyond, a paragraph is no prose
_Paragraph = tuple[int, str]


def prose_paragraphs(parsed: ParsedReport, unread: Sequence[Span]) -> list[_Paragraph]:
    """What the network may read, with its place: all but `unread`, sentences of no readable length."""
    return [paragraph for block in parsed.blocks for paragraph in _prose_of(block, unread)]


def signed_places(said: SaidText, paragraphs: Iterable[_Paragraph]) -> list[int]:
    """Where the paragraphs begin that have a quotation, a colon or dash, or a word that can be a cue.

    A record keeps no attribution without one of these. Only whole windows without any are left out: a window that
    lost a paragraph would be read otherwise.
    """
    found = []
    for start, text in paragraphs:
        block = said.block_at(start)
        if _MARKS.search(text) or (block is not None and _has_cue(said.lexicon, block, start, text)):
            found.append(start)
    return found


def find_unread(parsed: ParsedReport) -> tuple[Problem, ...]:
    """A problem for each paragraph that is read in part only, with its place."""
    long = (b for b in parsed.blocks if len(b.doc.text) > _LONGEST_PARAGRAPH)
    return tuple(
        Problem(
            input=parsed.report.document,
            stage="reading",
            what=f"paragraph of {len(b.doc.text)} characters: attributions are read in its first {_LONGEST_PARAGRAPH}",
            where=f"characters {b.start} to {b.start + len(b.doc.text)}",
        )
        for b in long
    )


def _has_cue(lexicon: AttributionLexicon, block: ParsedBlock, start: int, text: str) -> bool:
    first = bisect_left(block.doc, start - block.start, key=lambda t: int(t.idx))
    end = start - block.start + len(text)
    return any(can_be_cue(lexicon, t) for t in takewhile(lambda t: t.idx < end, block.doc[first:]))


def can_be_cue(lexicon: AttributionLexicon, token: Token) -> bool:
    """True for the verbs, nouns and adverbs that state something, and "according to"."""
    lemma = token.lemma_.lower()
    verb = lexicon.verb.get(lemma)
    if verb is not None and verb.says and token.pos_ in {"VERB", "AUX"}:
        return True
    if lemma in lexicon.stance_adjectives and token.pos_ == "ADJ":
        return True
    if lemma in lexicon.light_words and token.head.lemma_.lower() in lexicon.light_words[lemma]:
        return True
    return lemma in lexicon.noun or token.lower_ in lexicon.hearsay_adverbs or token.lower_ in lexicon.according


def _prose_of(block: ParsedBlock, unread: Sequence[Span]) -> list[_Paragraph]:
    """The paragraph whole, where all of it is prose; else the runs of its readable sentences."""
    text = block.doc.text[:_LONGEST_PARAGRAPH]
    stops = [s for s in unread if block.start <= s.start < block.start + len(text)]
    parts: list[_Paragraph] = []
    at = block.start
    for stop in [*((s.start, s.end) for s in stops), (block.start + len(text), block.start + len(text))]:
        if stop[0] > at:
            parts.append((at, text[at - block.start : stop[0] - block.start]))
        at = max(at, stop[1])
    return parts
