"""What talks were about, where one telling leaves no room for another's topic."""

import re
from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

_TYPES = ("CONSULT", "AGREE")
_AFTER = 240  # characters behind the trigger in which the topic stands
_LONGEST = 90  # characters of a topic
_END = re.compile(r"[,;.:”\"\n]| according | said | after | before ")
_LISTED = re.compile(r",[^,]{1,60},? and ")  # "civil rights, prejudice and extremism" leaves room for more
_MOST_OTHERS = 3
_STEM = 5  # letters by which words are taken for one


def different_topics(material: Material) -> Iterator[Difference]:
    """ "the talks were focused on fish quotas" against "met in an attempt to free the crew"."""
    told = [(t, *found) for t in material.tellings if t.mention.type in _TYPES and (found := _topic(t, material))]
    seen = set()
    for one, topic, sole in told:
        others = [(t, s) for t, s, _ in told if t.id != one.id and not _alike(topic, s, one, material)]
        apart = [(t, s) for t, s in others if material.sources(t) != material.sources(one)][:_MOST_OTHERS]
        value = _quoted(topic, material)
        if sole and apart and value not in seen:
            seen.add(value)
            sides: dict[str, list[tuple[Telling, Span]]] = {value: [(one, topic)]}
            for telling, span in apart:
                sides.setdefault(_quoted(span, material), []).append((telling, span))
            yield make_difference("topic", sides, "Reports differ on what it was about", material)


def _topic(telling: Telling, material: Material) -> tuple[Span, bool] | None:
    """The topic behind the trigger, and whether it is said to be the only one."""
    words, document = material.around.words, telling.mention.trigger.document
    report = material.around.reports[telling.mention.report]
    start = telling.mention.trigger.end
    text = material.around.texts[document][start : min(start + _AFTER, report.end)]
    end = re.search(r"[.!?]\s|\n", text)
    sentence = (text[: end.start()] if end else text).casefold()
    for phrases, sole in ((words.sole_topics, True), (words.topics, False)):
        for phrase in phrases:
            at = f" {sentence}".find(f" {phrase} ")
            if at != -1 and not f" {sentence}"[:at].endswith(" also"):
                first = at + len(phrase) + 1
                stop = _END.search(sentence, first)
                length = _to_a_word(sentence[first : stop.start() if stop else len(sentence)])
                listed = sole and bool(_LISTED.match(sentence, first + length))
                if length > 0:
                    return Span(document, start + first, start + first + length), sole and not listed
    return None


def _to_a_word(topic: str) -> int:
    """How much of a topic is told: a long one ends with a word."""
    return len(topic) if len(topic) <= _LONGEST else len(topic[: _LONGEST + 1].rpartition(" ")[0]) or _LONGEST


def _alike(a: Span, b: Span, telling: Telling, material: Material) -> bool:
    """True where both topics share a word that is neither small nor a party's name."""
    around = material.around
    names = {w[:_STEM] for actor in telling.actors for w in fold_words(around.name(actor))}
    ours, theirs = (
        {w[:_STEM] for w in fold_words(around.quote(s)) if w not in around.words.small_words} - names for s in (a, b)
    )
    return not ours or not theirs or bool(ours & theirs)


def _quoted(span: Span, material: Material) -> str:
    return " ".join(material.around.quote(span).split())
