"""The senses of events' words: maps from the attribution tagger's states to 64 numbers each, made from ECB+ train.

usage: python training/senses/train.py [--output src/dragoman/data/models]

Maps the states (`expose.py`) of all gold mentions by their main directions; `training/coreference` weighs them.
Needs numpy alone.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from dragoman.datamodel import EventMention, Report
from dragoman.reading.tagging.senses import see_windows
from dragoman.resources import load_resources
from dragoman.resources.senses import SenseMaps
from dragoman.resources.tagger import AttributionTagger
from event_coreference import Row, paragraphs_of, read_articles

WIDTH = 64
Article = tuple[Row, Report, tuple[EventMention, ...]]


def gather_states(articles: list[Article], tagger: AttributionTagger) -> dict[str, np.ndarray]:
    """The states of every gold mention, by its id."""
    found: dict[str, np.ndarray] = {}
    for row, _, events in articles:
        seen = see_windows(paragraphs_of(row), tagger, None)
        states = ((e.id, seen.gather(e.trigger, e.sentence or e.extent)) for e in events)
        found |= {key: each for key, each in states if each is not None}
    return found


def make_maps(states: Sequence[np.ndarray]) -> SenseMaps:
    """The main directions of the states of all mentions."""
    all_states = np.stack(states)
    means = all_states.mean(0)
    maps = []
    for part in range(all_states.shape[1]):
        _, sizes, directions = np.linalg.svd(all_states[:, part] - means[part], full_matrices=False)
        maps.append(directions[:WIDTH].T / np.sqrt(sizes[:WIDTH] / sizes[0]))
    return SenseMaps(means.astype(np.float16).astype(np.float32), np.stack(maps).astype(np.float16).astype(np.float32))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/data/models"))
    args = parser.parse_args()
    resources = load_resources()
    articles = [(row, report, reading.events) for row, report, reading in read_articles("train", resources)]
    states = gather_states(articles, resources.attribution_tagger)
    maps = make_maps(list(states.values()))
    means, directions = maps.means.astype(np.float16), maps.maps.astype(np.float16)
    np.savez_compressed(args.output / "senses.npz", means=means, maps=directions)


if __name__ == "__main__":
    main()
