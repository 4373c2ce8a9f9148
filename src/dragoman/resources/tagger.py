"""The learned tagger of attributions: `data/models/attribution.onnx`, which `training/attribution` makes."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import data_folder
from dragoman.resources.networks import open_network, open_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_PACKAGES = ("onnxruntime", "tokenizers")
_OUTPUTS = ("heads", "certainty", "roles")


@dataclass(frozen=True, slots=True)
class WindowTags:
    """One window read: the words that head a cue, how sure each is, (cues, pieces, labels) logits of roles."""

    heads: NDArray[np.int64]
    certainty: NDArray[np.float32]
    roles: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AttributionTagger:
    """A tokenizer and the network that reads one window of its pieces at a time."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def tag(self, ids: list[int], shapes: list[int], opens: list[bool], least: float) -> "WindowTags":
        """What the network says of one window's pieces; cues count from `least` on.

        Windows go through alone: numbers of eight bits are scaled by all that is read at once.
        """
        given: dict[str, NDArray[Any]] = {
            "ids": np.array(ids, dtype=np.int64),
            "shapes": np.array(shapes, dtype=np.int64),
            "opens": np.array(opens, dtype=np.bool_),
            "least": np.array(least, dtype=np.float32),
        }
        heads, certainty, roles = self.session.run(_OUTPUTS, given)
        kept = certainty >= least  # the network answers for one word at least
        return WindowTags(heads[kept], certainty[kept], roles[kept])


def load_attribution_tagger(folder: Traversable | None = None) -> AttributionTagger | None:
    """The tagger; None where the model's file or a package that it needs is missing, and the rules read alone."""
    folder = folder or data_folder() / "models"
    model, pieces = folder / "attribution.onnx", folder / "attribution_tokenizer.json"
    if not (model.is_file() and pieces.is_file() and all(find_spec(p) for p in _PACKAGES)):
        return None
    return AttributionTagger(open_tokenizer(pieces), open_network(model))
