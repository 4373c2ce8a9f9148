"""Find the phrases that describe people and bodies without naming them: "two senior officials", "the rebels"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import ActorType
from dragoman.reading.name_spans import FoundName
from dragoman.resources.actor_lexicon import ActorLexicon, Gender


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
    for chunk in doc.noun_chunks:
        head = chunk.root
        kind = _type_of(head, lexicon)
        if kind is None or head.i in named or not _refers(chunk, lexicon):
            continue
        found.append(_nominal(block, chunk, kind, names, lexicon))
    return found


def is_plural(token: Token) -> bool:
    """True for a plural noun."""
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph)


def _type_of(head: Token, lexicon: ActorLexicon) -> ActorType | None:
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = head.lemma_.lower()
    if lemma in lexicon.masses and is_plural(head):
        return "group"
    if lemma in lexicon.persons or lemma in lexicon.masses:
        return "unnamed"
    return "group" if lemma in lexicon.groups else None


def _refers(chunk: Tokens, lexicon: ActorLexicon) -> bool:
    """False for "no official" and for a title that stands before a name."""
    head = chunk.root
    if chunk[0].lower_ in lexicon.negative:
        return False
    return not (head.dep_ == "compound" and head.head.pos_ == "PROPN")


def _nominal(block: int, chunk: Tokens, kind: ActorType, names: Sequence[FoundName], lexicon: ActorLexicon) -> Nominal:
    doc, head = chunk.doc, chunk.root
    start = _first_word(chunk)
    end = max(_complement_end(head, lexicon), head.i + 1)
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


def _first_word(chunk: Tokens) -> int:
    """Where the phrase starts, without quotation marks and brackets in front."""
    return next((t.i for t in chunk if not t.is_punct and not t.is_space), chunk.start)


def _complement_end(head: Token, lexicon: ActorLexicon) -> int:
    """The end of "from X and Y" in "sources from X and Y", so far as it stands right behind."""
    end = head.i + 1
    behind = head.doc[end] if end < len(head.doc) else None
    if behind is None or behind.dep_ != "prep" or behind.head is not head:
        return end
    if behind.lower_ not in lexicon.complement_prepositions:
        return end
    noun = next((c for c in behind.children if c.dep_ == "pobj"), None)
    for _ in range(6):  # a list longer than that is cut
        if noun is None or noun.i < end:
            break
        end = noun.i + 1
        noun = next((c for c in noun.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")), None)
    return end


def _count(words: Tokens, kind: ActorType, many: bool, lexicon: ActorLexicon) -> int | None:
    """How many at least: 2 for a bare plural, None for one body."""
    said = next((n for n in map(lambda t: _number(t, lexicon), words[:-1]) if n), None)
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
