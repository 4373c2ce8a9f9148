"""Find the phrases that describe people and bodies without naming them: "two senior officials", "the rebels"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import ActorType
from dragoman.reading.actors.listed_names import FoundName
from dragoman.resources.actor_lexicon import ActorLexicon, Gender

_BEFORE_HEAD = ("det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "npadvmod")


@dataclass(frozen=True, slots=True)
class Nominal:
    """A described actor: tokens `start` to `end`, its head, and what the words tell of it.

    `count` is how many at least (None for a body); `definite` that it can point back; `within` the names in it.
    """

    block: int
    start: int
    end: int
    head: int
    text: str
    lemma: str
    type: ActorType
    many: bool
    count: int | None
    definite: bool
    gender: Gender | None
    within: tuple[FoundName, ...]


def find_nominals(block: int, doc: Doc, names: Sequence[FoundName], lexicon: ActorLexicon) -> list[Nominal]:
    """The described actors of a block in reading order; a phrase whose head is part of a name is left to the name."""
    named = {i for n in names for i in range(n.start, n.end)}
    found = []
    for head in doc:
        kind = _type_of(head, lexicon)
        if kind is None or head.i in named or not _refers(head, lexicon):
            continue
        nominal = _nominal(block, head, kind, names, lexicon)
        if not _says_nothing(nominal, doc, lexicon):
            found.append(nominal)
    return found


def is_plural(token: Token) -> bool:
    """True for a plural noun."""
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph)


def _type_of(head: Token, lexicon: ActorLexicon) -> ActorType | None:
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = head.lemma_.lower()
    if lemma in lexicon.paired and is_plural(head) and any(c.lower_ in lexicon.numbers for c in head.children):
        return "unnamed" if lemma in lexicon.persons else "group"
    if lemma in lexicon.masses and is_plural(head):
        return "group"
    if lemma in lexicon.persons or lemma in lexicon.masses:
        return "unnamed"
    if lemma in lexicon.crafts and not is_plural(head):
        return "group"
    return "group" if lemma in lexicon.groups else None


def _refers(head: Token, lexicon: ActorLexicon) -> bool:
    """False for the first part of a compound ("police" in "police officers") and a title before a name."""
    if head.dep_ in ("compound", "nmod", "amod", "npadvmod"):
        return False
    if head.pos_ == "PROPN" and any(c.dep_ in ("compound", "amod") and c.text[:1].isupper() for c in head.lefts):
        return head.lemma_.lower() not in lexicon.groups  # "West Bank" names something
    return True


def _says_nothing(nominal: Nominal, doc: Doc, lexicon: ActorLexicon) -> bool:
    """True for "no official", bare "countries", "held hostage"."""
    first = doc[nominal.start]
    if first.lower_ in lexicon.negative:
        return True
    if nominal.lemma in lexicon.groups:
        return nominal.end == nominal.start + 1
    bare = nominal.start == nominal.head and not nominal.many
    return bare and doc[nominal.head].dep_ not in ("appos", "nsubj", "nsubjpass", "attr", "ROOT")


def _nominal(block: int, head: Token, kind: ActorType, names: Sequence[FoundName], lexicon: ActorLexicon) -> Nominal:
    doc = head.doc
    start, end = _first_word(head), _complement_end(head, lexicon)
    many = is_plural(head)
    words = doc[start : head.i + 1]
    return Nominal(
        block=block,
        start=start,
        end=end,
        head=head.i,
        text=doc[start:end].text,
        lemma=head.lemma_.lower(),
        type=kind,
        many=many,
        count=_count(words, kind, many, lexicon),
        definite=any(t.lower_ in lexicon.definite for t in words[:1]),
        gender=_gender(head, lexicon),
        within=tuple(n for n in names if start <= n.start and n.end <= end),
    )


def _first_word(head: Token) -> int:
    """Where the phrase starts: its article, owner and modifiers, without marks in front."""
    lefts = [t.left_edge.i for t in head.lefts if t.dep_ in _BEFORE_HEAD]
    start = min(lefts, default=head.i)
    while start < head.i and (head.doc[start].is_punct or head.doc[start].is_space or head.doc[start].dep_ == "cc"):
        start += 1
    return start + 1 if start < head.i and _opens_clause(head.doc[start]) else start


def _opens_clause(word: Token) -> bool:
    """ "told reporters that head of the guard Nuru had left": no article, though the parser takes it for one."""
    if word.lower_ != "that" or word.i == 0:
        return False
    before = word.nbor(-1)
    return before.pos_ in ("NOUN", "PROPN") and before.dep_ in ("dobj", "dative", "pobj") and before.head.i < before.i


def _complement_end(head: Token, lexicon: ActorLexicon) -> int:
    """The end of "from X and Y" in "sources from X and Y", so far as it stands right behind."""
    end = head.i + 1
    behind = head.doc[end] if end < len(head.doc) else None
    if behind is None or behind.dep_ != "prep" or behind.head != head:
        return end
    if behind.lower_ not in lexicon.complement_prepositions:
        return end
    noun = next((c for c in behind.children if c.dep_ == "pobj"), None)
    for _ in range(6):  # a list longer than that is cut
        loose = behind.lower_ not in lexicon.owner_prepositions
        if noun is None or noun.i < end or (loose and noun.pos_ != "PROPN"):
            break
        end = noun.i + 1
        noun = next((c for c in noun.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")), None)
    return end


def _count(words: Tokens, kind: ActorType, many: bool, lexicon: ActorLexicon) -> int | None:
    """How many at least: 2 for a bare plural, None for one body."""
    said = next((n for n in (_number(t, lexicon) for t in words[:-1]) if n), None)
    if many:
        return said if said and said > 1 else 2
    return 1 if kind == "unnamed" else None


def _number(token: Token, lexicon: ActorLexicon) -> int | None:
    if token.lower_ in lexicon.numbers:
        return lexicon.numbers[token.lower_]
    if token.dep_ == "nummod" and token.text.isascii() and token.text.isdecimal() and len(token.text) < 6:
        return int(token.text)
    return None


def _gender(head: Token, lexicon: ActorLexicon) -> Gender | None:
    lemma = head.lemma_.lower()
    if lemma in lexicon.male:
        return "male"
    return "female" if lemma in lexicon.female else None


def modifiers(nominal: Nominal, doc: Doc) -> Iterator[Token]:
    """The words before the head that say which or what kind, without the article."""
    yield from (t for t in doc[nominal.start : nominal.head] if t.pos_ not in ("DET", "PUNCT", "PART", "NUM", "SPACE"))
