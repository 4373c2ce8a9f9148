"""Media inside a sentence: who passed words on ("told the Tribune", "in an interview with …"), whom a medium cites."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.datamodel import Attribution, Hop, Span
from dragoman.reading.attribution.drafts import NounPhrase, SaidText
from dragoman.reading.attribution.syntax import child, phrase_of
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.outlets import OutletTable

_RELAYING = {"to", "with", "by", "in", "via", "through", "on"}
_SOURCE_PREPOSITIONS = {"in", "by", "from", "of"}
_DETERMINERS = ("the ", "a ", "an ", "this ", "that ", "its ")


def medium_name(said: SaidText, head: Token) -> str | None:
    """The name of the medium in a noun phrase: "a Coastal Tribune report" -> "Coastal Tribune"; None where none is."""
    speaks_for = {head.lower_, head.lemma_.lower()} & (
        said.lexicon.documents | said.lexicon.media_nouns | said.lexicon.staff
    )
    for name in _names(head, beside=bool(speaks_for)):
        words = bare_name(name).lower()
        listed = said.outlets.by_name(name, "text") if said.outlets is not None else None
        if listed is not None or words in said.lexicon.media_names:
            return bare_name(name)
        if words in said.short_names:
            return said.short_names[words]
        parts = words.split()
        if len(parts) > 1 and (parts[-1] in said.lexicon.media_name_words or parts[0] in said.lexicon.media_modifiers):
            return bare_name(name)
    return None


def bare_name(name: str) -> str:
    """The name without its article: "The Coastal Tribune" -> "Coastal Tribune"."""
    lowered = name.lower()
    article = next((d for d in _DETERMINERS if lowered.startswith(d)), "")
    return name[len(article) :].removesuffix("’s").removesuffix("'s")


def is_medium_noun(said: SaidText, head: Token) -> bool:
    """True for "newspaper", and for "agency" beside "news"."""
    lemma = head.lemma_.lower()
    if lemma not in said.lexicon.media_nouns and head.lower_ not in said.lexicon.media_nouns:
        return False
    if lemma not in said.lexicon.weak_media_nouns:
        return True
    return any(c.lower_ in said.lexicon.media_modifiers for c in head.children)


def is_medium(said: SaidText, head: Token) -> bool:
    """True where a noun phrase is a medium or its report."""
    return medium_name(said, head) is not None or is_medium_noun(said, head)


def relays_of(said: SaidText, block: ParsedBlock, verb: Token, content: tuple[Span, ...]) -> tuple[NounPhrase, ...]:
    """Media that were spoken to: "told AFP", "said in remarks to the newspaper", "wrote in the Coastal Tribune"."""
    found = []
    told = [*_addressees(said, verb)]
    if (
        verb.dep_ in {"advcl", "conj"}
        and child(verb, "nsubj") is None
        and verb.head.lemma_.lower() in said.lexicon.verb
    ):
        told += _addressees(said, verb.head)  # "…, she told the Tribune, adding that …"
    for head in told:
        at = block.start + head.idx
        if is_medium(said, head) and not any(s.start <= at < s.end for s in content):
            phrase = phrase_of(block, head)
            if phrase is not None:
                found.append(phrase)
    return tuple(found[:1])


def citing_of(said: SaidText, block: ParsedBlock, head: Token) -> tuple[NounPhrase, ...]:
    """Whom the speaker cites in turn: "the report said, citing two officials"; "the paper, which quoted an aide"."""
    found = []
    for c in head.children:
        if c.dep_ in {"advcl", "relcl", "acl", "prep", "conj"} and c.lemma_.lower() in said.lexicon.citing:
            for cited in c.children:
                if cited.dep_ in {"dobj", "pobj"}:
                    phrase = phrase_of(block, cited)
                    found += [phrase] if phrase is not None else []
    return tuple(found[:1])


def _addressees(said: SaidText, verb: Token) -> Iterator[Token]:
    """To whom, and where: "told AFP", "said in remarks to the paper", "in comments carried by the agency"."""
    told = child(verb, "dative", "dobj")
    if told is not None and told.dep_ == "dative" and told.pos_ == "ADP":
        told = child(told, "pobj")
    if told is not None:
        yield told
    queue = [c for c in verb.children if c.dep_ in {"prep", "agent"} and c.lower_ in _RELAYING]
    for preposition in queue[:8]:
        place = child(preposition, "pobj")
        while place is not None:
            yield place
            yield from _carried_by(said, place)
            inner = next((c for c in place.children if c.dep_ == "prep" and c.lower_ in _RELAYING), None)
            place = child(inner, "pobj") if inner is not None else None


def _carried_by(said: SaidText, place: Token) -> Iterator[Token]:
    for c in place.children:
        if c.dep_ in {"acl", "relcl"} and c.tag_ == "VBN" and c.lemma_.lower() in said.lexicon.carrying:
            by = next((g for g in c.children if g.dep_ in {"agent", "prep"} and g.lower_ in {"by", "in", "on"}), None)
            carrier = child(by, "pobj") if by is not None else None
            if carrier is not None:
                yield carrier


def _names(head: Token, *, beside: bool) -> Iterator[str]:
    """Names in a noun phrase that can be a medium's: the head's own; with `beside` also one that stands by a noun."""
    near = [head]
    if beside:
        near += [c for c in head.children if c.dep_ in {"compound", "poss", "nmod", "amod", "appos"}]
        near += [g for c in head.children if c.dep_ == "prep" and c.lower_ in _SOURCE_PREPOSITIONS for g in c.children]
    for token in near:
        if token.pos_ == "PROPN" or token.ent_type_ in {"ORG", "GPE", "PERSON"}:
            yield name_around(token)
            if token.ent_type_:
                yield entity_around(token)


def name_around(token: Token) -> str:
    """The run of proper nouns that a token stands in: "Coastal" -> "Coastal Tribune"."""
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN":
        last += 1
    return str(doc[first : last + 1].text)


def entity_around(token: Token) -> str:
    """The words of the named entity that a token belongs to, without an article."""
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return bare_name(str(doc[first : last + 1].text))


def name_media_alike(attributions: Iterable[Attribution], outlets: OutletTable) -> tuple[Attribution, ...]:
    """The attributions with each medium under the longest name that the report has for it."""
    known = tuple(attributions)
    names = {h.name for a in known for h in a.hops if h.medium and h.named}
    keys = {name: found.key for name in names if (found := outlets.by_name(name, "text")) is not None}
    longest = {key: max((n for n in keys if keys[n] == key), key=lambda n: (len(n), n)) for key in keys.values()}

    def renamed(hop: Hop) -> Hop:
        return replace(hop, name=longest[keys[hop.name]]) if hop.medium and hop.named and hop.name in keys else hop

    return tuple(replace(a, hops=tuple(map(renamed, a.hops))) for a in known)
