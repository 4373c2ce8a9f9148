"""Whether a passage gives the claim's deed to others: "South Korea seized a ship" does not say that North Korea did."""

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Doc, Token

from dragoman.weighing.claim_words import AskedClaim
from dragoman.weighing.clauses import clause_of
from dragoman.weighing.passages import TraceLexicon, content_words

_PARTY_PREPS = frozenset({"with", "between", "by", "among", "of", "from", "against"})
_ASIDE = frozenset({"relcl", "acl", "advcl"})  # what is said of a party in passing
_FEWEST = 2  # parties that a passage names in the claim's place


def is_done_by_others(doc: Doc, told: Collection[Token], asked: AskedClaim, lexicon: TraceLexicon) -> bool:
    """True where the passage names others as doers, or for a deed that is mutual names others as its parties.

    Of doers only states are compared: an office or an army may act for one that the passage does not name.
    """
    verbs = {clause_of(t) for t in told}
    if asked.mutual:
        parties = _names((n for v in {*verbs, *told} for n in _arguments(v)), lexicon)
        missing = asked.names - parties - set(content_words(doc.text, lexicon))
        return bool(missing) and len(parties) >= _FEWEST and bool(parties - asked.names)
    wanted = asked.doers & lexicon.states
    doers = [_names(_doers(v), lexicon) & lexicon.states for v in verbs]
    return bool(wanted) and bool(doers) and all(d and wanted.isdisjoint(d) for d in doers)


def _arguments(word: Token) -> Iterator[Token]:
    """Who takes part in it: subjects, objects, "with X", "between X and Y", "by X"."""
    yield from _doers(word)
    for child in word.children:
        if child.dep_ in ("dobj", "dative", "nsubjpass", "poss", "compound", "amod"):
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in _PARTY_PREPS:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _doers(verb: Token) -> Iterator[Token]:
    """The subject, or "by X"; of "X met Y and left" also that of the verb before."""
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    own += [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if own:
        yield from own
    elif verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        yield from _doers(verb.head)
    elif verb.dep_ == "relcl":
        yield verb.head


def _names(heads: Iterable[Token], lexicon: TraceLexicon) -> set[str]:
    """The stems of the names in some phrases, without those that only say of somebody whose friend he is."""
    found: set[str] = set()
    for head in heads:
        aside = {t for t in head.subtree if t.dep_ in _ASIDE and t != head}
        words = [t for t in head.subtree if not any(a in aside for a in (t, *t.ancestors))]
        own = [t for t in words if not _is_beside_hyphen(t)]
        states = set(content_words(" ".join(t.text for t in own), lexicon)) & lexicon.states
        found |= states | {s for t in own if t.pos_ == "PROPN" for s in content_words(t.text, lexicon)}
    return found


def _is_beside_hyphen(token: Token) -> bool:
    """True for the name in "Northland-backed", "pro-Northland"."""
    near = (token.doc[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc))
    return "-" in near or token.text.startswith("pro-")
