"""What the finders ask of the parse: whose verb it is, how far a noun phrase or a cue goes, whether it is negated."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import NounPhrase, spans_of, trimmed_span
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.attribution import AttributionLexicon

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CUE_PARTS = {"aux", "auxpass", "neg", "prt"}
_OUTSIDE_PHRASE = frozenset({"advcl", "punct", "advmod", "npadvmod", "ccomp", "parataxis", "intj", "dep", "meta"})
_CLAUSES = frozenset({"relcl", "acl", "advcl"})
_OUTSIDE_CORE = _OUTSIDE_PHRASE | _CLAUSES | {"case"}
_CLOSING_MARKS = {",", "”", '"', "’", "''", "'"}
_THE_OTHER = {"it", "him", "her", "them"}
_DEEPEST = 12  # steps up the tree for a subject


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """True for "was told" and for the bare participle of "a plan rejected by"."""
    if child(verb, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "aux") is None


def subject_of(verb: Token, lexicon: AttributionLexicon) -> Token | None:
    """Who does it, also where the verb shares or inherits its subject: "He smiled and said", "…, adding that"."""
    own = _second_subject(verb, lexicon) or child(verb, "nsubj", "csubj") or inverted_subject(verb, lexicon)
    if own is not None or is_passive(verb):
        return own or child(verb, "nsubjpass")
    start, last = verb, None
    for _ in range(_DEEPEST):
        if verb.dep_ == "ROOT":
            break
        if verb.dep_ in {"acl", "relcl"}:
            return _speaker_of_noun(verb, lexicon)
        verb = verb.head
        if verb.pos_ in {"NOUN", "PROPN", "PRON"} and verb.dep_ != "ROOT":
            return verb
        found = child(verb, *SUBJECTS)
        if found is not None and can_speak(found, lexicon) and not is_passive(verb):
            return found
        last = last or found
    return _speaker_before(start, lexicon) or last


def _second_subject(verb: Token, lexicon: AttributionLexicon) -> Token | None:
    """ "“A lot of gaps still, but we get there,” said Holm": Holm, where the parse also has "a lot" for a subject."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    last = subjects[-1] if len(subjects) > 1 and subjects[0].i < verb.i else None
    after = last is not None and last.left_edge.i == verb.i + 1 and verb.nbor(-1).text in _CLOSING_MARKS
    return last if after and last is not None and can_speak(last, lexicon) else None


def _speaker_before(verb: Token, lexicon: AttributionLexicon) -> Token | None:
    """The nearest subject before a stray participle that can speak at all: not "word of the deal", not "the war"."""
    before = verb.doc[verb.sent.start : verb.i]
    return next((t for t in reversed(before) if t.dep_ in {"nsubj", "nsubjpass"} and can_speak(t, lexicon)), None)


