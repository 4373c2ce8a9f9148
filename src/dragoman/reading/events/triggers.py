"""Find the words that tell of an event: verbs, nouns, adjectives and phrases of the lexicon, in the right company."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.events.actors import ActorSight
from dragoman.reading.events.frames import fits_noun, fits_verb, needs_company
from dragoman.reading.events.parts import hyphened, lemma_with_hyphens, match_after, match_before, support_of
from dragoman.reading.parsing import ParsedBlock
from dragoman.resources.events import EventLexicon, KeyedFrame

_HYPHENS = frozenset({"-", "–", "‑"})
_LONGEST = 400  # tokens: no sentence that somebody wrote is longer, and its tree would be walked again and again
_SAME_DEED = frozenset({"for", "in", "at", "during", "with", "on", "as", "of", "by"})
_NO_EVENT_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """A trigger in its block. `support` is the verb that carries an event noun ("held" of "held talks")."""

    block: ParsedBlock
    keyed: KeyedFrame
    head: Token
    words: tuple[Token, ...]
    support: Token | None = None
    names_event: bool = False

    @property
    def carrier(self) -> Token:
        """The word whose clause and tense are the event's."""
        return self.support or self.head

    @property
    def lemma(self) -> str:
        """The trigger's lemma: the noun of "held talks", the last word of an event noun, all words of "call for"."""
        pattern = self.keyed.pattern
        return pattern[-1] if self.names_event else " ".join(pattern)


def find_triggers(block: ParsedBlock, sight: ActorSight, lexicon: EventLexicon) -> list[FoundTrigger]:
    """All triggers of a block in reading order; a verb and the noun that only names what it does are one."""
    tokens = [token for sentence in block.doc.sents if len(sentence) <= _LONGEST for token in sentence]
    verbs = [t for token in tokens if (t := _verb_trigger(block, token, sight, lexicon)) is not None]
    used = {w.i for t in verbs for w in t.words}
    free = (token for token in tokens if token.i not in used)
    nouns = [t for token in free if (t := _noun_trigger(block, token, sight, lexicon)) is not None]
    kept = list(_without_echoes(verbs, nouns))
    if block.role == "headline":
        kept += _headline_verbs(block, sight, lexicon, {w.i for t in kept for w in t.words})
    return sorted(_without_asked_for(kept, lexicon), key=lambda t: t.words[0].i)


# ---- verbs and adjectives -------------------------------------------------------------------------------------


def _verb_trigger(block: ParsedBlock, token: Token, sight: ActorSight, lexicon: EventLexicon) -> FoundTrigger | None:
    for keyed in _verb_candidates(token, lexicon):
        words = match_after(token, keyed.pattern, lexicon.actor_nouns)
        if words and fits_verb(block, words, keyed, sight, lexicon):
            return FoundTrigger(block, keyed, token, _whole(words), None, _ends_in_event(keyed, lexicon))
    return None


