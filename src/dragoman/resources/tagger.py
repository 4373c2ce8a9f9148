"""The learned tagger of attributions: `data/models/attribution.onnx`, which `training/attribution` makes."""

from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import data_folder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_PACKAGES = ("onnxruntime", "tokenizers")


@dataclass(frozen=True, slots=True)
class AttributionTagger:
    """A tokenizer and the network that reads one window of its pieces at a time."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def tag(
        self, ids: list[int], shapes: list[int], opens: list[bool], least: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """Places of the words that head a cue by at least `least`, how sure each is, and (cues, pieces, labels) logits.

        Windows go through alone: numbers of eight bits are scaled by all that is read at once.
        """
        given: dict[str, NDArray[Any]] = {
            "ids": np.array(ids, dtype=np.int64),
            "shapes": np.array(shapes, dtype=np.int64),
            "opens": np.array(opens, dtype=np.bool_),
            "least": np.array(least, dtype=np.float32),
        }
        heads, certainty, roles = self.session.run(None, given)
        kept = certainty >= least  # the network answers for one word at least
        return heads[kept], certainty[kept], roles[kept]


def load_attribution_tagger(folder: Traversable | None = None) -> AttributionTagger | None:
    """The tagger; None where the model's file or a package that it needs is missing, and the rules read alone."""
    folder = folder or data_folder() / "models"
    model, pieces = folder / "attribution.onnx", folder / "attribution_tokenizer.json"
    if not (model.is_file() and pieces.is_file() and all(find_spec(p) for p in _PACKAGES)):
        return None
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    with as_file(model) as path:
        session = InferenceSession(str(path), _session_options(), providers=["CPUExecutionProvider"])
    return AttributionTagger(Tokenizer.from_str(pieces.read_text(encoding="utf-8")), session)


def _session_options() -> Any:
    """One thread, in order: the same numbers each time, and no more than one core for each worker."""
    from onnxruntime import ExecutionMode, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    return options
