"""Decide whether an event is told as having happened, going on, planned, called off, possible or denied.

After FactBank (Saurí, Pustejovsky 2009), coarser: the event's own verb group is read first, then the words that govern
it, outward ("refused to meet", "plans for a visit"); the first that decides wins.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

from spacy.tokens import Token

from dragoman.datamodel import BlockRole, Stance, Status
from dragoman.reading.events.clauses import DEEPEST, child, fellow_of, used_for
from dragoman.resources.events import FactualityLexicon

_EMBEDDED = frozenset(
    {"xcomp", "ccomp", "dobj", "nsubjpass", "pobj", "pcomp", "acl", "advcl", "nsubj"}
    | {"oprd", "attr", "acomp", "prep", "conj", "dative"}
)
_NEAR = 25  # tokens within which a doubting word belongs to the same sentence
Standing = Status | Literal["doubted"]

_UNTENSED = frozenset({"VB", "VBG", "VBN"})


def decide_status(
    head: Token, carrier: Token, role: BlockRole, stances: Sequence[Stance], lexicon: FactualityLexicon
) -> Standing:
    """The status by the event's head and the verb that carries it; `stances` of its attributions, outermost first.

    What is "possible" in the record is told apart: "doubted" is what may have happened ("allegedly sold").
    """
    nominal = None if head.pos_ in {"VERB", "AUX"} else _status_of_noun(head, lexicon)
    if nominal == "planned" and head.dep_ in {"dobj", "nsubjpass"} and _is_calling_off(head.head, lexicon):
        return "called-off"  # "cancelled his upcoming trip"
    if nominal is not None:
        return nominal
    if carrier is not head and (carried := _status_of_carrier(carrier, lexicon)) is not None:
        return carried
    if carrier.pos_ in {"VERB", "AUX"} and (own := _status_of_verb_group(carrier, lexicon)) is not None:
        return own
    governed = _status_by_governors(head if carrier is head else carrier, lexicon)
    if governed is not None or _is_demanded(head, lexicon):
        return governed or "possible"
    if stances and not _is_background(head, carrier, lexicon):
        if stances[-1] == "denies":
            return "denied"
        if stances[-1] == "hedges" and not _is_doubt_elsewhere(carrier, lexicon):
            return "doubted"
    return _status_of_tense(carrier, role, lexicon)


def _is_doubt_elsewhere(carrier: Token, lexicon: FactualityLexicon) -> bool:
    """ "was seized after it allegedly ferried oil": the doubt is about the oil."""
    near = carrier.doc[max(0, carrier.i - _NEAR) : carrier.i + _NEAR]
    return any(t.lower_ in lexicon.possible_adverbs and t.head.i != carrier.i for t in near)


def _is_background(head: Token, carrier: Token, lexicon: FactualityLexicon) -> bool:
    """What a source takes for granted while it denies or doubts something else: "the attack", "who met them"."""
    return _is_definite(head, lexicon) or carrier.dep_ in {"relcl", "advcl"}


def _is_definite(noun: Token, lexicon: FactualityLexicon) -> bool:
    """ "the attack", "Norland's attack": told as known."""
    if noun.pos_ in {"VERB", "AUX"}:
        return False
    return any(c.dep_ == "poss" or c.lower_ in lexicon.definite for c in noun.children)


def _status_of_noun(noun: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "a planned visit", "no talks", "possible strikes", "without a meeting"."""
    words = {c.lower_ for c in noun.children if c.dep_ in {"amod", "det", "compound", "neg"}}
    if noun.dep_ in {"attr", "dobj"} and "any" in words and _is_negated(noun.head, lexicon):
        return "denied"
    if words & lexicon.negative_determiners or (noun.dep_ == "pobj" and noun.head.lower_ in lexicon.negating_preps):
        return "denied"
    if words & lexicon.called_off_modifiers:
        return "called-off"
    if words & lexicon.planned_modifiers:
        return "planned"
    if words & lexicon.doubting_modifiers:
        return "doubted"
    if words & lexicon.possible_modifiers:
        return "possible"
    return "ongoing" if words & lexicon.ongoing_modifiers else None


