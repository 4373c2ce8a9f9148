"""The sense of an event's word in its context (`senses.onnx`) and how like two are (`senses_alike.onnx`).

usage: python training/coreference/encoder.py --encoder FOLDER [--records FOLDER] [--output src/dragoman/data/models]
                                              [--fold 0|1]

Fine-tunes all-MiniLM-L6-v2 (FOLDER: its config, tokenizer and weights): first on ECB+ train, then on ECB+ train and the
pairs of `judged.tsv` together. Every mention is read once; a small network over two vectors gives the log-odds that
they are one event. `--fold N` leaves out the judged pairs of one half of the days and prints how well it tells those.
About 45 minutes of one core. Needs torch, transformers, scikit-learn and onnx.
"""

import argparse
import random
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from sides import Side, ecb_sides, judged_sides
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

WIDTH = 128  # numbers of each of the two parts of a sense
MOST_OF_CHAIN = 4  # mentions of one event in a step
FIRST, THEN = 400, 520  # steps on ECB+ alone, and on both
ECB_MENTIONS = {FIRST: 48, THEN: 32}
JUDGED_PAIRS = 20
RATES = {FIRST: 1.2e-4, THEN: 7e-5}
FASTER = 8  # the new layers learn so much faster than the encoder
LEAST_WEIGHT = 0.02  # of a pair that is told right already


class Senses(nn.Module):
    """Pieces with a marked word to two vectors of length one; two of those to log-odds."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        wide = self.encoder.config.hidden_size
        self.word, self.whole = nn.Linear(wide, WIDTH), nn.Linear(wide, WIDTH)
        self.alike = Alike()

    def forward(self, ids: Tensor, marks: Tensor, seen: Tensor | None = None) -> Tensor:
        seen = torch.ones_like(ids) if seen is None else seen
        states = self.encoder(input_ids=ids, attention_mask=seen).last_hidden_state
        word = self.word((marks[:, None] @ states)[:, 0])
        share = seen.float() / seen.sum(1, keepdim=True)
        whole = self.whole((share[:, None] @ states)[:, 0])
        return torch.cat([functional.normalize(part, dim=-1) for part in (word, whole)], -1)


class Alike(nn.Module):
    """Two senses to the log-odds that they are one event; the same from either side."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(4 * WIDTH + 2, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, 1))

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        product, scale = a * b, WIDTH**0.5
        likenesses = (4 * product[:, :WIDTH].sum(-1, keepdim=True), 4 * product[:, WIDTH:].sum(-1, keepdim=True))
        return self.layers(torch.cat([product * scale, (a - b).abs() * scale, *likenesses], -1))[:, 0]


def read(model: Senses, sides: Sequence[Side]) -> Tensor:
    """The senses of mentions, read together."""
    longest = max(len(s.ids) for s in sides)
    ids, seen = torch.zeros(len(sides), longest, dtype=torch.long), torch.zeros(len(sides), longest, dtype=torch.long)
    marks = torch.zeros(len(sides), longest)
    for row, side in enumerate(sides):
        ids[row, : len(side.ids)], seen[row, : len(side.ids)] = torch.tensor(side.ids), 1
        marks[row, side.start : side.end] = 1 / max(1, side.end - side.start)
    return model(ids, marks, seen)


def chain_loss(model: Senses, sides: Sequence[Side]) -> Tensor:
    """All pairs of mentions of one topic, those that are told wrong weighing most."""
    senses = read(model, sides)
    a, b = torch.triu_indices(len(sides), len(sides), 1)
    same = torch.tensor([float(sides[i].chain == sides[j].chain) for i, j in zip(a.tolist(), b.tolist(), strict=True)])
    odds = model.alike(senses[a], senses[b])
    weights = (torch.sigmoid(odds.detach()) - same).abs() + LEAST_WEIGHT
    return (functional.binary_cross_entropy_with_logits(odds, same, reduction="none") * weights).sum() / weights.sum()


def pair_loss(model: Senses, pairs: Sequence[tuple[Side, Side, float]]) -> Tensor:
    """Judged pairs."""
    senses = read(model, [p[0] for p in pairs] + [p[1] for p in pairs])
    odds = model.alike(senses[: len(pairs)], senses[len(pairs) :])
    return functional.binary_cross_entropy_with_logits(odds, torch.tensor([p[2] for p in pairs]))