def _whole(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """With what a hyphen ties to the first: "cease-fire"."""
    return (*hyphened(words[0])[:-1], *words)


def _verb_candidates(token: Token, lexicon: EventLexicon) -> Iterable[KeyedFrame]:
    if token.pos_ in {"VERB", "AUX"} and not _is_after_hyphen(token):
        joined = lexicon.verbs.get(lemma_with_hyphens(token), ())
        return joined or lexicon.verbs.get(token.lemma_.lower(), ())
    return lexicon.adjectives.get(token.lemma_.lower(), ()) if token.pos_ == "ADJ" else ()


def _is_after_hyphen(token: Token) -> bool:
    """ "Norland-backed" says what somebody is, not what happened."""
    return token.dep_ == "amod" and token.i > 0 and token.nbor(-1).text in _HYPHENS


def _ends_in_event(keyed: KeyedFrame, lexicon: EventLexicon) -> bool:
    """True for "hold talk": its last word alone is a trigger of the type."""
    alone = lexicon.nouns.get(keyed.pattern[-1], ())
    return len(keyed.pattern) > 1 and any(k.type == keyed.type and len(k.pattern) == 1 for k in alone)


# ---- nouns ----------------------------------------------------------------------------------------------------


def _noun_trigger(block: ParsedBlock, token: Token, sight: ActorSight, lexicon: EventLexicon) -> FoundTrigger | None:
    joined = lexicon.nouns.get(lemma_with_hyphens(token), ()) if len(hyphened(token)) > 1 else ()
    if not _can_name_event(block, token, lexicon) or not (joined or token.pos_ in {"NOUN", "PROPN"}):
        return None
    for keyed in joined or lexicon.nouns.get(token.lemma_.lower(), ()):
        words = match_before(token, keyed.pattern)
        if words and fits_noun(block, token, keyed.frame, sight, lexicon):
            return FoundTrigger(block, keyed, token, _whole(words), support_of(token, lexicon.grammar), True)
    return None


def _can_name_event(block: ParsedBlock, token: Token, lexicon: EventLexicon) -> bool:
    """No part of a name, and no noun before a noun that is a thing of its own ("strike price", "talk show")."""
    if token.pos_ == "PROPN" and (token.ent_type_ in _NO_EVENT_NAMES or _is_in_name(block, token)):
        return False
    if _is_under_norm(token, lexicon):
        return False
    if token.dep_ != "compound":
        return True
    return token.head.lemma_.lower() not in lexicon.grammar.figurative and token.head.pos_ == "VERB"


def _is_under_norm(noun: Token, lexicon: EventLexicon) -> bool:
    """ "Such transfers are prohibited": a rule, and nothing that happened."""
    rule = noun.head.lemma_.lower() in lexicon.grammar.norms and noun.dep_ == "nsubjpass"
    return rule and any(c.dep_ == "auxpass" and c.tag_ in {"VBP", "VBZ"} for c in noun.head.children)


def _is_in_name(block: ParsedBlock, token: Token) -> bool:
    """ "the Vale War", "the Paris Treaty": what it is called, long known; in a headline all words look so."""
    if block.role == "headline":
        return False
    near = [t for t in block.doc[max(0, token.i - 1) : token.i + 2] if t.i != token.i]
    return any(t.pos_ == "PROPN" for t in near)


# ---- headlines ------------------------------------------------------------------------------------------------


def _headline_verbs(
    block: ParsedBlock, sight: ActorSight, lexicon: EventLexicon, used: set[int]
) -> Iterator[FoundTrigger]:
    """ "Norland Seizes Ship": among capitals the parser takes the verb for a name; it stands after somebody's name."""
    for token in block.doc[1:]:
        if token.i in used or token.pos_ in {"VERB", "AUX"} or not token.text.istitle():
            continue
        if sight.mention_of(block, token) is not None or sight.mention_of(block, token.nbor(-1)) is None:
            continue
        known = (k for stem in _verb_stems(token.lower_) for k in lexicon.verbs.get(stem, ()))
        keyed = next((k for k in known if len(k.pattern) == 1 and not needs_company(k.frame)), None)
        if keyed is not None:
            yield FoundTrigger(block, keyed, token, (token,))


def _verb_stems(word: str) -> tuple[str, ...]:
    """What "seizes", "carries", "clashes" may be forms of."""
    if not word.endswith("s"):
        return ()
    return (word[:-1], word[:-2], f"{word[:-3]}y") if word.endswith("es") else (word[:-1],)


# ---- one event told twice in a breath -------------------------------------------------------------------------


def _without_echoes(verbs: list[FoundTrigger], nouns: list[FoundTrigger]) -> Iterator[FoundTrigger]:
    """One mention where a verb has its own noun by it: "mediated talks" keeps the noun, "met for talks" the verb."""
    by_verb = {v.head.i: v for v in verbs}
    dropped = set()
    for noun in nouns:
        over = _verb_over(noun.head)
        verb = by_verb.get(over.i) if over is not None else None
        if verb is not None and verb.keyed.type == noun.keyed.type:
            dropped.add(id(noun) if noun.support is None or len(verb.words) > 1 else id(verb))
    return (t for t in (*verbs, *nouns) if id(t) not in dropped)


def _without_asked_for(triggers: list[FoundTrigger], lexicon: EventLexicon) -> list[FoundTrigger]:
    """ "demanded that the crew be released" is one demand; the release is what it is for."""
    types = {t.head.i: t.keyed.type for t in triggers}

    def is_asked_for(trigger: FoundTrigger) -> bool:
        verb = trigger.head
        asked = lexicon.grammar.asked_for.get(types.get(verb.head.i, ""), frozenset())
        helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
        bare = verb.tag_ == "VB" or helpers == {"be"}
        return verb.dep_ in {"ccomp", "xcomp"} and bare and trigger.keyed.type in asked

    return [t for t in triggers if not is_asked_for(t)]


def _verb_over(noun: Token) -> Token | None:
    """The verb that the noun is an object of, or what it was done for or in: "met for talks", not "since the talks"."""
    if noun.dep_ != "pobj":
        return noun.head
    return noun.head.head if noun.head.lower_ in _SAME_DEED else None
