"""Fits the likeness of two senses (`senses_alike.onnx`) to the vectors that the network of windows gives.

usage: python training/windows/alike.py --answers A.pkl B.pkl --teacher FOLDER/senses_alike.onnx --output FOLDER

The teacher's log-odds of pairs of words are learned, over the vectors that the shipped network gives of these words.
Pairs are of words in windows that stood near each other in the data (a report, a day's feed): half drawn by chance,
half of those that the teacher's vectors find likest.
"""

import argparse
import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime import InferenceSession
from torch import Tensor
from torch.nn import functional

from dragoman.resources import load_resources
from dragoman.resources.networks import open_network
from dragoman.resources.windows import WindowNetwork

sys.path.insert(0, str(Path(__file__).parents[1] / "coreference"))
from encoder import WIDTH, Alike

TOGETHER = 60  # windows whose words are paired
PAIRS = 1500  # of each kind, from so many windows
FARTHEST = 6.0  # log-odds beyond are as good as this
PASSES, RATE = 6, 4e-4


def vectors_of(network: WindowNetwork, window: dict) -> np.ndarray:
    """(words, 2 * WIDTH) of the words that a window's answers have, each part of length one."""
    read = network.read(
        window["ids"].astype(np.int64), window["shapes"].astype(np.int64), window["opens"].astype(bool), 0.999
    )
    rows = [
        np.concatenate([unit(read.words[a:b].mean(0)), unit(read.sentences[c:d].mean(0))])
        for a, b, c, d in window["items"]
    ]
    return np.array(rows, dtype=np.float32).reshape(-1, 2 * WIDTH)


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-6)


def pairs_of(
    windows: Sequence[dict], network: WindowNetwork, teacher: InferenceSession, chance: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The two sides, by the network's vectors, and the teacher's log-odds."""
    for first in range(0, len(windows), TOGETHER):
        near = [w for w in windows[first : first + TOGETHER] if len(w["items"])]
        if not near:
            continue
        taught = np.concatenate([w["vecs"] for w in near]).astype(np.float32)
        own = np.concatenate([vectors_of(network, w) for w in near])
        likeness = np.triu(taught[:, :WIDTH] @ taught[:, :WIDTH].T, 1)
        likest = np.argsort(-likeness, axis=None)[: 4 * PAIRS]
        likest = chance.choice(likest, min(PAIRS, len(likest)), replace=False)
        a, b = (
            np.concatenate([x, chance.integers(len(own), size=PAIRS)]) for x in np.unravel_index(likest, likeness.shape)
        )
        (odds,) = teacher.run(None, {"a": taught[a], "b": taught[b]})
        yield own[a], own[b], odds.reshape(-1)


def load_teacher(path: Path) -> Alike:
    """The teacher's weights: what the fit begins from."""
    kept = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    model = Alike()
    found = {name: torch.tensor(kept[name]) for name in model.state_dict()}
    model.load_state_dict(found)
    return model


def fit(model: Alike, a: Tensor, b: Tensor, odds: Tensor) -> None:
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    steps = PASSES * (len(a) // 1024)
    model.train()
    for step in range(steps):
        some = torch.randint(len(a), (1024,))
        loss = functional.smooth_l1_loss(model(a[some], b[some]), odds[some])
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / steps)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 100 == 99:
            print(f"{step + 1} of {steps}: {loss.item():.3f}", flush=True)
    model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=Path, nargs="+", required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--every", type=int, default=2, help="of the runs of windows")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    network, teacher = load_resources().window_network, open_network(args.teacher)
    assert network is not None
    windows = [w for path in args.answers for w in pickle.loads(path.read_bytes())]
    runs = [windows[n : n + TOGETHER] for n in range(0, len(windows), TOGETHER)][:: args.every]
    found = list(pairs_of([w for run in runs for w in run], network, teacher, np.random.default_rng(0)))
    a, b, odds = (torch.from_numpy(np.concatenate(column)) for column in zip(*found, strict=True))
    odds = odds.clamp(-FARTHEST, FARTHEST)
    model = load_teacher(args.teacher)
    with torch.no_grad():
        print(f"{len(a)} pairs; as it was: {np.corrcoef(model.eval()(a, b), odds)[0, 1]:.3f}")
    fit(model, a, b, odds)
    with torch.no_grad():
        told = model(a, b)
        print(f"fitted: {np.corrcoef(told, odds)[0, 1]:.3f}, spread {told.std():.2f} of {odds.std():.2f}")
    axes = {name: {0: "pairs"} for name in ("a", "b", "log_odds")}
    torch.onnx.export(
        model, (torch.zeros(2, 2 * WIDTH), torch.zeros(2, 2 * WIDTH)), str(args.output / "senses_alike.onnx"),
        input_names=["a", "b"], output_names=["log_odds"], opset_version=17, dynamo=False, dynamic_axes=axes,
    )  # fmt: skip


if __name__ == "__main__":
    main()
