"""The sense of an event's word in its context: a network that `training/coreference/encoder.py` makes."""

from base64 import b64decode, b64encode
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

PARTS = 2  # the word in its sentence, the sentence below its headline
TITLE = 12  # pieces of the headline that are read,
SENTENCE = 38  # and of the sentence, around the word
_LONGEST_WORD = 8
_FIRST, _LAST = 101, 102  # the pieces that begin and end what is read,
_OPEN, _CLOSE, _BREAK = 2, 3, 1025  # two unused ones around the word, and what parts headline and sentence
_SCALE = 127.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SenseEncoder:
    """A network over the pieces of a headline and of a sentence in which a word is marked."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def read(self, title: str, before: str, word: str, behind: str) -> Floats:
        """(PARTS, n) vectors of length one; the three texts are the sentence, cut at the word.

        Words go through one by one: numbers of eight bits are scaled by all that is read at once.
        """
        ids, start, end = cut_pieces(self.tokenizer, (title, before, word, behind))
        marks = np.zeros((1, len(ids)), dtype=np.float32)
        marks[0, start:end] = 1 / max(1, end - start)
        (vectors,) = self.session.run(None, {"ids": np.array([ids], dtype=np.int64), "marks": marks})
        return np.asarray(vectors[0], dtype=np.float32).reshape(PARTS, -1)


def cut_pieces(tokenizer: "Tokenizer", texts: tuple[str, str, str, str]) -> tuple[list[int], int, int]:
    """As `place_pieces`, of texts."""
    title, before, word, behind = (
        list(tokenizer.encode(text, add_special_tokens=False).ids) if text.strip() else [] for text in texts
    )
    return place_pieces(title, before, word, behind)


def place_pieces(title: list[int], before: list[int], word: list[int], behind: list[int]) -> tuple[list[int], int, int]:
    """All that is read, with the marks that the network knows, and where the word stands in it."""
    word = word[:_LONGEST_WORD]
    room = SENTENCE - len(word) - 2
    left = min(len(before), max(room // 2, room - len(behind)))
    front = [*title[:TITLE], *([_BREAK] if title else []), *before[len(before) - left :]]
    start = len(front) + 2
    return [_FIRST, *front, _OPEN, *word, _CLOSE, *behind[: room - left], _LAST], start, start + len(word)


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
