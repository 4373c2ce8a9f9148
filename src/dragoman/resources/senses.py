"""The sense of an event's word, from the tagger's states: `data/models/senses.npz`, made by `training/senses`."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import load_arrays

PARTS = 3  # the word, the word in its sentence, the sentence
_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class SenseMaps:
    """For each part the mean of the states (PARTS, width) and where they lead (PARTS, width, narrow)."""

    means: NDArray[np.float32]
    maps: NDArray[np.float32]

    def narrow(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """States (PARTS, pieces, width) as vectors (PARTS, pieces, narrow)."""
        return np.asarray((states - self.means[:, None]) @ self.maps, dtype=np.float32)


def pack_sense(vectors: NDArray[np.float32]) -> str:
    """Vectors (PARTS, n) as a mention keeps them: brought to length one, 8 bits a number, in Base64."""
    small = np.round(_to_length_one(vectors) * _SCALE).astype(np.int8)
    return b64encode(small.tobytes()).decode("ascii")


def unpack_sense(sense: str) -> NDArray[np.float32]:
    """The vectors (PARTS, n) that a mention keeps, of length one again."""
    return _to_length_one(np.frombuffer(b64decode(sense), dtype=np.int8).reshape(PARTS, -1).astype(np.float32))


def _to_length_one(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), dtype=np.float32)


def load_sense_maps(folder: Traversable | None = None) -> SenseMaps | None:
    """The shipped maps; None where their file is missing, and mentions are compared without."""
    held = load_arrays("senses.npz", folder)
    return None if held is None else SenseMaps(held["means"].astype(np.float32), held["maps"].astype(np.float32))
