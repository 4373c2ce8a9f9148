"""Gather what a story's own words say of the day on which it ran: sets of possible days, each with its span."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from dragoman.datamodel import BlockRole, Span
from dragoman.intake.calendar.expressions import CalendarExpression, find_calendar_expressions, read_direction
from dragoman.intake.calendar.patterns import compile_patterns
from dragoman.intake.calendar.values import resolve_on
from dragoman.intake.dating.day_sets import EVERY_DAY, DaySet, days_between, days_each_year
from dragoman.intake.dating.offices import find_offices
from dragoman.resources.dating import DatingKnowledge, Episode

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_DAY = re.compile(r"\*-(\d\d)-(\d\d)(?:@([1-7]))?")
_BARE_WEEKDAY = re.compile(r"\*-W([1-7])")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DATELINE = re.compile(r"[^\W\d_][^\n\d]{1,70}[,(]\s?$")
_DASH = re.compile(r"\.?,?(?:\s?\d{4})?\s?(?:\([^)\n]{1,40}\)|/[\w .]{1,30}/)?\s?(?:-{1,2}|–|—|:)")
_AROUND = 300  # characters of its line in which a picture's credit is looked for
_UNITS = {"month": 30.44, "year": 365.25}
_LEAD = 400  # characters of the opening in which a weekday is that of the news
_JUST_BEFORE = 40  # characters before a year that tell whether it was still to come


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A finding: its kind (the names of `dating.order` in scoring.yaml), the days that it leaves, where it stands.

    `fresh` are the days on which what it tells would be news, `soon` those of most reports; `weekday` is the one (1 is
    Monday) that it names, in the opening that of the news itself.
    """

    kind: str
    days: DaySet
    spans: tuple[Span, ...]
    fresh: DaySet | None = None
    soon: DaySet | None = None
    weekday: int | None = None
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of a document that are read for evidence, with the role of their block."""

    document: str
    start: int
    text: str
    role: BlockRole = "body"

    def span(self, start: int, end: int) -> Span:
        """Characters of the passage as a span of the document."""
        return Span(self.document, self.start + start, self.start + end)


def gather_evidence(passages: tuple[Passage, ...], knowledge: DatingKnowledge) -> tuple[DateEvidence, ...]:
    """Everything but freshness, which needs to know what the rest leaves."""
    found: list[DateEvidence] = []
    for number, passage in enumerate(passages):
        found += _read_copyright(passage, knowledge)
        if passage.role == "furniture":
            continue
        expressions = find_calendar_expressions(passage.text, knowledge.times)
        for expression in expressions:
            found += _read_expression(passage, expression, knowledge, opening=number == 0)
        found += _read_offices(passage, knowledge)
    weekdays = frozenset(e.weekday for e in found)
    found = [_freshen(e, weekdays, knowledge) for e in found]
    named_days = [e for e in found if e.kind == "by-day"]
    found += _read_episodes(tuple(p for p in passages if p.role != "furniture"), bool(named_days), knowledge)
    return tuple(found)


def _freshen(piece: DateEvidence, weekdays: frozenset[int | None], knowledge: DatingKnowledge) -> DateEvidence:
    """A picture of 15 March, a Friday, in a report that tells of Friday: of the week's news, not from an archive."""
    first = piece.days.first if piece.kind == "told-day" and piece.fresh else None
    if first is None or first.isoweekday() not in weekdays:
        return piece
    last = date.fromordinal(first.toordinal() + knowledge.weights.fresh_named)
    return replace(piece, fresh=days_between(first, last))


