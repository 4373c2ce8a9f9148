"""Sentences as tracing reads them: cut out with their places, and as the stems of the words that tell something."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.datamodel import Span

_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"\bU\.S\.(?:A\.)?|\bUSA?\b")
_LONGEST_PHRASE = 4
_TOKEN = 24  # characters
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
# "Ambassador J. Christopher", "Mr. Holm", "Dec. 6", "U.S. officials": no sentence ends there.
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Lt|Col|Gen|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Prof|Rev|Hon|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp))\.$"
)


@dataclass(frozen=True, slots=True, eq=False)
class TraceLexicon:
    """The words that tracing needs: `stop` carry no content, `negations` turn a claim round, `same` folds variants.

    `phrases` are names of several words that fold to one, `openings` their first words; `breaks` begin another
    statement within a sentence; `light` are verbs that say little without what stands with them,
    `judging` those by which one takes a stand on what others tell; of `opposites` one side turns the other round;
    `mutual` are the stems of what parties do with each other, `states` what names of states fold to.
    """

    stop: frozenset[str]
    negations: frozenset[str]
    same: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    breaks: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    mutual: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    openings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "openings", frozenset(phrase[0] for phrase in self.phrases))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may say the claim.

    `around` is what its report told just before it, the headline included; `named` are the names that the whole report
    tells of, as stems.
    """

    report: str
    span: Span
    text: str
    around: str = ""
    named: frozenset[str] = frozenset()


def split_sentences(
    report: str, place: tuple[str, int], text: str, around: str = "", named: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The sentences of a paragraph that begins at `place` in its document; `around` is what stands before it."""
    document, start = place
    ends = [m.end() for m in _SENTENCE_END.finditer(text) if not _ABBREVIATED.search(text[: m.start() + 1][-12:])]
    ends.append(len(text))
    found: list[Candidate] = []
    low = 0
    for high in ends:
        words = text[low:high].rstrip()
        if words:
            before = f"{around} {found[-1].text}" if found else around
            found.append(Candidate(report, Span(document, start + low, start + low + len(words)), words, before, named))
        low = high
    return found


def content_words(text: str, lexicon: TraceLexicon) -> Sequence[str]:
    """The words that carry a claim: folded, stemmed, without the small ones, each once."""
    return _words_of_token(text, lexicon) if len(text) <= _TOKEN else _content_words(text, lexicon)


@lru_cache(maxsize=50_000)  # most are single words, asked for at each sentence anew
def _words_of_token(text: str, lexicon: TraceLexicon) -> tuple[str, ...]:
    return tuple(_content_words(text, lexicon))


def _content_words(text: str, lexicon: TraceLexicon) -> list[str]:
    spelled = _INITIALS.sub("United States", text) if "U" in text else text  # "us" is nobody
    words = dict.fromkeys(_joined(_WORD.findall(spelled.lower()), lexicon))
    return list(dict.fromkeys(_stem(lexicon.same.get(w, w)) for w in words if w not in lexicon.stop))


def _joined(words: Sequence[str], lexicon: TraceLexicon) -> Sequence[str]:
    """The words, each name of several words as one: "north korea" as "kp"."""
    openings = [at for at, word in enumerate(words) if word in lexicon.openings]
    joined: list[str] = []
    done = 0
    for at in openings:
        size = _phrase_size(words, at, lexicon.phrases) if at >= done else 1
        if size > 1:
            joined += (*words[done:at], lexicon.phrases[tuple(words[at : at + size])])
            done = at + size
    return [*joined, *words[done:]] if done else words


def _phrase_size(words: Sequence[str], at: int, phrases: Mapping[tuple[str, ...], str]) -> int:
    return next((n for n in range(_LONGEST_PHRASE, 1, -1) if tuple(words[at : at + n]) in phrases), 1)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A light stem: plural and verb endings off ("officials", "seized", "meeting")."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