def fit(model: Senses, ecb: Sequence[Side], judged: Sequence[tuple[Side, Side, float]], steps: int) -> None:
    """So many steps, each on mentions of one topic of ECB+ and, where there are any, on judged pairs."""
    rng = random.Random(0)
    old, rate = set(model.encoder.parameters()), RATES[steps]
    new = [p for p in model.parameters() if p not in old]
    optimiser = torch.optim.AdamW([{"params": list(old), "lr": rate}, {"params": new, "lr": FASTER * rate}])
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    topics = defaultdict(list)
    for side in ecb:
        topics[side.topic].append(side)
    model.train()
    waiting: list[tuple[Side, Side, float]] = []
    for step in range(steps):
        (topic,) = rng.choices(list(topics.values()), [len(t) for t in topics.values()])
        loss = chain_loss(model, draw_topic(topic, ECB_MENTIONS[steps], rng))
        if judged:
            waiting = waiting if len(waiting) >= JUDGED_PAIRS else waiting + rng.sample(judged, len(judged))
            loss = loss + pair_loss(model, waiting[:JUDGED_PAIRS])
            waiting = waiting[JUDGED_PAIRS:]
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        plan.step()
        if step % 50 == 49:
            print(f"{step + 1} of {steps}: {loss.item():.3f}", flush=True)
    model.eval()


def draw_topic(topic: Sequence[Side], most: int, rng: random.Random) -> list[Side]:
    """Mentions of a topic, a few of each event."""
    chains = defaultdict(list)
    for side in topic:
        chains[side.chain].append(side)
    drawn: list[Side] = []
    for name in rng.sample(sorted(chains), len(chains)):
        drawn += rng.sample(chains[name], min(MOST_OF_CHAIN, len(chains[name])))
    return drawn[:most]


@torch.no_grad()
def weigh(model: Senses, pairs: Sequence[tuple[Side, Side, float]]) -> np.ndarray:
    """The log-odds of pairs."""
    return np.concatenate([model.alike(read(model, [a]), read(model, [b])).numpy() for a, b, _ in pairs])


def half_of(day: str) -> int:
    """Which half of the days a pair belongs to: `train.py` asks the network that did not see it."""
    return zlib.crc32(day.encode()) % 2


def export(model: Senses, folder: Path) -> None:
    """Both networks; the encoder's weights in eight bits."""
    ids, marks = torch.randint(1000, 20000, (1, 40)), torch.zeros(1, 40)
    marks[0, 20] = 1.0
    axes = {"ids": {1: "pieces"}, "marks": {1: "pieces"}}
    with tempfile.TemporaryDirectory() as work:
        whole, clean = Path(work) / "whole.onnx", Path(work) / "clean.onnx"
        names = {"input_names": ["ids", "marks"], "output_names": ["senses"], "dynamic_axes": axes}
        torch.onnx.export(model, (ids, marks), str(whole), opset_version=17, dynamo=False, **names)
        quant_pre_process(str(whole), str(clean), skip_symbolic_shape=True)
        quantize_dynamic(
            clean, folder / "senses.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    two = torch.zeros(2, 2 * WIDTH), torch.zeros(2, 2 * WIDTH)
    axes = {name: {0: "pairs"} for name in ("a", "b", "log_odds")}
    names = {"input_names": ["a", "b"], "output_names": ["log_odds"], "dynamic_axes": axes}
    torch.onnx.export(model.alike, two, str(folder / "senses_alike.onnx"), opset_version=17, dynamo=False, **names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--records", type=Path, default=Path("build/coreference"))
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/data/models"))
    parser.add_argument("--fold", type=int, choices=(0, 1))
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    judged = judged_sides(args.records)
    left_out = [j for j in judged if half_of(j.day) == args.fold]
    seen = [(j.a, j.b, j.label) for j in judged if j not in left_out]
    ecb = ecb_sides()
    model = Senses(args.encoder)
    fit(model, ecb, [], FIRST)
    fit(model, ecb, seen, THEN)
    if args.fold is not None:
        found = weigh(model, [(j.a, j.b, j.label) for j in left_out])
        print(f"left out: area under the curve {roc_auc_score([j.label == 1 for j in left_out], found):.3f}")
        np.save(args.records / f"left_out_{args.fold}.npy", found)
    else:
        export(model, args.output)


if __name__ == "__main__":
    sys.exit(main())
