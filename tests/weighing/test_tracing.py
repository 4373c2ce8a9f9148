"""Tracing a claim: the sentences that say it, the attribution that holds them, and whether they deny it."""

import pytest

from dragoman.datamodel import Attribution, Span
from dragoman.weighing.tracing import (
    Candidate,
    TraceLexicon,
    content_words,
    decide_stance,
    find_holder,
    rank_passages,
    split_sentences,
)

LEXICON = TraceLexicon(
    frozenset({"the", "a", "in", "that", "said"}), frozenset({"not", "denied", "never"}), {"met": "talk"}
)
TEXT = "Mayors met in Arden. Dr. Holm denied that. “Nobody came.” The inn was shut."


def candidates() -> list[Candidate]:
    return split_sentences("rep-1", "doc-1", 100, TEXT)


def attribution(name: str, start: int, end: int, stance: str = "states") -> Attribution:
    return Attribution(name, "rep-1", (), (), (Span("doc-1", start, end),), "indirect", stance, ())  # type: ignore[arg-type]


def test_sentences_keep_their_places() -> None:
    assert all(TEXT[c.span.start - 100 : c.span.end - 100] == c.text for c in candidates())
    assert candidates()[0].text == "Mayors met in Arden."


@pytest.mark.parametrize("text", ["Ambassador J. Holm left.", "Mr. Holm left.", "He left on Dec. 6 at noon."])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [c.text for c in split_sentences("rep-1", "doc-1", 0, text)] == [text]


def test_variants_of_a_word_are_one() -> None:
    assert content_words("The mayors met", LEXICON) == content_words("a mayor talks", LEXICON)


def test_the_sentence_that_says_it_comes_first() -> None:
    best, score = rank_passages("mayors talk in Arden", candidates(), LEXICON, 0.5)[0]
    assert best.text == "Mayors met in Arden."
    assert score == 1.0


def test_unlike_sentences_are_left_out() -> None:
    assert rank_passages("ships collide", candidates(), LEXICON, 0.5) == []
    assert rank_passages("the in a", candidates(), LEXICON, 0.5) == []


def test_the_innermost_attribution_holds_a_sentence() -> None:
    outer, inner = attribution("outer", 0, 200), attribution("inner", 90, 130)
    assert find_holder(Span("doc-1", 100, 120), [outer, inner]) == inner
    assert find_holder(Span("doc-1", 300, 310), [outer, inner]) is None


@pytest.mark.parametrize(
    ("claim", "text", "stance"),
    [
        ("mayors met", "Mayors met.", "states"),
        ("mayors met", "Mayors never met.", "denies"),
        ("mayors did not meet", "Mayors never met.", "states"),
    ],
)
def test_a_negation_on_one_side_is_a_denial(claim: str, text: str, stance: str) -> None:
    assert decide_stance(claim, text, None, LEXICON) == stance


def test_a_source_that_denies_denies() -> None:
    assert decide_stance("mayors met", "Mayors met.", attribution("a", 0, 9, "denies"), LEXICON) == "denies"
