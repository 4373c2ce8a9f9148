"""Sources that stand beside their claim: "according to X", "per X", ", citing X"; and hearsay adverbs: "reportedly"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.attribution.drafts import Draft, SaidText, spans_of
from dragoman.reading.attribution.media import citing_of, is_medium
from dragoman.reading.attribution.syntax import child, clause_top, phrase_of, subject_of
from dragoman.reading.parsing import ParsedBlock

_MARKS = {",", ";", "—", "–", "-", '"', "”"}


def find_according_drafts(said: SaidText) -> Iterator[Draft]:
    """Every "according to …", "citing …" without a cue verb of its own, and hearsay adverb."""
    for block in said.parsed.blocks:
        for token in said.prose(block):
            word = token.lower_
            if word in said.lexicon.according:
                draft = _read_according(said, block, token)
            elif word in said.lexicon.hearsay_adverbs and token.pos_ == "ADV":
                draft = _read_adverb(block, token)
            elif token.lemma_.lower() in said.lexicon.citing and token.tag_ == "VBG":
                draft = _read_citing(said, block, token)
            else:
                continue
            if draft is not None and draft.content:
                yield draft


def _read_according(said: SaidText, block: ParsedBlock, token: Token) -> Draft | None:
    """ "The bridge is closed, according to the harbour office, which cited an engineer." """
    to = child(token, "prep") if token.lower_ != "per" else token
    source = child(to, "pobj") if to is not None else None
    phrase = phrase_of(block, source) if source is not None else None
    if to is None or source is None or phrase is None or (token.lower_ == "per" and source.pos_ != "PROPN"):
        return None
    own = set(token.subtree)
    return Draft(
        at=block.start + token.idx,
        cue=spans_of(block, {token, to}),
        content=spans_of(block, _claim_beside(said, token, own)),
        stance="states",
        source=phrase,
        deeper=citing_of(said, block, source),
    )


def _claim_beside(said: SaidText, token: Token, own: set[Token]) -> set[Token]:
    """The clause that the adverbial belongs to: the whole sentence where a comma sets it off at the end or it leads."""
    sentence = token.sent
    last, first = max(t.i for t in own), min(t.i for t in own)
    rest = [t for t in sentence if t.i > last and not t.is_punct]
    set_off = first > sentence.start and _is_set_off(token, first)
    told = _told_by_medium(said, token)
    if told is not None:
        return {t for t in told.subtree if t not in own}
    if first <= sentence.start + 1 or (not rest and set_off):
        return {t for t in sentence if t not in own}
    return {t for t in clause_top(token.head).subtree if t not in own}


def _told_by_medium(said: SaidText, token: Token) -> Token | None:
    """ "The paper reports that the port is shut, according to two aides": the clause that the paper reports."""
    for step in token.ancestors:
        if step.dep_ == "ccomp" and step.head.lemma_.lower() in said.lexicon.verb:
            teller = child(step.head, "nsubj")
            return step if teller is not None and is_medium(said, teller) else None
    return None


def _is_set_off(token: Token, first: int) -> bool:
    """True when a comma or dash stands right before the adverbial."""
    return token.doc[first - 1].text in _MARKS


def _read_adverb(block: ParsedBlock, token: Token) -> Draft:
    """ "The envoy reportedly left on Monday": somebody says so, and nobody is named."""
    verb = token.head
    own = set(token.subtree)
    top = verb if verb.pos_ in {"VERB", "AUX"} else clause_top(verb)
    return Draft(
        at=block.start + token.idx,
        cue=spans_of(block, [token]),
        content=spans_of(block, {t for t in top.subtree if t not in own}),
        stance="hedges",
    )


def _read_citing(said: SaidText, block: ParsedBlock, token: Token) -> Draft | None:
    """ "The talks have stalled, citing two diplomats" beside a verb that says nothing itself."""
    head = token.head
    cited = child(token, "dobj")
    if cited is None or token.dep_ not in {"advcl", "prep"} or head.lemma_.lower() in said.lexicon.verb:
        return None
    speaker = subject_of(token, said.lexicon)
    own = set(token.subtree)
    if (
        speaker is not None
        and speaker.i not in {t.i for t in own}
        and head.pos_ == "VERB"
        and not _tells(said, speaker)
    ):
        return None
    phrase = phrase_of(block, cited)
    content = {t for t in clause_top(head).subtree if t not in own}
    return Draft(block.start + token.idx, spans_of(block, [token]), spans_of(block, content), "states", phrase)


def _tells(said: SaidText, speaker: Token) -> bool:
    """Only a report or a medium cites for the sentence it stands in; a minister who cites a law does not."""
    lemma = speaker.lemma_.lower()
    return lemma in said.lexicon.documents or lemma in said.lexicon.media_nouns
