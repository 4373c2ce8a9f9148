"""Vectors of words: `data/models/words.npz`, which `training/words` makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import load_arrays

_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Each known word's row in a matrix of vectors of length one."""

    rows: Mapping[str, int]
    matrix: NDArray[np.float32]

    def words_near(self, word: str, least: float) -> dict[str, float]:
        """The words whose cosine to this one is at least so much; empty where the word has no vector."""
        row = self.rows.get(word)
        if row is None:
            return {}
        cosines = self.matrix @ self.matrix[row]
        near = set(np.flatnonzero(cosines >= least).tolist())
        return {other: round(float(cosines[n]), 3) for other, n in self.rows.items() if n in near and other != word}


def load_word_vectors(folder: Traversable | None = None) -> WordVectors:
    """The shipped vectors; none where their file is missing, and words are compared by their letters alone."""
    held = load_arrays("words.npz", folder)
    if held is None:
        return WordVectors({}, np.zeros((0, 1), dtype=np.float32))
    words, vectors = str(held["words"]).split(" "), held["vectors"].astype(np.float32) / _SCALE
    return WordVectors({word: n for n, word in enumerate(words)}, vectors)
