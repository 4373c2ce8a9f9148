"""From a speaker's words to a hop: named or described, how many, whose; "the report" and "he" as whom they mean."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.datamodel import ActorMention, Hop, LocalActor, Span
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText
from dragoman.reading.attribution.media import bare_name, entity_around, is_medium, medium_name
from dragoman.reading.attribution.own_word import is_own_medium, is_own_outlet, obtained_by
from dragoman.reading.attribution.standing import Terms, standing_of
from dragoman.reading.attribution.syntax import can_speak, child, phrase_of
from dragoman.resources.attribution import AttributionLexicon

_DEFINITE = {"the", "this", "that", "these", "those", "both", "its", "same"}
_NAMED_TYPES = {"person", "organisation", "state"}
_RECALLED = 1200  # characters after which "it" no longer means whoever spoke last
_PLURAL_TAGS = {"NNS", "NNPS"}
_AFFILIATED = {"GPE", "NORP", "ORG", "FAC"}


@dataclass(slots=True)
class Remembered:
    """Who spoke last, of each sort, while a report is read from its start: whom "he" and "the paper" mean."""

    medium: Hop | None = None
    person: Hop | None = None
    thing: Hop | None = None
    plural: tuple[Hop, ...] = ()
    described: dict[str, tuple[Hop, ...]] = field(default_factory=dict)
    terms: Terms = field(default_factory=dict)
    speakers: set[str] = field(default_factory=set)


def draft_hops(said: SaidText, index: ActorIndex, draft: Draft, past: Remembered) -> tuple[Hop, ...]:
    """The hops of one draft alone, nearest to the outlet first, without the report's own outlet; `past` is updated."""
    if draft.source is None:
        return ()
    chain: tuple[Hop, ...] = ()
    for phrase in (*draft.relays, *_quoted_by(said, draft.source), draft.source, *draft.deeper):
        hops = _hops_of(said, index, phrase, past)
        chain = append_hops(chain, hops)
        if hops:
            _remember(said, phrase, chain, past)
    return tuple(h for h in chain if not is_own_outlet(said, h))


def append_hops(before: tuple[Hop, ...], after: Iterable[Hop]) -> tuple[Hop, ...]:
    """Both chains in one, where the second may begin with whom the first ends with."""
    chain = before
    for hop in after:
        if not any(same_speaker(hop, known) for known in chain):
            chain = (*chain, hop)
    return chain


def same_speaker(one: Hop, other: Hop) -> bool:
    """True for one place in the text, one actor, or one name."""
    if one.span == other.span or (one.actor is not None and one.actor == other.actor):
        return True
    return one.named and other.named and bare_name(one.name).lower() == bare_name(other.name).lower()


def _quoted_by(said: SaidText, source: NounPhrase) -> tuple[NounPhrase, ...]:
    """ "an official quoted by the agency said", "documents seen by the agency show": the agency."""
    teller = obtained_by(said, source.head)
    phrase = phrase_of(source.block, teller) if teller is not None else None
    return (phrase,) if phrase is not None else ()


def _hops_of(said: SaidText, index: ActorIndex, phrase: NounPhrase, past: Remembered) -> tuple[Hop, ...]:
    """The hop that a phrase stands for, after those that the same speaker was reached through before."""
    if phrase.referent is not None:
        behind = phrase_of(phrase.block, phrase.referent)
        if behind is not None:
            return tuple(replace(h, span=phrase.core) for h in _hops_of(said, index, behind, past)[-1:])
    claimant = _claimant_of(said, phrase)
    if claimant is not None:
        return tuple(replace(h, span=phrase.core) for h in _hops_of(said, index, claimant, past)[-1:])
    if is_own_medium(said, phrase.head):
        return ()
    actor = _actor_of(index, phrase) if not _is_one_of(phrase.head) else None
    if (
        phrase.head.pos_ == "PRON"
        and not _is_one_of(phrase.head)
        and phrase.head.lower_ not in said.lexicon.unnamed_nouns
    ):
        return _pronoun_hops(said, phrase, actor, past)
    if _names_no_medium(said, phrase.head):
        weak = phrase.head.lemma_.lower() in said.lexicon.weak_media_nouns and past.thing is not past.medium
        if past.medium is not None and _is_definite(phrase.head) and not weak:
            return (replace(past.medium, span=phrase.core),)
    elif actor is not None and actor.type in _NAMED_TYPES and _is_name(said.lexicon, phrase.head):
        return (_named_hop(said, phrase, actor),)
    elif _is_described(said, phrase.head):
        known = past.described.get(_sort(phrase.head)) if _is_definite(phrase.head) else None
        own = _described_hop(said, phrase, actor, past.terms)
        return (*known[:-1], _told_before(own, known[-1])) if known else (own,)
    return (_named_hop(said, phrase, actor),)


