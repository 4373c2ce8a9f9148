"""The network that reads windows of a report: `windows.onnx` and `roles.onnx`, which `training/windows` makes."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import data_folder
from dragoman.resources.networks import open_network, open_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

TOKENIZER = "tokenizer.json"
_PACKAGES = ("onnxruntime", "tokenizers")
_FILES = ("windows.onnx", "roles.onnx")
_OUTPUTS = ("heads", "certainty", "states", "words", "sentences")

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WindowReading:
    """One window read: the words that head a cue, how sure each is, and the states of its pieces.

    For senses two vectors of each piece: of the piece where it stands, and of the sentence that it is a part of.
    """

    heads: Numbers
    certainty: Floats
    states: Floats
    words: Floats
    sentences: Floats


@dataclass(frozen=True, slots=True)
class WindowNetwork:
    """A tokenizer, the network that reads one window of its pieces at a time, and that of the roles of its cues."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"
    roles: "InferenceSession"

    def read(self, ids: Numbers, shapes: Numbers, opens: NDArray[np.bool_], least: float) -> WindowReading:
        """What the network says of one window's pieces; cues count from `least` on.

        Windows go through alone: numbers of eight bits are scaled by all that is read at once.
        """
        given = {"ids": ids, "shapes": shapes, "opens": opens, "least": np.array(least, dtype=np.float32)}
        return WindowReading(*self.session.run(_OUTPUTS, given))

    def read_roles(self, ids: Numbers, shapes: Numbers, read: WindowReading, kinds: Numbers) -> Floats:
        """(cues, pieces, labels) log-probabilities; `kinds` (cues, pieces) as reading/tagging/hanging.py tells them."""
        given = {"states": read.states, "ids": ids, "shapes": shapes, "heads": read.heads, "kinds": kinds}
        (roles,) = self.roles.run(["roles"], given)
        return np.asarray(roles, dtype=np.float32)


def load_window_network(folder: Traversable | None = None) -> WindowNetwork | None:
    """The network; None where a file or a package that it needs is missing: rules read alone, senses are not told."""
    folder = folder or data_folder() / "models"
    models, pieces = [folder / name for name in _FILES], folder / TOKENIZER
    if not (all(f.is_file() for f in (*models, pieces)) and all(find_spec(p) for p in _PACKAGES)):
        return None
    return WindowNetwork(open_tokenizer(pieces), *map(open_network, models))
