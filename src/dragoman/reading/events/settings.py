"""When, where, how many and on whose word: what stands around an event's trigger."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dragoman.datamodel import Attribution, Place, Quantity, Span, TimeExpression
from dragoman.reading.events.borrowing import (
    WHEN_PREPOSITIONS,
    borrow_time,
    bound_by_preposition,
    places_at,
    tells_day,
)
from dragoman.reading.events.clauses import DEEPEST, holds, is_passive
from dragoman.reading.events.triggers import FoundTrigger
from dragoman.reading.parsing import ParsedReport
from dragoman.resources.events import EventGrammar, EventLexicon

T = TypeVar("T", TimeExpression, Place, Quantity)

_OUTSIDE_CLAUSE = frozenset({"advcl", "conj", "cc", "parataxis", "ccomp", "relcl", "punct", "mark", "preconj"})
_OTHER_PARTS = frozenset({"nsubj", "nsubjpass", "acomp", "attr"})
_OF_A_NOUN = frozenset({"poss", "compound", "nummod", "nmod", "amod"})
_MOST_WORDS = 300  # of one clause
_REACH = 500  # characters from the trigger
_DEEPEST_OUTER = 20  # attributions inside one another
_MOST_CONTENTS = 200  # that began before the trigger


class Surroundings:
    """The times, places, quantities and attributions of a report, in order of place."""

    def __init__(
        self,
        parsed: ParsedReport,
        settings: tuple[Sequence[TimeExpression], Sequence[Place], Sequence[Quantity]],
        attributions: Sequence[Attribution],
        grammar: EventGrammar,
    ) -> None:
        times, places, quantities = settings
        self._grammar = grammar
        self._times = _in_order(parsed, times)
        self._places = _in_order(parsed, places)
        self._quantities = _in_order(parsed, quantities)
        self._by_id = {a.id: a for a in attributions}
        self._contents = sorted((s.start, s.end, a.id) for a in attributions for s in a.content)

    def when(self, trigger: FoundTrigger, stops: frozenset[int]) -> TimeExpression | None:
        """The time expression that modifies the event or the verb that carries it; the nearest of several."""
        near = [(t, r) for t, r in _around(self._times, trigger) if not _dates_something_else(r, trigger)]
        near = [(t, r) for t, r in near if not _is_likened(r, self._grammar)]
        own = [(t, r) for t, r in near if _modifies(r, trigger, stops)]
        dated = [(t, r) for t, r in own if tells_day(t)]
        dated = [(t, r) for t, r in dated if not t.value.startswith("P")] or dated  # met for three days last week
        found = _nearest(dated, trigger)
        if found is None:
            return None
        return bound_by_preposition(found, next(r for t, r in dated if t is found), {w.i for w in trigger.words})

    def said_when(self, trigger: FoundTrigger, covering: Sequence[Attribution]) -> TimeExpression | None:
        """When the innermost of the attributions was said: of "There is no such camp," he said on Friday."""
        block = trigger.block
        for cue in covering[-1].cue if covering else ():
            tokens = block.tokens_of(cue) if block.start <= cue.start < block.start + len(block.doc.text) else None
            if tokens is not None and len(tokens):
                near = _around(self._times, trigger)
                return next((t for t, r in near if tells_day(t) and _hangs_on(r, tokens.root)), None)
        return None

    def borrowed_when(self, trigger: FoundTrigger) -> TimeExpression | None:
        """The time that an event without one has from the rest of its sentence."""
        near = _around(self._times, trigger)
        noun = trigger.head if trigger.keyed.word_class == "noun" else None

        def time_of(word: Token) -> TimeExpression | None:
            return next((t for t, root in near if _hangs_on(root, word)), None)

        return borrow_time(trigger.carrier, noun, time_of, self._grammar)

    def place(self, trigger: FoundTrigger, stops: frozenset[int], lexicon: EventLexicon) -> Place | None:
        """The place that a preposition of place brings to the event, or that a visit goes to; else the sentence's."""
        near = [(p, r) for p, r in _around(self._places, trigger) if _is_where(p, r, trigger, lexicon)]
        near = [(p, r) for p, r in near if not _is_likened(r, self._grammar)]
        found = _nearest([(p, r) for p, r in near if _modifies(r, trigger, stops)], trigger)
        others = () if found else places_at(trigger.carrier, self._grammar)
        return found or next((p for w in others for p, r in near if r.dep_ == "pobj" and _hangs_on(r, w)), None)

    def quantities(self, trigger: FoundTrigger, stops: frozenset[int]) -> tuple[Quantity, ...]:
        """The quantities in the event's own clause."""
        near = _around(self._quantities, trigger)
        return tuple(q for q, root in near if _modifies(root, trigger, stops, shared=False))

    def attributions(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose content holds the span, outermost first."""
        until = bisect_right(self._contents, (span.start, span.end, "~"))
        begun = self._contents[max(0, until - _MOST_CONTENTS) : until]
        covering = [self._by_id[i] for i in {i for s, e, i in begun if s <= span.start and span.end <= e}]
        return tuple(sorted(covering, key=lambda a: (self._depth(a), a.content[0].start, a.id)))

    def _depth(self, attribution: Attribution) -> int:
        depth = 0
        while attribution.outer in self._by_id and depth < _DEEPEST_OUTER:
            attribution, depth = self._by_id[attribution.outer], depth + 1
        return depth


def _in_order(parsed: ParsedReport, found: Iterable[T]) -> list[tuple[int, T, Token]]:
    """Each with its place and the head of its words."""
    starts = [b.start for b in parsed.blocks]
    rows = []
    for item in found:
        at = bisect_right(starts, item.span.start) - 1
        tokens = parsed.blocks[at].tokens_of(item.span) if at >= 0 else None
        if tokens is not None and len(tokens):
            rows.append((item.span.start, item, tokens.root))
    return sorted(rows, key=lambda r: r[0])


def _around(rows: list[tuple[int, T, Token]], trigger: FoundTrigger) -> list[tuple[T, Token]]:
    """Those in the trigger's block that stand not too far from it."""
    at = trigger.block.start + trigger.head.idx
    low = bisect_left(rows, at - _REACH, key=lambda r: r[0])
    high = bisect_right(rows, at + _REACH, key=lambda r: r[0])
    return [(item, root) for _, item, root in rows[low:high] if root.doc is trigger.block.doc]


def _modifies(root: Token, trigger: FoundTrigger, stops: frozenset[int], shared: bool = True) -> bool:
    """True where the first event or verb above the word is this event, or the verb that carries it.

    `shared` where one of two joined verbs gives it to the other: a day, not how many.
    """
    own = {w.i for w in trigger.words} | {trigger.carrier.i}
    upward = islice((root, *islice(root.ancestors, DEEPEST)), DEEPEST)
    above = next((a for a in upward if a.i in own or a.i in stops or _is_main(a)), None)
    if above is None:
        return False
    if above.i in own:
        return above.i == trigger.head.i or not _in_another_part(root, above, trigger)
    return shared and _shares_clause(above, trigger.carrier, root)


def _in_another_part(root: Token, verb: Token, trigger: FoundTrigger) -> bool:
    """ "Leaders in Vale negotiated the deal", "the attack was in line with a 2002 law": of another part."""
    part = next((a for a in (root, *islice(root.ancestors, DEEPEST)) if a.head.i == verb.i), None)
    noun = trigger.keyed.word_class == "noun"
    return noun and part is not None and part.dep_ in _OTHER_PARTS and not holds(part, trigger.head)


def _dates_something_else(root: Token, trigger: FoundTrigger) -> bool:
    """ "Criticized Friday's decision": of the decision; "fled after Friday's decision" is of both."""
    if root.dep_ not in _OF_A_NOUN or root.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    own = {w.i for w in trigger.words} | {trigger.carrier.i}
    return root.head.i not in own and root.head.head.lower_ not in WHEN_PREPOSITIONS


def _is_likened(root: Token, grammar: EventGrammar) -> bool:
    """ "as in Vale in 2008": the place and the year of another event, with which this one is likened."""
    for above in islice(root.ancestors, DEEPEST):
        if above.lower_ in grammar.likening and above.i < root.i:
            return True
        if above.pos_ not in {"ADP", "PROPN", "SCONJ"}:
            return False
    return False


def _hangs_on(root: Token, word: Token) -> bool:
    """True where no other verb stands between the word and the time or place."""
    upward = islice(root.ancestors, DEEPEST)
    above = next((a for a in upward if a.i == word.i or _is_main(a)), None)
    return above is not None and above.i == word.i


def _is_main(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "aux", "auxpass", "compound"}


def _shares_clause(verb: Token, carrier: Token, root: Token) -> bool:
    """ "On Monday they met and [on Monday they] signed"; "began striking on Monday"."""
    if carrier.dep_ == "conj" and carrier.head.i == verb.i:
        return root.i < verb.i
    to_come = root.i < verb.i and any(c.tag_ == "TO" for c in carrier.children)  # last week they threatened to leave
    return carrier.dep_ == "xcomp" and carrier.head.i == verb.i and not is_passive(verb) and not to_come


def _is_where(place: Place, root: Token, trigger: FoundTrigger, lexicon: EventLexicon) -> bool:
    if root.dep_ == "pobj":
        while root.head.lower_ == "of" and root.head.head.dep_ == "pobj":  # in the port of Vale
            root = root.head.head
        return root.head.lower_ in lexicon.grammar.place_preps
    if root.dep_ == "compound" and root.head.dep_ in {"dobj", "pobj"}:
        return place.country is None  # "attacks on Red Sea shipping"; "attacked Norland troops" says whose
    if trigger.keyed.frame.mode == "visit":
        return root.dep_ in {"dobj", "nsubjpass"}
    return root.dep_ in {"npadvmod", "advmod", "appos", "conj"}


def _nearest(found: list[tuple[T, Token]], trigger: FoundTrigger) -> T | None:
    return min(found, key=lambda f: (abs(f[1].i - trigger.head.i), f[1].i))[0] if found else None


def clause_extent(trigger: FoundTrigger) -> Tokens:
    """The event's clause: its verb with its arguments, without the clauses that hang on it; of a noun its phrase."""
    members, queue = {w.i for w in trigger.words}, [trigger.carrier]
    while queue and len(members) < _MOST_WORDS:
        token = queue.pop(0)
        members.add(token.i)
        queue += [c for c in token.children if not (token is trigger.carrier and c.dep_ in _OUTSIDE_CLAUSE)]
    doc = trigger.block.doc
    return doc[min(members) : max(members) + 1]
