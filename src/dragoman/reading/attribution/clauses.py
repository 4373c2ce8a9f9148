"""Cue verbs and the clauses that they govern: "X said that …", "…, X added", "accused Y of …", "denied doing"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText, spans_of
from dragoman.reading.attribution.media import citing_of, is_medium, relays_of
from dragoman.reading.attribution.stances import is_withheld, stance_of
from dragoman.reading.attribution.syntax import (
    child,
    cue_spans,
    is_passive,
    phrase_of,
    stays_in_sentence,
    subject_of,
)
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.attribution import CueVerbs

_OBJECTS = {"dobj", "oprd", "ccomp", "xcomp", "dative", "acomp"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NESTED_IN_SPEECH = {"speech", "writing", "denial", "confirmation"}


def find_clause_drafts(said: SaidText) -> Iterator[Draft]:
    """Every active cue verb that has content in its own sentence."""
    for block in said.parsed.blocks:
        for token in said.prose(block):
            group = cue_group(said, token)
            if group is None or is_passive(token):
                continue
            draft = read_cue_verb(said, block, token, group)
            if draft is not None and draft.content:
                yield draft


def cue_group(said: SaidText, token: Token) -> CueVerbs | None:
    """The lexicon's group of a token that is used as a verb."""
    if token.pos_ not in {"VERB", "AUX"} or token.lower_ in said.lexicon.according:
        return None
    group = said.lexicon.verb.get(token.lemma_.lower())
    return group if group is not None and not _is_bare_condition(said, token) else None


def _is_bare_condition(said: SaidText, verb: Token) -> bool:
    """Nobody has said anything yet: "to say", "if he says", "should they confirm", "tell me!"."""
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "aux", "advmod"}}
    if "to" in marks and verb.dep_ in {"xcomp", "advcl", "acl", "relcl", "csubj"}:
        return verb.head.lemma_.lower() not in said.lexicon.carriers and not is_withheld(said.lexicon, verb)
    return bool(marks & {"if", "unless"})


def read_cue_verb(said: SaidText, block: ParsedBlock, verb: Token, group: CueVerbs) -> Draft | None:
    """The draft of one cue verb; its content may be empty, where a quotation beside it is still to be found."""
    if not said.is_prose(block.start + verb.idx):
        return None
    subject = subject_of(verb, said.lexicon)
    source = phrase_of(block, subject) if subject is not None else None
    quotation = said.quotation_at(block.start + verb.idx)
    if quotation is not None and not _speaks_within(said, source, group):
        return None
    if source is not None and source.head.lower_ in said.lexicon.first_person and quotation is None:
        return None
    content = _content(said, block, verb, group, source)
    preposition = cue_preposition(verb, group)
    beside = preposition is not None and preposition.i <= verb.i + 2
    return Draft(
        at=block.start + verb.idx,
        cue=cue_spans(block, verb, [preposition] if preposition is not None and beside else ()),
        content=content,
        stance=stance_of(said, verb, group),
        source=source,
        relays=relays_of(said, block, verb, content),
        deeper=_cited(said, block, verb, group, source),
        says=group.says,
        head=verb,
    )


def _speaks_within(said: SaidText, source: NounPhrase | None, group: CueVerbs) -> bool:
    """Inside somebody's quotation only a third party's words are an attribution of their own."""
    if source is None or group.class_ not in _NESTED_IN_SPEECH or not {"clause", "addressee"} & group.frames:
        return False
    return source.head.lower_ not in said.lexicon.first_person and source.head.pos_ != "PRON"


def _content(
    said: SaidText, block: ParsedBlock, verb: Token, group: CueVerbs, source: NounPhrase | None
) -> tuple[Span, ...]:
    tokens = _governed(verb, group, source)
    if not tokens and "clause" in group.frames:
        tokens = _around(verb, source)
    tokens = tokens | _half_before(verb, tokens, source)
    dropped = {t.i for t in _citing_below(said, tokens, source)}
    dropped |= {verb.i} | {c.i for c in verb.children if c.dep_ in {"aux", "neg", "prt", "auxpass"}}
    if source is not None and source.head in tokens:
        dropped |= {t.i for t in source.head.subtree if _inside(source.span, block, t)}
    kept = [t for t in stays_in_sentence(tokens, verb) if t.i not in dropped]
    return spans_of(block, kept)


def _citing_below(said: SaidText, tokens: set[Token], source: NounPhrase | None) -> set[Token]:
    """ "The paper reported that the port had closed, citing two aides": the paper cites them, not the port."""
    if source is None or not is_medium(said, source.head):
        return set()
    for token in tokens:
        if token.tag_ == "VBG" and token.lemma_.lower() in said.lexicon.citing and token.nbor(-1).text == ",":
            return set(token.subtree)
    return set()


def _cited(
    said: SaidText, block: ParsedBlock, verb: Token, group: CueVerbs, source: NounPhrase | None
) -> tuple[NounPhrase, ...]:
    """ "The report said …, citing two aides"; "the report, which cited two aides, said …"."""
    of_source = citing_of(said, block, source.head) if source is not None and source.referent is None else ()
    return citing_of(said, block, verb) or _cited_below(said, block, verb, group, source) or of_source


