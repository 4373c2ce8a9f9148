"""The network: a MiniLM encoder, a head that finds cues, and a small second encoder that reads each cue's roles.

The first head says of every word whether it heads a cue. For every cue the second encoder reads the window again with
the cue's place marked, and tags what is source, cue and content *of that cue*: so nested and crossing attributions
need no further linking.
"""

import math

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import nn

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
FARTHEST = 32  # buckets of distance on each side of the cue


class Layer(nn.Module):
    """A transformer layer with the norm after each part, as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, drop: float):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        n, length, width = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            weights = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads)
            mixed = torch.softmax(weights if bias is None else weights + bias, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = self.out(mixed.transpose(1, 2).reshape(n, length, width))
        x = self.norm1(x + mixed)
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.drop, self.training))  # elsewhere dropout costs too much time


class Tagger(nn.Module):
    """Pieces and their shapes -> cue logits; for chosen cues -> logits of the labels of every piece."""

    def __init__(self, vocabulary: int = 30522, width: int = 384, layers: int = 6, small: int = 128, drop: float = 0.1):
        super().__init__()
        self.drop = drop
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(12, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, drop) for _ in range(layers))
        self.cue_hidden = nn.Linear(width, 128)
        self.cue = nn.Linear(128, 1)
        self.covered = nn.Linear(width, 3)  # in any source, cue, content: teaches the encoder only
        self.narrow = nn.Linear(width, small)
        self.asked = nn.Linear(width, small)
        self.gate = nn.Linear(width, small)
        self.distance = nn.Embedding(2 * FARTHEST + 1, small)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.small_norm = nn.LayerNorm(small, eps=1e-12)
        self.small_layers = nn.ModuleList(Layer(small, 4, 3 * small, drop) for _ in range(2))
        self.roles = nn.Linear(small, len(LABELS))

    def encode(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden states and the attention bias."""
        place = torch.arange(ids.shape[1])[None, :]
        x = self.words(ids) + self.places(place) + self.kind + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.drop, self.training)
        bias = (1.0 - mask.float())[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x, bias

    def find_cues(self, hidden: torch.Tensor) -> torch.Tensor:
        """Logits (windows, pieces)."""
        return self.cue(F.gelu(self.cue_hidden(hidden)))[..., 0]

    def read_roles(self, hidden, bias, rows, columns):
        """Logits (cues, pieces, labels) for the cues at `rows`, `columns`."""
        head = hidden[rows, columns]  # (cues, width)
        x = self.narrow(hidden)[rows]
        x = x + self.asked(head)[:, None] + x * self.gate(head)[:, None]
        offset = torch.arange(hidden.shape[1])[None, :] - columns[:, None]
        x = self.small_norm(x + self.distance(bucket_distance(offset)))
        for layer in self.small_layers:
            x = layer(x, bias[rows])
        return self.roles(x)


def bucket_distance(offset: torch.Tensor) -> torch.Tensor:
    """Every distance up to 16 by itself, then wider and wider; 0 .. 2 * FARTHEST."""
    far = offset.abs()
    wide = 16 + (torch.log2(far.clamp(min=16).float() / 16) * 4).long()
    near = torch.where(far < 16, far, wide).clamp(max=FARTHEST)
    return FARTHEST + torch.sign(offset) * near


def load_encoder(tagger: Tagger, weights: dict[str, torch.Tensor]) -> None:
    """Fill the encoder from a BERT checkpoint."""
    get = lambda name: weights[name].float()  # noqa: E731
    with torch.no_grad():
        tagger.words.weight.copy_(get("embeddings.word_embeddings.weight"))
        tagger.places.weight.copy_(get("embeddings.position_embeddings.weight"))
        tagger.kind.copy_(get("embeddings.token_type_embeddings.weight")[0])
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(tagger.layers):
            at = f"encoder.layer.{i}."
            parts = [at + f"attention.self.{p}" for p in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([get(p + ".weight") for p in parts]))
            layer.qkv.bias.copy_(torch.cat([get(p + ".bias") for p in parts]))
            _copy(layer.out, weights, at + "attention.output.dense")
            _copy(layer.norm1, weights, at + "attention.output.LayerNorm")
            _copy(layer.up, weights, at + "intermediate.dense")
            _copy(layer.down, weights, at + "output.dense")
            _copy(layer.norm2, weights, at + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, torch.Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"].float())
    module.bias.copy_(weights[name + ".bias"].float())
