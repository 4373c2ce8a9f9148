"""Times that an event has from its sentence: of the clause it hangs on, of another event before or after it."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dragoman.datamodel import TimeExpression
from dragoman.reading.events.clauses import child

_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_PROGRESSIVE = frozenset({"am", "is", "are", "was", "were", "being"})
_UNBOUND = ("P", "RECENT", "PAST", "SOON", "NOW", "THEN")

TimeOf = Callable[[Token], TimeExpression | None]


def borrow_time(carrier: Token, noun: Token | None, time_of: TimeOf) -> TimeExpression | None:
    """The time of a clause around the event, else a bound: "was impounded after they voted on 3 May"."""
    for verb in _clauses_at_once(carrier, noun):
        found = time_of(verb)
        if found is not None:
            return found
    for word, other in _neighbours_in_time(carrier):
        found = time_of(other)
        if found is not None and "/" not in found.value and not found.value.startswith(_UNBOUND):
            return TimeExpression(found.span, f"{found.value}/D+0" if word == "after" else f"/{found.value}")
    return None


def _clauses_at_once(carrier: Token, noun: Token | None) -> Iterator[Token]:
    """The verb whose time is the event's too.

    "He flew to Vale last week, where he met them"; "On Friday he repeated his criticism"; "On Sunday they said that
    the ship was being held".
    """
    above = carrier.head
    if carrier.dep_ in {"relcl", "advcl"} and _opens_with_where(carrier):
        yield above if above.pos_ in {"VERB", "AUX"} else above.head
    if carrier.dep_ == "ccomp" and _goes_on(carrier):
        yield above
    if noun is not None and any(c.dep_ == "poss" and c.lower_ in _POSSESSIVES for c in noun.children):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB":
            yield verb


def _opens_with_where(clause: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in {"where", "when"} for c in clause.children)


def _goes_on(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return bool(helpers & _PROGRESSIVE) and (verb.tag_ == "VBG" or "being" in helpers)


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
