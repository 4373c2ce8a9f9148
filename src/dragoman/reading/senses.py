"""What an event's word means where it stands: read once, kept with the mention, compared in linking."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.datamodel import EventMention, Report
from dragoman.resources.senses import SenseEncoder, pack_sense

_FURTHEST = 250  # characters on both sides of the word, where its sentence is longer
_LONGEST = 2 * _FURTHEST
_LEAD = 200  # characters of what follows the headline, which stands for it where the word is in the headline


def with_senses(
    events: Iterable[EventMention], report: Report, text: str, encoder: SenseEncoder
) -> tuple[EventMention, ...]:
    """The mentions with the sense of each."""
    return tuple(replace(e, sense=pack_sense(encoder.read(*cut_sentence(e, report, text)))) for e in events)


def cut_sentence(event: EventMention, report: Report, text: str) -> tuple[str, str, str, str]:
    """What is read of a mention: the headline, the sentence before the word, the word, the sentence behind it."""
    trigger, whole = event.trigger, event.sentence or event.extent
    start, end = whole.start, whole.end
    if end - start > _LONGEST:
        start, end = max(start, trigger.start - _FURTHEST), min(end, trigger.end + _FURTHEST)
    start, end = min(start, trigger.start), max(end, trigger.end)
    title = _title_of(report, text, trigger.start)
    return title, text[start : trigger.start], text[trigger.start : trigger.end], text[trigger.end : end]


def _title_of(report: Report, text: str, at: int) -> str:
    """The headline; of a word in the headline what follows it."""
    head = next((b for b in report.blocks if b.role == "headline"), None)
    if head is None or not head.start <= at < head.end:
        return text[head.start : head.end] if head else ""
    below = (b for b in report.blocks if b.role in ("standfirst", "body") and b.start >= head.end)
    first = next(below, None)
    return text[first.start : min(first.end, first.start + _LEAD)] if first else ""
