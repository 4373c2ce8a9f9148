"""A claim in a person's words, taken apart: which words are looked for, how much each tells, what means the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.resources.vectors import WordVectors
from dragoman.weighing.passages import TraceLexicon, content_words

_NAME = 1.5
_NUMBER = 0.3
_AROUND = 0.6  # of a word that tells when, where or why: reports leave these out, or give others
_NEAR = 0.5  # cosine from which a word may stand for another
_STATED = frozenset({"ROOT", "conj"})
_BESIDE = frozenset({"dobj", "nsubj", "nsubjpass", "acomp", "xcomp"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advcl", "advmod"})


@dataclass(frozen=True, slots=True)
class WantedWord:
    """A word of the claim: its stem, what it weighs, and the stems that may stand for it with how alike they are.

    `core` is false for what tells when, where or why; `head` is true for the verb of the deed, `noun` for what stands
    for it beside a verb that says little ("held [talks]"); `part` numbers the statements of which the claim is made
    ("he resigned and left the country").
    """

    stem: str
    weight: float
    near: Mapping[str, float] = field(default_factory=dict)
    name: bool = False
    core: bool = True
    head: bool = False
    noun: bool = False
    part: int = 0


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """A claim as it is looked for; where it is that somebody says something, `speaker` are the stems of who.

    `doers` are the names of those who do the deed; `mutual`: a deed that its parties do with each other.
    """

    text: str
    wanted: tuple[WantedWord, ...]
    speaker: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    mutual: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The stems of all names in it but those that tell when, where or why."""
        return frozenset(w.stem for w in self.wanted if w.name and w.core)

    @property
    def deed(self) -> frozenset[str]:
        """The stems that tell what was done, with those that may stand for them."""
        told = any(w.head or w.noun for w in self.wanted)
        own = [w for w in self.wanted if told and w.core and not w.name] or self.wanted
        return frozenset(stem for w in own for stem in (w.stem, *w.near))


def read_claim(
    claim: str, nlp: Language, lexicon: TraceLexicon, vectors: WordVectors, saying: Collection[str]
) -> AskedClaim:
    """The claim's words, each once: names tell more than other words, numbers and what stands around the deed less."""
    doc = nlp(claim)
    heads, nouns = _find_heads(doc, lexicon, saying)
    parts = _number_parts(doc)
    found: dict[str, WantedWord] = {}
    for start, stem in _placed_stems(doc, lexicon):
        token = doc[start]
        if token.lemma_.lower() in lexicon.light and token.dep_ in _STATED:
            continue
        name = token.pos_ == "PROPN" and token.text[:1].isupper()
        core = not _is_around(token)
        number = stem.isdigit() or token.like_num
        weight = (_NUMBER if number else _NAME if name else 1.0) * (1.0 if core else _AROUND)
        near = {} if name or number else _stand_ins(token.lower_, stem, lexicon, vectors)
        if stem not in found or found[stem].weight < weight:
            found[stem] = WantedWord(stem, weight, near, name, core, start in heads, start in nouns, parts[start])
    doers = _read_doers(doc, heads, lexicon) & {w.stem for w in found.values() if w.name}
    mutual = any((w.head or w.noun) and w.stem in lexicon.mutual for w in found.values())
    return AskedClaim(claim, tuple(found.values()), _read_speaker(doc, lexicon, saying), frozenset(doers), mutual)


def spell_out(wanted: Iterable[WantedWord], lexicon: TraceLexicon) -> list[str]:
    """The forms by which search finds paragraphs: the stems, their variants, what may stand for them."""
    stems = {stem for word in wanted for stem in (word.stem, *word.near)}
    variants = {form for form in lexicon.same if not stems.isdisjoint(content_words(form, lexicon))}
    parts = {part for phrase, folded in lexicon.phrases.items() if folded in stems for part in phrase}
    return sorted((stems | variants | parts) - lexicon.stop)


def _placed_stems(doc: Doc, lexicon: TraceLexicon) -> Iterable[tuple[int, str]]:
    """Each stem with the token that it begins at; a name of several words is one stem."""
    at = 0
    while at < len(doc):
        sizes = (
            n
            for n in range(min(4, len(doc) - at), 1, -1)
            if tuple(t.lower_ for t in doc[at : at + n]) in lexicon.phrases
        )
        size = next(sizes, 1)
        for stem in content_words(doc[at : at + size].text, lexicon):
            yield at + size - 1, stem
        at += size


def _read_speaker(doc: Doc, lexicon: TraceLexicon, saying: Collection[str]) -> frozenset[str]:
    """Who says it, where the claim is that somebody says, expects or promises something."""
    roots = [t for t in doc if t.dep_ == "ROOT" and t.lemma_.lower() in saying]
    subjects = [s for root in roots[:1] for s in root.children if s.dep_ == "nsubj" and s.pos_ == "PROPN"]
    return frozenset(stem for s in subjects for t in s.subtree for stem in content_words(t.text, lexicon))


def _read_doers(doc: Doc, heads: Collection[int], lexicon: TraceLexicon) -> set[str]:
    """The words of the subjects of the claim's verbs, or of "by X"."""
    subjects = [c for i in heads for c in doc[i].children if c.dep_ in ("nsubj", "agent")]
    return {stem for s in subjects for stem in content_words(" ".join(t.text for t in s.subtree), lexicon)}


def _find_heads(doc: Doc, lexicon: TraceLexicon, saying: Collection[str]) -> tuple[set[int], set[int]]:
    """The main verbs, of "she says that he left" the inner one; beside a verb that says little what stands with it."""
    heads, nouns = set(), set()
    for stated in (t for t in doc if _is_stated(t)):
        inner = next((c for c in stated.children if c.dep_ == "ccomp"), None)
        verb = inner if inner is not None and stated.lemma_.lower() in saying else stated
        if verb.pos_ == "AUX":
            continue
        if verb.lemma_.lower() in lexicon.light:
            nouns |= {c.i for c in verb.children if c.dep_ in _BESIDE and c.pos_ != "PROPN"}
        else:
            heads.add(verb.i)
    return heads, nouns


def _is_stated(token: Token) -> bool:
    return token.dep_ == "ROOT" or (token.dep_ == "conj" and token.pos_ == "VERB" and token.head.dep_ == "ROOT")


def _number_parts(doc: Doc) -> list[int]:
    """The statement to which each token belongs: what a further main verb tells, what stands in brackets."""
    numbers, part, bracketed = [0] * len(doc), 0, False
    for verb in (t for t in doc if _is_stated(t) and t.dep_ == "conj"):
        part += 1
        for token in verb.subtree:
            numbers[token.i] = part
    for token in doc:
        part += token.text == "("
        bracketed = (bracketed or token.text == "(") and token.text != ")"
        if bracketed:
            numbers[token.i] = part
    return numbers


def _is_around(token: Token) -> bool:
    """True under a phrase that hangs on the main verb: "on Monday", "over the island", "before the games"."""
    line = [token, *token.ancestors]
    return any(t.dep_ in _ADJUNCTS and t.head.dep_ in ("ROOT", "conj") and t.head.pos_ in ("VERB", "AUX") for t in line)


def _stand_ins(word: str, stem: str, lexicon: TraceLexicon, vectors: WordVectors) -> dict[str, float]:
    """The stems of the words that mean much the same, each with its best likeness."""
    found: dict[str, float] = {}
    for other, likeness in vectors.words_near(word, _NEAR).items():
        for near in content_words(other, lexicon):
            if near != stem:
                found[near] = max(likeness, found.get(near, 0.0))
    return found