def _is_one_of(head: Token) -> bool:
    """ "One of the diplomats" is one of them, and no "one" that stands for somebody."""
    return head.lower_ == "one" and any(c.lower_ == "of" for c in head.children)


def _claimant_of(said: SaidText, phrase: NounPhrase) -> NounPhrase | None:
    """Who speaks in "the president's accusation": the president."""
    owner = child(phrase.head, "poss")
    claims = phrase.head.lemma_.lower() in said.lexicon.noun and not _is_kind_of_medium(said, phrase.head)
    return phrase_of(phrase.block, owner) if claims and owner is not None and can_speak(owner, said.lexicon) else None


def _pronoun_hops(said: SaidText, phrase: NounPhrase, actor: LocalActor | None, past: Remembered) -> tuple[Hop, ...]:
    word, pronouns = phrase.head.lower_, said.lexicon.pronouns
    heard = actor is not None and (actor.id in past.speakers or word in pronouns.person)
    others = past.plural if word in pronouns.plural else past.thing if word in pronouns.thing else None
    if actor is not None and actor.type != "unnamed" and (heard or not others):  # who speaks has mostly spoken before
        return (Hop(actor.name, actor.id, True, None, None, phrase.core),)
    if word in pronouns.plural:
        return tuple(_moved(past.plural, phrase.core))
    meant = past.thing if word in pronouns.thing else None
    if word in pronouns.person:
        meant = past.person or (past.thing if past.thing is not None and not past.thing.medium else None)
    far = word in pronouns.thing and meant is not None and phrase.core.start - meant.span.start > _RECALLED
    if meant is not None and not far:
        return (replace(meant, span=phrase.core),)
    if actor is not None:
        return (_unnamed_hop(actor, phrase.core),)
    return ()


def _moved(hops: tuple[Hop, ...], span: Span) -> list[Hop]:
    return [*hops[:-1], replace(hops[-1], span=span)] if hops else []


def _unnamed_hop(actor: LocalActor, span: Span) -> Hop:
    return Hop(actor.name, actor.id, False, actor.count, next(iter(actor.affiliations), None), span)


def _names_no_medium(said: SaidText, head: Token) -> bool:
    """True for "the report", "the newspaper": a medium or document without a name."""
    unnamed = head.pos_ != "PROPN" and medium_name(said, head) is None and child(head, "poss", "appos") is None
    return unnamed and _is_kind_of_medium(said, head)


def _is_kind_of_medium(said: SaidText, head: Token) -> bool:
    lemma = head.lemma_.lower()
    return lemma in said.lexicon.documents or lemma in said.lexicon.media_nouns


def _is_name(lexicon: AttributionLexicon, head: Token) -> bool:
    """A name that the parse takes for a common noun: "Pickering states …"."""
    return head.text[:1].isupper() and head.lemma_.lower() not in lexicon.unnamed_nouns and child(head, "det") is None


def _is_described(said: SaidText, head: Token) -> bool:
    return not is_named(said, head)


def is_named(said: SaidText, head: Token) -> bool:
    """True for a name, a body that is told apart by whose it is, and a description with a name in apposition."""
    if medium_name(said, head) is not None:
        return True
    lemma = head.lemma_.lower()
    if _appositive(head) is not None:
        return True
    if head.pos_ == "PROPN":
        return lemma not in said.lexicon.unnamed_nouns or head.ent_type_ != ""
    if lemma in said.lexicon.unnamed_nouns:
        return False
    if lemma in said.lexicon.institution_nouns:
        return _owner(head) is not None or _is_definite(head)
    return head.ent_type_ in {"ORG", "GPE", "PERSON"}


def _appositive(head: Token) -> Token | None:
    """The name in "a spokesman, Jan Novak," and "the minister Jan Novak"."""
    return next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)


def _named_hop(said: SaidText, phrase: NounPhrase, actor: LocalActor | None) -> Hop:
    medium = medium_name(said, phrase.head)
    if medium is not None:
        return Hop(medium, actor.id if actor is not None else None, True, None, None, phrase.core, medium=True)
    if actor is not None and actor.type != "unnamed" and _is_short_for(said.parsed.words(phrase.core), actor):
        return Hop(actor.name, actor.id, True, None, None, phrase.core)
    behind = _appositive(phrase.head)
    words = said.parsed.words(phrase.core) if behind is None or phrase.head.pos_ == "PROPN" else _name_of(behind)
    known = actor is not None and actor.type in _NAMED_TYPES and _is_name(said.lexicon, phrase.head)
    named = known or is_named(said, phrase.head)
    return Hop(words, actor.id if actor is not None else None, named, None, None, phrase.core)


def _is_short_for(words: str, actor: LocalActor) -> bool:
    """True for a person, and for a part of a body's name; "the new Ruritanian government" keeps its own words."""
    known = set(bare_name(actor.name).casefold().split())
    return actor.type == "person" or set(bare_name(words).casefold().split()) <= known


