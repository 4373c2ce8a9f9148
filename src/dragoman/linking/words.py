"""A report's words with their places, without case, quotation marks and the dots of abbreviations."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.datamodel import BlockRole, Report, Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:[’'][^\W_]+)*")
_MARK = re.compile(r"[“”\"«»„‟‘’']")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*\s+(?=[\"“‘«'(\[]*[^\W_a-z])|\n\s*")
_TOLD: tuple[BlockRole, ...] = ("headline", "standfirst", "body")
_SHORTEST_SENTENCE = 4
_LONGEST_SINGLE = 2000  # characters: what opens with one mark and runs on longer was an apostrophe
_LONGEST_QUOTED_NAME = 3  # single quotation marks around so few words may be apostrophes


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of a report's headline, standfirst and body. All tuples run in parallel.

    `blocks` is the number of the block that the word stands in, `quoted` whether quotation marks enclose it;
    `sentences` are (first word, behind the last word) of the body, or of all where there is no body.
    """

    report: str
    document: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    blocks: tuple[int, ...]
    quoted: tuple[bool, ...]
    sentences: tuple[tuple[int, int], ...]

    def span(self, first: int, behind: int) -> Span:
        """The characters from word `first` up to the word before `behind`."""
        return Span(self.document, self.starts[first], self.ends[behind - 1])


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """The word as it is compared: "U.S." and "us", "can’t" and "can't" are the same."""
    folded = word.casefold().replace("’", "").replace("'", "").replace(",", "")
    return folded if folded[:1].isdigit() else folded.replace(".", "")


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(fold_word(match.group()) for match in _WORD.finditer(text))


def read_words(report: Report, text: str) -> ReportWords:
    """The words of what the report tells: captions, bylines and furniture are left out."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blocks: list[int] = []
    quoted: list[bool] = []
    sentences: list[tuple[int, int]] = []
    told = [b for b in report.blocks if b.role in _TOLD]
    has_body = any(b.role == "body" for b in told)
    for number, block in enumerate(told):
        first = len(words)
        matches = list(_WORD.finditer(text, block.start, block.end))
        places = [m.start() for m in matches]
        words += [fold_word(m.group()) for m in matches]
        starts += places
        ends += [m.end() for m in matches]
        blocks += [number] * len(matches)
        quoted += _are_quoted(places, _quoted_runs(text, block.start, block.end))
        if block.role == "body" or not has_body:
            sentences.extend(_sentences(text, block.end, places, first))
    rows = tuple(words), tuple(starts), tuple(ends), tuple(blocks), tuple(quoted), tuple(sentences)
    return ReportWords(report.id, report.document, *rows)


def _are_quoted(starts: list[int], runs: list[tuple[int, int]]) -> list[bool]:
    """For each word whether it begins within one of the runs."""
    quoted = [False] * len(starts)
    for start, end in runs:
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        quoted[first:behind] = [True] * (behind - first)
    return quoted


def _sentences(text: str, end: int, starts: list[int], first: int) -> Iterator[tuple[int, int]]:
    """Runs of words between sentence ends; a run of few words ("Mr.") belongs to the next one."""
    if not starts:
        return
    begin, at = 0, 0
    for stop in [m.end() for m in _SENTENCE_END.finditer(text, starts[0], end)] + [end]:
        while at < len(starts) and starts[at] < stop:
            at += 1
        if at - begin >= _SHORTEST_SENTENCE or (stop == end and at > begin):
            yield first + begin, first + at
            begin = at


def _quoted_runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs within quotation marks; one that stays open runs to the block's end, as in a speech of many paragraphs."""
    runs: list[tuple[int, int]] = []
    double: int | None = None
    single: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark in "‘’'":
            if double is None:
                single = _single_mark(text, at, mark, single, runs)
        elif double is None and mark not in "”»":
            double, single = at, None
        elif double is not None and mark not in "“«„":
            runs.append((double, at))
            double = None
    if double is not None:
        runs.append((double, end))
    return runs


def _single_mark(text: str, at: int, mark: str, opened: int | None, runs: list[tuple[int, int]]) -> int | None:
    """Where a single quotation is open after this mark; an apostrophe changes nothing."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark != "’" and not before.isalnum() and after.isalnum():
        return at
    if opened is None or at - opened > _LONGEST_SINGLE:
        return None
    if after.isalnum() or mark == "‘":
        return opened
    if text.count(" ", opened, at) >= _LONGEST_QUOTED_NAME and "\n" not in text[opened:at]:
        runs.append((opened, at))
        return None
    return opened
