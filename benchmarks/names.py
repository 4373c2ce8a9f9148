"""Pairs of transliterated names: how many `compare_names` decides rightly, by category.

usage: benchmarks/names.py [-v]    (reads ../shared, or $DRAGOMAN_SHARED)
"""

import csv
import os
import sys
from collections import defaultdict
from pathlib import Path

from dragoman.linking.names import SAME, compare_names
from dragoman.resources.name_forms import load_name_forms

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))


def main() -> None:
    forms = load_name_forms()
    right: dict[str, list[bool]] = defaultdict(list)
    with (SHARED / "data" / "names" / "pairs.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found = compare_names(row["name_a"], row["name_b"], forms)
            ok = (found.score >= SAME) == (row["same"] == "1")
            right[row["category"]].append(ok)
            if not ok and "-v" in sys.argv:
                print("  wrong", row["same"], row["name_a"], "|", row["name_b"], found)
    for category, results in sorted(right.items()):
        print(f"{category:14} {sum(results)}/{len(results)}")
    every = [ok for results in right.values() for ok in results]
    print(f"all            {sum(every)}/{len(every)} {sum(every) / len(every):.3f}")


if __name__ == "__main__":
    main()
