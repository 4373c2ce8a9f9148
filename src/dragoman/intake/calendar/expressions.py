"""Find the time expressions of a text and what each means, free of any calendar ("last week" is `W-1`)."""

import re
from dataclasses import dataclass

from dragoman.intake.calendar.patterns import DIGITS, SLOT, WORD, CalendarPatterns, compile_patterns
from dragoman.resources.times import TimeLexicon, TimeRule

_BEFORE, _BEHIND = 90, 60  # characters of the clause in which a cue of past or future is looked for
_CLAUSE_END = re.compile(r"[.!?;:][\s\"”’)]|\n")


@dataclass(frozen=True, slots=True)
class CalendarExpression:
    """Characters that tell a time, and its value in the grammar of calendar_values.py."""

    start: int
    end: int
    value: str


def find_calendar_expressions(text: str, lexicon: TimeLexicon) -> tuple[CalendarExpression, ...]:
    """Every time expression in reading order: "met Wednesday, ten days after the March 18 raid"."""
    patterns = compile_patterns(lexicon)
    found, done = [], 0
    for word in WORD.finditer(text):
        if word.start() < done:
            continue
        match, rule = _match_rule(text, word, patterns)
        if match is None:
            continue
        done = match.end()
        if rule is not None and rule.value is not None:
            found.append(_read_match(text, match, rule.value, patterns))
    return tuple(found)


def _match_rule(
    text: str, word: re.Match[str], patterns: CalendarPatterns
) -> tuple[re.Match[str] | None, TimeRule | None]:
    key = DIGITS if word[0][0].isdigit() else word[0].lower()
    for form in patterns.by_word.get(key, ()):
        match = form.pattern.match(text, word.start())
        if match and match.end() > word.start():
            return match, form.rule
    return None, None


def _read_match(text: str, match: re.Match[str], template: str, patterns: CalendarPatterns) -> CalendarExpression:
    value = _fill_value(template, match, patterns)
    if value.startswith("*-") and not _MODIFIED.search(value):
        value = _turn(value, read_direction(text, match.start(), match.end(), patterns))
    return CalendarExpression(match.start(), match.end(), value)


_MODIFIED = re.compile(r":(?:before|after|next|near)")
_POINT = re.compile(r"^(\*-(?:\d\d(?:-\d\d)?|W\d))(?![\d-])")


def read_direction(text: str, start: int, end: int, patterns: CalendarPatterns) -> str:
    """`past`, `next` or `near`: the nearest cue before in the clause, else the nearest behind, else `none`.

    "will meet on Friday" looks ahead, "said on Friday that he will" does not.
    """
    left = text[max(0, start - _BEFORE) : start]
    if patterns.leading_cues.search(left):
        return "next"
    breaks = list(_CLAUSE_END.finditer(left))
    cues = list(patterns.cues.finditer(left, breaks[-1].end() if breaks else 0))
    if cues:
        return _kind(cues[-1])
    right = text[end : end + _BEHIND]
    stop = _CLAUSE_END.search(right)
    cue = patterns.cues.search(right, 0, stop.start() if stop else len(right))
    return _kind(cue) if cue else "none"


def _kind(cue: re.Match[str]) -> str:
    return cue.lastgroup if cue.lastgroup in ("next", "near") else "past"


def _turn(value: str, direction: str) -> str:
    """`*-03-18` told as coming is `*-03-18:next`; both ends of a range turn alike."""
    if direction in ("past", "none"):
        return value
    return "/".join(_POINT.sub(rf"\1:{direction}", end) for end in value.split("/"))


def _fill_value(template: str, match: re.Match[str], patterns: CalendarPatterns) -> str:
    groups = match.groupdict()

    def fill(slot: re.Match[str]) -> str:
        words = groups.get(slot[1] + slot[2])
        return _normalise(slot[1], words, patterns) if words else ""

    value = SLOT.sub(fill, template)
    return re.sub(r"(?<![A-Z])[T@](?=/|$)", "", value)


def _normalise(slot: str, words: str, patterns: CalendarPatterns) -> str:
    """The slot's words as they stand in a value: "Sept." is 09, "3rd" 03, "10:25 pm" 22:25."""
    if slot == "clock":
        return _read_clock(words)
    if slot == "iso":
        return re.sub(r"[/.]", "-", words)
    digits = re.match(r"\d+", words)
    if digits:
        return digits[0].zfill(2) if slot == "day" else digits[0].lstrip("0") or "0"
    plain = re.sub(r"\s+", " ", words.lower().rstrip("."))
    return patterns.meanings[slot].get(plain, "")


def _read_clock(words: str) -> str:
    plain = words.lower().replace(".", ":") if re.match(r"\d{1,2}\.\d\d", words) else words.lower()
    if plain in ("noon", "midnight"):
        return "12:00" if plain == "noon" else "00:00"
    numbers = re.match(r"(\d{1,2})(?::(\d\d))?", plain)
    if numbers is None:
        return ""
    hour, minute = int(numbers[1]), numbers[2] or "00"
    if re.search(r"[ap]", plain[numbers.end() :]):
        hour = hour % 12 + (12 if "p" in plain[numbers.end() :] else 0)
    return f"{hour % 24:02d}:{minute}"
