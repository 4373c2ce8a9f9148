"""A report's blocks, parsed: spaCy documents whose tokens still know their place in the source."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import BlockRole, Report, Span
from dragoman.reading.headline_case import in_sentence_case
from dragoman.reading.name_tags import mend_names

TITLED: frozenset[BlockRole] = frozenset({"headline", "standfirst"})
READ_ROLES: frozenset[BlockRole] = frozenset({"headline", "standfirst", "body", "caption"})


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """One block: `doc.text` is its characters, line breaks as blanks, a headline in sentence case: offsets hold."""

    document: str
    role: BlockRole
    start: int
    doc: Doc

    def span_of(self, tokens: Tokens | Token) -> Span:
        """The characters of a token or a run of tokens."""
        first, last = (tokens, tokens) if isinstance(tokens, Token) else (tokens[0], tokens[-1])
        return Span(self.document, self.start + first.idx, self.start + last.idx + len(last))

    def span_at(self, start: int, end: int) -> Span:
        """Characters `start` to `end` of the block."""
        return Span(self.document, self.start + start, self.start + end)

    def tokens_of(self, span: Span) -> Tokens | None:
        """The tokens that a span covers, widened to whole tokens; None where it lies outside this block."""
        if span.document != self.document or not len(self.doc):
            return None
        last = self.doc[-1]  # `doc.text` would be joined anew for every span
        low, high = max(span.start - self.start, 0), min(span.end - self.start, last.idx + len(last.text_with_ws))
        if low >= high:
            return None
        return self.doc.char_span(low, high, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its text and its parsed blocks in reading order."""

    report: Report
    text: str
    blocks: tuple[ParsedBlock, ...]

    def sentences(self) -> Iterator[tuple[ParsedBlock, Tokens]]:
        """Every sentence with the block that holds it, in reading order."""
        for block in self.blocks:
            for sentence in block.doc.sents:
                yield block, sentence

    def words(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]


def parse_report(report: Report, text: str, nlp: Language) -> ParsedReport:
    """Parse the blocks worth reading; a repeated caption or lead (`repeat`) is read once, where it first stands."""
    kept = [b for b in report.blocks if b.role in READ_ROLES]
    lines = [(b.role, _one_line(text[b.start : b.end])) for b in kept]
    body = [line for role, line in lines if role not in TITLED]
    read = (in_sentence_case(line, body, nlp) if role in TITLED else line for role, line in lines)
    docs = list(nlp.pipe(read))
    mend_names(docs)
    blocks = tuple(ParsedBlock(report.document, b.role, b.start, doc) for b, doc in zip(kept, docs, strict=True))
    return ParsedReport(report, text, blocks)


def _one_line(text: str) -> str:
    """The same characters with every kind of white space as one blank each, so that offsets hold."""
    return "".join(" " if c.isspace() else c for c in text)
