"""Nouns that carry what is said: "Ruritania's claims that …", "reports of …", "a statement by X saying"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.attribution.drafts import Draft, SaidText, spans_of
from dragoman.reading.attribution.syntax import can_speak, child, phrase_of, subject_of
from dragoman.reading.parsing import ParsedBlock

_MAKERS = {"by", "from"}


def find_noun_drafts(said: SaidText) -> Iterator[Draft]:
    """Every cue noun with a clause, or with "of …" where that is what it tells of."""
    for block in said.parsed.blocks:
        for token in said.prose(block):
            group = said.lexicon.noun.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
            silent = _read_no_comment(said, block, token)
            if silent is not None:
                yield silent
            if silent is not None or group is None or said.quotation_at(block.start + token.idx) is not None:
                continue
            content = _clause_of(token) or (_told_of(token) if group.of else set())
            maker = _maker(said, token)
            if not content or (maker is not None and maker.lower_ in said.lexicon.first_person):
                continue
            source = phrase_of(block, maker) if maker is not None else None
            yield Draft(
                block.start + token.idx,
                spans_of(block, [token]),
                spans_of(block, content),
                group.stance,
                source,
                head=token,
            )


def _read_no_comment(said: SaidText, block: ParsedBlock, token: Token) -> Draft | None:
    """ "The spokesman had no comment on the raid." """
    verb = token.head
    if token.lemma_.lower() not in said.lexicon.comments or token.dep_ != "dobj" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    none = next((c for c in token.children if c.dep_ == "det" and c.lower_ in said.lexicon.negations), None)
    speaker = subject_of(verb, said.lexicon)
    about = next((c for c in (*token.children, *verb.children) if c.dep_ == "prep" and c.i > token.i), None)
    if none is None or speaker is None or about is None or not can_speak(speaker, said.lexicon):
        return None
    cue, content = spans_of(block, [verb, none, token]), spans_of(block, set(about.subtree))
    return Draft(block.start + verb.idx, cue, content, "declines", phrase_of(block, speaker), head=verb)


def _clause_of(noun: Token) -> set[Token]:
    """ "the claim that the port is shut": a finite clause opened by "that"."""
    for c in noun.children:
        if c.dep_ in {"acl", "ccomp", "relcl"} and any(k.dep_ == "mark" and k.lower_ == "that" for k in c.children):
            return set(c.subtree)
    return set()


def _told_of(noun: Token) -> set[Token]:
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "about"}), None)
    return set(of.subtree) - {of} if of is not None else set()


def _maker(said: SaidText, noun: Token) -> Token | None:
    """Whose noun it is: a possessor, "by X", or the subject of "make", "issue", "deny" that it is the object of."""
    owner = child(noun, "poss")
    if owner is None and noun.i > 1 and noun.nbor(-1).tag_ == "POS":
        owner = noun.nbor(-2)
    if owner is not None:
        return owner
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in _MAKERS), None)
    if by is not None:
        return child(by, "pobj")
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and child(noun, "det") is None:
        return subject_of(noun.head, said.lexicon)
    is_document = noun.lemma_.lower() in said.lexicon.documents and child(noun, "det", "amod", "compound") is not None
    return noun if is_document and _clause_of(noun) else None
