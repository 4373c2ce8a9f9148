"""Names that the tagger missed where they open a sentence ("Trump on Thursday said …"), by how the report has them."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

_NAMED = {"PERSON", "ORG"}
_COMMON = {"NOUN", "VERB", "ADJ", "ADV", "ADP", "INTJ", "X"}
_SHORTEST = 4


def mend_names(docs: Sequence[Doc]) -> None:
    """Tag as a name, in place, what is one inside another sentence and never stands without its capital."""
    known = _names_of(docs)
    if not known:
        return
    small = {t.text for doc in docs for t in doc if t.text[:1].islower()}
    for doc in docs:
        missed = [t for t in doc if t.text in known and t.pos_ in _COMMON and t.lower_ not in small]
        for token in missed:
            token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
        free = [t for t in missed if not t.ent_type_]
        if free:
            labels = (Tokens(doc, t.i, t.i + 1, label=known[t.text]) for t in free)
            doc.set_ents([*doc.ents, *labels])


def _names_of(docs: Iterable[Doc]) -> dict[str, str]:
    """The words by which a person or body is named inside a sentence, with which of both it is."""
    found: dict[str, str] = {}
    for token in _last_words(docs):
        if token.pos_ == "PROPN" and len(token.text) >= _SHORTEST and token.text.istitle() and not token.is_sent_start:
            found.setdefault(token.text, token.ent_type_)
    return found


def _last_words(docs: Iterable[Doc]) -> Iterator[Token]:
    """Of a person the last word, of a body one that is its whole name."""
    for doc in docs:
        for entity in doc.ents:
            if entity.label_ == "PERSON" or (entity.label_ in _NAMED and len(entity) == 1):
                yield entity[-1]