def _status_of_carrier(carrier: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "talks were cancelled", "the visit never took place", "announced a visit is scheduled"."""
    lemma = carrier.lemma_.lower()
    if _is_calling_off(carrier, lexicon):
        return "denied" if _is_negated(carrier, lexicon) else "called-off"
    if lemma in lexicon.failing and _is_negated(carrier, lexicon):
        return "called-off"
    if lemma in lexicon.negative_governors:
        return "denied"
    if lemma in lexicon.planning and not _is_negated(carrier, lexicon):
        return "planned"
    if lemma in lexicon.ongoing_governors and carrier.pos_ == "VERB" and child(carrier, "dobj") is None:
        return _status_of_lasting(carrier, lexicon)
    return None


def _is_calling_off(verb: Token, lexicon: FactualityLexicon) -> bool:
    """ "cancelled", "was called off", "has been pushed back"."""
    lemma = verb.lemma_.lower()
    return bool(
        {lemma, *(f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod"})} & lexicon.calling_off
    )


def _status_of_lasting(carrier: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "The war will continue": it is on already."""
    ahead = any(c.dep_ == "aux" and c.lower_ in lexicon.planned_modals for c in carrier.children)
    return "ongoing" if ahead and not _is_negated(carrier, lexicon) else None


def _status_of_verb_group(verb: Token, lexicon: FactualityLexicon) -> Standing | None:
    """Negation, modals and adverbs of the verb itself: "did not meet", "may strike", "allegedly sold"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    adverbs = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    if auxiliaries & lexicon.planned_modals:
        return "denied" if _is_negated(verb, lexicon) else "planned"
    if "would" in auxiliaries and verb.dep_ == "ccomp" and not _is_negated(verb, lexicon):
        return "planned"
    if _is_negated(verb, lexicon):
        return "denied"
    if auxiliaries & lexicon.possible_modals:
        return "doubted" if "have" in auxiliaries and not auxiliaries & lexicon.contrary_modals else "possible"
    if adverbs & lexicon.possible_adverbs:
        return "doubted"
    if any(c.dep_ == "mark" and c.lower_ in lexicon.conditional_marks for c in verb.children):
        return "possible"
    return None


def _is_negated(verb: Token, lexicon: FactualityLexicon) -> bool:
    near = [c for c in verb.children if c.dep_ in {"neg", "advmod", "preconj"}]
    subject = child(verb, "nsubj", "nsubjpass")
    near += [subject, *(c for c in subject.children if c.dep_ in {"det", "neg"})] if subject is not None else []
    return any(t.lower_ in lexicon.negations for t in near)


def _status_by_governors(head: Token, lexicon: FactualityLexicon) -> Standing | None:
    """What the words above say of it, nearest first; a clause with a finite verb of its own ends the walk."""
    below, found = head, None
    known = _is_definite(head, lexicon)
    for above in islice(_governors(head), 1 if known else DEEPEST):
        if above.dep_ == "prep" and above.lower_ in lexicon.negating_preps and below.dep_ == "pcomp":
            return "denied"  # "without firing a shot"
        if below.dep_ == "advcl" and _is_finite(below):
            break  # "was cancelled after they refused": what a clause of its own tells is not undone
        decided = _status_of_absence(below, above, lexicon) or _status_by_governor(below, above, lexicon)
        if decided not in {None, "ongoing"}:
            return decided
        found = found or decided
        if above.dep_ == "prep" and above.lower_ in lexicon.background_preps:
            break
        if above.lemma_.lower() in lexicon.stopping or (below.dep_ == "acl" and below.tag_ == "VBN"):
            break  # "an end to the war", "hostages held by": they were, whatever is said of the rest
        if (_is_finite(below) and below.dep_ != "conj") or below.dep_ == "advcl":
            break
        below = above
    return found


def _status_of_absence(below: Token, above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "no threat of an attack", "no plans to attack" say there is none; "no sign of an attack", none shows."""
    if above.pos_ != "NOUN" or below.dep_ in {"nsubj", "conj"} or not _is_absent(above, lexicon):
        return None
    lemma = above.lemma_.lower()
    if lemma in lexicon.threats | lexicon.planning_phrases:
        return "denied"
    return "doubted" if lemma in lexicon.tokens_of_it else None


def _is_absent(noun: Token, lexicon: FactualityLexicon) -> bool:
    """ "no plans", "did not have any plans", "without a plan"."""
    return _status_of_noun(noun, lexicon) == "denied" or (
        noun.dep_ in {"attr", "dobj"} and any(c.dep_ == "neg" for c in noun.head.children)
    )


def _is_demanded(noun: Token, lexicon: FactualityLexicon) -> bool:
    """ "demanded the release of the crew", "calls for the arrest": not yet so, however well known it is meant."""
    if noun.pos_ != "NOUN" or not _is_definite(noun, lexicon):
        return False
    above = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else noun
    if above.dep_ in {"dobj", "nsubjpass"}:
        return above.head.lemma_.lower() in lexicon.demanding
    if above.dep_ != "pobj" or above.head.lower_ != "for":
        return False
    asking = above.head.head
    asked = child(asking, "dobj")  # "demanded money for the killing": for that it was not asked
    return asking.lemma_.lower() in lexicon.demanding_for and (asked is None or asked.pos_ in {"PROPN", "PRON"})


def _governors(head: Token) -> Iterator[Token]:
    token = head
    for _ in range(DEEPEST):
        if token.dep_ not in _EMBEDDED or token.head is token:
            return
        token = fellow_of(token) if token.dep_ == "conj" else token.head
        yield token


def _status_by_governor(below: Token, above: Token, lexicon: FactualityLexicon) -> Standing | None:
    lemma = above.lemma_.lower()
    if below.dep_ == "conj":
        return _status_of_fellow(below, above, lexicon)
    off = _is_calling_off(above, lexicon)
    if below.dep_ in {"nsubj", "nsubjpass"} and not off and lemma not in lexicon.planning:
        return _status_of_subject(below, above, lexicon)
    if below.dep_ == "attr" and above.lemma_ == "be":
        return _status_of_verb_group(above, lexicon)  # "there could be a truce"
    if below.dep_ == "advcl":
        return _status_of_purpose(below, above, lexicon)
    certain = _status_under_doubt(above, lexicon)
    if certain is not None:
        return certain
    if _is_definite(below, lexicon) and not (lemma in lexicon.planning and below.dep_ == "dobj"):
        return None
    return _status_under_will(below, above, lexicon)


def _status_under_doubt(above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "denied firing", "cancelled a visit", "is suspected of selling"."""
    lemma = above.lemma_.lower()
    if lemma in lexicon.denying:
        return "denied"
    if _is_calling_off(above, lexicon):
        return "called-off"
    return "doubted" if lemma in lexicon.suspecting else None


def _status_under_will(below: Token, above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "refused to meet", "plans to meet", "was asked to meet", "continued to meet"."""
    lemma = above.lemma_.lower()
    if lemma in lexicon.negative_governors:
        return _status_of_not_hindered(above, lexicon) if _is_negated(above, lexicon) else "denied"
    if below.tag_ == "VBN" and lemma in lexicon.decreeing and child(below, "aux", "auxpass") is None:
        return _status_of_verb_group(above, lexicon)  # "was ordered held"
    if _is_open(below) and ({lemma, above.lower_} & lexicon.planning or lemma in lexicon.planning_phrases):
        return "possible" if _is_negated(above, lexicon) else "planned"
    if _is_open(below) and lemma in lexicon.possible_governors:
        return "possible"
    if below.dep_ in {"dobj", "pobj"} and _is_wished(above, lexicon):
        return "possible"
    if lemma in lexicon.ongoing_governors and below.dep_ in {"xcomp", "dobj"}:
        return _status_of_verb_group(above, lexicon) or "ongoing"
    return None


def _status_of_not_hindered(above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "will not prevent shipments": they may come; "did not refuse to meet" says nothing."""
    ahead = any(c.dep_ == "aux" and c.lower_ in lexicon.planned_modals for c in above.children)
    return "possible" if ahead else None


def _is_wished(verb: Token, lexicon: FactualityLexicon) -> bool:
    """ "would welcome a second round"."""
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return verb.pos_ == "VERB" and bool(modals & ({"would"} | lexicon.possible_modals))


def _status_of_fellow(below: Token, above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "will meet and sign": the second shares the helpers of the first."""
    if above.pos_ != "VERB" or child(below, "aux", "nsubj") is not None:
        return None
    return _status_of_verb_group(above, lexicon)


def _status_of_subject(below: Token, above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "An invasion would hurt both": nobody says that there was one."""
    modal = any(c.dep_ == "aux" and c.lower_ in lexicon.possible_modals for c in above.children)
    return "possible" if modal and not _is_definite(below, lexicon) else None


def _is_open(below: Token) -> bool:
    """Not a finite clause of its own: "to meet", "meeting", "a meeting"."""
    mark = child(below, "mark")
    return below.pos_ not in {"VERB", "AUX"} or not _is_finite(below) or (mark is not None and mark.lower_ != "that")


def _is_finite(verb: Token) -> bool:
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.tag_ not in _UNTENSED:
        return True
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in helpers)


def _status_of_purpose(verb: Token, above: Token, lexicon: FactualityLexicon) -> Standing | None:
    """ "met to coordinate": what somebody is out for; "plans were made for him to travel": what is planned."""
    if not any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
        return None
    if verb.lemma_.lower() in lexicon.done_in_doing or above.lemma_.lower() in lexicon.implicative:
        return _status_of_verb_group(above, lexicon)
    made = child(above, "dobj", "nsubjpass")
    return "planned" if made is not None and made.lemma_.lower() in lexicon.planning_phrases else "possible"


def _status_of_tense(carrier: Token, role: BlockRole, lexicon: FactualityLexicon) -> Standing:
    """The progressive goes on; an infinitive that heads a headline is still to come; all else is told as done."""
    helpers = [c for c in carrier.children if c.dep_ in {"aux", "auxpass"}]
    using = used_for(carrier)
    if using is not None and carrier.lemma_.lower() in lexicon.done_in_doing:
        return _status_of_verb_group(using, lexicon) or "happened"
    if carrier.dep_ == "xcomp" and carrier.head.lemma_.lower() in lexicon.implicative:
        return "happened"
    if any(c.tag_ == "TO" for c in helpers) and carrier.dep_ in {"ROOT", "relcl", "acl", "ccomp", "xcomp"}:
        return "planned" if role == "headline" or carrier.dep_ in {"ROOT", "ccomp"} else "possible"
    if carrier.tag_ == "VBG" and any(c.lemma_ == "be" and c.tag_ in {"VBZ", "VBP", "VBN"} for c in helpers):
        return "happened" if role == "caption" else "ongoing"
    if role == "body" and carrier.tag_ in {"VBZ", "VBP"} and carrier.pos_ == "VERB" and not helpers:
        return "ongoing"
    return "happened"
