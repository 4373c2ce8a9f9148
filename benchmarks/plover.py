"""Root types of PLOVER's sentences, source and target given: the lexicon alone, and the learned model by five folds.

usage: python benchmarks/plover.py [-v]

Two ways of folding: by type at random, as is usual; and with sentences that share their wording in one fold, since
many sentences of the data are made after one pattern, and a random fold shows a model the pattern's other sentences.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "training" / "events"))
from examples import Example, read_examples
from type_model import fit_model

from dragoman.resources import load_resources
from shared_data import data_folder

FOLDS = 5
LEAST_ALIKE = 3
ALIKE = 0.5  # of the rarer words of the shorter of two sentences, names left out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    examples = read_examples(data_folder() / "plover" / "plv_train.jsonl", load_resources())
    roots = [e.root for e in examples]
    print(f"{len(examples)} sentences, {len(set(roots))} root types    macro-F1  accuracy")
    show("lexicon alone", roots, [e.told for e in examples])
    learned = cross_validate(examples, fold_by_type(roots))
    show("learned, random folds", roots, learned)
    groups = group_alike(examples)
    show("learned, alike in one fold", roots, cross_validate(examples, fold_groups(groups)))
    print(f"  ({len(set(groups))} groups of alike sentences, the largest of {max(Counter(groups).values())})")
    if args.verbose:
        show_types(roots, [e.told for e in examples], learned)


def measure_plover() -> dict[str, float]:
    """Macro-F1 of the lexicon alone, and of the learned model by random folds."""
    examples = read_examples(data_folder() / "plover" / "plv_train.jsonl", load_resources())
    roots = [e.root for e in examples]
    learned = cross_validate(examples, fold_by_type(roots))
    return {"lexicon": macro_f1(roots, [e.told for e in examples]), "learned": macro_f1(roots, learned)}


def cross_validate(examples: Sequence[Example], folds: Sequence[int]) -> list[str | None]:
    answers: list[str | None] = [None] * len(examples)
    for fold in range(FOLDS):
        known = [e for e, f in zip(examples, folds, strict=True) if f != fold]
        model = fit_model([e.clues for e in known], [e.root for e in known])
        for i, example in enumerate(examples):
            if folds[i] == fold:
                answers[i] = next(iter(model.rank(example.clues)))
    return answers


def fold_by_type(roots: Sequence[str]) -> list[int]:
    """Each type dealt out evenly, in an order by a fixed seed."""
    shuffled = np.random.default_rng(0).permutation(len(roots)).tolist()
    order = sorted(shuffled, key=lambda i: roots[i])
    folds = [0] * len(roots)
    for place, i in enumerate(order):
        folds[i] = place % FOLDS
    return folds


def group_alike(examples: Sequence[Example]) -> list[int]:
    """Sentences joined where they share much of their rarer words; the number of each one's group."""
    spread = Counter(w for e in examples for w in e.words)
    rare = [frozenset(w for w in e.words if spread[w] <= len(examples) / 20) for e in examples]
    group = list(range(len(examples)))

    def root_of(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, one in enumerate(rare):
        for j in range(i):
            least = min(len(one), len(rare[j]))
            if len(one & rare[j]) >= max(LEAST_ALIKE, ALIKE * least):
                group[root_of(i)] = root_of(j)
    return [root_of(i) for i in range(len(group))]


def fold_groups(groups: Sequence[int]) -> list[int]:
    """Whole groups, the largest first, each to the fold that has least."""
    sizes = [0] * FOLDS
    where = {}
    for group, size in sorted(Counter(groups).items(), key=lambda x: (-x[1], x[0])):
        where[group] = sizes.index(min(sizes))
        sizes[where[group]] += size
    return [where[g] for g in groups]


def show(name: str, roots: Sequence[str], answers: Sequence[str | None]) -> None:
    right = sum(a == b for a, b in zip(roots, answers, strict=True))
    print(f"  {name:<34}{macro_f1(roots, answers):.3f}     {right / len(roots):.3f}")


def macro_f1(roots: Sequence[str], answers: Sequence[str | None]) -> float:
    scores = [f1(roots, answers, root) for root in sorted(set(roots))]
    return sum(scores) / len(scores)


def f1(roots: Sequence[str], answers: Sequence[str | None], root: str) -> float:
    both = sum(a == b == root for a, b in zip(roots, answers, strict=True))
    return 2 * both / (roots.count(root) + list(answers).count(root))


def show_types(roots: Sequence[str], told: Sequence[str | None], learned: Sequence[str | None]) -> None:
    for root in sorted(set(roots)):
        both = [f1(roots, answers, root) for answers in (told, learned)]
        print(f"    {root:<12}{roots.count(root):>4}  lexicon {both[0]:.2f}  learned {both[1]:.2f}")
    wrong = Counter((a, b) for a, b in zip(roots, learned, strict=True) if a != b)
    print("  most often confused:", ", ".join(f"{a} as {b} {n}" for (a, b), n in wrong.most_common(12)))


if __name__ == "__main__":
    main()
