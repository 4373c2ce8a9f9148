"""The network: three layers of a MiniLM encoder, a head for cues, a product of word and cue for roles, two for senses.

The first head says of every word whether it heads a cue. For every cue each piece's state is set against the cue's,
with the distance, how many paragraphs, sentences and edges of quotations lie between, and how its word hangs on the cue
in the parse, and told as source, cue or content *of that cue*: so nested and crossing attributions need no further
linking. Two more heads give each piece's share in the sense of its word and of its sentence.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from onnx import numpy_helper
from torch import nn

sys.path.insert(0, str(Path(__file__).parents[1] / "attribution"))
from model import FARTHEST, LABELS, Layer, bucket_distance

from dragoman.reading.tagging.hanging import KINDS

PARTING = 102  # the piece between paragraphs
STOPS = (1012, 1029, 999)  # full stop, question mark, exclamation mark
BETWEEN = (5, 7, 9)  # how many values the differences of paragraphs, sentences and edges of quotations are cut to
SENSE = 128  # numbers of each of the two parts of a sense


class WindowModel(nn.Module):
    """Pieces and their shapes to cues, to the roles of chosen cues, and to senses."""

    def __init__(self, layers: int = 3, width: int = 384, small: int = 160, drop: float = 0.1) -> None:
        super().__init__()
        self.drop = drop
        self.words = nn.Embedding(30522, width)
        self.places = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(12, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, drop) for _ in range(layers))
        self.cue_hidden = nn.Linear(width, 128)
        self.cue = nn.Linear(128, 1)
        self.narrow, self.asked, self.keys, self.gate = (nn.Linear(width, small) for _ in range(4))
        self.distance = nn.Embedding(2 * FARTHEST + 1, small)
        self.parts = nn.ModuleList(nn.Embedding(n, small) for n in BETWEEN)
        self.hanging = nn.Embedding(KINDS, small)
        for table in (self.distance, *self.parts, self.hanging):
            nn.init.normal_(table.weight, std=0.1)
        self.mid, self.last = nn.Linear(small, 2 * small), nn.Linear(2 * small, small)
        self.roles = nn.Linear(small, len(LABELS))
        self.word, self.whole = nn.Linear(width, SENSE), nn.Linear(width, SENSE)

    def encode(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Hidden states (windows, pieces, width); without a mask all pieces count."""
        place = torch.arange(ids.shape[1])[None]
        x = self.words(ids) + self.places(place) + self.kind + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.drop, self.training)
        bias = None if mask is None else (1.0 - mask.float())[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def find_cues(self, hidden: torch.Tensor) -> torch.Tensor:
        """Logits (windows, pieces)."""
        return self.cue(F.gelu(self.cue_hidden(hidden)))[..., 0]

    def read_roles(self, hidden, ids, shapes, rows, columns, kinds):
        """Logits (cues, pieces, labels) for the cues at `rows`, `columns`; `kinds` (cues, pieces) are hanging.py's."""
        head = hidden[rows, columns]
        x = self.narrow(hidden)[rows] + self.asked(head)[:, None] + self.keys(hidden)[rows] * self.gate(head)[:, None]
        x = x + self.distance(bucket_distance(torch.arange(hidden.shape[1])[None] - columns[:, None]))
        for count, table in zip(count_between(ids, shapes), self.parts, strict=True):
            middle = table.num_embeddings // 2
            apart = count[rows] - count[rows, columns][:, None]
            x = x + table(apart.clamp(-middle, middle) + middle)
        x = F.gelu(x + self.hanging(kinds))
        return self.roles(x + self.last(F.gelu(self.mid(x))))


def count_between(ids: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """How many paragraphs, sentences and edges of quotations lie before each piece."""
    stops = ((ids == STOPS[0]) | (ids == STOPS[1]) | (ids == STOPS[2])).long()
    quoted = (shapes // 2) % 2
    edges = torch.cat([quoted[:, :1] * 0, (quoted[:, 1:] - quoted[:, :-1]).abs()], 1)
    return (ids == PARTING).long().cumsum(1), stops.cumsum(1) - stops, edges.cumsum(1)


def begin_from_tagger(model: WindowModel, tagger: Path) -> None:
    """Fill what both have from the first layers of the int8 tagger that `training/attribution` makes."""
    own, theirs = model.state_dict(), tagger_weights(tagger)
    for name, weight in own.items():
        if name in theirs and theirs[name].shape == weight.shape:
            own[name] = theirs[name]
    model.load_state_dict(own)


def tagger_weights(path: Path) -> Mapping[str, torch.Tensor]:
    """The weights of a quantized tagger as numbers again, by their names in training."""
    kept = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    found: dict[str, np.ndarray] = {}
    products: list[tuple[int, np.ndarray]] = []
    for name, values in kept.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            zero = kept[f"{base}_zero_point"].astype(np.float32)
            weight = (values.astype(np.float32) - zero) * kept[f"{base}_scale"]
            if base.startswith("tagger."):  # embeddings, and two products that stand as they are given
                found[base.removeprefix("tagger.")] = (
                    weight.T if base in {"tagger.asked.weight", "tagger.gate.weight"} else weight
                )
            else:
                products.append((int(base.rpartition("_")[2]), weight.T))
        elif name.startswith("tagger.") and not name.endswith(("_scale", "_zero_point")):
            found[name.removeprefix("tagger.")] = values
    parts = ("qkv", "out", "up", "down")
    names = [f"layers.{n}.{part}.weight" for n in range(6) for part in parts]
    names += ["cue_hidden.weight", "cue.weight", "narrow.weight"]
    names += [f"small_layers.{n}.{part}.weight" for n in range(2) for part in parts] + ["roles.weight"]
    found |= dict(zip(names, (weight for _, weight in sorted(products, key=lambda p: p[0])), strict=True))
    return {name: torch.tensor(np.ascontiguousarray(weight)).float() for name, weight in found.items()}