def _cited_below(
    said: SaidText, block: ParsedBlock, verb: Token, group: CueVerbs, source: NounPhrase | None
) -> tuple[NounPhrase, ...]:
    below = _citing_below(said, _governed(verb, group, source), source)
    cited = next((t for t in below if t.dep_ == "dobj" and t.head.lemma_.lower() in said.lexicon.citing), None)
    phrase = phrase_of(block, cited) if cited is not None else None
    return (phrase,) if phrase is not None else ()


def _inside(span: Span, block: ParsedBlock, token: Token) -> bool:
    return span.start <= block.start + token.idx < span.end


def _governed(verb: Token, group: CueVerbs, source: NounPhrase | None) -> set[Token]:
    """The words that the verb takes as content by its frames."""
    if "naming" in group.frames and not _is_naming(verb):
        return _told_about(verb, group)
    found: set[Token] = set()
    for c in verb.children:
        after = c.i > verb.i and (source is None or c != source.head)
        clause = c.dep_ == "ccomp" and "clause" in group.frames and _is_clause(c)
        infinitive = c.dep_ == "xcomp" and "infinitive" in group.frames
        governed = after and c.dep_ in _OBJECTS and bool({"object", "naming"} & group.frames)
        trailing = after and c.dep_ == "prep" and c.lower_ in group.about and bool(found)
        if clause or infinitive or governed or trailing:
            found.update(c.subtree)
    if not found and "clause" in group.frames:
        found.update(_strayed_clause(verb))
    return found or _told_about(verb, group)


def _strayed_clause(verb: Token) -> set[Token]:
    """ "They maintained in a talk with the paper that …": the parse hangs the clause on the last noun before it."""
    for c in verb.children:
        if c.dep_ == "prep" and c.i > verb.i:
            for t in c.subtree:
                if t.dep_ in {"acl", "relcl", "ccomp", "advcl"} and _opens_with_that(t):
                    return set(t.subtree)
    return set()


def _opens_with_that(clause: Token) -> bool:
    return clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark" and clause.i > clause.left_edge.i + 1


def _is_naming(verb: Token) -> bool:
    """ "called it a trap", "described it as a trap": not "called him on Friday"."""
    if child(verb, "oprd", "ccomp", "xcomp") is not None:
        return True
    return child(verb, "dobj") is not None and any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children)


def _told_about(verb: Token, group: CueVerbs) -> set[Token]:
    """ "called for a truce", "spoke about the port": what comes after the preposition, which goes with the cue."""
    preposition = cue_preposition(verb, group)
    return set(preposition.subtree) - {preposition} if preposition is not None else set()


def cue_preposition(verb: Token, group: CueVerbs) -> Token | None:
    """The preposition that opens the content where there is no object before it."""
    taken = {"ccomp", "xcomp", "oprd"} | ({"dobj"} if {"object", "naming"} & group.frames else set())
    if child(verb, *taken) is not None:
        return None
    told = child(verb, "dobj")  # the parse may hang it on who was told: "warned the militias against …"
    near = [*verb.children, *(told.children if told is not None else ())]
    return next((c for c in near if c.dep_ == "prep" and c.lower_ in group.about and c.i > verb.i), None)


def _is_clause(token: Token) -> bool:
    """Labels of the small parser go astray on fragments: a content clause has a verb, or is of some length."""
    return token.pos_ in {"VERB", "AUX"} or sum(1 for _ in token.subtree) > 2


def _around(verb: Token, source: NounPhrase | None) -> set[Token]:
    """Content that governs its cue: "The groups met, the sources said, in May"; "As she said, …"; a fronted clause."""
    own = set(verb.subtree)
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children)):
        head = verb.head
        return {t for t in head.subtree if t not in own}
    if verb.dep_ in {"ROOT", "ccomp", "conj"}:
        return _before_comma(verb, source) or _after_cue(verb)
    return set()


def _before_comma(verb: Token, source: NounPhrase | None) -> set[Token]:
    """Words of the sentence up to the comma before "X said", where they hold a finite verb."""
    if source is None or source.head.head != verb:
        return set()
    first = min(source.head.left_edge.i, verb.i)
    sentence = verb.sent
    before = verb.doc[sentence.start : first]
    if len(before) < 4 or before[-1].text not in {",", "”", '"', "’"} or not any(t.tag_ in _FINITE for t in before):
        return set()
    return set(before)


def _half_before(verb: Token, tokens: set[Token], source: NounPhrase | None) -> set[Token]:
    """ "He declined more guards, and he told nobody, the report said": the first half, which the parse leaves out."""
    if verb.dep_ != "conj" or source is None or not tokens:
        return set()
    last = max(t.i for t in tokens)
    if last > verb.i or source.head.i < last:
        return set()
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    start, first = verb.sent.start, min(t.i for t in tokens)
    joined = first > start and verb.doc[first - 1].dep_ == "cc"
    alone = all(t.is_punct or t.is_space for t in rest) and verb.head.i < first
    return set(verb.doc[start:first]) if joined and alone else set()


def _after_cue(verb: Token) -> set[Token]:
    """Words after "X said" to the end of the sentence, where they hold a subject and a verb that went unlinked."""
    after = verb.doc[verb.i + 1 : verb.sent.end]
    if child(verb, "nsubj") is None or not any(t.dep_ in {"nsubj", "nsubjpass"} and t.i < t.head.i for t in after):
        return set()
    return set(after) if child(verb, "advcl", "prep") is None else set()
