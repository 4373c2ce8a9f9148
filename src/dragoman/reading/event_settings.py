"""When, where, how many, on whose word and in which context: what stands around an event's trigger."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

from spacy.tokens import Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import Attribution, Place, Quantity, Span, TimeExpression
from dragoman.reading.event_clauses import DEEPEST, is_passive
from dragoman.reading.event_triggers import FoundTrigger
from dragoman.reading.parsing import ParsedReport
from dragoman.resources.events import EventLexicon

T = TypeVar("T", TimeExpression, Place, Quantity)

_OUTSIDE_CLAUSE = frozenset({"advcl", "conj", "cc", "parataxis", "ccomp", "relcl", "punct", "mark", "preconj"})
_DEEPEST_OUTER = 20  # attributions inside one another


class Surroundings:
    """The times, places, quantities and attributions of a report, by sentence."""

    def __init__(
        self,
        parsed: ParsedReport,
        times: Sequence[TimeExpression],
        places: Sequence[Place],
        quantities: Sequence[Quantity],
        attributions: Sequence[Attribution],
    ) -> None:
        self._starts = [b.start for b in parsed.blocks]
        self._parsed = parsed
        self._times = self._by_sentence(times)
        self._places = self._by_sentence(places)
        self._quantities = self._by_sentence(quantities)
        self._by_id = {a.id: a for a in attributions}
        self._contents = sorted(((s.start, s.end, a.id) for a in attributions for s in a.content), key=lambda c: c[:2])

    def _by_sentence(self, found: Iterable[T]) -> dict[int, list[tuple[T, Token]]]:
        rows: dict[int, list[tuple[T, Token]]] = defaultdict(list)
        for item in found:
            at = bisect_right(self._starts, item.span.start) - 1
            tokens = self._parsed.blocks[at].tokens_of(item.span) if at >= 0 else None
            if tokens is not None and len(tokens):
                rows[self._starts[at] + tokens[0].sent.start_char].append((item, tokens.root))
        return rows

    def when(self, trigger: FoundTrigger, stops: frozenset[int]) -> TimeExpression | None:
        """The time expression that modifies the event: under its own words first, then in the verb that carries it."""
        near = self._times.get(_sentence_key(trigger), [])
        return _nearest([(t, r) for t, r in near if _modifies(r, trigger, stops)], trigger)

    def place(self, trigger: FoundTrigger, stops: frozenset[int], lexicon: EventLexicon) -> Place | None:
        """The place that a preposition of place brings to the event, or that a visit goes to."""
        near = self._places.get(_sentence_key(trigger), [])
        fitting = [(p, r) for p, r in near if _modifies(r, trigger, stops) and _is_where(r, trigger, lexicon)]
        return _nearest(fitting, trigger)

    def quantities(self, trigger: FoundTrigger, stops: frozenset[int]) -> tuple[Quantity, ...]:
        """The quantities in the event's own clause."""
        near = self._quantities.get(_sentence_key(trigger), [])
        return tuple(q for q, root in near if _modifies(root, trigger, stops))

    def attributions(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose content holds the span, outermost first."""
        until = bisect_right(self._contents, (span.start, float("inf"), ""))
        covering = {i for s, e, i in islice(self._contents, max(0, until - 200), until) if s <= span.start and span.end <= e}
        return tuple(sorted((self._by_id[i] for i in covering), key=lambda a: (self._depth(a), a.content[0].start, a.id)))

    def _depth(self, attribution: Attribution) -> int:
        depth = 0
        while attribution.outer in self._by_id and depth < _DEEPEST_OUTER:
            attribution, depth = self._by_id[attribution.outer], depth + 1
        return depth


def _sentence_key(trigger: FoundTrigger) -> int:
    return trigger.block.start + trigger.head.sent.start_char


def _modifies(root: Token, trigger: FoundTrigger, stops: frozenset[int]) -> bool:
    """True where the first event or verb above the word is this event, or the verb that carries it."""
    own = {w.i for w in trigger.words} | {trigger.carrier.i}
    above = next((a for a in islice((root, *root.ancestors), DEEPEST) if a.i in own or a.i in stops or _is_main(a)), None)
    if above is None:
        return False
    if above.i in own:
        return True
    return _shares_clause(above, trigger.carrier, root)


def _is_main(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "aux", "auxpass", "compound"}


def _shares_clause(verb: Token, carrier: Token, root: Token) -> bool:
    """ "On Monday they met and [on Monday they] signed"; "began striking on Monday"; "met on Monday for talks"."""
    if carrier.dep_ == "conj" and carrier.head.i == verb.i:
        return root.i < verb.i
    return carrier.dep_ == "xcomp" and carrier.head.i == verb.i and not is_passive(verb)


def _is_where(root: Token, trigger: FoundTrigger, lexicon: EventLexicon) -> bool:
    if root.dep_ == "pobj":
        return root.head.lower_ in lexicon.grammar.place_preps
    if trigger.keyed.frame.mode == "visit":
        return root.dep_ in {"dobj", "nsubjpass"}
    return root.dep_ in {"npadvmod", "advmod", "appos", "conj"}


def _nearest(found: list[tuple[T, Token]], trigger: FoundTrigger) -> T | None:
    return min(found, key=lambda f: (abs(f[1].i - trigger.head.i), f[1].i))[0] if found else None


def clause_extent(trigger: FoundTrigger) -> Tokens:
    """The clause of the event: the carrying verb with its arguments, without clauses that hang on it; of a bare noun its phrase."""
    members, queue = set(), [trigger.carrier]
    while queue:
        token = queue.pop()
        members.add(token.i)
        queue += [c for c in token.children if not (token is trigger.carrier and c.dep_ in _OUTSIDE_CLAUSE)]
    members |= {w.i for w in trigger.words}
    doc = trigger.block.doc
    return doc[min(members) : max(members) + 1]


def find_contexts(trigger: FoundTrigger, lexicon: EventLexicon) -> tuple[str, ...]:
    """PLOVER's contexts whose words stand in the event's sentence."""
    lemmas = {t.lemma_.lower() for t in trigger.head.sent[:200]}
    return tuple(name for name, words in lexicon.contexts.items() if words & lemmas)


def find_mode(trigger: FoundTrigger, extent: Tokens, lexicon: EventLexicon) -> str | None:
    """The mode that the trigger itself sets, else the first whose words stand in the event's clause."""
    if trigger.keyed.frame.mode is not None:
        return trigger.keyed.frame.mode
    lemmas = {t.lemma_.lower() for t in extent[:80]}
    modes = lexicon.types[trigger.keyed.type].modes
    return next((name for name, mode in modes.items() if mode.words & lemmas), None)
