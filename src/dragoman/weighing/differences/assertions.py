"""What the sources of a record assert, found by its words: who says the thing that somebody else denies."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.datamodel import Attribution, Hop, Span
from dragoman.linking.days import day_number
from dragoman.linking.words import fold_words
from dragoman.weighing.material import Surroundings

_STEM = 5  # letters by which words are taken for one
_HEAD = 4  # letters by which a name is known
_SHORTEST = 3  # words shorter than this say nothing, unless they are numbers
_FEWEST = 4  # words of a claim
_MOST_HOLDERS = 400  # a word that so many assertions use finds nothing
_SENTENCES = re.compile(r"[.!?][\"”’')\]]*\s+|\n\s*")
_INITIAL = re.compile(r"(?:^|[^\w])[A-Z]\.$")
_WORD = 12  # characters in which a shortened word stands
_LEAST_RESTATED = 4  # words that two assertions of one thing share
_RESTATED = 0.5
_DAYS = 10  # days between two reports on one matter
_HAPPEN = "happen"
_OPENING = 6  # words in which an assertion names `heads` of all, by which names are known
_LONGEST = 60  # words of an assertion that are compared


@dataclass(frozen=True, slots=True)
class Assertion:
    """Something that a source says is so.

    `heads` are its words as names are known by, `opening` those of its first words: whom it is about; `plain` are the
    stems of those that are no names.
    """

    attribution: Attribution
    speaker: Hop
    stems: frozenset[str]
    opening: frozenset[str]
    heads: frozenset[str]
    plain: frozenset[str]


class Assertions:
    """All assertions of a record, by report and by stem."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._ends: dict[str, list[int]] = {}
        self.by_report: dict[str, list[Assertion]] = {}
        self._by_stem: dict[str, list[Assertion]] = {}
        denied = {a.id for a in around.attributions.values() if a.stance == "denies"}
        for attribution in around.attributions.values():
            chain = around.chains.get(attribution.id)
            if chain and attribution.outer not in denied and asserts(attribution, around):
                stems = content_stems(attribution, around)
                words = content_words(attribution, around)
                heads, opening = heads_of(words), heads_of(words[:_OPENING])
                self._add(Assertion(attribution, chain[-1], stems, opening, heads, plain_stems(attribution, around)))
        for said in self.by_report.values():
            said.sort(key=lambda a: (a.attribution.content[0].start, a.attribution.id))
        self._starts = {r: [a.attribution.content[0].start for a in said] for r, said in self.by_report.items()}

    def between(self, report: str, start: int, end: int) -> list[Assertion]:
        """The assertions of a report that begin between two places."""
        said, starts = self.by_report.get(report, []), self._starts.get(report, [])
        return said[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentence_ends(self, document: str, start: int, end: int) -> int:
        """How many sentences end between two places."""
        ends = self._of(document)
        return max(0, bisect_left(ends, end) - bisect_left(ends, start))

    def sentence_start(self, document: str, at: int) -> int:
        """Where the sentence before a place ends."""
        ends = self._of(document)
        number = bisect_left(ends, at)
        return ends[number - 1] + 1 if number else 0

    def _of(self, document: str) -> list[int]:
        if document not in self._ends:
            self._ends[document] = sentence_ends(self._around.texts[document], self._around.words.abbreviated)
        return self._ends[document]

    def alike(self, stems: frozenset[str], report: str) -> Iterator[tuple[int, Assertion]]:
        """Assertions that share words with these stems, with how many: those of the same report, then of its days."""
        shared: Counter[str] = Counter()
        found: dict[str, Assertion] = {}
        for stem in sorted(stems):
            holders = self._by_stem.get(stem, ())
            for assertion in holders if len(holders) <= _MOST_HOLDERS else ():
                found[assertion.attribution.id] = assertion
        for key, assertion in found.items():
            if self._near(assertion.attribution.report, report):
                shared[key] = len(stems & assertion.stems)
        own = {key: found[key].attribution.report != report for key in shared}
        for key in sorted(shared, key=lambda k: (own[k], -shared[k], k)):
            yield shared[key], found[key]

    def restating(self, claim: Assertion) -> Iterator[Assertion]:
        """Assertions that say the same as one, in most of its words."""
        for shared, other in self.alike(claim.stems, claim.attribution.report):
            least = max(_LEAST_RESTATED, min(len(claim.stems), len(other.stems)) * _RESTATED)
            sure = not self._around.words.unsure & set(content_words(other.attribution, self._around))
            if sure and shared >= least and other.attribution.id != claim.attribution.id:
                yield other

    def _add(self, assertion: Assertion) -> None:
        self.by_report.setdefault(assertion.attribution.report, []).append(assertion)
        for stem in assertion.stems:
            self._by_stem.setdefault(stem, []).append(assertion)

    def _near(self, a: str, b: str) -> bool:
        ours, theirs = (day_number(self._around.reports[r].published.earliest) for r in (a, b))
        return a == b or (ours is not None and theirs is not None and abs(ours - theirs) <= _DAYS)


def sentence_ends(text: str, short: Collection[str]) -> list[int]:
    """Where sentences end; "Mr." and the like end none."""
    found = _SENTENCES.finditer(text)
    return [m.start() for m in found if not _shortened(text[max(0, m.start() - _WORD) : m.end()], short)]


def _shortened(before: str, short: Collection[str]) -> bool:
    """ "Mr. Ollin", "the U.N. council": no sentence ends at such a stop."""
    word = before.rstrip().rpartition(" ")[2]
    return word.endswith(".") and (word[:-1].casefold() in short or _INITIAL.search(word) is not None)


def asserts(attribution: Attribution, around: Surroundings) -> bool:
    """True where somebody says that something is so: who asks for a thing, or finds fault, does not."""
    return is_statement(attribution, around) and is_said(attribution, around)


def is_statement(attribution: Attribution, around: Surroundings) -> bool:
    """False for verbs by which somebody asks, promises, finds fault, or warns of what would be."""
    known = around.words
    cue = fold_words(" ".join(around.quote(c) for c in attribution.cue))
    if any(w.startswith(known.warning) for w in cue) and known.unsure & set(content_words(attribution, around)):
        return False
    return not any(w.startswith(stem) for w in cue for stem in known.not_asserting)


def is_said(attribution: Attribution, around: Surroundings) -> bool:
    """True where something is said to be so: no question, no denial, no plain name."""
    if attribution.stance not in ("states", "confirms", "hedges") or not attribution.content:
        return False
    words = content_words(attribution, around)
    known = around.words
    denies = any(w.startswith(stem) for w in words for stem in known.denying)
    asks = bool(words) and words[0] in known.questions
    long = len(words) >= _FEWEST or blames(attribution, around)
    return long and not denies and not asks and not known.negations & set(words)


def blames(attribution: Attribution, around: Surroundings) -> bool:
    """True for "accused", "blamed", whose content is no clause of its own."""
    cue = fold_words(" ".join(around.quote(c) for c in attribution.cue))
    accused = cue[-1:] == ("of",)  # "he is accused of": whose words these are is not said
    return not accused and any(w.startswith(stem) for w in cue for stem in around.words.blaming)


def accuses(attribution: Attribution, around: Surroundings) -> bool:
    """True where somebody puts a deed down to somebody: "accused him of", "said that he was behind it"."""
    words = content_words(attribution, around)
    return blames(attribution, around) or bool(around.words.accusing & set(words))


def content_words(attribution: Attribution, around: Surroundings) -> tuple[str, ...]:
    """The first words of what is said."""
    return fold_words(" ".join(around.quote(c) for c in attribution.content))[:_LONGEST]


def has_phrase(words: Collection[str], phrases: Collection[str]) -> bool:
    """True where one of the phrases is among the words."""
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def flatly_denies(words: Sequence[str], around: Surroundings) -> bool:
    """True for "it is baseless", "it did not happen"; not for "baseless pretexts", "it did not happen in a vacuum"."""
    known = around.words
    text = f" {' '.join(words)} "
    for phrase in known.flat_denials:
        _, found, behind = text.partition(f" {phrase} ")
        then = behind.split()[:1]
        told = phrase not in known.judging or not then or {*then} & (known.accusations | known.small_words)
        if found and told and not (phrase.split()[-1].startswith(_HAPPEN) and {*then} & known.manners):
            return True
    return False


def content_stems(attribution: Attribution, around: Surroundings) -> frozenset[str]:
    """Stems of the words that say something."""
    return stems_of(content_words(attribution, around), around.words.small_words | around.words.said_of_claims)


def stems_of(words: Collection[str], empty: Collection[str] = ()) -> frozenset[str]:
    """Words by their first letters: "shelled" and "shelling" are one."""
    return frozenset(w[:_STEM] for w in words if (len(w) >= _SHORTEST or w[:1].isdigit()) and w not in empty)


def plain_stems(attribution: Attribution, around: Surroundings) -> frozenset[str]:
    """Stems of the words that are not written as names."""
    told = " ".join(around.quote(c) for c in attribution.content)
    return stems_of(fold_words(" ".join(w for w in told.split() if not w[:1].isupper())))


def heads_of(words: Collection[str], empty: Collection[str] = ()) -> frozenset[str]:
    """Words as a name and its adjective begin: "Norway" and "Norwegian"."""
    return frozenset(w[:_HEAD] for w in words if len(w) >= _HEAD and w not in empty)


def name_heads(hop: Hop, around: Surroundings) -> frozenset[str]:
    """By what a text can name a speaker: the name, and the state or body that it speaks for."""
    names = [hop.name, *(around.name(s) for s in (around.kin.of(hop.actor) if hop.actor else ()) if s in around.actors)]
    if hop.actor:
        names += around.actors[hop.actor].names if hop.actor in around.actors else ()
    words = [w for name in names for w in fold_words(name)]
    return heads_of(words, around.words.small_words | around.known.speakers | around.words.offices)


def same_side(a: Hop, b: Hop, around: Surroundings) -> bool:
    """True where two speakers are or could be one."""
    if a.actor and b.actor and (around.kin.one_side(a.actor, b.actor) or around.kin.one_side(b.actor, a.actor)):
        return True
    empty = around.words.small_words
    return not (_words_of(a.name) - empty).isdisjoint(_words_of(b.name))


@lru_cache(maxsize=4096)  # the same few speakers are compared at each denial
def _words_of(name: str) -> frozenset[str]:
    return frozenset(fold_words(name))


def spans_of(attribution: Attribution) -> tuple[Span, ...]:
    """Where it is said: the cue and what is said."""
    return tuple(sorted({*attribution.cue, *attribution.content}))
