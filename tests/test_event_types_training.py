"""The model of event types in `training/events`: what it may learn from, and that it learns the same each time."""

import numpy as np
from training.events.clues import Parties, find_clues
from training.events.type_model import fit_model

from tests.reading.event_reports import resources

SENTENCES = [{"word=attack", "word=town"}, {"word=attack", "word=port"}, {"word=aid", "word=town"}, {"word=aid"}] * 2
ROOTS = ["ASSAULT", "ASSAULT", "AID", "AID"] * 2


def clues_of(text: str, source: set[int], target: set[int]) -> frozenset[str]:
    known = resources()
    words = tuple(known.nlp(text))
    return find_clues(words, Parties(frozenset(source), frozenset(target)), None, (), known.events)


def test_the_verb_between_both_parties_is_a_clue():
    found = clues_of("Rebels attacked the garrison.", {0}, {2, 3})
    assert {"verb=attack", "word on path=attack", "possible between=ASSAULT"} <= found


def test_a_name_beside_the_parties_is_no_clue():
    found = clues_of("Rebels attacked the garrison in Germany after Angela Merkel left.", {0}, {2, 3})
    assert not [c for c in found if "merkel" in c.lower() or "germany" in c.lower()]


def test_a_sentence_without_words_has_no_verb():
    assert clues_of("", set(), set()) == {"told=None"}


def test_the_likeliest_type_is_that_of_sentences_with_the_same_clues():
    shares = fit_model(SENTENCES, ROOTS).rank({"word=aid", "word=never-seen"})
    assert next(iter(shares)) == "AID"
    assert abs(sum(shares.values()) - 1) < 1e-6


def test_fitting_twice_gives_the_same_weights():
    one, other = fit_model(SENTENCES, ROOTS), fit_model([sorted(s, reverse=True) for s in SENTENCES], ROOTS)
    assert np.array_equal(one.weights, other.weights)
