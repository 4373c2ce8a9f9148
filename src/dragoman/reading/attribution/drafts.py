"""What the finders of attributions hand on: drafts whose sources are still noun phrases of the parse."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.datamodel import Span, Stance
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.reading.quotations import Quotation, find_quotations
from dragoman.reading.sentences import LONGEST_SENTENCE, unreadable_sentences
from dragoman.resources.attribution import AttributionLexicon
from dragoman.resources.outlets import OutletTable

_OPENING = "([{#@$€£¥+"
_CLOSING = ")]}%"


@dataclass(frozen=True, slots=True)
class SaidText:
    """A report with all that the finders look things up in."""

    parsed: ParsedReport
    lexicon: AttributionLexicon
    outlets: OutletTable | None
    quotations: tuple[Quotation, ...]
    unread: tuple[Span, ...]
    short_names: Mapping[str, str] = field(default_factory=dict)
    kept_prose: dict[int, tuple[Token, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, parsed: ParsedReport, lexicon: AttributionLexicon, outlets: OutletTable | None) -> "SaidText":
        """The report with its quotations found; sentences longer than prose has them are left unread."""
        unread, short = unreadable_sentences(parsed.blocks), _short_names(parsed, lexicon)
        return cls(parsed, lexicon, outlets, find_quotations(parsed.blocks), unread, short)

    def block_at(self, position: int) -> ParsedBlock | None:
        """The block that holds a character of the document, or the last before it."""
        at = bisect_right(self.parsed.blocks, position, key=lambda b: b.start) - 1
        return self.parsed.blocks[at] if at >= 0 else None

    def is_prose(self, position: int) -> bool:
        """False within a sentence of no readable length (a table, a list, a line made to keep a reader busy)."""
        at = bisect_right(self.unread, position, key=lambda s: s.start) - 1
        return at < 0 or position >= self.unread[at].end

    def prose(self, block: ParsedBlock) -> Sequence[Token]:
        """The tokens of a block's sentences of readable length."""
        if block.start not in self.kept_prose:
            readable = (s for s in block.doc.sents if len(s) <= LONGEST_SENTENCE)
            self.kept_prose[block.start] = tuple(t for s in readable for t in s)
        return self.kept_prose[block.start]

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation that holds a character of the document."""
        at = bisect_right(self.quotations, position, key=lambda q: q.start) - 1
        return self.quotations[at] if at >= 0 and self.quotations[at].holds(position) else None


def _short_names(parsed: ParsedReport, lexicon: AttributionLexicon) -> dict[str, str]:
    """The last word of each medium's name, where one medium alone ends so: "the Tribune" is the Coastal Tribune."""
    full: dict[str, set[str]] = {}
    for block in parsed.blocks:
        for entity in block.doc.ents:
            words = [t.text for t in entity if t.pos_ == "PROPN"]
            last = words[-1].lower() if len(words) > 1 else ""
            if entity.label_ not in {"DATE", "PERSON"} and last in lexicon.media_name_words - lexicon.media_nouns:
                full.setdefault(last, set()).add(" ".join(words))
    return {last: next(iter(names)) for last, names in full.items() if len(names) == 1}


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Somebody or something that speaks, with `span` all that is said of it and `core` without relative clauses.

    `referent` is what a relative pronoun stands for.
    """

    block: ParsedBlock
    span: Span
    core: Span
    head: Token
    referent: Token | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its chain is known.

    `at` is where its cue's head stands, `head` that word where the parse has it; `relays` are nearer to the outlet than
    the source, `deeper` beyond it.
    """

    at: int
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: Stance
    source: NounPhrase | None = None
    relays: tuple[NounPhrase, ...] = ()
    deeper: tuple[NounPhrase, ...] = ()
    says: bool = True
    quoted: tuple[Quotation, ...] = field(default=())
    head: Token | None = None


def spans_of(block: ParsedBlock, tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Runs of neighbouring tokens as trimmed spans; a gap of punctuation alone does not part a run."""
    ordered = _without_edge_conjunctions(sorted(set(tokens), key=lambda t: t.i))
    runs: list[list[int]] = []
    for i in ordered:
        if runs and all(t.is_punct or t.is_space for t in block.doc[runs[-1][1] + 1 : i]):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans = (trimmed_span(block, first, last) for first, last in runs)
    return tuple(s for s in spans if s)


def trimmed_span(block: ParsedBlock, first: int, last: int) -> Span | None:
    """The characters of tokens `first` to `last` without punctuation at the edges."""
    run = block.doc[first : last + 1]
    span = block.span_of(run)
    return trim_span(run.text, span, span.start)


def _without_edge_conjunctions(tokens: list[Token]) -> list[int]:
    """ "and the port is shut and" -> "the port is shut": a clause does not own the word that joins it to the next."""
    thin = [t.is_punct or t.is_space or t.dep_ == "cc" for t in tokens]
    first = next((i for i, t in enumerate(thin) if not t), 0)
    last = next((i for i in range(len(thin) - 1, -1, -1) if not thin[i]), -1)
    return [t.i for t in tokens[first : last + 1]]


def trim_span(text: str, span: Span, offset: int = 0) -> Span | None:
    """The span without punctuation and quotation marks at its edges; None where nothing else is in it."""
    start, end = span.start - offset, span.end - offset
    while start < end and not (text[start].isalnum() or text[start] in _OPENING):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in _CLOSING):
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return Span(span.document, start + offset, end + offset)


def merge_spans(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in order, joined where they overlap or only punctuation and blanks lie between."""
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last and (span.start <= last.end or _is_thin(text[last.end : span.start])):
            merged[-1] = Span(last.document, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _is_thin(between: str) -> bool:
    return len(between) < 6 and "\n" not in between and not any(c.isalnum() for c in between)
