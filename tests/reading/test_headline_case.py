"""Headlines in title case, written as the body would write them."""

import pytest

from dragoman.reading.headline_case import in_sentence_case
from tests.reading.event_reports import resources

BODY = ["The coast guard of Norland seized the ship off Port Vale.", "It was taken to the harbour, Ada Brand said."]


@pytest.mark.parametrize(
    ("headline", "plain"),
    [
        ("Norland Seizes Ship Off Port Vale Harbour", "Norland seizes ship off Port Vale harbour"),
        ("Norland seizes ship off Port Vale harbour", "Norland seizes ship off Port Vale harbour"),
        ("NORLAND SEIZES SHIP OFF PORT VALE", "NORLAND SEIZES SHIP OFF PORT VALE"),
        ("Ada Brand Warns Tom Reed About Zorvia Seizures", "Ada Brand warns Tom Reed about Zorvia Seizures"),
        ("", ""),
    ],
)
def test_only_words_that_are_no_names_lose_their_capital(headline: str, plain: str) -> None:
    assert in_sentence_case(headline, BODY, resources().nlp) == plain
