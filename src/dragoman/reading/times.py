"""Find the times that a parsed report tells, and resolve them against its date of publication."""

from dragoman.datamodel import Interval, Published, TimeExpression
from dragoman.intake.calendar import find_calendar_expressions
from dragoman.intake.calendar_values import resolve_value
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.times import TimeLexicon


def find_times(parsed: ParsedReport, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Every time expression in reading order: "met [Wednesday] after the [March 18] raid"."""
    return tuple(
        TimeExpression(block.span_at(found.start, found.end), found.value)
        for block in parsed.blocks
        for found in find_calendar_expressions(block.doc.text, lexicon)
        if not _is_verb(block, found.start, found.end)
    )


def resolve_time(expression: TimeExpression, published: Published) -> Interval | None:
    """The interval that an expression means; None where it has none of its own ("then", "ten months")."""
    return resolve_value(expression.value, published)


def _is_verb(block: ParsedBlock, start: int, end: int) -> bool:
    """True for "March" at the head of a sentence where the parse takes it as a verb."""
    tokens = block.doc.char_span(start, end)
    return tokens is not None and len(tokens) == 1 and tokens[0].pos_ in ("VERB", "AUX")
