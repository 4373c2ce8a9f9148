"""Who can be a source: people, bodies, states, papers and pictures; not "the airstrikes" that "slam the region"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText
from dragoman.reading.attribution.media import is_medium
from dragoman.reading.attribution.syntax import can_speak, child, phrase_of, subject_of
from dragoman.resources.attribution import AttributionLexicon

_PLACES = {"nsubj", "dobj", "pobj"}  # of a medium that the parse has before the verb that is its own
_SHORTEST = 5  # letters of a noun whose ending tells that it means people


def said_by_somebody(said: SaidText, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts whose source can say or show something; "the fighting has claimed lives" is told by nobody.

    A claim that a noun tells of ("a scandal over allegations that …") stays, without a source.
    """
    for draft in drafts:
        if draft.source is None or draft.quoted or could_say(draft.source, said.lexicon) or _is_according(said, draft):
            yield draft
            continue
        subject = _subject(said, draft)
        if subject is not None:
            yield replace(draft, source=subject)
        elif draft.head is not None and draft.head.pos_ == "NOUN" and draft.head.lemma_.lower() in said.lexicon.noun:
            yield replace(draft, source=None)


def _subject(said: SaidText, draft: Draft) -> NounPhrase | None:
    """Who says it, where another phrase was taken for the source: the verb's subject by the parse, one that the phrase
    took in ("Ollin raised expectations, saying …"), or a medium before the verb."""
    block, verb = said.block_at(draft.at), draft.head
    if block is None or verb is None or verb.pos_ != "VERB" or draft.source is None:
        return None
    own = subject_of(verb, said.lexicon)
    inside = block.tokens_of(draft.source.span) or ()
    between = [t for t in verb.doc[verb.sent.start : verb.i] if block.start + t.idx >= draft.source.span.end]
    candidates = (
        own if own is not None and own.pos_ != "PRON" else None,
        next((t for t in inside if t.dep_ == "nsubj" and can_speak(t, said.lexicon)), None),
        next((t for t in reversed(between) if t.dep_ in _PLACES and is_medium(said, t)), None),
    )
    phrases = (phrase_of(block, c) for c in candidates if c is not None)
    return next((p for p in phrases if p is not None and could_say(p, said.lexicon)), None)


def could_say(source: NounPhrase, lexicon: AttributionLexicon) -> bool:
    """True unless the phrase is headed by a noun that means neither people nor what they wrote or recorded."""
    return source.head.lower_ == "who" or _could_say(source.referent or source.head, lexicon)


def _could_say(head: Token, lexicon: AttributionLexicon) -> bool:
    lemma = head.lemma_.lower()
    if lemma.rstrip(".") == "no":  # "the leader's No. 2, Jan Holm"
        return False
    if head.pos_ == "PRON" or can_speak(head, lexicon) or lemma in lexicon.pronouns.relative:
        return True
    if lemma in lexicon.quantity_nouns:
        whose = [child(c, "pobj") for c in head.children if c.lower_ == "of"]
        return all(noun is None or _could_say(noun, lexicon) for noun in whose)
    if not {lemma, head.lower_}.isdisjoint(lexicon.documents | lexicon.exhibits | lexicon.speaker_nouns):
        return True
    beside = child(head, "appos")
    if beside is not None and (beside.pos_ == "PROPN" or beside.ent_type_ or _is_bare_name(head)):
        return True
    if (head.text[:1].isupper() and not head.is_sent_start) or _is_written_as_name(head.text):
        return True
    return _is_hyphened(head, lexicon) or _means_people(lemma, lexicon)


def _is_bare_name(head: Token) -> bool:
    """ "Netwatch, a rights group, said …"."""
    return head.text[:1].isupper() and head.left_edge.i == head.i


def _is_written_as_name(text: str) -> bool:
    """ "ICE", "McOllin", "@ollin"."""
    return text[:1] == "@" or (len(text) > 1 and text[:1].isupper() and not text[1:].islower())


def _is_hyphened(head: Token, lexicon: AttributionLexicon) -> bool:
    """ "A vice-chair": the word behind the hyphen, which the parse cuts off."""
    doc = head.doc
    joined = head.i + 2 < len(doc) and doc[head.i + 1].text == "-" and not doc[head.i + 1].whitespace_
    return joined and not head.whitespace_ and _could_say(doc[head.i + 2], lexicon)


def _means_people(lemma: str, lexicon: AttributionLexicon) -> bool:
    return len(lemma) >= _SHORTEST and lemma.endswith(lexicon.people_endings) and lemma not in lexicon.things


def _is_according(said: SaidText, draft: Draft) -> bool:
    return any(said.parsed.words(cue).split()[0].lower() in said.lexicon.according for cue in draft.cue)
