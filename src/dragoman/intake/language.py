"""Which language a story is written in, by its letters and words (py3langid: Lui and Baldwin 2012)."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier
from spacy.lang.en.stop_words import STOP_WORDS

ENOUGH = 4_000  # characters; more does not change the answer
SURE = 0.5  # of a language, on its word alone
LIKELY = 0.1  # of English, where its small words are there too
SMALL_WORDS = 0.15  # share of words that are English function words: news has 0.3 to 0.5
PIDGIN = frozenset({"abi", "dem", "dey", "di", "im", "na", "sey", "una", "wey"})  # Nigerian: without these, English
_WORDS = re.compile(r"[^\W\d_]+")


def detect_language(text: str, stated: str | None) -> str | None:
    """The ISO 639-1 code; the page's own statement decides only where the text is too short to tell."""
    said = stated.lower().replace("_", "-").split("-")[0][:3] if stated else None
    sample = text[:ENOUGH].strip()
    if not any(c.isalpha() for c in sample):
        return said
    code, sure = _identifier().classify(sample)
    if code == "pcm" and PIDGIN.isdisjoint(_words(sample)):
        code = "en"
    if sure >= SURE or (code == "en" and sure >= LIKELY):
        return str(code)
    words = _words(sample)
    english = sum(w in STOP_WORDS for w in words) / max(1, len(words))
    return said or ("en" if english >= SMALL_WORDS else None)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
