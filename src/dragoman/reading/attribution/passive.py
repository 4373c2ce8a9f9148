"""Passive cues: "X was quoted (by Y) as saying", "is said to", "it was announced that", "X was accused by Y of …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.attribution.clauses import cue_group
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText, spans_of
from dragoman.reading.attribution.media import is_medium
from dragoman.reading.attribution.stances import stance_of
from dragoman.reading.attribution.syntax import child, cue_spans, is_passive, phrase_of, subject_of
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.attribution import CueVerbs


def find_passive_drafts(said: SaidText) -> Iterator[Draft]:
    """Every passive cue, and active "the paper quoted an aide as saying"."""
    for block in said.parsed.blocks:
        for token in said.prose(block):
            if token.pos_ not in {"VERB", "AUX"}:
                continue
            group = cue_group(said, token)
            if token.lemma_.lower() in said.lexicon.citing or _is_cited_saying(said, token):
                draft = _read_quoted(said, block, token)
            elif group is not None and is_passive(token):
                draft = _read_agentless(said, block, token, group) or _read_agent(said, block, token, group)
            else:
                continue
            if draft is not None and draft.content:
                yield draft


def _is_cited_saying(said: SaidText, verb: Token) -> bool:
    """ "The agency reported an official as saying …": the saying hangs on the reporting verb or its object."""
    return _saying(said, verb) is not None and verb.lemma_.lower() in said.lexicon.verb


def _saying(said: SaidText, verb: Token) -> Token | None:
    """The verb of "as saying", "saying", "to say" below a verb of quoting."""
    holders = [verb, *(c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})]
    for holder in holders:
        for c in holder.children:
            below = child(c, "pcomp", "advcl") if c.dep_ == "prep" and c.lower_ == "as" else None
            if below is not None and below.lemma_.lower() in said.lexicon.saying_forms:
                return below
    plain = child(verb, "xcomp", "advcl", "pcomp") if verb.lemma_.lower() in said.lexicon.citing else None
    return plain if plain is not None and plain.lemma_.lower() in said.lexicon.saying_forms else None


def _read_quoted(said: SaidText, block: ParsedBlock, verb: Token) -> Draft | None:
    """ "Two aides were quoted by the paper as saying …"; "the paper quoted two aides as saying …"."""
    saying = _saying(said, verb)
    if saying is None:
        return None
    complement = child(saying, "ccomp", "xcomp", "dobj")
    content = set(complement.subtree) if complement is not None else set()
    if not content:  # the parse may hang what was said on the verb of quoting: "…," the agency quoted him as saying
        outer = child(verb, "ccomp", "parataxis")
        content = set(outer.subtree) - set(saying.subtree) if outer is not None else set()
    passive = is_passive(verb)
    speaker = subject_of(verb, said.lexicon)
    cited = speaker if passive else child(verb, "dobj")
    teller = (_agent(verb) or _said_by(saying)) if passive else speaker
    quoted = phrase_of(block, cited) if cited is not None else None
    relay = phrase_of(block, teller) if teller is not None else None
    between = [t for t in saying.doc[verb.i : saying.i + 1] if t in {verb, saying} or t.lower_ == "as"]
    return Draft(
        at=block.start + verb.idx,
        cue=spans_of(block, between) if not passive else cue_spans(block, verb, saying.doc[verb.i : saying.i + 1]),
        content=spans_of(block, content),
        stance="states",
        source=quoted,
        relays=(relay,) if relay is not None else (),
    )


def _said_by(saying: Token) -> Token | None:
    """ "was quoted as saying by the agency", where the parse hangs it on the wrong verb."""
    by = next((c for c in saying.children if c.lower_ == "by" and c.dep_ in {"prep", "agent"}), None)
    return child(by, "pobj") if by is not None else None


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _read_agentless(said: SaidText, block: ParsedBlock, verb: Token, group: CueVerbs) -> Draft | None:
    """ "The envoy is said to have left"; "it was announced that …": the content is the clause with its subject."""
    if verb.lemma_.lower() not in said.lexicon.agentless and "clause" not in group.frames:
        return None
    subject = child(verb, "nsubjpass")
    clause = child(verb, "xcomp", "ccomp")
    if clause is None:
        return None
    content = set(clause.subtree)
    hearsay = clause.dep_ == "xcomp"
    if hearsay and subject is not None:
        content |= set(subject.subtree)
    source = _source(block, verb)
    told = source is None and not hearsay and subject is not None and subject.lower_ not in said.lexicon.pronouns.thing
    if told:  # "she was told that …": whoever told her is not in the text
        return None
    unowned = clause.dep_ == "ccomp" and verb.lemma_.lower() in said.lexicon.agentless  # "it is said that …"
    stance = "hedges" if (hearsay or unowned) and source is None else stance_of(said, verb, group)
    return Draft(block.start + verb.idx, cue_spans(block, verb), spans_of(block, content), stance, source, head=verb)


def _read_agent(said: SaidText, block: ParsedBlock, verb: Token, group: CueVerbs) -> Draft | None:
    """ "The plan was rejected by both houses"; "which was first reported by the Coastal Tribune"."""
    source = _source(block, verb)
    subject = child(verb, "nsubjpass") or (verb.head if verb.dep_ in {"acl", "relcl"} else None)
    if source is None or subject is None or not ({"object", "naming"} & group.frames or is_medium(said, source.head)):
        return None
    told = verb.head if subject.lower_ in said.lexicon.pronouns.relative and verb.dep_ == "relcl" else subject
    content = set(told.subtree) - set(verb.subtree)
    for c in verb.children:
        if c.dep_ in {"oprd", "xcomp", "ccomp"} or (c.dep_ == "prep" and c.lower_ in group.about):
            content |= set(c.subtree)
    return Draft(
        block.start + verb.idx,
        cue_spans(block, verb),
        spans_of(block, content),
        stance_of(said, verb, group),
        source,
        says=group.says,
        head=verb,
    )


def _source(block: ParsedBlock, verb: Token) -> NounPhrase | None:
    agent = _agent(verb)
    return phrase_of(block, agent) if agent is not None else None
