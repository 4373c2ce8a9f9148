"""What an opening means is read once a record."""

import numpy as np

from dragoman.record.remembering import RememberingEncoder
from dragoman.record.store import open_store


class Counting:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, headline: str, lead: str) -> np.ndarray:
        self.asked.append(f"{headline}|{lead}")
        return np.arange(8, dtype=np.float32).reshape(2, 4) + len(lead)


def test_an_opening_is_read_once_and_kept(tmp_path) -> None:
    own = Counting()
    with open_store(tmp_path / "r.db", create=True) as store:
        first = RememberingEncoder(own, store)
        told = first.read("Talks", "They met.")
        assert np.array_equal(first.read("Talks", "They met."), told)
        first.keep()
        again = RememberingEncoder(own, store)
        assert np.array_equal(again.read("Talks", "They met."), told)
        assert not np.array_equal(again.read("Talks", "They met again."), told)
    assert own.asked == ["Talks|They met.", "Talks|They met again."]
