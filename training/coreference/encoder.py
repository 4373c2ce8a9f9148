"""The senses of events' words in their context (`senses.onnx`) and how like two are (`senses_alike.onnx`).

usage: python training/coreference/encoder.py --encoder FOLDER [--records FOLDER] [--output src/dragoman/data/models]
                                              [--fold 0|1] [--threads N]

Fine-tunes all-MiniLM-L6-v2 (FOLDER: its config, tokenizer and weights) on the windows of reports whose events were
judged (`judged_events.jsonl`), of ECB+ train, and of the pairs of `judged.tsv`. A window is read once and gives the
senses of all its events' words; a small network over two of them gives the log-odds that they are one event. `--fold N`
leaves out the packets and days of one half and writes RECORDS/fold_N.pt, which train.py needs; without it the networks
are written as they ship. 25 to 40 minutes. Needs torch, transformers and onnx.
"""

import argparse
import random
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from sides import NONE, JudgedPair, Packet, Passage, ecb_packets, judged_pairs, packets
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from reading import read_sets

WIDTH = 128  # numbers of each of the two parts of a sense
STEPS = {True: 340, False: 560}  # on one half, and on all
RATE = 1.0e-4
FASTER = 8  # the new layers learn so much faster than the encoder
BUDGET = 2000  # pieces of a packet in a step
RUN = 9  # windows of a packet of long reports in a step, from so many of them:
REPORTS = 5
TOGETHER = 1400  # pieces that go through the encoder at once
ECB_WINDOWS, ECB_WEIGHT = 9, 0.7
PAIRS = 7
PART = 0.15  # how far a part and its whole are one event
LEAST_WEIGHT = 0.03  # of a pair that is told right already
NONE_WEIGHT = 0.3  # of telling whether a word tells of an event at all: learned beside, and not used


class Senses(nn.Module):
    """Pieces of a window to the senses of its words: two vectors of length one each."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        wide = self.encoder.config.hidden_size
        self.word, self.whole = nn.Linear(wide, WIDTH), nn.Linear(wide, WIDTH)
        self.alike, self.tells = Alike(), nn.Linear(wide, 1)

    def forward(self, ids: Tensor, words: Tensor, sentences: Tensor) -> Tensor:
        """One window (1, pieces), with the share of each piece in each word and in its sentence, (words, pieces)."""
        states = self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[0]
        return self.sense(words @ states, sentences @ states)

    def sense(self, words: Tensor, sentences: Tensor) -> Tensor:
        parts = self.word(words), self.whole(sentences)
        return torch.cat([functional.normalize(part, dim=-1) for part in parts], -1)


class Alike(nn.Module):
    """Two senses to the log-odds that they are one event; the same from either side."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(4 * WIDTH + 2, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, 1))

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        product, scale = a * b, WIDTH**0.5
        likenesses = (4 * product[:, :WIDTH].sum(-1, keepdim=True), 4 * product[:, WIDTH:].sum(-1, keepdim=True))
        return self.layers(torch.cat([product * scale, (a - b).abs() * scale, *likenesses], -1))[:, 0]


def read(model: Senses, passages: Sequence[Passage]) -> tuple[Tensor, Tensor]:
    """The senses of all words of some passages, in order, and the log-odds that each tells of nothing."""
    states: dict[int, Tensor] = {}
    for batch in batches(passages):
        longest = max(len(passages[n].window.ids) for n in batch)
        ids, seen = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(2))
        for row, n in enumerate(batch):
            pieces = passages[n].window.ids
            ids[row, : len(pieces)], seen[row, : len(pieces)] = torch.tensor(pieces), 1
        hidden = model.encoder(input_ids=ids, attention_mask=seen).last_hidden_state
        states |= dict(zip(batch, hidden, strict=True))
    words, sentences = [], []
    for n, passage in enumerate(passages):
        for _, word, sentence in passage.window.words:
            words.append(states[n][slice(*word)].mean(0))
            sentences.append(states[n][slice(*sentence)].mean(0))
    told = torch.stack(words)
    return model.sense(told, torch.stack(sentences)), model.tells(told)[:, 0]


def batches(passages: Sequence[Passage]) -> list[list[int]]:
    """Passages of like length together."""
    found: list[list[int]] = []
    for n in sorted(range(len(passages)), key=lambda n: len(passages[n].window.ids)):
        length = len(passages[n].window.ids)
        fits = found and length < 1.35 * len(passages[found[-1][0]].window.ids)
        if fits and len(found[-1]) * length < TOGETHER:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def packet_loss(model: Senses, packet: Packet, passages: Sequence[Passage], *, judges_none: bool) -> Tensor:
    """All pairs of a packet's mentions, those that are told wrong weighing most."""
    senses, nothing = read(model, passages)
    events = [event for passage in passages for event in passage.events]
    none = torch.tensor([float(event == NONE) for event in events])
    loss = NONE_WEIGHT * functional.binary_cross_entropy_with_logits(nothing, none) if judges_none else torch.zeros(())
    kept = [n for n, event in enumerate(events) if event != NONE]
    if len(kept) < 2:
        return loss
    a, b = (torch.tensor(kept)[side] for side in torch.triu_indices(len(kept), len(kept), 1))
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    same = torch.tensor([worth(events[i], events[j], packet) for i, j in pairs])
    odds = model.alike(senses[a], senses[b])
    weights = (torch.sigmoid(odds.detach()) - same).abs() + LEAST_WEIGHT
    each = functional.binary_cross_entropy_with_logits(odds, same, reduction="none")
    return loss + (each * weights).sum() / weights.sum()


def worth(a: str, b: str, packet: Packet) -> float:
    """How far two are one event."""
    return 1.0 if a == b else PART if frozenset((a, b)) in packet.parts else 0.0


