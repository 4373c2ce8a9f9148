"""Build the one pattern that finds time expressions from a language's lexicon."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.resources.times import TimeLexicon, TimeRule

BLANK = r"(?:[^\S\r\n]{1,3})"
SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
# A byline may run into its stamp: "By A. STAFFToday, 10:25 am".
WORD = re.compile(r"(?<![\w$€£])(?:[A-Z]{2,}(?=[A-Z][a-z])|\w+)|(?<=[A-Z][A-Z])[A-Z][a-z]+")
DIGITS = "#"  # stands for any word that begins with a digit
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[,.:]\d)(?!\w)"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[^\S\r\n]?[ap]\.?m\b\.?)?"
    r"|(?:0?[1-9]|1[0-2])[^\S\r\n]?[ap]\.?m\b\.?|noon|midnight)"
)
_ISO = r"(?:19|20)\d\d(?P<sep>[-/.])(?:0[1-9]|1[0-2])(?P=sep)(?:0[1-9]|[12]\d|3[01])(?!\d)"


@dataclass(frozen=True, slots=True)
class FormPattern:
    """One rule, compiled; the groups of the pattern are its slots."""

    pattern: re.Pattern[str]
    rule: TimeRule


@dataclass(frozen=True, slots=True)
class CalendarPatterns:
    """The compiled lexicon: the rules by the words that they may begin with, what a slot's words mean, the cues."""

    by_word: dict[str, tuple[FormPattern, ...]]
    meanings: dict[str, dict[str, str]]  # slot -> word in lower case -> value
    cues: re.Pattern[str]
    leading_cues: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_patterns(lexicon: TimeLexicon) -> CalendarPatterns:
    """Compile a lexicon; kept, since every report asks for the same one."""
    meanings = _slot_meanings(lexicon)
    slots = _slot_patterns(meanings)
    by_word: dict[str, list[FormPattern]] = {}
    for rule in lexicon.rules:
        compiled = FormPattern(_compile_rule(rule, slots), rule)
        for word in _words_of(rule, meanings):
            by_word.setdefault(word, []).append(compiled)
    return CalendarPatterns({w: tuple(f) for w, f in by_word.items()}, meanings, *_compile_cues(lexicon))


def _words_of(rule: TimeRule, meanings: dict[str, dict[str, str]]) -> set[str]:
    """Every word of a form, the first among them: only where one of them stands need the form be tried."""
    words = set(re.findall(r"[a-z]+", re.sub(r"\{[^}]*\}|\\\\?\w", " ", rule.form)))
    slots = {slot for slot, _ in SLOT.findall(rule.form)}
    for slot in slots & meanings.keys():
        words |= {re.match(r"\w+", w)[0] for w in meanings[slot]}  # type: ignore[index]
    if slots & {"day", "year", "clock", "iso", "number"} or re.search(r"^\d", rule.form):
        words.add(DIGITS)
    return words | ({"noon", "midnight"} if "clock" in slots else set())


def _slot_meanings(lexicon: TimeLexicon) -> dict[str, dict[str, str]]:
    months = {f.lower(): m.number for m in lexicon.months for f in m.forms}
    weekdays = {f.lower(): d.number for d in lexicon.weekdays for f in d.forms}
    short = weekdays | {f.lower(): d.number for d in lexicon.weekdays for f in d.short}
    return {
        "month": months,
        "plainmonth": {f.lower(): m.number for m in lexicon.months if not m.doubtful for f in m.forms},
        "weekday": weekdays,
        "shortday": short,
        "number": {f: n.value for n in lexicon.numbers for f in n.forms},
        "unit": {f: u.code for u in lexicon.units for f in u.one},
        "units": {f: u.code for u in lexicon.units for f in u.many},
        "shift": {f: s.value for s in lexicon.shifts for f in s.forms},
        "part": {f: p.hours for p in lexicon.day_parts for f in p.forms},
    }


def _slot_patterns(meanings: dict[str, dict[str, str]]) -> dict[str, str]:
    """Names of months and weekdays must be capitalised: "march in the capital" is none."""
    names = {s: _month_pattern(meanings[s]) for s in ("month", "plainmonth")}
    days = {s: f"(?-i:{_any_of(_cased(meanings[s]))})" for s in ("weekday", "shortday")}
    days["shortday"] += r"\.?"
    words = {s: _any_of(meanings[s]) for s in ("unit", "units", "shift", "part")}
    number = rf"(?:\d{{1,3}}|{_any_of(meanings['number'])})"
    return names | days | words | {
        "number": number, "day": _DAY, "year": r"(?:19|20)\d\d(?!\d)", "clock": _CLOCK, "iso": _ISO,
    }  # fmt: skip


def _month_pattern(numbers: dict[str, str]) -> str:
    """Only a short form takes a full stop: "on Oct. 7", but "since March." ends a sentence."""
    longest = {number: max((w for w in numbers if numbers[w] == number), key=len) for number in numbers.values()}
    whole = [w for w in numbers if w == longest[numbers[w]]]
    short = [w for w in numbers if w not in whole]
    return f"(?-i:{_any_of(_cased(whole))}|{_any_of(_cased(short))}\\.?)"


def _cased(words: Iterable[str]) -> list[str]:
    return [form for w in words for form in (w.title(), w.upper())]


def _any_of(words: Iterable[str]) -> str:
    """The longest first, blanks as any blanks."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", BLANK) for w in ordered) + ")"


def _compile_rule(rule: TimeRule, slots: dict[str, str]) -> re.Pattern[str]:
    """Blanks outside of [classes] are any blanks of the line; {day2} is a second group with the slot `day`."""

    def fill(match: re.Match[str]) -> str:
        if match[0] == " ":
            return BLANK
        if match[0].startswith("["):
            return match[0]
        slot = SLOT.fullmatch(match[0])
        return rf"(?P<{slot[1]}{slot[2]}>{slots[slot[1]]})" if slot else match[0]

    form = re.sub(r"\[[^\]]*\]|\{[a-z]+\d?\}| ", fill, rule.form)
    after = "|".join(_standing_before(w) for w in rule.after)
    ahead = (f"(?:{after})" if after else "") + "".join(rf"(?<!\b{w}[^\S\r\n])" for w in map(re.escape, rule.not_after))
    behind = f"(?={rule.followed})" if rule.followed else ""
    behind += f"(?!{rule.not_followed})" if rule.not_followed else ""
    return re.compile(rf"(?i:{ahead}(?:{form})(?!\w)){behind}")


def _standing_before(word: str) -> str:
    edge = r"\b" if word[0].isalnum() else ""
    return rf"(?<={edge}{re.escape(word)}[^\S\r\n])"


def _compile_cues(lexicon: TimeLexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What turns a date from anywhere in its clause (groups `next`, `near`, `past`), and only from right before it."""
    named = (("near", lexicon.planned_cues), ("next", lexicon.future_cues), ("past", lexicon.past_cues))
    passive = {"past": r"(?<!\bbe\s)"}  # "will be held", "to be opened" are still to come
    parts = [rf"(?P<{n}>{passive.get(n, '')}(?:(?<!\w)|(?=\W)){_any_of(words)}(?!\w))" for n, words in named]
    anywhere = re.compile("|".join(parts) + r"|(?P<ed>(?<!\bbe\s)\b\w{2,20}ed\b)", re.IGNORECASE)
    return anywhere, re.compile(rf"(?<!\w){_any_of(lexicon.leading_cues)}[^\S\r\n]{{1,3}}$", re.IGNORECASE)
