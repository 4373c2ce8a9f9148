"""Whom a pronoun stands for: safe rules of number, sex and nearness; an uncertain one is left out."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.actors.pronoun_grammar import (
    addressed_before,
    craft_of,
    is_suspected,
    owner_ahead,
    subject_ahead,
    suspected,
)
from dragoman.reading.actors.referents import Memory, Place, Referent, Sighting
from dragoman.resources.actor_lexicon import ActorLexicon, PronounSense

_PRONOUN_WINDOW = 2
_SAME_BREATH = 15  # tokens back to the same word before "and" or "but"
_QUOTED_WINDOW = 14  # sentences of a quotation between a speaker and "she said"


def resolve_pronoun(token: Token, place: Place, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """The actor that a pronoun stands for; None where unsure."""
    if token.tag_ in ("WP", "WDT", "WP$"):
        return _relative(token, place.block, memory)
    sense = lexicon.pronouns.get(token.lower_)
    if sense is None or _is_empty(token, lexicon):
        return None
    again = _said_before(token)
    if again is not None:
        return memory.by_head.get((place.block, again.i))
    if is_suspected(token, lexicon):
        whom = suspected(token, place, memory)
        return whom if whom is not None and _agrees(sense, whom) else None
    by_grammar = craft_of(token, place, memory, lexicon) or _by_grammar(token, place, memory, lexicon)
    if by_grammar is not None:
        return by_grammar
    found = _most_salient(token, place, memory, sense)
    ahead = subject_ahead(token, place, memory) if found is None else None
    return ahead if ahead is not None and _agrees(sense, ahead) else found


def _by_grammar(token: Token, place: Place, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """Whom the sentence itself points at, before nearness is asked."""
    sense = lexicon.pronouns[token.lower_]
    ahead = owner_ahead(token, place, memory, lexicon)
    if ahead is not None and _agrees(sense, ahead):
        return ahead
    return next((r for r in addressed_before(token, place, memory, lexicon) if _agrees(sense, r)), None)


def _most_salient(token: Token, place: Place, memory: Memory, sense: PronounSense) -> Referent | None:
    """The recent referent that stands out clearly above all others."""
    objects = _own_objects(token, place.block, memory)
    scores: dict[int, tuple[float, Referent]] = {}
    for sighting, distance in _within_reach(place, memory):
        if sighting.referent.number in objects:
            continue
        if _agrees(sense, sighting.referent) and not _same_clause(token, sighting, place.block):
            score = _salience(token, place, sighting, distance)
            best = scores.get(sighting.referent.number, (-1.0, sighting.referent))[0]
            scores[sighting.referent.number] = (max(best, score) + 0.5 * (best >= 0), sighting.referent)
    ranked = sorted(scores.values(), key=lambda s: -s[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 1):
        return None
    return ranked[0][1]


def _own_objects(token: Token, block: int, memory: Memory) -> set[int]:
    """Whom the clause of a subject names as object: "They cannot dictate to Boko Haram" is not said of Boko Haram."""
    if token.dep_ != "nsubj":
        return set()
    brought = [g for c in token.head.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    objects = [c for c in token.head.children if c.dep_ in ("dobj", "dative")] + brought
    return {r.number for o in objects if (r := memory.by_head.get((block, o.i))) is not None}


def _said_before(token: Token) -> Token | None:
    """The first "they" of "They left the town, but they left no guards": both are the same."""
    if token.dep_ != "nsubj" or token.i == 0 or token.nbor(-1).dep_ != "cc":
        return None
    before = reversed(token.doc[max(0, token.i - _SAME_BREATH) : token.i])
    return next((t for t in before if t.dep_ == "nsubj" and t.lower_ == token.lower_), None)


def find_joined(token: Token, sentence: int, memory: Memory, lexicon: ActorLexicon) -> tuple[int, ...]:
    """Whom "they" covers after "Nuru and Holm met": those listed as subject in the sentence before; else ()."""
    sense = lexicon.pronouns.get(token.lower_)
    if sense is None or sense.number != "many":
        return ()
    lists: dict[Token, dict[int, None]] = {}
    for sighting in memory.before(sentence, 1):
        if sighting.sentence < sentence and sighting.is_subject and sighting.referent.type != "unnamed":
            lists.setdefault(sighting.joined_to(), {}).setdefault(sighting.referent.number)
    long = [tuple(sorted(numbers)) for numbers in lists.values() if len(numbers) > 1]
    return long[0] if len(long) == 1 else ()


def _within_reach(place: Place, memory: Memory) -> Iterator[tuple[Sighting, int]]:
    """Recent sightings and how many sentences ago; "she said" skips what is quoted and whom the quotation names."""
    if place.quotation is not None:
        for sighting in memory.before(place.sentence, _PRONOUN_WINDOW):
            yield sighting, place.sentence - sighting.sentence
        return
    for sighting in memory.before(place.sentence, _QUOTED_WINDOW):
        distance = memory.told[place.sentence] - memory.told[sighting.sentence]
        if sighting.place.quotation is None and distance <= _PRONOUN_WINDOW:
            yield sighting, distance


def _relative(token: Token, block: int, memory: Memory) -> Referent | None:
    """As in "the rebels, who …": the word that the clause hangs on; a name takes no "that"."""
    clause = token.head
    for _ in range(4):
        if clause.dep_ == "relcl":
            referent = memory.by_head.get((block, clause.head.i))
            return referent if referent and _takes(token.lower_, referent) else None
        clause = clause.head
    return None


def _takes(pronoun: str, referent: Referent) -> bool:
    if pronoun in ("who", "whom"):
        return referent.type != "state"
    if pronoun == "that":
        return referent.type in ("unnamed", "group")
    return pronoun == "whose" or referent.type not in ("person", "unnamed")


def _is_empty(token: Token, lexicon: ActorLexicon) -> bool:
    """True for the "it" of "it is hoped that" and "it seems"."""
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    clausal = any(c.dep_ in ("ccomp", "csubj", "xcomp", "acomp", "attr", "csubjpass") for c in verb.children)
    return verb.lemma_.lower() in lexicon.copulas or (clausal and token.dep_ == "nsubjpass")


def _agrees(sense: PronounSense, referent: Referent) -> bool:
    is_person = referent.type == "person" or (referent.type == "unnamed" and not referent.many)
    if sense.number == "many":
        return referent.many or referent.type == "organisation"
    if sense.person:
        return is_person and not (sense.gender and referent.gender and sense.gender != referent.gender)
    return not is_person and not referent.many


def _same_clause(token: Token, sighting: Sighting, block: int) -> bool:
    """True where an object cannot be its own subject: "Kenya helped it"."""
    if sighting.block != block or token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return False
    if sighting.start <= token.i < sighting.end:
        return True
    clause = token.head if token.dep_ != "pobj" else token.head.head
    return token.dep_ in ("dobj", "pobj", "dative") and sighting.head.dep_ == "nsubj" and sighting.head.head == clause


def _salience(token: Token, place: Place, sighting: Sighting, distance: int) -> float:
    score = 10.0 - 4 * distance
    score += 3 if sighting.is_subject else 0
    score += 1.5 if sighting.heads_sentence else 0
    score += 1.5 if sighting.form == "name" else 0
    if place.quoting and sighting.place.quoting and token.dep_ == "nsubj" and sighting.is_subject:
        score += 2  # who was quoted last goes on speaking
    if sighting.block == place.block and sighting.sentence == place.sentence:
        score += max(0.0, 1 - (token.i - sighting.head.i) / 40)
    plural = token.lower_.startswith("the") and sighting.referent.many
    is_modifier = sighting.head.dep_ in ("amod", "compound", "nmod", "npadvmod", "poss")
    lowered = 1 if sighting.head.dep_ == "poss" and sighting.referent.type == "person" else 3  # "Dahl's arrival"
    return score + (2 if plural else 0) - (lowered if is_modifier else 0)
