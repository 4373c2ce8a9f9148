"""In which way and in which field an event took place: PLOVER's modes and contexts, from the words around it."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dragoman.reading.events.triggers import FoundTrigger
from dragoman.resources.events import EventLexicon

_NEAR = 8  # words from the trigger within which a word sets the mode
_SENTENCE = 40  # words from the trigger within which a word sets a context


def find_mode(trigger: FoundTrigger, extent: Tokens, lexicon: EventLexicon) -> str | None:
    """The mode that the trigger itself sets, else the first whose words stand near it in its clause."""
    if trigger.keyed.frame.mode is not None:
        return trigger.keyed.frame.mode
    low, high = max(extent.start, trigger.head.i - _NEAR), min(extent.end, trigger.head.i + _NEAR + 1)
    lemmas = {t.lemma_.lower() for t in trigger.block.doc[low:high]}
    modes = lexicon.types[trigger.keyed.type].modes
    return next((name for name, mode in modes.items() if mode.words & lemmas), None)


def find_contexts(trigger: FoundTrigger, lexicon: EventLexicon) -> tuple[str, ...]:
    """PLOVER's contexts whose words stand in the event's sentence."""
    lemmas = {t.lemma_.lower() for t in _sentence_around(trigger.head)}
    return tuple(name for name, words in lexicon.contexts.items() if words & lemmas)


def _sentence_around(token: Token) -> Tokens:
    """The token's sentence, no more than a window of it; `Token.sent` walks the whole document."""
    doc, first, last = token.doc, token.i, token.i + 1
    while first > 0 and token.i - first < _SENTENCE and not doc[first].is_sent_start:
        first -= 1
    while last < len(doc) and last - token.i < _SENTENCE and not doc[last].is_sent_start:
        last += 1
    return doc[first:last]
