"""The sentence around a word, looked up by place: spaCy's own `Token.sent` walks the document each time."""

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.parsing import ParsedBlock

LONGEST_SENTENCE = 300  # tokens


def unreadable_sentences(blocks: Iterable[ParsedBlock]) -> tuple[Span, ...]:
    """Sentences longer than prose has them: a table, a list, a line made to keep a reader busy."""
    return tuple(b.span_of(s) for b in blocks for s in b.doc.sents if len(s) > LONGEST_SENTENCE)


class Sentences:
    """The sentences of one block."""

    def __init__(self, block: ParsedBlock) -> None:
        self._block = block
        self._all = tuple(block.doc.sents)
        self._starts = [s.start for s in self._all]

    def tokens_around(self, token: Token) -> Tokens:
        """The words of the token's sentence."""
        return self._all[bisect_right(self._starts, token.i) - 1]

    def around(self, token: Token) -> Span:
        """The characters of the token's sentence, without blanks at its ends."""
        sentence = self.tokens_around(token)
        first, last = sentence.start, sentence.end - 1
        while first < last and sentence.doc[first].is_space:
            first += 1
        while last > first and sentence.doc[last].is_space:
            last -= 1
        return self._block.span_of(sentence.doc[first : last + 1])