def _read_expression(
    passage: Passage, expression: CalendarExpression, knowledge: DatingKnowledge, opening: bool
) -> Iterator[DateEvidence]:
    span = passage.span(expression.start, expression.end)
    name, *turns = expression.value.split("/")[0].split("T")[0].split(":")
    if re.match(r"\d", name):
        yield from _read_dated(passage, expression, name, knowledge)
    elif weekday_told := _BARE_WEEKDAY.fullmatch(name):
        past = not turns and _is_past(passage.text, expression, knowledge)
        lead = opening and past and expression.start <= _LEAD
        day = int(weekday_told[1]) if past else None
        yield DateEvidence("weekday", EVERY_DAY, (span,), weekday=day, opening=lead)
    elif (bare := _BARE_DAY.fullmatch(name)) and not turns:
        weekday = int(bare[3]) if bare[3] else None
        if any(e.known_by_day and f"{e.began:%m-%d}" == name[2:7] for e in knowledge.episodes):
            yield DateEvidence("by-day", EVERY_DAY, (span,))
            return
        days = partial(days_each_year, int(bare[1]), int(bare[2]), weekday=weekday)
        weights = knowledge.weights
        if opening and _is_dateline(passage.text, expression):
            yield DateEvidence("dateline", days(0, weights.dateline), (span,))
            return
        ahead = 0 if _direction(passage.text, expression, knowledge) == "past" else weights.ahead
        reach = days(-ahead, 365 - ahead - 1) if weekday else EVERY_DAY
        yield DateEvidence("bare", reach, (span,), days(-ahead, weights.fresh), days(-ahead, weights.fresh_soon))


def _read_dated(
    passage: Passage, expression: CalendarExpression, name: str, knowledge: DatingKnowledge
) -> Iterator[DateEvidence]:
    """A report runs on or after every day that it tells as past.

    A picture's date, and one with its weekday, is most often of the news itself; in the running text papers give the
    year only where it is not the present one. A year alone may be one for which things are planned: one year's grace.
    """
    if not _is_told_past(passage.text, expression, name, knowledge):
        return
    days, weights = resolve_on(name, date(2000, 1, 1)), knowledge.weights
    first = days[0] if days else None
    if first is None:
        return
    span = passage.span(expression.start, expression.end)
    if not _FULL_DAY.fullmatch(name):
        grace = 0 if "-" in name else 1
        yield DateEvidence("told", days_between(first.replace(year=first.year - grace), None), (span,))
        return
    fresh = None
    if _shows_news(passage, expression, knowledge):
        fresh = days_between(first, date.fromordinal(first.toordinal() + weights.fresh_shown))
    yield DateEvidence("told-day", days_between(first, None), (span,), fresh)


def _shows_news(passage: Passage, expression: CalendarExpression, knowledge: DatingKnowledge) -> bool:
    """True for a picture's date that is not from an archive, and for a full date with its weekday."""
    text, words = passage.text, knowledge.words
    start = text.rfind("\n", 0, expression.start) + 1
    end = text.find("\n", expression.end)
    end = end if end >= 0 else len(text)
    line = text[max(start, expression.start - _AROUND) : min(end, expression.end + _AROUND)]
    if _any_of(words.archive_marks).search(line):
        return False
    if passage.role == "caption" or _any_of(words.caption_marks).search(line):
        return True
    first = re.match(r"\w+", text[expression.start : expression.end])
    return first is not None and first[0].lower() in compile_patterns(knowledge.times).meanings["shortday"]


def _is_told_past(text: str, expression: CalendarExpression, value: str, knowledge: DatingKnowledge) -> bool:
    """False for what is to come, and for a year that names a thing to come: "the 2030 election", "© 2030"."""
    direction = _direction(text, expression, knowledge)
    if _FULL_DAY.fullmatch(value):
        return direction in ("past", "none")
    if "-" in value:
        return direction == "past"
    before = text[max(0, expression.start - _JUST_BEFORE) : expression.start].lower().split()
    if not before or not knowledge.words.to_come.isdisjoint(before):
        return False
    return direction == "past" and before[-1] in knowledge.words.year_leads


def _is_past(text: str, expression: CalendarExpression, knowledge: DatingKnowledge) -> bool:
    return _direction(text, expression, knowledge) in ("past", "none")


def _direction(text: str, expression: CalendarExpression, knowledge: DatingKnowledge) -> str:
    return read_direction(text, expression.start, expression.end, compile_patterns(knowledge.times))


