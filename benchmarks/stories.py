"""Which reports are about the same main event: pairwise F1 on four sets of reports with gold stories.

usage: python benchmarks/stories.py

Reads $DRAGOMAN_SHARED/data/stories (default ../shared beside the repository) and gathers each set by words and
days alone (`linking/stories.py`, no events). Prints pairwise F1, precision, recall; tf-idf alone is in DATA.md there.
"""

import json
from collections import Counter
from itertools import combinations

from dragoman.datamodel import Block, Published, Report
from dragoman.linking.stories import find_stories
from dragoman.resources import load_resources
from shared_data import data_folder

SETS = ("basil", "newswcl50", "argos_wikinews", "rss_gold_oct")


def load(name: str) -> tuple[list[Report], dict[str, str], dict[str, str]]:
    """Reports of a set, their texts, their gold stories."""
    reports, texts, gold = [], {}, {}
    for line in (data_folder() / "stories" / f"{name}.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row.get("event_id") is None:
            continue
        key, title, day = row["doc_id"], " ".join((row.get("title") or "").split()), (row.get("date") or "")[:10]
        texts[key] = text = f"{title}\n\n{row.get('text') or ''}"
        blocks = (Block(0, len(title), "headline"), Block(len(title) + 2, len(text), "body"))
        published = Published(day or None, day or None, "stated" if day else "unknown")
        reports.append(Report(key, key, 0, len(text), title, None, None, (), None, "en", published, blocks))
        gold[key] = row["event_id"]
    return reports, texts, gold


def score(groups: list[tuple[str, ...]], gold: dict[str, str]) -> tuple[float, float, float]:
    """Pairwise F1, precision and recall."""
    pairs = [gold[a] == gold[b] for group in groups for a, b in combinations(group, 2)]
    wanted = sum(n * (n - 1) // 2 for n in Counter(gold.values()).values())
    precision, recall = sum(pairs) / max(len(pairs), 1), sum(pairs) / max(wanted, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def measure() -> dict[str, tuple[float, float, float]]:
    """The scores by set."""
    resources = load_resources()
    found = {}
    for name in SETS:
        reports, texts, gold = load(name)
        found[name] = score([s.reports for s in find_stories(reports, texts, (), resources.scoring.stories, resources.word_rates)], gold)
    return found


def measure_stories() -> dict[str, float]:
    """Pairwise F1 by set."""
    return {name: values[0] for name, values in measure().items()}


def main() -> None:
    print(f"{'set':16} {'F1':>6} {'prec':>6} {'rec':>6}")
    for name, values in measure().items():
        print(f"{name:16} " + " ".join(f"{v:6.3f}" for v in values))


if __name__ == "__main__":
    main()
