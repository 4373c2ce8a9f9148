"""What a cue does with its content, whether anything is put forward at all, and how sure its source is of it."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.datamodel import Certainty, Span, Stance
from dragoman.reading.attribution.drafts import Draft, SaidText
from dragoman.reading.attribution.syntax import SUBJECTS, child, is_negated
from dragoman.resources.attribution import AttributionLexicon, CueVerbs

_TURNED: dict[Stance, Stance] = {
    "confirms": "declines",
    "denies": "hedges",
    "declines": "states",
    "states": "declines",
    "hedges": "declines",
}
_CLAUSE_PARTS = {"aux", "auxpass", "advmod", "acomp", "npadvmod", "attr"}
_LONGEST_CLAUSE = 40  # tokens of a content in which its verb is looked for


def stance_of(said: SaidText, verb: Token, group: CueVerbs) -> Stance:
    """What the verb does with its content, turned round where it is negated: "did not deny" only hedges."""
    lexicon = said.lexicon
    if group.class_ == "belief" and group.stance == "states" and _is_negated(lexicon, verb):
        return "denies"  # "does not believe that the pier is safe" declines nothing
    if is_withheld(lexicon, verb) or (_is_negated(lexicon, verb) and group.stance != "denies"):
        return "declines" if group.stance == "declines" else _TURNED[group.stance]
    if _is_negated(lexicon, verb):
        return "declines" if _is_neither_nor(verb) else "hedges"
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lexicon.seeming:
        return "hedges"
    return group.stance


def is_withheld(lexicon: AttributionLexicon, verb: Token) -> bool:
    """ "failed to explain", "has yet to say", "stopped short of blaming", "without specifying"."""
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        above = verb.head
        return above.lower_ in lexicon.negations or above.head.lemma_.lower() in lexicon.withholding
    if verb.dep_ != "xcomp":
        return False
    above = verb.head
    if above.lemma_.lower() == "have":
        return any(c.lower_ == "yet" for c in above.children)
    return above.lemma_.lower() in lexicon.withholding and not is_negated(above, lexicon.negations)


def _is_negated(lexicon: AttributionLexicon, verb: Token) -> bool:
    """Also the second of two verbs: "neither confirmed nor denied"."""
    if is_negated(verb, lexicon.negations):
        return True
    return verb.dep_ == "conj" and _is_neither_nor(verb)


def _is_neither_nor(verb: Token) -> bool:
    first = verb.head if verb.dep_ == "conj" else verb
    return any(c.lower_ == "nor" for c in first.children)


def is_put_forward(said: SaidText, draft: Draft) -> bool:
    """False for "Did the minister say …?", "if she confirms", and where nobody is named who did not say it."""
    if draft.head is None or said.quotation_at(draft.at) is not None:
        return True
    verb = draft.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return draft.source is not None or not _is_denied(said.lexicon, verb)
    if draft.source is None and verb.lemma_.lower() in said.lexicon.asking:
        return False
    if any(c.dep_ == "mark" and c.lower_ in said.lexicon.conditions for c in verb.children):
        return False
    if _is_asked(verb) or _is_named_so(said.lexicon, verb, draft) or _is_above_passive(said, draft):
        return False
    if _only_does(said, verb, draft):
        return False
    return draft.source is not None or draft.stance != "declines"


def _only_does(said: SaidText, verb: Token, draft: Draft) -> bool:
    """ "continued to review the aid", "recalled its envoy", "every country must defend itself": nothing is said."""
    first = draft.content[0]
    if draft.quoted or first.start < draft.at or said.parsed.words(first)[:5].lower() == "that ":
        return False
    if verb.lemma_.lower() in said.lexicon.needs_words:
        return child(verb, "ccomp") is None and not any(c.lower_ == "as" for c in verb.children)
    return any(c.dep_ == "aux" and c.lower_ in said.lexicon.obligation for c in verb.children)


def _is_named_so(lexicon: AttributionLexicon, verb: Token, draft: Draft) -> bool:
    """ "a group called the Harbour Front": who calls it so is not in the text."""
    group = lexicon.verb.get(verb.lemma_.lower())
    names = group is not None and "naming" in group.frames
    bare = names and verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "agent") is None
    return bare and draft.source is not None and draft.source.head == verb.head and not draft.quoted


def _is_above_passive(said: SaidText, draft: Draft) -> bool:
    """In a headline "Ruritania condemned for the raid", "Minister accused of fraud": somebody else says so."""
    block, verb = said.block_at(draft.at), draft.head
    group = said.lexicon.verb.get(verb.lemma_.lower()) if verb is not None else None
    if block is None or verb is None or group is None or block.role not in {"headline", "standfirst"}:
        return False
    blames = "object" in group.frames and "clause" not in group.frames and bool({"of", "for"} & group.about)
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return blames and verb.lower_.endswith("ed") and any(t.lower_ in group.about for t in following)


def _is_denied(lexicon: AttributionLexicon, noun: Token) -> bool:
    """ "Freedonia rejected the claim that …": whose claim it is the text does not say, and Freedonia's it is not."""
    group = lexicon.verb.get(noun.head.lemma_.lower()) if noun.dep_ in {"dobj", "nsubjpass"} else None
    return group is not None and group.stance == "denies"


