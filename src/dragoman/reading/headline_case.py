"""Write a headline in title case as the body would, so that the parser can read it; offsets stay as they are."""

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.lookups import Lookups

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_FEWEST = 4  # words that could be small, before a line counts as title case
_SMALL_SHARE = 0.25  # of the longer words; in a plain headline most are small
_LONG = 4  # letters: shorter words are small in title case too
_STEM = 5  # letters that forms of one word share ("seizes", "seized")
_MANY_WORDS = 150  # of the body: it would have had a name of the headline
_INSIDE = re.compile(r"[\w,] ")
_ENDINGS = ("s", "ed", "ing")


def in_sentence_case(headline: str, body: Iterable[str], nlp: Language) -> str:
    """ "Norland Seizes Ship Off Sundia" → "Norland seizes ship off Sundia"; a line in plain case is left alone.

    A word keeps its capital where the body writes it with one inside a sentence; it loses it where the body has it (or
    another form of it) without, and where it is a form of a verb or a function word.
    """
    words = list(_WORD.finditer(headline))
    longer = [w for w in words if len(w.group()) >= _LONG]
    if len(longer) < _FEWEST or sum(w.group()[0].islower() for w in longer) > _SMALL_SHARE * len(longer):
        return headline
    if headline.isupper():
        return headline
    seen, names = _words_of(body)
    letters = list(headline)
    for word in words[1:]:
        plain = word.group().lower()
        if not word.group().istitle() or (plain in names and plain not in nlp.Defaults.stop_words):
            continue
        if _is_common(plain, seen, nlp):
            letters[word.start()] = headline[word.start()].lower()
    changed = "".join(letters)
    return changed if len(changed) == len(headline) else headline


def _words_of(body: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The small words of a text, whole and cut to their stem; those with a capital inside a sentence."""
    small, names = set[str](), set[str]()
    for text in body:
        for word in _WORD.finditer(text):
            if word.group()[0].islower():
                small |= {word.group(), word.group()[:_STEM]}
            elif _INSIDE.match(text, max(0, word.start() - 2)):
                names.add(word.group().lower())
    return frozenset(small), frozenset(names)


def _is_common(word: str, seen: frozenset[str], nlp: Language) -> bool:
    """True for a word that is no name: the body has it so, or the lemmatizer knows it, as a verb's form at least."""
    if word in seen or word in nlp.Defaults.stop_words or (len(word) > _STEM and word[:_STEM] in seen):
        return True
    if "lemmatizer" not in nlp.component_names:
        return False
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not {"lemma_index", "lemma_rules", "lemma_exc"} <= set(tables.tables):
        return False
    index = tables.get_table("lemma_index")
    if len(seen) >= _MANY_WORDS and any(word in index[p] for p in ("verb", "noun", "adj")):
        return True
    return word.endswith(_ENDINGS) and _is_verb_form(word, tables)


def _is_verb_form(word: str, tables: Lookups) -> bool:
    """True for "seizes", "mulled"."""
    if word in tables.get_table("lemma_exc")["verb"]:
        return True
    known, rules = tables.get_table("lemma_index")["verb"], tables.get_table("lemma_rules")["verb"]
    return any(word.endswith(old) and word.removesuffix(old) + new in known for old, new in rules)
