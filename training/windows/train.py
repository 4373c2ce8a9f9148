"""Trains the network of windows: PolNeAR's marks, and what the two teachers say of reports (teach.py).

usage: python training/windows/train.py --data ../shared/data/polnear --answers A.pkl B.pkl --encoder FOLDER
                                        --tagger attribution.onnx --minutes 62 --output windows.pt

FOLDER holds the tokenizer of MiniLM-L6. Rates fall to nothing over the passes or, with --minutes, the time.
"""

import argparse
import pickle
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from tokenizers import Tokenizer
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parents[1] / "attribution"))
from data import make_examples, paragraphs_of, read_articles
from window_model import LABELS, SENSE, WindowModel, begin_from_tagger

from dragoman.reading.parsing import ParsedBlock
from dragoman.reading.tagging.hanging import Hanging
from dragoman.resources.models import load_spacy

WEIGHTS = {"cues": 6.0, "roles": 4.0, "senses": 3.0, "likeness": 10.0}
FASTER = 5  # the new layers learn so much faster than the encoder
BATCH = 1800  # pieces of a step
WARM = 100  # steps
COMPARED = 300  # words of a step whose likenesses are learned
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side; of each cue its row, its column, how much it counts and the shares of its labels."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    opens: Tensor
    sure: Tensor
    rows: Tensor
    columns: Tensor
    labels: Tensor
    counts: Tensor
    kinds: Tensor
    items: Tensor
    vectors: Tensor


def parse_articles(articles: Sequence[dict]) -> list[Hanging]:
    """How the words of each article hang together."""
    nlp = load_spacy()
    found = []
    for article in articles:
        starts, texts = zip(*paragraphs_of(article["text"]), strict=True)
        docs = zip(starts, nlp.pipe(texts), strict=True)
        found.append(Hanging(tuple(ParsedBlock("", "body", start, doc) for start, doc in docs)))
    return found


def marked_windows(
    articles: Sequence[dict], parses: Sequence[Hanging], tokenizer: Tokenizer, chance: random.Random
) -> Iterator[Answers]:
    """PolNeAR's articles in the shape of the teachers' answers."""
    for example in make_examples(list(articles), tokenizer, chance):
        pieces = example.window.pieces
        sure = np.zeros(len(pieces), dtype=np.float32)
        sure[example.heads] = 1
        shares = np.zeros((len(example.heads), len(pieces), len(LABELS)), dtype=np.float32)
        for shares_of_cue, labels in zip(shares, example.labels, strict=True):
            known = np.flatnonzero(labels >= 0)
            shares_of_cue[known, labels[known]] = 1
        yield {
            "ids": np.array([p.id for p in pieces]), "shapes": np.array([p.shape for p in pieces]),
            "opens": np.array([p.opens for p in pieces], dtype=bool), "sure": sure, "heads": example.heads,
            "cert": np.ones(len(example.heads)), "shares": shares, "items": (), "vecs": (),
            "kinds": parses[example.article].kinds_for(pieces, example.heads),
        }  # fmt: skip