def _is_asked(verb: Token) -> bool:
    """A question's own verb: its auxiliary stands before its subject, and the sentence ends in a question mark."""
    subject = child(verb, *SUBJECTS)
    helper = child(verb, "aux", "auxpass")
    if verb.dep_ not in {"ROOT", "conj"} or subject is None or helper is None or helper.i > subject.i:
        return False
    return any(t.text == "?" for t in verb.doc[verb.i : verb.sent.end])


# ---- how sure -------------------------------------------------------------------------------------------


def certainty_of(said: SaidText, draft: Draft) -> tuple[Certainty | None, tuple[Span, ...]]:
    """How far the source vouches, by the cue ("suspects") and the content's verb ("may have"); and in which words."""
    signs = [*_of_cue(said, draft), *_of_content(said, draft)]
    for degree in ("possible", "probable"):
        spans = tuple(sorted(span for found, span in signs if found == degree))
        if spans:
            return degree, spans
    return None, ()


def _of_cue(said: SaidText, draft: Draft) -> Iterable[tuple[Certainty, Span]]:
    if draft.head is None:
        return
    block = said.block_at(draft.at)
    degree = _degree(said.lexicon, draft.head.lemma_.lower(), cue=True)
    if degree is not None and block is not None and draft.stance not in {"denies", "declines"}:
        yield degree, block.span_of(draft.head)


def _of_content(said: SaidText, draft: Draft) -> Iterable[tuple[Certainty, Span]]:
    """The first finite verb of the content, its helpers and adverbs: "was almost certainly struck"."""
    first = draft.content[0]
    block = said.block_at(first.start)
    tokens = block.tokens_of(first) if block is not None else None
    if block is None or tokens is None:
        return
    inside = {t.i for t in tokens[:_LONGEST_CLAUSE]}
    verb = next((t for t in tokens[:_LONGEST_CLAUSE] if _heads(t, inside)), None)
    if verb is None:
        return
    parts = [c for c in verb.children if c.dep_ in _CLAUSE_PARTS and not _is_inability(verb, c)]
    for part in (verb, *parts, *(g for c in parts for g in c.children if g.dep_ == "advmod")):
        degree = _degree(said.lexicon, part.lower_, cue=False) if part.i in inside else None
        if degree is not None:
            yield degree, block.span_of(part)


def _is_inability(verb: Token, helper: Token) -> bool:
    """ "it could not verify the account": nothing is left open."""
    return helper.dep_ == "aux" and helper.lower_ == "could" and child(verb, "neg") is not None


def _heads(token: Token, inside: set[int]) -> bool:
    return (
        token.pos_ in {"VERB", "AUX"} and token.dep_ != "aux" and (token.dep_ == "ROOT" or token.head.i not in inside)
    )


def _degree(lexicon: AttributionLexicon, word: str, *, cue: bool) -> Certainty | None:
    words = lexicon.unsure_cues if cue else lexicon.unsure_words
    return "possible" if word in words.possible else "probable" if word in words.probable else None
