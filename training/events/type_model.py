"""A linear model of event types over clues: multinomial, with a penalty on its weights."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LEAST = 2  # sentences in which a clue must stand
PENALTY = 0.05
STEPS = 200


@dataclass(frozen=True, slots=True)
class TypeModel:
    """A linear model over clues. `keys` are the clues' checksums in ascending order, `rarity` weighs each of them."""

    types: tuple[str, ...]
    keys: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def vector(self, clues: Iterable[str]) -> NDArray[np.float32]:
        """The clues that the model knows, by rarity, in all of length one."""
        found = np.zeros(len(self.keys), dtype=np.float32)
        asked = np.unique(np.array([key_of(c) for c in clues], dtype=np.uint32))
        at = np.searchsorted(self.keys, asked)
        at, asked = at[at < len(self.keys)], asked[at < len(self.keys)]
        known = at[self.keys[at] == asked]
        found[known] = self.rarity[known]
        length = float(np.linalg.norm(found))
        return found / np.float32(length) if length else found

    def rank(self, clues: Iterable[str]) -> dict[str, float]:
        """How likely each type is, the likeliest first."""
        vector = self.vector(clues)
        known = np.flatnonzero(vector)
        scores = vector[known] @ self.weights[known] + self.bias
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        order = sorted(zip(self.types, shares.tolist(), strict=True), key=lambda x: (-x[1], x[0]))
        return dict(order)


def key_of(clue: str) -> int:
    """A clue as a number, the same on every machine."""
    return crc32(clue.encode())


def fit_model(sentences: Sequence[Collection[str]], roots: Sequence[str]) -> TypeModel:
    """Weights by accelerated descent, seen from the sentences: there are fewer of them than of clues."""
    counts = Counter(key for clues in sentences for key in {key_of(c) for c in clues})
    keys = np.array(sorted(k for k, n in counts.items() if n >= LEAST), dtype=np.uint32)
    rarity = np.array([np.log(len(sentences) / (1 + counts[int(k)])) + 1 for k in keys], dtype=np.float32)
    types = tuple(sorted(set(roots)))
    empty = TypeModel(types, keys, rarity, np.zeros((len(keys), len(types)), np.float32), np.zeros(len(types)))
    seen = np.stack([empty.vector(clues) for clues in sentences])
    duals = fit_duals(seen @ seen.T + 1, [types.index(root) for root in roots], len(types))
    return TypeModel(types, keys, rarity, seen.T @ duals, duals.sum(0))


def fit_duals(kernel: np.ndarray, roots: Sequence[int], count: int) -> np.ndarray:
    """Each sentence's part in each type's weights; sentences of rare types count for more, by a square root."""
    wanted = np.eye(count, dtype=np.float32)[list(roots)]
    weight = np.sqrt(len(roots) / (count * wanted.sum(0)))[list(roots)][:, None]
    rate = 1 / (np.linalg.eigvalsh(kernel)[-1] * 0.5 * weight.max() + PENALTY)
    kept = ahead = np.zeros_like(wanted)
    pace = 1.0
    for _ in range(STEPS):
        scores = kernel @ ahead
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        step = ahead - rate * (weight * (shares - wanted) + PENALTY * ahead)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        kept, ahead, pace = step, step + (pace - 1) / faster * (step - kept), faster
    return kept
