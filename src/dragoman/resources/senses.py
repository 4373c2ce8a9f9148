"""The sense of an event's word, from the tagger's states: `data/models/senses.npz`, made by `training/senses`."""

from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import data_folder

PARTS = 3  # the word, the word in its sentence, the sentence


@dataclass(frozen=True, slots=True)
class SenseMaps:
    """For each part the mean of the states (PARTS, width) and where they lead (PARTS, width, narrow)."""

    means: NDArray[np.float32]
    maps: NDArray[np.float32]

    def apply(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """States (PARTS, width) as vectors (PARTS, narrow) of length one."""
        mapped = np.einsum("pw,pwn->pn", states - self.means, self.maps)
        lengths = np.linalg.norm(mapped, axis=1, keepdims=True)
        return np.asarray(mapped / np.maximum(lengths, 1e-6), dtype=np.float32)


def load_sense_maps(folder: Traversable | None = None) -> SenseMaps | None:
    """The shipped maps; None where their file is missing, and mentions are compared without."""
    file = (folder or data_folder() / "models") / "senses.npz"
    if not file.is_file():
        return None
    with as_file(file) as path, np.load(path) as held:
        return SenseMaps(held["means"].astype(np.float32), held["maps"].astype(np.float32))
