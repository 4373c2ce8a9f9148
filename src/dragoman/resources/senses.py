"""How a mention keeps the sense of its word: two vectors, of the word where it stands and of its sentence."""

from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray

PARTS = 2
_SCALE = 127.0

Floats = NDArray[np.float32]


def pack_sense(vectors: Floats) -> str:
    """Vectors (PARTS, n) of length one as a mention keeps them: 8 bits a number, in Base64."""
    return b64encode(np.round(vectors * _SCALE).astype(np.int8).tobytes()).decode("ascii")


def unpack_sense(sense: str) -> Floats:
    """The vectors (PARTS, n) that a mention keeps, of length one again."""
    vectors = np.frombuffer(b64decode(sense), dtype=np.int8).reshape(PARTS, -1).astype(np.float32)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), dtype=np.float32)
