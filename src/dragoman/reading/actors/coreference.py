"""Whom a description or a pronoun points back to: safe rules of number, sex, kind of body, and nearness.

An uncertain pronoun is left out; an uncertain description starts an actor of its own.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from dragoman.reading.actors.nominals import Nominal, modifiers
from dragoman.reading.actors.referents import Memory, Place, Referent, Sighting
from dragoman.resources.actor_lexicon import ActorLexicon, PronounSense
from dragoman.resources.gazetteer import fold_name

_SAME_WORD_WINDOW = 25  # sentences
_KIND_WINDOW = 6
_PRONOUN_WINDOW = 2
_SAME_BREATH = 15  # tokens back to the same word before "and" or "but"
_QUOTED_WINDOW = 14  # sentences of a quotation between a speaker and "she said"
_PLACED_NAMES = ("name", "adjective", "people", "capital")


def find_antecedent(
    nominal: Nominal, doc: Doc, sentence: int, memory: Memory, lexicon: ActorLexicon
) -> Referent | None:
    """The actor that a description points back to, or None where it brings in a new one."""
    by_syntax = _identified(doc[nominal.head], nominal.block, memory, lexicon) or _named_kind(
        nominal, doc, memory, lexicon
    )
    if by_syntax and _may_be(nominal, by_syntax, lexicon):
        return by_syntax
    same = _described_alike(nominal, doc, sentence, memory, lexicon)
    if same or not nominal.definite:
        return same
    return _fitting_kind(nominal, doc, sentence, memory, lexicon)


# ---- apposition and "is" ------------------------------------------------------------------------------------


def _identified(head: Token, block: int, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """As in "Abara Nuru, a lawyer", "a lawyer, Abara Nuru", "Nuru is a lawyer"."""
    for other in _same_thing(head, lexicon):
        referent = memory.by_head.get((block, other.i))
        if referent and (referent.type != "state" or head.dep_ == "attr"):
            return referent
    return None


def _same_thing(head: Token, lexicon: ActorLexicon) -> list[Token]:
    found = [head.head] if head.dep_ == "appos" else []
    found += [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "attr" and head.head.lemma_.lower() in lexicon.copulas:
        negated = any(c.dep_ == "neg" for c in head.head.children)
        found += [c for c in head.head.children if c.dep_ == "nsubj" and not negated]
    return found


def _named_kind(nominal: Nominal, doc: Doc, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """As in "the Yellow Banner movement" is Yellow Banner; "Yellow Banner fighters" are some of it."""
    at = nominal.head - 1
    while at > nominal.start and doc[at].lower_ in lexicon.kind_words:
        at -= 1
    referent = memory.by_head.get((nominal.block, at))
    if referent is None or referent.type != "organisation" or doc[at].tag_ == "POS":
        return None
    if nominal.many and nominal.lemma not in lexicon.same_as_name:
        return None
    fits = any(nominal.lemma in lexicon.hypernyms.get(kind, ()) for kind in referent.kinds)
    return referent if fits and nominal.lemma not in lexicon.part_of_name else None


def _may_be(nominal: Nominal, referent: Referent, lexicon: ActorLexicon) -> bool:
    """A person is one person, a body is no person."""
    if referent.type == "person":
        return nominal.type == "unnamed" and not nominal.many
    if referent.type in ("organisation", "state"):
        return nominal.type == "group" or nominal.lemma in lexicon.backing.nouns | lexicon.opposing.nouns
    return nominal.many == referent.many


# ---- the same description -----------------------------------------------------------------------------------


def _described_alike(
    nominal: Nominal, doc: Doc, sentence: int, memory: Memory, lexicon: ActorLexicon
) -> Referent | None:
    """As in "the officials" after "two Kenyan officials"; a bare "Kenyan officials" only after the very same words."""
    wanted = {t.lower_ for t in modifiers(nominal, doc)} - lexicon.definite
    for sighting in memory.before(sentence, _SAME_WORD_WINDOW):
        referent = sighting.referent
        if nominal.lemma not in referent.lemmas or sighting.form == "pronoun":
            continue
        if nominal.definite and _points_at(nominal, wanted, referent):
            return referent
        if nominal.many and referent.many and _bare(nominal.text, lexicon) == _bare(referent.name, lexicon):
            return referent
    return None


def _points_at(nominal: Nominal, wanted: set[str], referent: Referent) -> bool:
    if referent.type == "person":
        return nominal.type == "unnamed" and not nominal.many and not nominal.within
    if nominal.many != referent.many or (nominal.type == "unnamed") != (referent.type == "unnamed"):
        return False
    if nominal.count and referent.count and nominal.many and nominal.count > 2 and nominal.count != referent.count:
        return False
    return wanted <= referent.words


def _bare(text: str, lexicon: ActorLexicon) -> str:
    words = fold_name(text).split()
    return " ".join(w for w in words if w not in lexicon.definite)


# ---- a word for the kind of body ----------------------------------------------------------------------------


def _fitting_kind(nominal: Nominal, doc: Doc, sentence: int, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """As in "the militia" after the name of one; "the country" after a state."""
    if not _adds_little(nominal, doc, lexicon):
        return None
    fitting = [s for s in _fitting(nominal, sentence, memory, lexicon) if _number_fits(nominal, s.referent, lexicon)]
    for distance in range(_KIND_WINDOW + 1):  # the nearest sentence with any decides, if it is of one mind
        near = [s for s in fitting if sentence - s.sentence == distance]
        subjects = {s.referent.number: s.referent for s in near if s.is_subject}
        every = {s.referent.number: s.referent for s in near}
        if near:
            chosen = every if len(every) == 1 else subjects
            return next(iter(chosen.values())) if len(chosen) == 1 else None
    return None


def _number_fits(nominal: Nominal, referent: Referent, lexicon: ActorLexicon) -> bool:
    """As in "the rebels" can be one body, "the groups" cannot; "the guards" are the Palace Guards."""
    if referent.members:
        return False
    return not nominal.many or nominal.lemma in lexicon.masses or nominal.lemma in referent.last_words


def _fitting(nominal: Nominal, sentence: int, memory: Memory, lexicon: ActorLexicon) -> Iterable[Sighting]:
    places = {n.key for n in nominal.within if n.key and n.sense in _PLACED_NAMES}
    for sighting in memory.before(sentence, _KIND_WINDOW):
        referent = sighting.referent
        by_kind = any(nominal.lemma in lexicon.hypernyms.get(kind, ()) for kind in referent.kinds)
        by_name = nominal.lemma in referent.last_words and nominal.lemma not in lexicon.hypernyms["state"]
        if not by_kind and not by_name:
            continue
        if not places or referent.country in places:
            yield sighting


def _adds_little(nominal: Nominal, doc: Doc, lexicon: ActorLexicon) -> bool:
    """True where the words before the head name a state or are such as "armed", so that they tell no other body."""
    placed = {i for n in nominal.within if n.sense in _PLACED_NAMES for i in range(n.start, n.end)}
    if any(n.sense not in _PLACED_NAMES or n.start > nominal.head for n in nominal.within):
        return False
    if nominal.end > nominal.head + 1:
        return False
    rest = (t.lower_ for t in modifiers(nominal, doc) if t.i not in placed)
    return all(w in lexicon.label_modifiers or w in lexicon.label_heads or w in lexicon.definite for w in rest)


def find_members(nominal: Nominal, doc: Doc, sentence: int, memory: Memory, lexicon: ActorLexicon) -> tuple[int, ...]:
    """The actors that "the two groups" covers: as many as it says, the nearest of its kind; () where unsure."""
    if not (nominal.many and nominal.definite) or not _adds_little(nominal, doc, lexicon):
        return ()
    counted = any(t.dep_ == "nummod" or t.lower_ == "both" for t in doc[nominal.start : nominal.head])
    if nominal.type != "group" and not counted:
        return ()
    found: dict[int, Sighting] = {}
    near = memory.before(sentence, _PRONOUN_WINDOW) if nominal.type != "group" else ()
    people = (s for s in near if s.referent.type == "person")
    for sighting in people if nominal.type != "group" else _fitting(nominal, sentence, memory, lexicon):
        if not sighting.referent.members and sighting.form == "name":
            found.setdefault(sighting.referent.number, sighting)
    close = [s for s in found.values() if sentence - s.sentence <= 2]
    chosen = list(found.values())[: nominal.count] if counted else close
    if len(chosen) < (nominal.count or 2):
        return ()
    return tuple(sorted(s.referent.number for s in chosen))


# ---- pronouns -----------------------------------------------------------------------------------------------


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
