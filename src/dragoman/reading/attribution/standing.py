"""Unnamed sources: what is said of their standing, and on what terms they go without a name."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft, SaidText, merge_spans, trim_span, trimmed_span
from dragoman.reading.attribution.syntax import can_speak, child, is_negated, subject_of
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.attribution import AttributionLexicon

_RELATIVE = {"who", "that", "which"}
_UP = {"pobj", "prep", "dobj", "xcomp", "acomp", "attr", "oprd", "ccomp", "pcomp", "conj", "amod", "advmod"}
_HIGHEST = 6  # steps from the word on anonymity up to the verb that asks for it
_LONGEST = 60  # tokens of what is said on it
_WORDS_BACK = 250  # how far back "the officials" may have been brought in
_ENDS = {",", ";", "—", "–", ":", "”", '"', "("}

Terms = dict[int, tuple[Span, ...]]


def without_terms(said: SaidText, drafts: Iterable[Draft], terms: Terms) -> list[Draft]:
    """The drafts less what is no statement: "asked not to be named" is none, and no part of what was told."""
    spans = merge_spans((s for many in terms.values() for s in many), said.parsed.text)
    starts = [s.start for s in spans]
    kept = []
    for draft in drafts:
        at = bisect_right(starts, draft.at) - 1
        asks = at >= 0 and spans[at].contains(draft.cue[0])
        if asks and all(_reaches_over(c, spans[at]) for c in draft.content):
            continue
        content = draft.content if asks else _outside(said, draft.content, spans)
        kept.append(replace(draft, content=content) if content else draft)
    return kept


def _reaches_over(content: Span, term: Span) -> bool:
    return term.start <= content.start and content.end <= term.end


def _outside(said: SaidText, content: tuple[Span, ...], terms: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is left of a content without the words on anonymity that lead it or trail it."""
    left: list[Span] = []
    for part in content:
        rest: Span | None = part
        for term in terms:
            if rest is None or term.start >= rest.end or term.end <= rest.start:
                continue
            if term.start <= rest.start:
                rest = replace(rest, start=min(term.end, rest.end))
            elif term.end >= rest.end:
                rest = replace(rest, end=term.start)
            rest = trim_span(said.parsed.text, rest) if rest.start < rest.end else None
        left += [rest] if rest is not None else []
    return tuple(left)


def standing_of(said: SaidText, block: ParsedBlock, head: Token) -> tuple[Span, ...]:
    """ "two people briefed on the trip", "a diplomat with knowledge of the matter", "officials who took part"."""
    found = []
    for c in head.children:
        if c.i > head.i and _tells_standing(said.lexicon, c):
            words = [t.i for t in c.subtree if t.i > head.i]
            found.append((min(words), _clause_end(c, words)))
    after = _after_phrase(head)
    if not found and after is not None and _opens_standing(said.lexicon, after):
        found.append((after.i, _plain_end(said.lexicon, after)))  # the parse took "briefed" for the sentence's verb
    spans = (trimmed_span(block, first, last) for first, last in found)
    return tuple(s for s in spans if s is not None)


def find_terms(said: SaidText) -> Terms:
    """Where the report says on what terms somebody is unnamed, by the place of each noun that it holds for.

    "said on condition of anonymity because …", "who was not authorised to speak", "They asked not to be named".
    """
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for number, block in enumerate(said.parsed.blocks):
        for token in said.prose(block):
            verb = _asking_verb(said.lexicon, token)
            span = _terms_span(said.lexicon, block, token, verb) if verb is not None else None
            if verb is None or span is None:
                continue
            noun = _whose(said.lexicon, verb)
            for place in _places_of(said, number, noun) if noun is not None else ():
                if not any(s.contains(span) for s in found[place]):
                    found[place].append(span)
    return {place: tuple(spans) for place, spans in found.items()}


