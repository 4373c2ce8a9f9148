"""The attribution lexicon of the package."""

from collections import Counter

from dragoman.resources.attribution import load_attribution_lexicon


def test_each_cue_stands_in_one_group() -> None:
    lexicon = load_attribution_lexicon()
    for groups in (lexicon.verbs, lexicon.nouns):
        listed = Counter(lemma for group in groups for lemma in group.lemmas)
        assert not [lemma for lemma, times in listed.items() if times > 1]


def test_verbs_that_only_strike_or_settle_are_no_statements() -> None:
    lexicon = load_attribution_lexicon()
    assert not lexicon.verb["attack"].says
    assert lexicon.verb["say"].says