def _is_dateline(text: str, expression: CalendarExpression) -> bool:
    """True for "PORT BELLO, Dec 31 (Agency) - The …"."""
    return bool(_DATELINE.match(text[: expression.start][-80:]) and _DASH.match(text, expression.end))


def _read_copyright(passage: Passage, knowledge: DatingKnowledge) -> Iterator[DateEvidence]:
    """No later than the year's end: a page may bear the year in which it was served; a story's own notice does not."""
    for mark in _any_of(knowledge.words.copyright_marks).finditer(passage.text):
        years = list(_YEAR.finditer(passage.text[mark.end() : mark.end() + 16]))
        if not years:
            continue
        year = int(years[-1][0])
        line_end = passage.text.find("\n", mark.end())
        line = passage.text[mark.start() : line_end if line_end >= 0 else mark.end() + 200].lower()
        own = any(words in line for words in knowledge.words.story_copyright)
        first = date(year, 1, 1) if own else None
        span = passage.span(mark.start(), mark.end() + years[-1].end())
        yield DateEvidence("copyright", days_between(first, date(year, 12, 31)), (span,))


def _read_offices(passage: Passage, knowledge: DatingKnowledge) -> Iterator[DateEvidence]:
    """Since the first term is sure; that the office is still held is less so: papers keep calling people by it."""
    for held in find_offices(passage.text, knowledge):
        span = passage.span(held.start, held.end)
        yield DateEvidence("since", days_between(held.terms.first, None), (span,))
        yield DateEvidence("office", held.terms, (span,))


def _read_episodes(
    passages: tuple[Passage, ...], named_day: bool, knowledge: DatingKnowledge
) -> Iterator[DateEvidence]:
    named: dict[str, Span] = {}
    for passage in passages:
        for match in _episode_pattern(knowledge.episodes).finditer(passage.text):
            episode, certain = _episode_names(knowledge.episodes)[_plain(match[0])]
            span = passage.span(match.start(), match.end())
            named.setdefault(episode.key, span)
            if certain or (named_day and episode.known_by_day):
                yield DateEvidence("since", days_between(episode.began, None), (span,))
    known = [(e, named[e.key]) for e in knowledge.episodes if e.key in named]
    for passage in passages if known else ():
        yield from _read_lasting(passage, known, knowledge)


def _read_lasting(
    passage: Passage, known: list[tuple[Episode, Span]], knowledge: DatingKnowledge
) -> Iterator[DateEvidence]:
    """ "The 20-month-old war" where the story names one such: that long after it began."""
    numbers = {f: n.value for n in knowledge.times.numbers for f in n.forms}
    for pattern in _lasting_patterns(knowledge.words.lasting):
        for match in pattern.finditer(passage.text):
            told = numbers.get(match["number"].lower(), match["number"])
            if told.isdigit() and int(told) > 1:
                size = _UNITS[match["unit"].lower()]
                before = passage.text[max(0, match.start() - _JUST_BEFORE) : match.start()].lower().split()[-1:]
                full = int(told) - (not knowledge.words.not_quite.isdisjoint(before))
                first, last = (round((full + s) * size) for s in knowledge.weights.age_slack)
                days = ((e.began.toordinal() + first, e.began.toordinal() + last) for e, _ in known)
                yield DateEvidence("lasting", DaySet.of(days), (passage.span(*match.span()), *(s for _, s in known)))


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


@lru_cache(maxsize=4)
def _episode_names(episodes: tuple[Episode, ...]) -> dict[str, tuple[Episode, bool]]:
    loose = {_plain(n): (e, False) for e in episodes for n in e.names}
    return loose | {_plain(n): (e, True) for e in episodes for n in e.certain}


@lru_cache(maxsize=4)
def _episode_pattern(episodes: tuple[Episode, ...]) -> re.Pattern[str]:
    names = sorted(_episode_names(episodes), key=lambda n: (-len(n), n))
    forms = (re.escape(n).replace(r"\ ", r"\s").replace("'", "['’]") for n in names)
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _lasting_patterns(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(r"(?<![\w$€£])" + f + r"(?!\w)", re.IGNORECASE) for f in forms)


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in words), re.IGNORECASE)
