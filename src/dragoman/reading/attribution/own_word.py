"""What a medium knows by itself: "The Coastal Tribune has confirmed …", "an AFP photographer saw …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.datamodel import Hop
from dragoman.reading.attribution.drafts import Draft, SaidText, spans_of
from dragoman.reading.attribution.media import bare_name, is_medium_noun, medium_name
from dragoman.reading.attribution.syntax import child, cue_spans, is_negated, is_passive, phrase_of, subject_of
from dragoman.reading.parsing import ParsedBlock

_OBSERVED = {"dobj", "ccomp", "xcomp"}
_OWN = {"this", "our"}


def find_witness_drafts(said: SaidText) -> Iterator[Draft]:
    """ "A Reuters photographer saw soldiers at the gate": what people of a medium saw or heard themselves."""
    for block in said.parsed.blocks:
        for token in said.prose(block):
            if token.lemma_.lower() in said.lexicon.witnessing and token.pos_ == "VERB" and not is_passive(token):
                draft = _read_witness(said, block, token)
                if draft is not None and draft.content:
                    yield draft


def _read_witness(said: SaidText, block: ParsedBlock, verb: Token) -> Draft | None:
    subject = subject_of(verb, said.lexicon)
    if subject is None or is_negated(verb, said.lexicon.negations) or said.quotation_at(block.start + verb.idx):
        return None
    if not (is_staff(said, subject) and (is_own_medium(said, subject) or medium_name(said, subject) is not None)):
        return None
    content = {t for c in verb.children if c.dep_ in _OBSERVED and c.i > verb.i for t in c.subtree}
    source = phrase_of(block, subject)
    cue, seen = cue_spans(block, verb), spans_of(block, content)
    return Draft(block.start + verb.idx, cue, seen, "states", source, head=verb)


def is_staff(said: SaidText, head: Token) -> bool:
    """ "an AFP photographer", "Reuters journalists": who works for a medium and speaks for it."""
    if head.lemma_.lower() not in said.lexicon.staff:
        return False
    return not any(c.lower_ in said.lexicon.former for c in head.children)


def is_own_word(said: SaidText, draft: Draft) -> bool:
    """True where the report's own outlet vouches for what it says: it has seen, learned or confirmed it."""
    if draft.source is None or draft.head is None or draft.stance == "declines":
        return False
    if draft.head.lemma_.lower() not in said.lexicon.witnessing | said.lexicon.vouching:
        return False
    head = draft.source.head
    name = medium_name(said, head) or said.parsed.words(draft.source.core)
    return is_own_medium(said, head) or is_outlet_name(said, name)


def is_own_medium(said: SaidText, head: Token) -> bool:
    """ "this newspaper", "a reporter for this newspaper", "our correspondent"."""
    near = [head, *(g for c in head.children if c.dep_ == "prep" for g in c.children)]
    return any(
        (is_medium_noun(said, t) or t.lemma_.lower() in said.lexicon.staff)
        and any(c.lower_ in _OWN for c in t.children if c.dep_ in {"det", "poss"})
        for t in near
    )


def is_own_outlet(said: SaidText, hop: Hop) -> bool:
    """True where the hop is the outlet that ran the report, at which every chain begins."""
    return hop.named and is_outlet_name(said, hop.name)


def is_outlet_name(said: SaidText, name: str) -> bool:
    """True for any name of the outlet that ran the report."""
    outlet = said.parsed.report.outlet
    if outlet is None:
        return False
    listed = said.outlets.by_name(name) if said.outlets is not None else None
    if listed is not None and outlet.key is not None:
        return listed.key == outlet.key
    return bare_name(outlet.name).lower() == bare_name(name).lower()


def obtained_by(said: SaidText, head: Token) -> Token | None:
    """ "documents seen by the Coastal Tribune", "a letter shared with AFP": who came by them."""
    for c in head.children:
        if c.dep_ in {"acl", "relcl"} and c.lemma_.lower() in said.lexicon.obtaining | said.lexicon.citing:
            by = child(c, "agent", "dative") or next((p for p in c.children if p.lower_ in {"with", "to"}), None)
            return child(by, "pobj") if by is not None else None
    return None
