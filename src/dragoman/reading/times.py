"""Find the times that a parsed report tells, and resolve them against its date of publication."""

import re
from collections.abc import Iterator

from dragoman.datamodel import Interval, Published, TimeExpression
from dragoman.intake.calendar.expressions import CalendarExpression, find_calendar_expressions
from dragoman.intake.calendar.values import resolve_value
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.times import TimeLexicon

_TODAY = "D+0"
_POINTS_BACK = re.compile(r"THEN([+-]\d{1,3}[DWEMQYC])")
_ANCHOR = re.compile(r"\*-|\d{4}|[DWMY][+-]\d")


def find_times(parsed: ParsedReport, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Every time expression in reading order: "met [Wednesday] after the [March 18] raid"."""
    return tuple(
        TimeExpression(block.span_at(found.start, found.end), _since(block, found.start, value))
        for block in parsed.blocks
        for found, value in _anchored(find_calendar_expressions(block.doc.text, lexicon))
        if not _is_verb(block, found.start, found.end)
    )


def _anchored(found: tuple[CalendarExpression, ...]) -> Iterator[tuple[CalendarExpression, str]]:
    """ "Fell on 3 March. The following month they met": what points back has its month from the day told last."""
    last: str | None = None
    for expression in found:
        value = expression.value
        move = _POINTS_BACK.fullmatch(value)
        if move is not None and last is not None:
            value = f"{last}:{move[1]}"
        elif _ANCHOR.match(value) and "/" not in value:
            last = value.split("T")[0]
        yield expression, value


def resolve_time(expression: TimeExpression, published: Published) -> Interval | None:
    """The interval that an expression means; None where it has none of its own ("then", "ten months")."""
    return resolve_value(expression.value, published)


def _since(block: ParsedBlock, start: int, value: str) -> str:
    """What "since October" means for what has gone on: from then up to publication."""
    tokens = block.doc.char_span(0, start, alignment_mode="contract")
    opened = tokens is not None and len(tokens) > 0 and tokens[-1].lower_ == "since"
    whole = "/" in value or value.startswith("P") or value.isalpha()
    return f"{value}/{_TODAY}" if opened and not whole else value


def _is_verb(block: ParsedBlock, start: int, end: int) -> bool:
    """True for "March" at the head of a sentence where the parse takes it as a verb."""
    tokens = block.doc.char_span(start, end)
    return tokens is not None and len(tokens) == 1 and tokens[0].pos_ in ("VERB", "AUX")
