"""In how many reports a word stands: `data/models/word_rates.npz`, which `training/words` makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from dragoman.resources.loading import load_arrays

_MILLION = 1_000_000
_UNKNOWN = 80.0  # reports in a million: one of the twelve thousand that were counted


@dataclass(frozen=True, slots=True)
class WordRates:
    """The share of reports at large that hold a word, by its first letters."""

    rates: Mapping[str, float]
    unknown: float = _UNKNOWN / _MILLION

    def rate(self, stem: str) -> float:
        """The share, never nothing: a word not met yet may be met."""
        return self.rates.get(stem, self.unknown)


def cut_word(word: str, letters: int) -> str:
    """The letters by which words are compared: "Israel", "Israelis"."""
    return word.removesuffix("s")[:letters]


def load_word_rates(folder: Traversable | None = None) -> WordRates:
    """The shipped rates; none where their file is missing, and words are weighed by the reports at hand alone."""
    held = load_arrays("word_rates.npz", folder)
    if held is None:
        return WordRates({})
    stems, counts = str(held["stems"]).split(" "), held["per_million"].tolist()
    return WordRates({stem: count / _MILLION for stem, count in zip(stems, counts, strict=True)})
