"""A passage's clauses: which tell the claim's deed, and which only take a stand on it."""

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from dragoman.weighing.passages import TraceLexicon, content_words

_VERBS = ("VERB", "AUX")
_OWN_CLAUSE = frozenset({"ccomp", "advcl", "relcl", "parataxis"})


def find_told(doc: Doc, stems: Collection[str], lexicon: TraceLexicon) -> tuple[Token, ...]:
    """The words of a passage that tell the deed: its stems, but under no verb that takes a stand on it."""
    wanted = frozenset(stems)
    held = (t for t in doc if not t.is_punct and wanted.intersection(content_words(t.text, lexicon)))
    return tuple(t for t in held if not _is_judged(t, lexicon))


def stands_with(token: Token, told: Collection[Token], verbs: Collection[Token]) -> bool:
    """True for what hangs on a word that tells the deed, or on the verb of its clause."""
    verb = clause_of(token)
    return verb in verbs or any(t in told for t in _line_to(token, verb))


def is_negated(doc: Doc, told: Collection[Token], lexicon: TraceLexicon) -> bool:
    """True where a negation stands with the deed: "no talks", "nobody met", "denied that they met"."""
    scope = {t for one in told for t in (one, *_line_to(one, clause_of(one)), clause_of(one))}
    above = {t for one in told for t in one.ancestors}
    for token in (t for t in doc if t.lower_ in lexicon.negations or t.dep_ == "neg"):
        subject = token.head.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.head in scope
        if token in above or token in scope or token.head in scope or subject:
            return True
    return False


def _line_to(token: Token, verb: Token) -> Iterator[Token]:
    """The words above a word, up to its verb."""
    for above in token.ancestors if token != verb else ():
        if above == verb:
            return
        yield above


def clause_of(token: Token) -> Token:
    """The verb of a word's clause; where none stands above it, the topmost word."""
    line = [token, *token.ancestors]
    return next((t for t in line if t.pos_ in _VERBS and t.dep_ not in ("amod", "aux", "auxpass")), line[-1])


def _is_judged(token: Token, lexicon: TraceLexicon) -> bool:
    """ "Northland condemned the [seizure]", "opposes such [launches]"; what stands in a clause of its own is told."""
    return any(t.pos_ in _VERBS and t.lemma_.lower() in lexicon.judging for t in _up_to_clause(token))


def _up_to_clause(token: Token) -> Iterator[Token]:
    while token.dep_ not in _OWN_CLAUSE and token.head != token:
        token = token.head
        yield token
