"""Times and places that an event has from its sentence: of the clause it hangs on, of another event beside it."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from spacy.tokens import Token

from dragoman.datamodel import TimeExpression
from dragoman.reading.events.clauses import DEEPEST, child
from dragoman.resources.events import EventGrammar

_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_PROGRESSIVE = frozenset({"am", "is", "are", "was", "were", "being"})
_UNBOUND = ("P", "RECENT", "PAST", "SOON", "NOW", "THEN")
_SINCE = frozenset({"since", "after", "following"})
_UNTIL = frozenset({"before", "until", "till"})
_WITHIN = frozenset({"during", "at"})
_BESIDE = frozenset({"on", "at"})
WHEN_PREPOSITIONS = _SINCE | _UNTIL | _WITHIN | _BESIDE | {"in", "amid"}
_AT_ONCE = frozenset({"as", "when", "while"})
_LONGEST = 100  # words of a clause
_ONE_DAY = re.compile(r"(\*-W[1-7]|\*-\d\d-\d\d(?:@[1-7])?|\d{4}-\d\d-\d\d|D[+-]\d)(?:T.*)?")

TimeOf = Callable[[Token], TimeExpression | None]


def tells_day(expression: TimeExpression) -> bool:
    """False for a bare length of time ("an eight-week truce") and what points to another time ("the same day")."""
    value = expression.value
    return not (value.startswith("THEN") or (value.startswith("P") and value != "PAST" and ":" not in value))


def bound_by_preposition(expression: TimeExpression, root: Token, own: Collection[int]) -> TimeExpression:
    """ "Has grown since the March 3 raid", "fled before Friday": from then on, or up to then."""
    if "/" in expression.value or expression.value.startswith(_UNBOUND):
        return expression
    for word in islice(root.ancestors, DEEPEST):
        if word.i in own or word.pos_ in {"VERB", "AUX"}:
            break
        if word.dep_ == "prep" and word.lower_ in _SINCE:
            return TimeExpression(expression.span, f"{expression.value}/D+0")
        if word.dep_ == "prep" and word.lower_ in _UNTIL and "T" not in expression.value:  # "before dawn" is that day
            return TimeExpression(expression.span, f"/{expression.value}")
    return expression


def borrow_time(carrier: Token, noun: Token | None, time_of: TimeOf, grammar: EventGrammar) -> TimeExpression | None:
    """The time of a clause around the event, else a bound: "was impounded after they voted on 3 May"."""
    for verb in _clauses_at_once(carrier, noun, grammar):
        found = time_of(verb)
        if found is not None and tells_day(found):
            return found
    for word, other in _neighbours_in_time(carrier):
        found = time_of(other)
        if found is not None and "/" not in found.value and not found.value.startswith(_UNBOUND):
            return TimeExpression(found.span, f"{found.value}/D+0" if word == "after" else f"/{found.value}")
    return _shortly_before(carrier, time_of)


def places_at(carrier: Token, grammar: EventGrammar) -> Iterator[Token]:
    """The words whose place is the event's too.

    "On the sidelines of a summit in Vale"; "an office in Vale that they may close"; "prosecutors in Vale say that
    they arrested him".
    """
    yield from _held_within(carrier, grammar)
    if carrier.dep_ == "relcl":
        yield carrier.head
    if carrier.dep_ == "ccomp":
        subject, above = child(carrier, "nsubj"), child(carrier.head, "nsubj")
        if subject is not None and above is not None and subject.pos_ == "PRON":
            yield above


def _clauses_at_once(carrier: Token, noun: Token | None, grammar: EventGrammar) -> Iterator[Token]:
    """The word whose time is the event's too.

    "He flew to Vale last week, where he met them"; "On Friday he repeated his criticism"; "On Sunday they said that
    the ship was being held"; "a truce reached as she took office in May"; "on the sidelines of Friday's summit".
    """
    above = carrier.head
    if carrier.dep_ in {"relcl", "advcl"} and _opens_with(carrier, {"where", "when"}):
        yield above if above.pos_ in {"VERB", "AUX"} else above.head
    if carrier.dep_ == "ccomp" and _goes_on(carrier):
        yield above
    if noun is not None:
        yield from _clauses_of_noun(noun)
    yield from (c for c in carrier.children if c.dep_ == "advcl" and _opens_with(c, _AT_ONCE))
    yield from (c for c in carrier.children if _is_bare_infinitive(c, grammar))
    yield from _held_within(carrier, grammar)


def _is_bare_infinitive(clause: Token, grammar: EventGrammar) -> bool:
    """ "Helped them open an office in May": the help too was in May."""
    bare = clause.dep_ in {"ccomp", "xcomp"} and child(clause, "aux", "mark") is None
    return bare and clause.head.lemma_.lower() in grammar.bringing_about


def _clauses_of_noun(noun: Token) -> Iterator[Token]:
    if noun.dep_ in {"dobj", "pobj"} and any(c.dep_ == "poss" and c.lower_ in _POSSESSIVES for c in noun.children):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if verb.pos_ == "VERB":
            yield verb
    for made in (*noun.children, *_added_behind(noun)):
        if made.dep_ in {"acl", "advcl"} and made.tag_ == "VBN":
            yield made
            yield from (c for c in made.children if c.dep_ == "advcl" and _opens_with(c, _AT_ONCE))


def _added_behind(noun: Token) -> Iterator[Token]:
    """The "adopted" of "In its latest sanctions, adopted on 3 May, the council", which the parser hangs on the verb."""
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).text == "," and noun.nbor(2).tag_ == "VBN":
        yield noun.nbor(2)


def _held_within(carrier: Token, grammar: EventGrammar) -> Iterator[Token]:
    """The larger happening: "during the talks", "on the sidelines of a summit"."""
    for prep in carrier.children:
        inside = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in _WITHIN | _BESIDE else None
        if inside is not None and inside.lemma_.lower() in grammar.beside_nouns:
            of = child(inside, "prep")
            inside = child(of, "pobj") if of is not None else None
        elif prep.lower_ not in _WITHIN:
            continue
        if inside is not None:
            yield inside


def _opens_with(clause: Token, words: Collection[str]) -> bool:
    return any(c.dep_ in {"advmod", "mark"} and c.lower_ in words for c in clause.children)


def _goes_on(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return bool(helpers & _PROGRESSIVE) and (verb.tag_ == "VBG" or "being" in helpers)


def _shortly_before(carrier: Token, time_of: TimeOf) -> TimeExpression | None:
    """ "The army said on Friday that rebels fired two missiles": in the week up to then."""
    if carrier.dep_ != "ccomp" or not _is_simple_past(carrier) or _is_quoted(carrier):
        return None
    found = time_of(carrier.head)
    day = _ONE_DAY.fullmatch(found.value) if found is not None else None
    return TimeExpression(found.span, f"{day[1]}:week") if found is not None and day is not None else None


def _is_quoted(verb: Token) -> bool:
    """In somebody's own words, which may be of any time."""
    return any(t.is_quote for t in islice(verb.subtree, _LONGEST)) or (
        verb.left_edge.i > 0 and verb.left_edge.nbor(-1).is_quote
    )


def _is_simple_past(verb: Token) -> bool:
    helpers = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return verb.tag_ == "VBD" if not helpers else helpers in (["was"], ["were"]) and verb.tag_ == "VBN"


def _neighbours_in_time(verb: Token) -> Iterator[tuple[str, Token]]:
    """What stands behind "after" or "before", as a clause or a noun."""
    for c in verb.children:
        if c.dep_ == "advcl":
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in {"after", "before"}:
                yield mark.lower_, c
        elif c.dep_ == "prep" and c.lower_ in {"after", "before"}:
            below = child(c, "pobj", "pcomp")
            if below is not None:
                yield c.lower_, below
