"""Make `data/models/word_rates.npz`: in how many of a million reports a word's first letters stand.

usage: python training/words/rates.py DUMP.jsonl [DUMP.jsonl ...] --leave-out DAY [DAY ...] --output FILE

A dump has one report a line, with `title`, `text` and `date`. Each dump has the same weight, however many its reports.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from dragoman.linking.words import fold_words
from dragoman.resources import load_resources
from dragoman.resources.word_rates import cut_word

FEWEST = 2  # reports: a word in one alone is as good as unknown
MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dumps", type=Path, nargs="+")
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--output", type=Path, required=True)
    given = parser.parse_args()
    letters = load_resources().scoring.stories.stem
    rates: defaultdict[str, float] = defaultdict(float)
    reports: Counter[str] = Counter()
    for dump in given.dumps:
        counts, number = count(dump, set(given.leave_out), letters)
        reports.update(counts)
        for stem, times in counts.items():
            rates[stem] += times / number / len(given.dumps)
    stems = sorted(stem for stem, times in reports.items() if times >= FEWEST)
    shares = np.array([max(1, round(rates[stem] * MILLION)) for stem in stems], dtype=np.uint32)
    np.savez_compressed(given.output, stems=np.array(" ".join(stems)), per_million=shares)


def count(dump: Path, left_out: set[str], letters: int) -> tuple[Counter[str], int]:
    """In how many of a dump's reports each word stands, and how many reports there are."""
    counts: Counter[str] = Counter()
    number = 0
    for line in dump.open(encoding="utf-8"):
        report = json.loads(line)
        if (report.get("date") or "")[:10] in left_out:
            continue
        number += 1
        counts.update({cut_word(word, letters) for word in fold_words(f"{report.get('title')}\n{report['text']}")})
    return counts, number


if __name__ == "__main__":
    main()
