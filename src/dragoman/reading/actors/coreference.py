"""Whom a description points back to: safe rules of number, kind of body, and nearness.

An uncertain description starts an actor of its own.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from dragoman.reading.actors.nominals import Nominal, modifiers
from dragoman.reading.actors.referents import Memory, Referent, Sighting
from dragoman.resources.actor_lexicon import ActorLexicon
from dragoman.resources.gazetteer import fold_name

_SAME_WORD_WINDOW = 25  # sentences
_KIND_WINDOW = 6
_PEOPLE_WINDOW = 2
_LONGEST_BODY = 14  # words of "the Air Force of the Hill Army" before its commander's name
_PLACED_NAMES = ("name", "adjective", "people", "capital")


def find_antecedent(
    nominal: Nominal, doc: Doc, sentence: int, memory: Memory, lexicon: ActorLexicon
) -> Referent | None:
    """The actor that a description points back to, or None where it brings in a new one."""
    if nominal.lemma in lexicon.crafts:
        return _named_craft(nominal, doc, sentence, memory, lexicon)
    by_syntax = (
        _identified(doc[nominal.head], nominal.block, memory, lexicon)
        or _office_holder(nominal, doc, memory, lexicon)
        or _named_kind(nominal, doc, memory, lexicon)
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


def _office_holder(nominal: Nominal, doc: Doc, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """As in "commander of the Harbour Guard Abara Nuru": whose name stands right behind the body that he leads."""
    at = nominal.head + 2
    if nominal.many or nominal.lemma not in lexicon.offices or at >= len(doc) or doc[at - 1].lower_ != "of":
        return None
    body: Referent | None = None
    for token in doc[at : at + _LONGEST_BODY]:
        referent = memory.by_head.get((nominal.block, token.i))
        if referent is not None and referent.type == "person":
            return referent if body is not None else None
        titled = token.lower_.rstrip(".") in lexicon.titles
        if referent is not None:
            body = referent
        elif titled and body is not None and body.type == "state":
            return None  # "an adviser of Peru's President Abara Nuru"
        elif not titled and token.lower_ != "the" and token.tag_ not in ("POS", "''"):
            return None
    return None


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


def _named_craft(nominal: Nominal, doc: Doc, sentence: int, memory: Memory, lexicon: ActorLexicon) -> Referent | None:
    """As in "the vessel, the Blue Heron"; "the ship" after it."""
    named = _identified(doc[nominal.head], nominal.block, memory, lexicon) or memory.by_head.get(
        (nominal.block, nominal.head - 1)
    )
    if named is not None and named.key is None and (named.type == "organisation" or not named.lemmas):
        return named
    return _described_alike(nominal, doc, sentence, memory, lexicon)


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
    near = memory.before(sentence, _PEOPLE_WINDOW) if nominal.type != "group" else ()
    people = (s for s in near if s.referent.type == "person")
    for sighting in people if nominal.type != "group" else _fitting(nominal, sentence, memory, lexicon):
        if not sighting.referent.members and sighting.form == "name":
            found.setdefault(sighting.referent.number, sighting)
    close = [s for s in found.values() if sentence - s.sentence <= 2]
    chosen = list(found.values())[: nominal.count] if counted else close
    if len(chosen) < (nominal.count or 2):
        return ()
    return tuple(sorted(s.referent.number for s in chosen))