def _tells_standing(lexicon: AttributionLexicon, below: Token) -> bool:
    """A clause or phrase after the noun that tells how the speaker comes to know."""
    lemma = below.lemma_.lower()
    if any(_is_on_anonymity(lexicon, t) for t in below.subtree):
        return False
    if below.dep_ == "relcl":
        subject = child(below, "nsubj", "nsubjpass")
        return subject is not None and subject.lower_ in _RELATIVE and not _speaks(lexicon, below)
    if below.dep_ == "prep" and lemma == "with":
        known = child(below, "pobj")
        return known is not None and known.lemma_.lower() in lexicon.standing.nouns
    if below.dep_ == "acl":
        return not _speaks(lexicon, below) and lemma not in lexicon.citing
    return below.dep_ in {"amod", "advmod", "prep"} and _opens_standing(lexicon, below)


def _speaks(lexicon: AttributionLexicon, verb: Token) -> bool:
    group = lexicon.verb.get(verb.lemma_.lower())
    return group is not None and group.says and verb.lower_ not in lexicon.standing.openers


def _opens_standing(lexicon: AttributionLexicon, token: Token) -> bool:
    if token.lower_ == "with":
        following = token.doc[token.i + 1 : token.i + 5]
        return any(t.lemma_.lower() in lexicon.standing.nouns for t in following)
    return token.lower_ in lexicon.standing.openers


def _after_phrase(head: Token) -> Token | None:
    """The word after the noun, adverbs of degree skipped: "officials directly involved"."""
    for at in range(head.i + 1, min(head.i + 3, len(head.doc))):
        if head.doc[at].pos_ != "ADV" or not head.doc[at].lower_.endswith("ly"):
            return head.doc[at]
    return None


def _clause_end(top: Token, words: list[int]) -> int:
    """The last word of a clause; what a comma adds to a phrase without a verb is not part of it."""
    if top.dep_ == "relcl":
        return max(words)
    run = sorted(words)
    cut = next((i for i in run if i > top.i and top.doc[i].text in _ENDS), None)
    return max(i for i in run if cut is None or i < cut)


def _plain_end(lexicon: AttributionLexicon, first: Token) -> int:
    """The last word before the speaker's own verb or a comma."""
    last = first.i
    for token in first.doc[first.i + 1 : first.sent.end]:
        group = lexicon.verb.get(token.lemma_.lower())
        if token.text in _ENDS or (group is not None and token.tag_ in {"VBD", "VBZ", "VBP"}):
            break
        last = token.i
    return last


# ---- anonymity ------------------------------------------------------------------------------------------


def _is_on_anonymity(lexicon: AttributionLexicon, token: Token) -> bool:
    """ "anonymity"; "remain anonymous"; "not to be named"; "on background"; "not authorised to speak"."""
    words, lemma = lexicon.anonymity, token.lemma_.lower()
    if lemma in words.nouns:
        return True
    if token.lower_ in words.adjectives:
        return token.dep_ in {"acomp", "oprd", "attr", "ccomp", "xcomp"}
    if lemma in words.naming:
        return _may_not_be_named(words.asking, token)
    if lemma in words.allowing or token.lower_ in words.allowing:
        allowed = child(token, "xcomp", "advcl", "ccomp")
        told = allowed is not None and allowed.lemma_.lower() in words.speaking
        return told and (token.lower_.startswith("un") or is_negated(token, lexicon.negations))
    return (
        lemma in words.terms and token.dep_ == "pobj" and token.head.lower_ == "on" and _is_told(words.speaking, token)
    )


def _may_not_be_named(asking: frozenset[str], verb: Token) -> bool:
    """ "asked not to be named", "declined to be identified", "could not be named": passive, and refused."""
    if child(verb, "auxpass") is None:
        return False
    above = verb.head if verb.dep_ in {"xcomp", "ccomp", "advcl"} else None
    refused = any(c.dep_ == "neg" for t in (verb, above) if t is not None for c in t.children)
    bound = any(c.dep_ == "aux" for c in verb.children)
    return bound and (refused or (above is not None and above.lemma_.lower() in asking))


def _is_told(speaking: frozenset[str], token: Token) -> bool:
    return token.head.head.lemma_.lower() in speaking


def _asking_verb(lexicon: AttributionLexicon, token: Token) -> Token | None:
    """The verb that the words on anonymity hang on: "spoke", "asked", "requested", "said"."""
    if not _is_on_anonymity(lexicon, token):
        return None
    top = token
    for _ in range(_HIGHEST):
        if top.pos_ in {"VERB", "AUX"} and (top.dep_ not in {"xcomp", "ccomp", "pcomp"} or top.lemma_ in {"be"}):
            return top
        if top.dep_ not in _UP or (top.dep_ in {"ccomp", "conj"} and top.pos_ in {"VERB", "AUX"}):
            break
        top = top.head
    return top if top.pos_ in {"VERB", "AUX"} else None


