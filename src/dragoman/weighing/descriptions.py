"""Descriptions of unnamed sources taken apart: "one of the two senior diplomats" -> diplomat, {senior}, definite."""

import re
from dataclasses import dataclass

import msgspec

from dragoman.resources.attribution import AttributionLexicon
from dragoman.resources.weighing import WeighingWords

_WORD = re.compile(r"[^\W_][\w’'.-]*")
_LONGEST = 300  # characters of a description that are looked at


@dataclass(frozen=True, slots=True)
class SourceWords:
    """`speakers` head a source, `documents` are papers and media among them, `exhibits` what shows it and is nobody.

    All in the singular.
    """

    speakers: frozenset[str]
    documents: frozenset[str]
    words: WeighingWords
    exhibits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Description:
    """What a description says: its head in the singular, what it adds; points it back, is it plural, one more?"""

    head: str
    modifiers: frozenset[str]
    definite: bool
    plural: bool
    further: bool = False


def make_source_words(lexicon: AttributionLexicon, words: WeighingWords) -> SourceWords:
    """The nouns of sources, from the reader of attributions and from weighing."""
    documents = lexicon.documents | lexicon.media_nouns
    people = lexicon.unnamed_nouns | lexicon.institution_nouns | lexicon.speaker_nouns
    known = msgspec.structs.replace(words, outsiders=words.outsiders | lexicon.exhibits)
    return SourceWords((people | documents | lexicon.exhibits) - words.no_sources, documents, known, lexicon.exhibits)


def read_description(name: str, known: SourceWords) -> Description | None:
    """The parts of a description, or None where it describes no source: "the exchange of fire", "things", "no one"."""
    rules = known.words
    words = [_plain(w) for w in _WORD.findall(_before_comma(name[:_LONGEST]))]
    if not words or words[0] in rules.not_any:
        return None
    partitive = len(words) > 2 and words[0] in rules.numbers and words[1] == "of"
    phrase = words[2:] if partitive else words
    phrase = _author_of(phrase, known) or phrase
    end = next((i for i, w in enumerate(phrase) if i and w in rules.after_head), len(phrase))
    if end == 0 or singular(phrase[end - 1]) not in known.speakers:
        return None
    inner = [w for w in phrase[: end - 1] if w not in rules.numbers | rules.articles | rules.pointing]
    behind = [w for w in phrase[end:] if w not in rules.after_head | rules.articles | rules.pointing]
    head = singular(phrase[end - 1])
    return Description(
        head=head,
        modifiers=frozenset(singular(w) for w in inner + behind),
        definite=bool(phrase[:end] and phrase[0] in rules.pointing),
        plural=not partitive and head != phrase[end - 1],
        further=not rules.further.isdisjoint(phrase[:end]),
    )


def says_anything(name: str, known: SourceWords) -> bool:
    """False where a description begins as one of nobody, or is no word at all: "no one", "it"."""
    words = [_plain(w) for w in _WORD.findall(_before_comma(name[:_LONGEST]))]
    return bool(words) and words[0] not in known.words.not_any


def _author_of(phrase: list[str], known: SourceWords) -> list[str] | None:
    """Whose word a paper is: "a statement from a rabbi in Port Amber" -> "a rabbi in Port Amber"."""
    at = next((i for i, w in enumerate(phrase) if i and w in known.words.by_author), None)
    if at is None or singular(phrase[at - 1]) not in known.documents:
        return None
    author = phrase[at + 1 :]
    return author if any(singular(w) in known.speakers - known.documents for w in author) else None


def singular(word: str) -> str:
    """A noun's singular, roughly: "authorities" -> "authority", "policemen" -> "policeman", "press" -> "press"."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _before_comma(name: str) -> str:
    return name.split(",", 1)[0]


def _plain(word: str) -> str:
    return word.casefold().removesuffix("’s").removesuffix("'s").rstrip(".’'")
