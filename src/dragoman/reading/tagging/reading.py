"""Attributions as the learned tagger finds them, handed on as drafts like those of the rules."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dragoman.datamodel import Span, Stance
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText, merge_spans, trim_span
from dragoman.reading.attribution.stances import stance_of
from dragoman.reading.attribution.syntax import is_negated, phrase_of
from dragoman.reading.parsing import TITLED, ParsedBlock
from dragoman.reading.quotations import Quotation
from dragoman.reading.tagging.decoding import Run, Tagged, decode_roles
from dragoman.reading.tagging.signs import signed_places
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.reading.tagging.windows import Window

_NOMINAL = {"NOUN", "PROPN", "PRON"}


def tag_attributions(said: SaidText, reader: WindowReader, *, attitudes: bool = False) -> list[Tagged]:
    """What the network takes for attributions, in reading order, doubtful ones included."""
    found: list[Tagged] = []
    signed = frozenset(signed_places(said, reader.paragraphs))
    for number, window in enumerate(reader.windows):
        if attitudes or _holds_any(window, reader.paragraphs, signed):
            read = reader.read(number)
            if len(read.heads):
                found += decode_roles(window, read.heads.tolist(), read.certainty, reader.roles(number))
    return sorted(found, key=lambda t: t.at)


def _holds_any(window: Window, paragraphs: Sequence[tuple[int, str]], signed: frozenset[int]) -> bool:
    """True where a paragraph with a sign lies in the window, at least in part."""
    places = [p.start for p in window.pieces if p.start >= 0]
    if not places:
        return False
    at = bisect_right(paragraphs, places[0], key=lambda p: p[0]) - 1
    while at < len(paragraphs) and paragraphs[at][0] <= places[-1]:
        if paragraphs[at][0] in signed:
            return True
        at += 1
    return False


def draft_tagged(said: SaidText, tagged: Sequence[Tagged]) -> list[Draft]:
    """The tagger's attributions as drafts; one without content, or outside readable prose, is dropped."""
    drafts = (_draft(said, t) for t in _one_for_each_cue(tagged) if said.is_prose(t.at))
    return [d for d in drafts if d is not None]


def _one_for_each_cue(tagged: Sequence[Tagged]) -> list[Tagged]:
    """Two words of one cue may both be taken for its head ("raised questions about"): the surer one stays."""
    taken: set[int] = set()
    kept = []
    for each in sorted(tagged, key=lambda t: (-t.certainty, t.at)):
        places = {p for start, end in each.cue for p in range(start, end)}
        if not places & taken:
            kept.append(each)
            taken |= places
    return sorted(kept, key=lambda t: t.at)


def _draft(said: SaidText, tagged: Tagged) -> Draft | None:
    block = said.block_at(tagged.at)
    if block is None:
        return None
    content, cue = _spans(said, tagged.content), _spans(said, tagged.cue) or _raw(said, tagged.cue)
    content = _within_title(said, block, content)
    if not content:
        return None
    head = _token_at(block, tagged.at)
    stance, says = _sense_of(said, head)
    says = says or _is_light_phrase(said, block, cue)
    quoted = tuple(quotations_in(said, content))
    return Draft(
        at=tagged.at,
        cue=cue,
        content=content,
        stance=stance,
        source=source_phrase(said, tagged.source),
        says=says or bool(quoted),
        quoted=quoted,
        head=head,
    )


def _within_title(said: SaidText, block: ParsedBlock, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content of a headline's cue without what the line below it says."""
    if block.role not in TITLED:
        return content
    title = block.span_of(block.doc[:])
    inside = (Span(s.document, max(s.start, title.start), min(s.end, title.end)) for s in content if s.overlaps(title))
    trimmed = (trim_span(said.parsed.text, s) for s in inside)
    return tuple(s for s in trimmed if s is not None)


def source_phrase(said: SaidText, runs: Sequence[Run]) -> NounPhrase | None:
    """The noun phrase that the tagger took for the source, with its head as the parse has it."""
    spans = _spans(said, runs) or _raw(said, runs)
    block = said.block_at(spans[0].start) if spans else None
    tokens = block.tokens_of(spans[0]) if block is not None else None
    if block is None or tokens is None or not len(tokens):
        return None
    head = _head_of(tokens)
    whole = _name_around(head)
    if whole is not head:  # "Mr" of "Mr. Ollin"
        return phrase_of(block, whole)
    parsed = phrase_of(block, head)
    if parsed is None or not spans[0].contains(parsed.core):
        return NounPhrase(block, spans[0], spans[0], head)
    return replace(parsed, span=spans[0])


def _head_of(tokens: Tokens) -> Token:
    """The noun that the phrase is about: its root, or where the parse went astray its first noun."""
    if tokens.root.pos_ in _NOMINAL:
        return tokens.root
    return next((t for t in tokens if t.pos_ in _NOMINAL), tokens.root)


def _name_around(head: Token) -> Token:
    """The last word of a name of which only the title was taken; else the token itself."""
    titled = head.text.endswith(".") and head.dep_ == "compound" and head.head.pos_ == "PROPN" and head.head.i > head.i
    return head.head if titled else head


def _sense_of(said: SaidText, head: Token | None) -> tuple[Stance, bool]:
    """What a cue does with its content by the lexicon, and whether it is a statement rather than a wish."""
    if head is None:
        return "states", True
    verb = said.lexicon.verb.get(head.lemma_.lower())
    if verb is not None and head.pos_ in {"VERB", "AUX"}:
        return stance_of(said, head, verb), verb.says
    if head.lower_ in said.lexicon.hearsay_adverbs:
        return "hedges", True
    noun = said.lexicon.noun.get(head.lemma_.lower())
    if noun is not None:
        return noun.stance, True
    if head.pos_ == "ADJ" and head.lemma_.lower() in said.lexicon.stance_adjectives:
        return ("declines" if is_negated(head.head, said.lexicon.negations) else "states"), True
    return "states", not head.text.isalpha() or head.lower_ in said.lexicon.according


def _is_light_phrase(said: SaidText, block: ParsedBlock, cue: Sequence[Span]) -> bool:
    """ "made clear", "raised questions about", "has voiced doubts": a verb and the word that tells what it says."""
    lemmas = {t.lemma_.lower() for s in cue for t in block.tokens_of(s) or ()}
    return any(lemmas & phrase.verbs and lemmas & phrase.with_ for phrase in said.lexicon.light)


def quotations_in(said: SaidText, content: Sequence[Span]) -> Iterator[Quotation]:
    """The quotations that a content takes in at least in part."""
    for span in content:
        at = max(bisect_right(said.quotations, span.start, key=lambda q: q.start) - 1, 0)
        for quotation in said.quotations[at:]:
            if quotation.start >= span.end:
                break
            if any(span.overlaps(p) for p in quotation.parts):
                yield quotation


def _spans(said: SaidText, runs: Sequence[Run]) -> tuple[Span, ...]:
    """Runs of characters without the marks at their edges, joined over punctuation."""
    trimmed = (trim_span(said.parsed.text, s) for s in _raw(said, runs))
    return merge_spans([s for s in trimmed if s is not None], said.parsed.text)


def _raw(said: SaidText, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(Span(said.parsed.report.document, start, end) for start, end in runs)


def _token_at(block: ParsedBlock, position: int) -> Token | None:
    at = bisect_right(block.doc, position - block.start, key=lambda t: int(t.idx)) - 1
    return block.doc[at] if at >= 0 else None
