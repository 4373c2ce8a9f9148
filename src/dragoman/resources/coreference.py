"""The learned likeness of two mentions, which `training/coreference` makes: trees, and what they ask of two senses."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import data_folder
from dragoman.resources.networks import open_network

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@dataclass(frozen=True, slots=True, eq=False)
class CoreferenceModel:
    """Boosted trees over the features of a pair (linking/evidence.py), and a small network over two senses."""

    trees: "InferenceSession"
    senses: "InferenceSession"

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(pairs, features) to log-odds (pairs,) that the two mentions are one event."""
        (found,) = self.trees.run(None, {"features": features})
        return np.asarray(found, dtype=np.float32).reshape(-1)

    def weigh_senses(self, a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
        """(pairs, width) of senses and those beside them (resources/senses.py) to the log-odds of each pair."""
        (found,) = self.senses.run(None, {"a": a, "b": b})
        return np.asarray(found, dtype=np.float32).reshape(-1)


def load_coreference_model(folder: Traversable | None = None) -> CoreferenceModel | None:
    """The model; None where its file or the package that runs it is missing, and the findings answer alone."""
    models = folder or data_folder() / "models"
    trees, senses = models / "coreference.onnx", models / "senses_alike.onnx"
    if not (trees.is_file() and senses.is_file() and find_spec("onnxruntime")):
        return None
    return CoreferenceModel(open_network(trees), open_network(senses))
