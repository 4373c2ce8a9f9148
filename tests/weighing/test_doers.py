"""A passage that gives the claim's deed to others does not say the claim; names of states are no small words."""

import pytest

from dragoman.record.tracing import _make_lexicon
from dragoman.weighing.claim_words import read_claim
from dragoman.weighing.clauses import find_told
from dragoman.weighing.doers import is_done_by_others
from dragoman.weighing.passages import content_words


@pytest.mark.parametrize(
    ("claim", "passage", "others"),
    [
        ("North Korea seized the ship", "South Korean officials have seized two ships.", True),
        ("North Korea seized the ship", "A ship was seized by South Korea in March.", True),
        ("North Korea seized the ship", "North Korea seized a ship on Monday.", False),
        ("North Korea seized the ship", "The navy seized a ship on Monday.", False),
        ("India bombed the camp", "Pakistani jets bombed a camp near the border.", True),
        ("The US bombed the camp", "American jets bombed a camp near the border.", False),
        ("The US bombed the camp", "U.S. jets bombed a camp near the border.", False),
        ("Iran met the United States", "American and Iranian officials met in secret.", False),
        ("Iran met the United States", "US envoys met Iranian officials in secret.", False),
        ("Iran met the United States", "Leaders of Norway and Chile met in secret.", True),
        ("Iran met the United States", "The two sides met in secret.", False),
    ],
)
def test_who_does_it(claim: str, passage: str, others: bool, resources) -> None:
    lexicon = _make_lexicon(resources)
    asked = read_claim(claim, resources.nlp, lexicon, resources.word_vectors, resources.attribution.verb.keys())
    doc = resources.nlp(passage)
    assert is_done_by_others(doc, find_told(doc, asked.deed, lexicon), asked, lexicon) is others


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("the United States", "us_"), ("U.S. forces", "us_"), ("the US", "us_"), ("India", "in_"), ("Italy", "it_"),
        ("Norwegian", "no_"), ("Iceland", "is_"),
    ],
)  # fmt: skip
def test_states_whose_code_is_a_small_word_are_looked_for(text: str, stem: str, resources) -> None:
    lexicon = _make_lexicon(resources)
    assert stem in content_words(text, lexicon)
    assert stem not in content_words("told us in no uncertain way that it is so", lexicon)
