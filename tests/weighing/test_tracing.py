"""Tracing a claim: the sentences that say it, the attribution that holds them, and whether they deny it."""

import numpy as np
import pytest

from dragoman.datamodel import Attribution, Span
from dragoman.resources.vectors import WordVectors
from dragoman.weighing.claim_words import AskedClaim, WantedWord, read_claim
from dragoman.weighing.passages import Candidate, TraceLexicon, content_words, split_sentences
from dragoman.weighing.ranking import rank_passages
from dragoman.weighing.tracing import decide_stance, find_holder, is_said_by, name_speaker
from tests.invented import make_hop

LEXICON = TraceLexicon(
    frozenset({"the", "a", "in", "that", "said"}),
    frozenset({"not", "denied", "never"}),
    {"met": "talk"},
    {("north", "isle"): "ni"},
    frozenset({"but"}),
    opposites=((frozenset({"support", "supports"}), frozenset({"oppose", "opposed"})),),
)
TEXT = "Mayors met in Arden. Dr. Holm denied that. “Nobody came.” The inn was shut."
NEAR = WordVectors({"ferry": 0, "boat": 1, "tax": 2}, np.array([[1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32))


def candidates(text: str = TEXT, around: str = "") -> list[Candidate]:
    return split_sentences("rep-1", ("doc-1", 100), text, around)


def wanted(*stems: str, names: tuple[str, ...] = (), head: str = "") -> tuple[WantedWord, ...]:
    return tuple(WantedWord(s, 1.5 if s in names else 1.0, {}, s in names, head=s == head) for s in stems)


def ask(claim: str) -> AskedClaim:
    return AskedClaim(claim, wanted(*content_words(claim, LEXICON)))


def attribution(name: str, start: int, end: int, stance: str = "states") -> Attribution:
    return Attribution(name, "rep-1", (), (), (Span("doc-1", start, end),), "indirect", stance, ())  # type: ignore[arg-type]


def test_sentences_keep_their_places() -> None:
    assert all(TEXT[c.span.start - 100 : c.span.end - 100] == c.text for c in candidates())
    assert candidates()[0].text == "Mayors met in Arden."


@pytest.mark.parametrize("text", ["Ambassador J. Holm left.", "Mr. Holm left.", "He left on Dec. 6 at noon."])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [c.text for c in candidates(text)] == [text]


def test_variants_of_a_word_are_one() -> None:
    assert content_words("The mayors met", LEXICON) == content_words("a mayor talks", LEXICON)


def test_a_name_of_several_words_is_one_word() -> None:
    assert list(content_words("the North Isle", LEXICON)) == ["ni"]


def test_the_sentence_that_says_it_comes_first() -> None:
    best = rank_passages(wanted("mayor", "talk", "arden"), candidates(), LEXICON, 0.5)[0]
    assert (best.candidate.text, best.similarity, best.says_it) == ("Mayors met in Arden.", 1.0, True)


def test_unlike_sentences_are_left_out() -> None:
    assert rank_passages(wanted("ship", "collide"), candidates(), LEXICON, 0.5) == []
    assert rank_passages((), candidates(), LEXICON, 0.5) == []


def test_a_word_that_means_much_the_same_says_it_too() -> None:
    asked = (WantedWord("ferry", 1.0, {"boat": 0.8}),)
    (found,) = rank_passages(asked, candidates("A boat sank. Taxes rose."), LEXICON, 0.5)
    assert (found.candidate.text, found.similarity) == ("A boat sank.", 0.8)


def test_what_was_told_before_counts_for_less_than_what_the_sentence_says() -> None:
    found = rank_passages(wanted("inn", "shut", "arden"), candidates(around="Arden news"), LEXICON, 0.3)[0]
    assert found.candidate.text == "The inn was shut."
    assert 0.7 < found.similarity < 1.0


def test_a_sentence_with_the_names_and_not_the_deed_only_touches_on_it() -> None:
    text = "Holm sold the mill. Holm of Arden wept."
    asked = wanted("holm", "arden", "sold", "mill", names=("holm", "arden"), head="sold")
    says_it = {r.candidate.text: r.says_it for r in rank_passages(asked, candidates(text), LEXICON, 0.3)}
    assert says_it == {"Holm sold the mill.": True, "Holm of Arden wept.": False}


def test_a_claim_weighs_its_names_more_and_what_stands_around_the_deed_less(resources) -> None:  # type: ignore[no-untyped-def]
    asked = read_claim("Mara Ollin sold the ferry on Tuesday", resources.nlp, LEXICON, NEAR, {"say"})
    weights = {w.stem: w.weight for w in asked.wanted}
    assert weights["ollin"] > weights["ferry"] > weights["tuesday"]
    assert {w.stem: dict(w.near) for w in asked.wanted}["ferry"] == {"boat": pytest.approx(0.8, abs=0.01)}


def test_a_claim_that_somebody_says_something_has_a_speaker(resources) -> None:  # type: ignore[no-untyped-def]
    asked = read_claim("Ollin says the ferry is sold", resources.nlp, LEXICON, NEAR, {"say"})
    assert asked.speaker == {"ollin"}
    assert is_said_by((make_hop("Mara Ollin"),), asked.speaker, LEXICON)
    assert not is_said_by((make_hop("Jon Holm"),), asked.speaker, LEXICON)


def test_the_speaker_of_the_claim_is_one_however_called() -> None:
    full, short = make_hop("Mara Ollin", actor="a-1"), make_hop("Ollin Says")
    ends = {chain[-1].name for chain in name_speaker([(full,), (full,), (short,)])}
    assert ends == {"Mara Ollin"}


def test_the_innermost_attribution_that_holds_the_claim_is_its_holder() -> None:
    outer, inner = attribution("outer", 0, 200), attribution("inner", 90, 130)
    words = Span("doc-1", 100, 120)
    assert find_holder([words], words, [outer, inner]) == inner
    assert find_holder([Span("doc-1", 300, 310)], Span("doc-1", 300, 330), [outer, inner]) is None


@pytest.mark.parametrize(
    ("claim", "text", "stance"),
    [
        ("mayors met", "Mayors met.", "states"),
        ("mayors met", "Mayors never met.", "denies"),
        ("mayors did not meet", "Mayors never met.", "states"),
        ("mayors met", "Mayors met, but nobody said the inn was not shut.", "states"),
    ],
)
def test_a_negation_on_one_side_is_a_denial(claim: str, text: str, stance: str) -> None:
    assert decide_stance(ask(claim), text, None, LEXICON) == stance


def test_a_source_that_denies_denies() -> None:
    assert decide_stance(ask("mayors met"), "Mayors met.", attribution("a", 0, 9, "denies"), LEXICON) == "denies"


def test_a_claim_that_nobody_says_has_no_passage_that_says_it() -> None:
    text = "Holm of Arden wept. The mill of Arden is old."
    asked = wanted("holm", "arden", "sold", "mill", names=("holm", "arden"), head="sold")
    assert not any(r.says_it for r in rank_passages(asked, candidates(text), LEXICON, 0.3))


@pytest.mark.parametrize(
    ("claim", "text", "stance"),
    [
        ("Holm supports the tax", "Holm opposed the tax.", "denies"),
        ("Holm supports the tax", "Holm never opposed the tax.", "states"),
        ("Holm opposed the tax", "Holm opposed the tax.", "states"),
        ("Holm supports the tax", "Holm supports the tax that they opposed.", "states"),
    ],
)
def test_words_that_turn_each_other_round(claim: str, text: str, stance: str) -> None:
    assert decide_stance(ask(claim), text, None, LEXICON) == stance
