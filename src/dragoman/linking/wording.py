"""Find the same words in two or more reports."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dragoman.datamodel import Report, SharedWording, Span, content_id
from dragoman.linking.grams import Match, match_grams
from dragoman.linking.kept_words import KeptWords, in_order, keep_words
from dragoman.linking.words import ReportWords

SHORTEST_RUN = 10
SHORTEST_QUOTATION = 7


def find_shared_wording(reports: Sequence[Report], texts: Mapping[str, str]) -> tuple[SharedWording, ...]:
    """Longest runs of at least ten words, or seven words of a quotation, that stand in two or more reports."""
    return share_wording(keep_words(in_order(reports), texts), texts)


def share_wording(texts_words: KeptWords, texts: Mapping[str, str]) -> tuple[SharedWording, ...]:
    """As `find_shared_wording`, from words that were read before."""
    found: dict[tuple[tuple[str, ...], bool], set[Span]] = defaultdict(set)
    for (i, j), matches in match_grams(texts_words, SHORTEST_QUOTATION):
        a, b = texts_words[i], texts_words[j]
        for at_a, at_b, length in _runs(a, b, matches):
            for start, size, quoted in _wordings(a, b, at_a, at_b, length):
                words = a.words[at_a + start : at_a + start + size]
                found[words, quoted] |= {
                    a.span(at_a + start, at_a + start + size),
                    b.span(at_b + start, at_b + start + size),
                }
    return tuple(
        SharedWording(
            content_id("wording", *words, quoted), texts[first.document][first.start : first.end], spans, quoted
        )
        for (words, quoted), spans, first in (
            (key, tuple(sorted(group)), min(group)) for key, group in sorted(found.items())
        )
    )


def _runs(a: ReportWords, b: ReportWords, matches: list[Match]) -> Iterator[tuple[int, int, int]]:
    """(start in a, start in b, number of words) of the longest runs around the matches."""
    reached: dict[int, int] = {}  # by diagonal: how far in a the last run went
    for at_a, at_b in sorted(matches):
        diagonal = at_b - at_a
        if reached.get(diagonal, -1) > at_a or a.words[at_a] != b.words[at_b]:
            continue
        back = 1
        while _goes_on(a, at_a, at_a - back) and _goes_on(b, at_b, at_b - back) and _same(a, b, at_a, at_b, -back):
            back += 1
        on = 1
        while _goes_on(a, at_a, at_a + on) and _goes_on(b, at_b, at_b + on) and _same(a, b, at_a, at_b, on):
            on += 1
        reached[diagonal] = at_a + on
        yield at_a - back + 1, at_b - back + 1, back + on - 1


def _goes_on(words: ReportWords, start: int, at: int) -> bool:
    """True while the position is a word of the same block."""
    return 0 <= at < len(words.words) and words.blocks[at] == words.blocks[start]


def _same(a: ReportWords, b: ReportWords, at_a: int, at_b: int, by: int) -> bool:
    """True where both have the same word so many words on."""
    return a.words[at_a + by] == b.words[at_b + by]


def _wordings(a: ReportWords, b: ReportWords, at_a: int, at_b: int, length: int) -> Iterator[tuple[int, int, bool]]:
    """(offset, number of words, quoted) of what is worth telling in a run: the whole, and the quotations within it."""
    both = [a.quoted[at_a + k] and b.quoted[at_b + k] for k in range(length)]
    if length >= SHORTEST_RUN and not all(both):
        yield 0, length, False
    start = 0
    for k in range(length + 1):
        if k == length or not both[k]:
            if k - start >= SHORTEST_QUOTATION:
                yield start, k - start, True
            start = k + 1