def pair_loss(model: Senses, pairs: Sequence[JudgedPair]) -> Tensor:
    """Judged pairs."""
    senses, _ = read(model, [side for pair in pairs for side in (pair.a, pair.b)])
    odds = model.alike(senses[::2], senses[1::2])
    return functional.binary_cross_entropy_with_logits(odds, torch.tensor([pair.label for pair in pairs]))


@dataclass(slots=True)
class Drawer:
    """What each step is taken on: packets by size, every second step a topic of ECB+, every fourth judged pairs."""

    judged: list[Packet]
    topics: list[Packet]
    pairs: list[JudgedPair]
    rng: random.Random = field(default_factory=lambda: random.Random(1))
    waiting: list[Packet] = field(default_factory=list)
    pairs_waiting: list[JudgedPair] = field(default_factory=list)

    def losses(self, model: Senses, step: int) -> Iterator[Tensor]:
        """The losses of a step."""
        if not self.waiting:
            self.waiting = [p for p in self.judged for _ in range(max(1, round(pieces_of(p) / BUDGET)))]
            self.rng.shuffle(self.waiting)
        packet = self.waiting.pop()
        yield packet_loss(model, packet, self._run(packet), judges_none=True)
        if step % 2 == 0:
            topic = self.rng.choice(self.topics)
            drawn = self.rng.sample(topic.reports, min(ECB_WINDOWS, len(topic.reports)))
            yield ECB_WEIGHT * packet_loss(model, topic, [p for report in drawn for p in report[:1]], judges_none=False)
        if step % 4 == 1:
            if len(self.pairs_waiting) < PAIRS:
                self.pairs_waiting += self.rng.sample(self.pairs, len(self.pairs))
            yield pair_loss(model, self.pairs_waiting[:PAIRS])
            del self.pairs_waiting[:PAIRS]

    def _run(self, packet: Packet) -> list[Passage]:
        """Neighbouring windows of some of its reports, within the budget; of short reports all that fit."""
        reports = self.rng.sample(packet.reports, len(packet.reports))
        if max(map(len, reports)) > 1:
            reports = reports[:REPORTS]
        share = max(2, RUN // min(REPORTS, len(reports)))
        drawn: list[Passage] = []
        room = BUDGET
        for report in reports:
            first = self.rng.randrange(max(1, len(report) - share + 1))
            for passage in report[first : first + share]:
                room -= len(passage.window.ids)
                if room < 0 and drawn:
                    return drawn
                drawn.append(passage)
        return drawn


def pieces_of(packet: Packet) -> int:
    """How long it is."""
    return sum(len(passage.window.ids) for report in packet.reports for passage in report)


def fit(model: Senses, drawer: Drawer, steps: int) -> None:
    """So many steps."""
    old = set(model.encoder.parameters())
    new = [p for p in model.parameters() if p not in old]
    groups = [{"params": list(model.encoder.parameters()), "lr": RATE}, {"params": new, "lr": FASTER * RATE}]
    optimiser = torch.optim.AdamW(groups)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    model.train()
    for step in range(steps):
        loss = torch.stack(list(drawer.losses(model, step))).sum()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        plan.step()
        if step % 20 == 19:
            print(f"{step + 1} of {steps}: {loss.item():.3f}", flush=True)
    model.eval()


def half_of(name: str) -> int:
    """Which half of the packets and days something belongs to: train.py asks the network that did not see it."""
    return zlib.crc32(name.encode()) % 2


def export(model: Senses, folder: Path) -> None:
    """Both networks; the encoder's weights in eight bits."""
    ids, words, sentences = torch.randint(1000, 20000, (1, 60)), torch.zeros(3, 60), torch.zeros(3, 60)
    words[:, 20], sentences[:, 10:30] = 1.0, 0.05
    axes = {"ids": {1: "pieces"}, **{n: {0: "number", 1: "pieces"} for n in ("words", "sentences")}}
    with tempfile.TemporaryDirectory() as work:
        whole, clean = Path(work) / "whole.onnx", Path(work) / "clean.onnx"
        names = {"input_names": list(axes), "output_names": ["senses"]}
        axes |= {"senses": {0: "number"}}
        given = (ids, words, sentences)
        torch.onnx.export(model, given, str(whole), opset_version=17, dynamo=False, dynamic_axes=axes, **names)
        quant_pre_process(str(whole), str(clean), skip_symbolic_shape=True)
        quantize_dynamic(
            clean, folder / "senses.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    two = torch.zeros(2, 2 * WIDTH), torch.zeros(2, 2 * WIDTH)
    axes = {name: {0: "pairs"} for name in ("a", "b", "log_odds")}
    names = {"input_names": ["a", "b"], "output_names": ["log_odds"]}
    path = str(folder / "senses_alike.onnx")
    torch.onnx.export(model.alike, two, path, opset_version=17, dynamo=False, dynamic_axes=axes, **names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--records", type=Path, default=Path("build/coreference"))
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/data/models"))
    parser.add_argument("--fold", type=int, choices=(0, 1))
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    sets = read_sets(args.records)
    judged, pairs = packets(sets), judged_pairs(sets)
    if args.fold is not None:
        judged = [p for p in judged if half_of(p.name) != args.fold]
        pairs = [p for p in pairs if half_of(p.day) != args.fold]
    model = Senses(args.encoder)
    fit(model, Drawer(judged, ecb_packets(), pairs), STEPS[args.fold is not None])
    if args.fold is not None:
        torch.save(model.state_dict(), args.records / f"fold_{args.fold}.pt")
    else:
        export(model, args.output)


if __name__ == "__main__":
    sys.exit(main())