def _terms_span(lexicon: AttributionLexicon, block: ParsedBlock, token: Token, verb: Token) -> Span | None:
    """From the asking to the end of the reason; only the words on anonymity where the verb says something else too."""
    first = min(token.i, verb.i)
    if _speaks(lexicon, verb) and verb.lemma_.lower() not in lexicon.anonymity.asking:
        branch = next((a for a in [token, *token.ancestors] if a.head == verb), token)
        first = min(t.i for t in branch.subtree) if branch != verb else verb.i
        members = {t.i for t in branch.subtree}
    else:
        helpers = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i]
        first = min([first, *helpers])
        members = {t.i for c in verb.children if c.i > verb.i and c.dep_ != "conj" for t in c.subtree} | {verb.i}
    reason = _reason_after(lexicon, token, verb)
    last = max(i for i in (*members, *reason, token.i) if i < first + _LONGEST)
    return trimmed_span(block, first, last) if last < verb.sent.end else None


def _reason_after(lexicon: AttributionLexicon, token: Token, verb: Token) -> set[int]:
    """The clause of reason wherever the parse hung it: "because …", "due to …", ", citing …", "to discuss …"."""
    found: set[int] = set()
    for holder in {token, verb, *(a for a in token.ancestors if verb in a.ancestors)}:
        for c in holder.children:
            opens = c if c.dep_ == "prep" else next((k for k in c.children if k.dep_ == "mark"), c)
            told = c.dep_ in {"advcl", "prep", "acl"} and opens.lower_ in lexicon.anonymity.reasons
            aim = c.dep_ in {"advcl", "xcomp", "acl"} and any(k.lower_ == "to" for k in c.children)
            if c.i > token.i and (told or aim):
                found |= {t.i for t in c.subtree}
    return found


def _whose(lexicon: AttributionLexicon, verb: Token) -> Token | None:
    """Who goes unnamed; "people familiar with the matter, who asked …": not the matter, which the parse may choose."""
    noun = subject_of(verb, lexicon)
    if noun is None and verb.dep_ in {"relcl", "acl"}:
        noun = verb.head
    if noun is not None and noun.lower_ in _RELATIVE:
        noun = next((a.head for a in noun.ancestors if a.dep_ == "relcl"), noun)
    if noun is None or noun.pos_ == "PRON" or can_speak(noun, lexicon):
        return noun
    return next((a for a in noun.ancestors if a.pos_ == "NOUN" and can_speak(a, lexicon)), noun)


def _places_of(said: SaidText, number: int, noun: Token) -> Iterator[int]:
    """The noun's own place; where it only points back, also those of the nouns before that it points at."""
    block = said.parsed.blocks[number]
    yield block.start + noun.idx
    pronoun = noun.pos_ == "PRON" and noun.lower_ not in said.lexicon.unnamed_nouns
    definite = any(c.lower_ in {"the", "these", "those", "both"} for c in noun.children if c.dep_ == "det")
    if not pronoun and not definite:
        return
    plural = noun.lower_ not in said.lexicon.pronouns.person if pronoun else noun.tag_ == "NNS"
    left = _WORDS_BACK
    for token, at in _before(said, number, noun):
        left -= 1
        if left < 0:
            return
        alike = token.lemma_ == noun.lemma_ or (pronoun and token.lemma_.lower() in said.lexicon.unnamed_nouns)
        if token.pos_ == "NOUN" and alike and (token.tag_ == "NNS") == plural:
            yield at
            if pronoun or not any(c.lower_ == "the" for c in token.children):
                return


def _before(said: SaidText, number: int, noun: Token) -> Iterator[tuple[Token, int]]:
    """The tokens before a noun, backwards over paragraphs, with their places."""
    for back in range(number, max(number - 4, -1), -1):
        block = said.parsed.blocks[back]
        tokens: Iterable[Token] = block.doc[: noun.i] if back == number else block.doc
        for token in reversed(list(tokens)):
            yield token, block.start + token.idx