def batches_of(windows: Sequence[Answers], chance: random.Random) -> list[list[Answers]]:
    """Windows of like length together, batches in random order."""
    pool = list(windows)
    chance.shuffle(pool)
    pool.sort(key=lambda w: len(w["ids"]) // 16)
    found: list[list[Answers]] = [[]]
    for window in pool:
        longest = max(len(w["ids"]) for w in [*found[-1], window])
        if found[-1] and (len(found[-1]) + 1) * longest > BATCH:
            found.append([])
        found[-1].append(window)
    chance.shuffle(found)
    return found


def collate(windows: Sequence[Answers]) -> Batch:
    longest = max(len(w["ids"]) for w in windows)
    ids, shapes, mask = (torch.zeros(len(windows), longest, dtype=torch.long) for _ in range(3))
    opens, sure = torch.zeros(len(windows), longest, dtype=torch.bool), torch.zeros(len(windows), longest)
    cues: list[tuple[int, int, float]] = []
    labels, kinds, items, vectors = [], [], [], []
    for row, window in enumerate(windows):
        n = len(window["ids"])
        for kept, name in ((ids, "ids"), (shapes, "shapes"), (opens, "opens"), (sure, "sure")):
            kept[row, :n] = torch.from_numpy(np.asarray(window[name])).to(kept.dtype)
        mask[row, :n] = 1
        for number, head in enumerate(window["heads"]):
            cues.append((row, int(head), float(window["cert"][number])))
            told = (
                window["shares"][number] if "shares" in window else np.exp(window["roles"][number].astype(np.float32))
            )
            labels.append(np.pad(told, ((0, longest - n), (0, 0))))
            kinds.append(np.pad(window["kinds"][number], (0, longest - n)))
        items += [(row, *map(int, places)) for places in window["items"]]
        vectors += list(window["vecs"])
    rows, columns, counts = (
        (torch.tensor(column) for column in zip(*cues, strict=True)) if cues else [torch.zeros(0)] * 3
    )
    return Batch(
        ids, shapes, mask, opens, sure, rows.long(), columns.long(),
        torch.from_numpy(np.array(labels, dtype=np.float32)), counts.float(),
        torch.from_numpy(np.array(kinds, dtype=np.int64)), torch.tensor(items),
        torch.from_numpy(np.array(vectors, dtype=np.float32)),
    )  # fmt: skip


def losses_of(model: WindowModel, batch: Batch) -> dict[str, Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encode(batch.ids, batch.shapes, batch.mask)
        cues = model.find_cues(hidden).float()
    found = {"cues": F.binary_cross_entropy_with_logits(cues[batch.opens], batch.sure[batch.opens])}
    if len(batch.rows):
        with torch.autocast("cpu", torch.bfloat16):
            given = hidden, batch.ids, batch.shapes
            roles = model.read_roles(*given, batch.rows, batch.columns, batch.kinds).float()
        counts = batch.opens[batch.rows].float() * batch.counts[:, None]
        found["roles"] = -((batch.labels * F.log_softmax(roles, -1)).sum(-1) * counts).sum() / counts.sum()
    if len(batch.items):
        with torch.autocast("cpu", torch.bfloat16):
            words, sentences = model.word(hidden).float(), model.whole(hidden).float()
        taught = [F.normalize(part, dim=-1) for part in batch.vectors.split(SENSE, dim=-1)]
        own = [mean_of(words, batch.items[:, [0, 1, 2]]), mean_of(sentences, batch.items[:, [0, 3, 4]])]
        found["senses"] = sum((1 - (a * b).sum(-1)).mean() for a, b in zip(own, taught, strict=True))
        some = torch.randperm(len(batch.items))[:COMPARED]
        pairs = [(a[some] @ a[some].T, b[some] @ b[some].T) for a, b in zip(own, taught, strict=True)]
        found["likeness"] = sum(((a - b) ** 2).mean() for a, b in pairs)
    return found


def mean_of(vectors: Tensor, places: Tensor) -> Tensor:
    """The mean of the vectors from one piece to another of a row, at length one."""
    sums = torch.cat([vectors.new_zeros(vectors.shape[0], 1, vectors.shape[2]), vectors.cumsum(1)], 1)
    row, first, behind = places.unbind(1)
    return F.normalize((sums[row, behind] - sums[row, first]) / (behind - first)[:, None], dim=-1)


def optimiser_of(model: WindowModel, rate: float) -> torch.optim.Optimizer:
    model.words.requires_grad_(False)  # half of all weights, and these reports hold few of the words
    old = ("places", "kind", "norm", "layers", "shapes")
    encoder = [p for n, p in model.named_parameters() if n.startswith(old)]
    heads = [p for n, p in model.named_parameters() if not n.startswith(old) and p.requires_grad]
    groups = [{"params": encoder, "lr": rate, "full": rate}, {"params": heads, "lr": rate, "full": FASTER * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def fit(model: WindowModel, args: argparse.Namespace) -> None:
    chance = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(args.data / "train.jsonl")
    parses = parse_articles(articles)
    taught = [w for path in args.answers for w in pickle.loads(path.read_bytes()) if 8 < len(w["ids"]) <= 300]

    def one_pass() -> list[list[Answers]]:
        marked = [
            w for _ in range(args.marked) for w in marked_windows(articles, parses, tokenizer, chance)
        ]  # cut anew each time
        return batches_of([*marked, *taught], chance)

    optimiser, started, step, share = optimiser_of(model, args.rate), time.time(), 0, 0.0
    waiting = one_pass()
    total = len(waiting) * args.passes
    model.train()
    while share < 1:
        waiting = waiting or one_pass()
        share = max(step / total, (time.time() - started) / (60 * args.minutes) if args.minutes else 0)
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * min(1, (step + 1) / WARM) * max(0.01, 1 - share)
        losses = losses_of(model, collate(waiting.pop()))
        optimiser.zero_grad()
        torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 50 == 0:
            told = " ".join(f"{name} {float(loss.detach()):.4f}" for name, loss in losses.items())
            print(f"{step} steps, {time.time() - started:.0f} s: {told}", flush=True)
        if step % 500 == 0 or share >= 1:
            torch.save(model.state_dict(), args.output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--answers", type=Path, nargs="+", required=True)
    parser.add_argument("--tokenizer", type=Path, default=Path("src/dragoman/data/models/tokenizer.json"))
    parser.add_argument("--tagger", type=Path, help="its first layers are what the network begins from")
    parser.add_argument("--start", type=Path, help="a network to train further")
    parser.add_argument("--marked", type=int, default=2, help="how often PolNeAR counts in a pass")
    parser.add_argument("--passes", type=float, default=3)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    model = WindowModel()
    if args.start:
        print(model.load_state_dict(torch.load(args.start, map_location="cpu"), strict=False))
    else:
        begin_from_tagger(model, args.tagger)
    fit(model, args)


if __name__ == "__main__":
    main()
