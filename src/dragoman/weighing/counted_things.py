"""Plain counts of anything at all: "30 transfers", "twelve sacks", beside what reading/quantities.py knows."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.datamodel import Quantity, Span
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.quantities import QuantityLexicon

_BEFORE = 40  # characters before a number in which a word may make a bound of it


def count_things(block: ParsedBlock, taken: Sequence[Span], lexicon: QuantityLexicon) -> Iterator[Quantity]:
    """Every number that stands with a noun and belongs to no time or known quantity; "about 30" has no bounds."""
    for token in block.doc:
        value = _value(token, lexicon)
        span = block.span_of(token)
        if value is None or token.dep_ != "nummod" or token.head.pos_ != "NOUN" or any(span.overlaps(t) for t in taken):
            continue
        text = block.doc.text
        bound = None if lexicon.qualifier.search(text[max(0, token.idx - _BEFORE) : token.idx]) else value
        whole = block.span_at(token.idx, max(token.idx + len(token), token.head.idx + len(token.head)))
        yield Quantity(tell_fate(token.head, lexicon) or token.head.lemma_.lower(), value, bound, bound, None, whole)


def tell_fate(counted: Token, lexicon: QuantityLexicon) -> str | None:
    """What befell them, where the verb says so: "62 inmates died", "57 prisoners were killed"."""
    if counted.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return None
    return next((f.what for f in lexicon.rows.fates if counted.head.lemma_.lower() in f.verbs), None)


def _value(token: Token, lexicon: QuantityLexicon) -> float | None:
    word = token.lower_.replace(",", "")
    if word.isascii() and word.isdigit() and len(word) < 12:
        return float(word)
    return float(lexicon.rows.numbers[word]) if word in lexicon.rows.numbers else None
