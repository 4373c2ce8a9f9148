"""What a tagger finds in articles, and quick figures of it."""

from collections import defaultdict

import torch
from data import make_examples

from dragoman.reading.tagging.decoding import decode_roles

ROLES = ("source", "cue", "content")


@torch.no_grad()
def predict(tagger, articles, tokenizer, least=0.3):
    """For each article its attributions as `Tagged`."""
    tagger.eval()
    found = [[] for _ in articles]
    examples = sorted(make_examples(articles, tokenizer), key=lambda e: len(e.window.pieces))
    for at in range(0, len(examples), 8):
        batch = examples[at : at + 8]
        length = max(len(e.window.pieces) for e in batch)
        ids, shapes, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
        for i, e in enumerate(batch):
            n = len(e.window.pieces)
            ids[i, :n] = torch.tensor([p.id for p in e.window.pieces])
            shapes[i, :n] = torch.tensor([p.shape for p in e.window.pieces])
            mask[i, :n] = 1
        hidden, bias = tagger.encode(ids, shapes, mask)
        sure = torch.sigmoid(tagger.find_cues(hidden))
        for i, e in enumerate(batch):
            heads = [w for w in e.window.words if sure[i, w] >= least]
            if heads:
                rows, columns = torch.full((len(heads),), i), torch.tensor(heads)
                roles = torch.log_softmax(tagger.read_roles(hidden, bias, rows, columns), -1).numpy()
                found[e.article] += decode_roles(e.window, heads, sure[i, heads].numpy(), roles)
    return found


def measure(tagger, articles, tokenizer):
    """Lines of figures: F1 of heads and spans at several thresholds."""
    found = predict(tagger, articles, tokenizer, 0.2)
    for least in (0.3, 0.4, 0.5):
        counts = defaultdict(lambda: [0, 0, 0])
        for article, tagged in zip(articles, found, strict=True):
            kept = [t for t in tagged if t.certainty >= least and t.content]
            for role in ROLES:
                gold = {tuple(map(tuple, a[role])) for a in article["attributions"] if a[role]}
                have = {getattr(t, role) for t in kept if getattr(t, role)}
                add(counts[role], gold, have)
            gold = {(str(a["source"]), str(a["content"])) for a in article["attributions"]}
            have = {(str([list(s) for s in t.source]), str([list(s) for s in t.content])) for t in kept}
            add(counts["pair"], gold, have)
        yield f"at {least}: " + ", ".join(f"{k} {2 * v[0] / max(1, v[1] + v[2]):.3f}" for k, v in counts.items())


def add(count, gold, have):
    count[0] += len(gold & have)
    count[1] += len(gold)
    count[2] += len(have)