def inverted_subject(verb: Token, lexicon: AttributionLexicon) -> Token | None:
    """ "…, revealed the sources": what the parse takes for an object, right after a verb that follows a comma."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == 0 or verb.nbor(-1).text not in _CLOSING_MARKS:
        return None
    if child(verb, "nsubj", "aux") is not None:
        return None
    after = child(verb, "dobj", "attr", "dative", "oprd")
    beside = after is not None and after.left_edge.i == verb.i + 1
    return after if beside and after is not None and can_speak(after, lexicon) else None


def can_speak(token: Token, lexicon: AttributionLexicon) -> bool:
    """True for persons, bodies, states, and the nouns of sources; not for "the war" or "it"."""
    if token.pos_ == "PRON":
        return token.lower_ in lexicon.pronouns.person | lexicon.pronouns.plural | lexicon.pronouns.relative
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    return lemma in lexicon.unnamed_nouns or lemma in lexicon.institution_nouns or lemma in lexicon.media_nouns


def _speaker_of_noun(verb: Token, lexicon: AttributionLexicon) -> Token | None:
    """Who says it in "she issued a statement saying": the subject of what the noun is the object of, else the noun."""
    noun = verb.head
    if noun.dep_ in {"dobj", "pobj"} and noun.head.pos_ == "VERB" and not is_passive(noun.head):
        return subject_of(noun.head, lexicon) or noun
    return noun


def phrase_of(block: ParsedBlock, head: Token) -> NounPhrase | None:
    """The noun phrase of a head: "the two senior officials from Ruritania, who asked not to be named"."""
    core = _run_span(block, head, _core_tokens(head))
    whole = _run_span(block, head, _phrase_tokens(head, _OUTSIDE_PHRASE))
    if core is None or whole is None:
        return None
    referent = _antecedent(head) if head.tag_ in {"WP", "WDT"} else None
    return NounPhrase(block, whole, core, head, referent)


def _antecedent(relative: Token) -> Token | None:
    """The noun that "who" or "that" stands for; of two the last where the clause turns on the other.

    "… between the government and Liberals, who accuse it of …": the Liberals.
    """
    verb = relative.head
    if verb.dep_ != "relcl":
        return _noun_before(relative) if verb.dep_ == "ccomp" and relative.dep_ == "nsubj" else None
    joined = [c for c in verb.head.children if c.dep_ == "conj" and c.i < relative.i]
    turned_on = child(verb, "dobj", "dative")
    return joined[-1] if joined and turned_on is not None and turned_on.lower_ in _THE_OTHER else verb.head


def _noun_before(relative: Token) -> Token | None:
    """ "contradicts a Tribune report last month that argued …": the report, over the day that stands between."""
    at = relative.i - 1
    while at > relative.sent.start and relative.doc[at].ent_type_ in {"DATE", "TIME"}:
        at -= 1
    noun = relative.doc[at]
    return noun if noun.pos_ in {"NOUN", "PROPN"} and noun.head == relative.head.head else None


def _core_tokens(head: Token) -> set[int]:
    """The phrase without clauses; a name also without what a comma or bracket adds: "Jan Novak, a mechanic (43)"."""
    words = _phrase_tokens(head, _OUTSIDE_CORE)
    if head.pos_ != "PROPN" or child(head, "conj") is not None:
        return words
    after = sorted(i for i in words if i > head.i)
    cut = next((i for i in after if head.doc[i].text in {",", "(", "[", "–", "—", "-"}), None)
    return words if cut is None else {i for i in words if i < cut}


def _run_span(block: ParsedBlock, head: Token, members: set[int]) -> Span | None:
    first, last = _run_around(head.i, members)
    return trimmed_span(block, first, last)


def _phrase_tokens(head: Token, outside: frozenset[str]) -> set[int]:
    """The places of the words that belong to a head, its clauses and adverbials left out as asked."""
    words, queue = set(), [head]
    while queue:
        token = queue.pop()
        words.add(token.i)
        for c in token.children:
            left_out = c.dep_ in outside and (token is head or c.dep_ in _CLAUSES)
            if not left_out or _belongs(c, token):
                queue.append(c)
    return words


def _belongs(token: Token, head: Token) -> bool:
    """Hyphens, commas and brackets inside a phrase are its own; "nearly 40", "at least two" too."""
    if token.dep_ in {"advmod", "npadvmod"}:
        return token.i < head.i and token.head.pos_ in {"NUM", "ADJ"}
    return token.dep_ == "punct"


def _run_around(middle: int, members: set[int]) -> tuple[int, int]:
    first = last = middle
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    return first, last


def cue_spans(block: ParsedBlock, verb: Token, extra: Iterable[Token] = ()) -> tuple[Span, ...]:
    """The verb with its auxiliaries, negation, particle and the adverbs beside it: "has also repeatedly said"."""
    members = {verb.i} | {c.i for c in verb.children if c.dep_ in _CUE_PARTS}
    members |= {
        c.i for c in verb.children if c.dep_ == "advmod" and c.tag_ != "WRB" and c.i < verb.i and c.right_edge.i == c.i
    }
    members |= {t.i for t in extra}
    first, last = _run_around(verb.i, members)
    rest = [block.doc[i] for i in members if not first <= i <= last and abs(i - verb.i) < 4]
    return spans_of(block, [*block.doc[first : last + 1], *rest])


def clause_top(token: Token) -> Token:
    """The verb of the clause that a sentence adverbial belongs to."""
    top = token
    for _ in range(_DEEPEST):
        if top.pos_ in {"VERB", "AUX"} and top.dep_ in {"ROOT", "ccomp", "parataxis", "advcl", "relcl"}:
            return top
        if top.dep_ == "ROOT":
            return top
        top = top.head
    return top


def is_negated(verb: Token, negations: frozenset[str]) -> bool:
    """True for "did not confirm", "never said", "no official has confirmed"."""
    near = [c for c in verb.children if c.dep_ in {"neg", "advmod", "preconj"}]
    own = child(verb, *SUBJECTS)
    near += [c for c in own.children if c.dep_ in {"det", "neg", "preconj"}] if own is not None else []
    return any(t.lower_ in negations for t in near)


def stays_in_sentence(tokens: Iterable[Token], sentence: Token) -> list[Token]:
    """The tokens of the same sentence, for labels that go astray in long texts."""
    first, last = sentence.sent.start, sentence.sent.end
    return [t for t in tokens if first <= t.i < last]
