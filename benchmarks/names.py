"""Pairs of transliterated names: how many `compare_names` decides rightly, by category, beside a library alone.

usage: benchmarks/names.py [-v]    (reads ../shared, or $DRAGOMAN_SHARED)

Our rules and `SAME` are not fitted to the pairs, so there is nothing to leave out; but they were written in sight of
them, and a figure on unseen pairs will be lower. The library's threshold is fitted: each pair is decided with the one
that is best on all others.
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.linking.names import SAME, NameComparison, compare_names
from dragoman.resources.name_forms import load_name_forms

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))


def measure_names() -> dict[str, float]:
    """The share of pairs that is decided rightly."""
    decided = [ok for _, ok, _ in decide()]
    return {"right": sum(decided) / len(decided)}


def decide() -> Iterator[tuple[dict[str, str], bool, NameComparison]]:
    """Each pair, whether it is decided rightly, and how."""
    forms = load_name_forms()
    with (SHARED / "data" / "names" / "pairs.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found = compare_names(row["name_a"], row["name_b"], forms)
            yield row, (found.score >= SAME) == (row["same"] == "1"), found


def main() -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    pairs = []
    for row, ok, found in decide():
        right[row["category"]].append(ok)
        pairs.append((row["name_a"], row["name_b"], row["same"] == "1"))
        if not ok and "-v" in sys.argv:
            print("  wrong", row["same"], row["name_a"], "|", row["name_b"], found)
    for category, results in sorted(right.items()):
        print(f"{category:14} {sum(results)}/{len(results)}")
    every = [ok for results in right.values() for ok in results]
    print(f"all            {sum(every)}/{len(every)} {sum(every) / len(every):.3f}")
    alone = library_alone(pairs)
    if alone is not None:
        print(f"rapidfuzz      {alone}/{len(pairs)} {alone / len(pairs):.3f}  (WRatio, threshold by leave-one-out)")


def library_alone(pairs: list[tuple[str, str, bool]]) -> int | None:
    """How many pairs rapidfuzz decides rightly; None where it is not installed."""
    try:
        from rapidfuzz import fuzz, utils
    except ImportError:
        return None
    scored = [(fuzz.WRatio(a, b, processor=utils.default_process), same) for a, b, same in pairs]
    right = 0
    for left_out, (score, same) in enumerate(scored):
        others = [pair for at, pair in enumerate(scored) if at != left_out]
        best = max(range(101), key=lambda t: sum((s >= t) == truth for s, truth in others))
        right += (score >= best) == same
    return right


if __name__ == "__main__":
    main()
