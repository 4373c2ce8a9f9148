"""Find where a page or story states the day on which it ran: metadata, a stamp in the text, the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.datamodel import Document, Span
from dragoman.intake.calendar.expressions import find_calendar_expressions
from dragoman.intake.story import StoryLayout
from dragoman.resources.dating import DatingKnowledge, DatingWords

_LONGEST_STAMP = 160
_PARAGRAPH = 100  # characters; shorter blocks of a body may be left over from the head
_FULL_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")
_CELLS = re.compile(r"\s{0,9}[|•·]\s{0,9}|\s{1,9}[-–—]\s{1,9}|\t+")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?![\d/-])")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=T|\d{4,6}Z?$|$)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,400}")
_IN_ADDRESS = re.compile(
    r"[/-]((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|[a-z]{3,9})"
    r"(?:[/-](0?[1-9]|[12]\d|3[01])(?!\d))?(?=[/_.-]|$)"
)
_COMPACT_ADDRESS = re.compile(r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The day as stated, or a whole month where an address tells no day; with where the text shows it."""

    first: date
    last: date
    spans: tuple[Span, ...]


def find_stated(document: Document, story: StoryLayout, knowledge: DatingKnowledge) -> StatedDate | None:
    """The page's metadata, else the story's own stamp, else a full date in the address."""
    found = _from_metadata(document, story, knowledge) or _from_stamps(document, story, knowledge)
    if found:
        return found
    return next((a for a in find_address_dates(document, story, knowledge) if a.first == a.last), None)


def find_address_dates(document: Document, story: StoryLayout, knowledge: DatingKnowledge) -> tuple[StatedDate, ...]:
    """Dates in the page's address, or in the one from which the story says it was retrieved: ".../2024/03/15/..."."""
    found = []
    if is_first(document, story):
        for address in (document.facts.url, document.uri):
            if address and address.startswith(("http://", "https://")):
                found += _in_address(address, (), knowledge)
    for block in story.of_role("furniture", "dateline", "byline"):
        for match in _ADDRESS.finditer(document.text, block.start, block.end):
            found += _in_address(match[0], (Span(document.id, match.start(), match.end()),), knowledge)
    return tuple(found)


def is_first(document: Document, story: StoryLayout) -> bool:
    """True for the story to which the page's own facts belong."""
    return not document.text[: story.start].strip()


def read_date(words: str, knowledge: DatingKnowledge) -> date | None:
    """The first full date in any usual form; 03/04/2024 is either of two days, so none."""
    for expression in find_calendar_expressions(words, knowledge.times):
        if full := _FULL_DAY.match(expression.value):
            return _day_or_none(*map(int, full[1].split("-")))
    if compact := _COMPACT.search(words):
        return _day_or_none(int(compact[1]), int(compact[2]), int(compact[3]))
    if numeric := _NUMERIC.search(words):
        first, second, year = int(numeric[1]), int(numeric[2]), int(numeric[3])
        if first > 12 or first == second:
            return _day_or_none(year, second, first)
        return _day_or_none(year, first, second) if second > 12 else None
    return None


def _from_metadata(document: Document, story: StoryLayout, knowledge: DatingKnowledge) -> StatedDate | None:
    facts = document.facts
    for words in (facts.published, facts.modified) if is_first(document, story) else ():
        day = read_date(words[:100], knowledge) if words else None
        if day:
            return StatedDate(day, day, ())
    return None


def _from_stamps(document: Document, story: StoryLayout, knowledge: DatingKnowledge) -> StatedDate | None:
    """A line that is a date alone, or a stamp; the day of publication before that of a change."""
    updated = None
    for start, end, trusted in _stamp_lines(document, story, knowledge.words):
        line = document.text[start:end]
        day = read_date(line, knowledge)
        if day is None or not (trusted or _is_stamp(line, knowledge.words)):
            continue
        stated = StatedDate(day, day, (Span(document.id, start, end),))
        if not _any_word(knowledge.words.updated_words).search(line):
            return stated
        updated = updated or stated
    return updated


def _stamp_lines(document: Document, story: StoryLayout, words: DatingWords) -> Iterator[tuple[int, int, bool]]:
    """Short lines in the head of a story, and stamps below it; those of a byline or dateline need no stamp words."""
    marked = _marked(words)
    bodies = [b for b in story.of_role("body") if b.end - b.start >= _PARAGRAPH]
    head_end = bodies[1].start if len(bodies) > 1 else story.end
    for block in story.blocks:
        if block.role in ("caption", "headline"):
            continue
        trusted = block.role in ("byline", "dateline") and (not bodies or block.start < bodies[0].end)
        for match in re.finditer(r"[^\n]+", document.text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            below = start >= head_end
            if end - start <= _LONGEST_STAMP and (not below or marked.match(match[0])):
                yield start, end, trusted


def _is_stamp(line: str, words: DatingWords) -> bool:
    """True where one cell of the line is a date with nothing beside it but stamp words: "The Beacon | 2017-12-29"."""
    for cell in _CELLS.split(line):
        rest = _NUMBERS.sub(" ", _stamp_words(words).sub(" ", cell))
        if re.search(r"(?:19|20)\d\d", cell) and not re.search(r"[^\W\d_]", rest):
            return True
    return bool(_marked(words).match(line))


_NUMBERS = re.compile(r"\d+(?:st|nd|rd|th)?|[T](?=\d)|Z\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def _marked(words: DatingWords) -> re.Pattern[str]:
    """A line that begins like a stamp: "Published: 4 March 2022 by …"."""
    ordered = sorted({*words.published_words, *words.updated_words}, key=lambda w: (-len(w), w))
    return re.compile(r"\W{0,3}(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _stamp_words(words: DatingWords) -> re.Pattern[str]:
    """All that may stand in a stamp: its own words, time zones, and names of months and days."""
    plain = {*words.published_words, *words.updated_words, *words.beside_words, *words.calendar_words}
    ordered = sorted((re.escape(w) for w in plain), key=lambda w: (-len(w), w))
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(ordered) + r")(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=4)
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def _in_address(address: str, spans: tuple[Span, ...], knowledge: DatingKnowledge) -> list[StatedDate]:
    lower = address.lower()
    if compact := _COMPACT_ADDRESS.search(lower):
        day = _day_or_none(int(compact[1]), int(compact[2]), int(compact[3]))
        return [StatedDate(day, day, spans)] if day else []
    match = _IN_ADDRESS.search(lower)
    if match is None:
        return []
    named = {form.lower(): m.number for m in knowledge.times.months for form in m.forms}
    if not match[2].isdigit() and match[2] not in named:
        return []
    month = int(named.get(match[2], match[2]))
    if match[3]:
        day = _day_or_none(int(match[1]), month, int(match[3]))
        return [StatedDate(day, day, spans)] if day else []
    first = date(int(match[1]), month, 1)
    following = date(first.year + month // 12, month % 12 + 1, 1)
    return [StatedDate(first, date.fromordinal(following.toordinal() - 1), spans)]


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
