"""The learned likeness of two reports' mentions: `data/models/coreference.onnx`, which `training/coreference` makes."""

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
    """Boosted trees over the features of a pair (linking/evidence.py)."""

    session: "InferenceSession"

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(pairs, features) to log-odds (pairs,) that the two mentions are one event."""
        (found,) = self.session.run(None, {"features": features})
        return np.asarray(found, dtype=np.float32).reshape(-1)


def load_coreference_model(folder: Traversable | None = None) -> CoreferenceModel | None:
    """The model; None where its file or the package that runs it is missing, and the findings answer alone."""
    file = (folder or data_folder() / "models") / "coreference.onnx"
    if not (file.is_file() and find_spec("onnxruntime")):
        return None
    return CoreferenceModel(open_network(file))