def _name_of(head: Token) -> str:
    names = [*(c for c in head.children if c.dep_ == "compound" and c.pos_ == "PROPN"), head]
    return str(head.doc[names[0].i : head.i + 1].text)


def _told_before(hop: Hop, known: Hop) -> Hop:
    """ "The officials" with all that was said of them when they were brought in."""
    return replace(
        hop,
        count=known.count or hop.count,
        affiliation=hop.affiliation or known.affiliation,
        standing=hop.standing or known.standing,
        anonymity=hop.anonymity or known.anonymity,
    )


def _described_hop(said: SaidText, phrase: NounPhrase, actor: LocalActor | None, terms: Terms) -> Hop:
    owner = _owner(phrase.head)
    affiliation = entity_around(owner) if owner is not None else None
    if affiliation is None and actor is not None:
        affiliation = next(iter(actor.affiliations), None)
    unnamed = actor.id if actor is not None and actor.type == "unnamed" else None
    count = count_of(said.lexicon, phrase.head)
    kind = _is_kind_of_medium(said, phrase.head)
    hop = Hop(said.parsed.words(phrase.core), unnamed, False, count, affiliation, phrase.core, medium=kind)
    if kind:
        return hop
    at = phrase.block.start + phrase.head.idx
    return replace(hop, standing=standing_of(said, phrase.block, phrase.head), anonymity=terms.get(at, ()))


def _owner(head: Token) -> Token | None:
    """Whose a described speaker is: "US officials", "a source in Fatah", "Ruritania's ministry"."""
    direct = [c for c in head.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
    inner = [g for c in direct for g in c.children if g.dep_ in {"amod", "compound", "conj"}]
    after = [
        g
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in {"of", "from", "in", "with", "at"}
        for g in c.children
    ]
    return next((t for t in (*direct, *inner, *after) if t.ent_type_ in _AFFILIATED), None)


def count_of(lexicon: AttributionLexicon, head: Token) -> int:
    """How many at least: "two aides" 2, "aides" 2, "an aide" 1."""
    for c in head.children:
        if c.dep_ in {"nummod", "predet", "det"} and c.lower_ in lexicon.number_words and head.tag_ in _PLURAL_TAGS:
            return max(lexicon.number_words[c.lower_], 2)
        number = c.text.replace(",", "")
        if c.dep_ == "nummod" and number.isdecimal() and len(number) < 7 and head.text != "%":
            return max(int(number), 1)
    return 2 if head.tag_ in _PLURAL_TAGS or any(c.dep_ == "conj" for c in head.children) else 1


def _is_definite(head: Token) -> bool:
    return any(c.lower_ in _DEFINITE for c in head.children if c.dep_ in {"det", "predet", "poss"})


def _sort(head: Token) -> str:
    return str(head.lemma_).lower()


def _actor_of(index: ActorIndex, phrase: NounPhrase) -> LocalActor | None:
    """The actor of a mention that is the phrase, or lies in it and holds its head."""
    head = phrase.block.span_of(phrase.head)
    at = bisect_left(index.mentions, phrase.span.start, key=lambda m: m.span.start)
    best: ActorMention | None = None
    while at < len(index.mentions) and index.mentions[at].span.start <= head.start:
        mention = index.mentions[at]
        if phrase.span.contains(mention.span) and mention.span.contains(head):
            best = (
                mention
                if best is None or mention.span.end - mention.span.start > best.span.end - best.span.start
                else best
            )
        at += 1
    return index.actors.get(best.actor) if best is not None else None


def _remember(said: SaidText, phrase: NounPhrase, chain: tuple[Hop, ...], past: Remembered) -> None:
    hop, head = chain[-1], phrase.referent or phrase.head
    if hop.actor is not None:
        past.speakers.add(hop.actor)
    if head.pos_ == "PRON" or not (can_speak(head, said.lexicon) or _is_kind_of_medium(said, head)):
        return
    plural = head.tag_ in _PLURAL_TAGS
    if is_own_outlet(said, hop):
        return  # "The report" is one that the outlet tells of
    if is_medium(said, head) or _is_kind_of_medium(said, head):
        past.medium = past.thing = hop
        past.described[_sort(head)] = chain
    elif not hop.named:
        past.described[_sort(head)] = chain
        past.plural = chain if plural else past.plural
        past.person = hop if not plural else past.person
    elif plural or (head.text.endswith("s") and head.ent_type_ == "NORP"):
        past.plural = chain[-1:]
    elif head.ent_type_ == "PERSON" or _appositive(head) is not None:
        past.person = hop
    else:
        past.thing = hop
        past.person = hop if head.ent_type_ not in {"GPE", "ORG", "NORP"} else past.person
