"""The senses of events' words in their context: a network that `training/coreference/encoder.py` makes."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
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

PARTS = 2  # the word where it stands, and its sentence
_SCALE = 127.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SenseEncoder:
    """A network over the pieces of a window (reading/senses.py) and where words and their sentences stand in it."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def read(
        self, ids: Sequence[int], words: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
    ) -> Floats:
        """(words, PARTS, n) vectors of length one.

        Windows go through one by one: numbers of eight bits are scaled by all that is read at once.
        """
        marks = (_shares(spans, len(ids)) for spans in (words, sentences))
        given = dict(zip(("words", "sentences"), marks, strict=True))
        (vectors,) = self.session.run(None, {"ids": np.array([ids], dtype=np.int64), **given})
        return np.asarray(vectors, dtype=np.float32).reshape(len(words), PARTS, -1)


def _shares(spans: Sequence[tuple[int, int]], pieces: int) -> Floats:
    """(spans, pieces): each piece of a span at its share of it."""
    shares = np.zeros((len(spans), pieces), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        shares[row, start:end] = 1 / (end - start)
    return shares


def pack_sense(vectors: Floats) -> str:
    """Vectors (PARTS, n) of length one as a mention keeps them: 8 bits a number, in Base64."""
    return b64encode(np.round(vectors * _SCALE).astype(np.int8).tobytes()).decode("ascii")


def unpack_sense(sense: str) -> Floats:
    """The vectors (PARTS, n) that a mention keeps, of length one again."""
    vectors = np.frombuffer(b64decode(sense), dtype=np.int8).reshape(PARTS, -1).astype(np.float32)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def load_sense_encoder(folder: Traversable | None = None) -> SenseEncoder | None:
    """The shipped network; None where a file or a package is missing, and mentions are compared without."""
    models = folder or data_folder() / "models"
    network, pieces = models / "senses.onnx", models / "attribution_tokenizer.json"
    if not (network.is_file() and pieces.is_file() and all(map(find_spec, ("onnxruntime", "tokenizers")))):
        return None
    return SenseEncoder(open_tokenizer(pieces), open_network(network))
