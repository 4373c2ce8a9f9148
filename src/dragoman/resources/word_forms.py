"""Word classes, forms and lemmas of a spaCy pipeline, each looked up once: what its two components of rules give.

spaCy's `attribute_ruler` asks some 180 patterns of each word, and its rule `lemmatizer` a table of endings. What the
patterns of one word say depends on that word, its tag and its part in the sentence, so it is kept; where a pattern of
several words fits ("let's", "there is"), spaCy's own components read that text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.tokens.morphanalysis import MorphAnalysis

_MOST_WORDS = 200_000  # whose forms are kept
_RULES, _LEMMAS = "attribute_ruler", "lemmatizer"

_Key = tuple[int, int, int]  # the word as it is written, its tag, its part in the sentence


@dataclass(frozen=True, slots=True)
class _Forms:
    """What both components make of a word."""

    tag: int
    pos: int
    dep: int
    lemma: int
    morph: MorphAnalysis


@dataclass(slots=True, eq=False)
class WordForms:
    """Both components as one; `several` are the ruler's patterns of more than one word."""

    ruler: Any
    lemmatizer: Any
    several: Matcher
    known: dict[_Key, _Forms] = field(default_factory=dict)

    def __call__(self, doc: Doc) -> Doc:
        """The text with classes, forms and lemmas set."""
        if self.several(doc, allow_missing=True):
            return self.lemmatizer(self.ruler(doc))  # type: ignore[no-any-return]
        keys = [(t.orth, t.tag, t.dep) for t in doc]
        if not all(key in self.known for key in keys):
            return self._learn(doc, keys)
        for token, key in zip(doc, keys, strict=True):
            _set(token, self.known[key])
        return doc

    def _learn(self, doc: Doc, keys: list[_Key]) -> Doc:
        """What is known is set; each new word is read by itself."""
        if len(self.known) > _MOST_WORDS:
            self.known.clear()
        for token, key in zip(doc, keys, strict=True):
            if key not in self.known:
                self.known[key] = self._read(token)
            _set(token, self.known[key])
        return doc

    def _read(self, word: Token) -> _Forms:
        alone = Doc(word.vocab, words=[word.text], spaces=[False])
        alone[0].tag, alone[0].dep = word.tag, word.dep
        (token,) = self.lemmatizer(self.ruler(alone))
        return _Forms(token.tag, token.pos, token.dep, token.lemma, token.morph)


def _set(token: Token, forms: _Forms) -> None:
    token.tag, token.pos, token.dep, token.lemma = forms.tag, forms.pos, forms.dep, forms.lemma
    token.morph = forms.morph


def quicken_forms(nlp: Language) -> Language:
    """Let the ruler and the lemmatizer of the pipeline, where one follows the other, look each word up once."""
    names = nlp.pipe_names
    if _RULES not in names or names.index(_RULES) + 1 != _position(names, _LEMMAS):
        return nlp
    ruler: Any = nlp.get_pipe(_RULES)
    several = Matcher(nlp.vocab)
    for number, rule in enumerate(ruler.patterns):
        long = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
        if long:
            several.add(str(number), long)
    forms = WordForms(ruler, nlp.get_pipe(_LEMMAS), several)
    return _replaced(nlp, forms)


def _position(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _replaced(nlp: Language, forms: Callable[[Doc], Doc]) -> Language:
    Language.component("dragoman_word_forms", func=forms)
    nlp.add_pipe("dragoman_word_forms", before=_RULES)
    for name in (_RULES, _LEMMAS):
        nlp.disable_pipe(name)
    return nlp
