"""Make `data/models/words.npz`: a vector for each whole English word of MiniLM's vocabulary, read alone by the encoder.

usage: python training/words/vectors.py --encoder ENCODER --output src/dragoman/data/models/words.npz
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from numpy.typing import NDArray
from safetensors.torch import load_file

WIDTH = 384
HEADS = 12
LAYERS = 6
KEPT = 128  # principal components
BATCH = 512
OPENING, CLOSING = "[CLS]", "[SEP]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary = (given.encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    number = {piece: n for n, piece in enumerate(vocabulary)}
    words = sorted(w for w in vocabulary if w.isascii() and w.isalpha() and len(w) > 1)
    weights = load_file(given.encoder / "model.safetensors")
    rows = [[number[OPENING], number[w], number[CLOSING]] for w in words]
    with torch.no_grad():
        read = [encode(torch.tensor(rows[at : at + BATCH]), weights).mean(1) for at in range(0, len(rows), BATCH)]
    vectors = np.round(shorten(torch.cat(read).numpy()) * 127).astype(np.int8)
    np.savez_compressed(given.output, words=np.array(" ".join(words)), vectors=vectors)


def encode(ids: torch.Tensor, weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """The encoder's last states, as BERT computes them."""

    def part(name: str) -> torch.Tensor:
        return weights[name].float()

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return F.layer_norm(x, (WIDTH,), part(f"{name}.weight"), part(f"{name}.bias"), 1e-12)

    x = part("embeddings.word_embeddings.weight")[ids] + part("embeddings.token_type_embeddings.weight")[0]
    x = norm(x + part("embeddings.position_embeddings.weight")[: ids.shape[1]], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"

        def linear(x: torch.Tensor, name: str, at: str = at) -> torch.Tensor:
            return F.linear(x, part(f"{at}.{name}.weight"), part(f"{at}.{name}.bias"))

        shape = (*x.shape[:2], HEADS, WIDTH // HEADS)
        q, k, v = (linear(x, f"attention.self.{n}").view(shape).transpose(1, 2) for n in ("query", "key", "value"))
        mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(x.shape)
        x = norm(x + linear(mixed, "attention.output.dense"), f"{at}.attention.output.LayerNorm")
        inner = F.gelu(linear(x, "intermediate.dense"))
        x = norm(x + linear(inner, "output.dense"), f"{at}.output.LayerNorm")
    return x


def shorten(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors about their mean, in their first principal components, each of length one."""
    centred = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    kept = centred @ directions[:KEPT].T
    shortened: NDArray[np.float32] = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    return shortened


if __name__ == "__main__":
    main()
