"""The senses of events' words and the learned likeness of two mentions, both made from ECB+ train.

usage: python training/senses/train.py [--output src/dragoman/data/models] [--held-out]

Maps the states of the attribution tagger (`expose.py`) to 64 numbers each by their main directions, then fits boosted
trees on the pairs of gold mentions of one topic (linking/contexts.py has the features). `--held-out` prints instead how
well four parts of the topics are scored by trees that were fitted on the others. Needs scikit-learn and onnx.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from dragoman.datamodel import EventMention, Report
from dragoman.linking.alike import find_alike
from dragoman.linking.contexts import FEATURES, Context, Lexis, compare_contexts, read_context
from dragoman.reading.tagging.senses import see_windows
from dragoman.resources import Resources, load_resources
from dragoman.resources.senses import SenseMaps, pack_sense
from dragoman.resources.tagger import AttributionTagger
from event_coreference import Row, paragraphs_of, read_articles

WIDTH = 64
UNSEEN = 0.1  # of the mentions are fitted as if the tagger had skipped their window
FOLDS = 4
Article = tuple[Row, Report, tuple[EventMention, ...]]
Found = tuple[str, Context, str]  # topic, context, chain


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


def read_contexts(articles: list[Article], senses: dict[str, str], resources: Resources) -> Iterator[Found]:
    """Every gold mention's context; of some the senses are forgotten."""
    lexis, rng = Lexis.of(resources), np.random.default_rng(0)
    for row, report, events in articles:
        chains = {g["id"]: g["chain_id"] for g in row["event_mentions"]}
        for event in events:
            known = senses.get(event.id) if rng.random() >= UNSEEN else None
            yield row["topic"], read_context(replace(event, sense=known), report, row["text"], lexis), chains[event.id]


def pair_features(found: list[Found], alike: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Topics, features and answers of all pairs of one topic."""
    by_topic: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        by_topic[each[0]].append(each)
    topics, features, answers = [], [], []
    for topic, group in sorted(by_topic.items()):
        for (_, a, one), (_, b, other) in combinations(group, 2):
            topics.append(topic)
            features.append(compare_contexts(a, b, alike.of(a.report, b.report)))
            answers.append(one == other)
    return np.array(topics), np.array(features, dtype=np.float32), np.array(answers)


def new_trees() -> HistGradientBoostingClassifier:
    """The settings were chosen on the four parts of train."""
    size = {"max_iter": 250, "max_leaf_nodes": 10, "min_samples_leaf": 100}
    return HistGradientBoostingClassifier(random_state=0, learning_rate=0.05, l2_regularization=10.0, **size)


def hold_out(topics: np.ndarray, features: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Log-odds of each pair by trees that did not see its topic."""
    names = sorted(set(topics), key=int)
    scores = np.zeros(len(answers))
    for fold in range(FOLDS):
        out = np.isin(topics, names[fold::FOLDS])
        scores[out] = new_trees().fit(features[~out], answers[~out]).decision_function(features[out])
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/data/models"))
    parser.add_argument("--held-out", action="store_true")
    args = parser.parse_args()
    resources = load_resources()
    articles = [(row, report, reading.events) for row, report, reading in read_articles("train", resources)]
    states = gather_states(articles, resources.attribution_tagger)
    maps = make_maps(list(states.values()))
    senses = {key: pack_sense(maps.narrow(each[:, None])[:, 0]) for key, each in states.items()}
    texts = {row["doc_id"]: row["text"] for row, _, _ in articles}
    alike = find_alike([r for _, r, _ in articles], texts, resources.scoring.stories, resources.word_rates)
    topics, features, answers = pair_features(list(read_contexts(articles, senses, resources)), alike)
    print(f"{len(answers)} pairs, {answers.mean():.3f} of them one event, {len(FEATURES)} features")
    if args.held_out:
        scores = hold_out(topics, features, answers)
        print(f"average precision on held-out topics {average_precision_score(answers, scores):.3f}")
        for least in (-2, -1, 0, 1, 2):
            taken = scores >= least
            right = answers[taken].mean()
            foretold = 1 / (1 + math.exp(-least))
            print(f"  log-odds from {least}: {right:.2f} of {taken.sum()} right, at least {foretold:.2f} foretold")
        return
    trees = new_trees().fit(features, answers)
    np.savez_compressed(
        args.output / "senses.npz", means=maps.means.astype(np.float16), maps=maps.maps.astype(np.float16)
    )
    write_trees(trees, args.output / "coreference.onnx")


def write_trees(trees: HistGradientBoostingClassifier, path: Path) -> None:
    """The trees as ONNX (`TreeEnsembleRegressor`), which answers with raw log-odds."""
    columns: dict[str, list[Any]] = defaultdict(list)
    for tree, (predictor,) in enumerate(trees._predictors):
        for at, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            columns["nodes_treeids"].append(tree)
            columns["nodes_nodeids"].append(at)
            columns["nodes_featureids"].append(int(node["feature_idx"]))
            columns["nodes_values"].append(0.0 if leaf else float(node["num_threshold"]))
            columns["nodes_modes"].append("LEAF" if leaf else "BRANCH_LEQ")
            columns["nodes_truenodeids"].append(int(node["left"]))
            columns["nodes_falsenodeids"].append(int(node["right"]))
            columns["nodes_missing_value_tracks_true"].append(int(node["missing_go_to_left"]))
            if leaf:
                columns["target_treeids"].append(tree)
                columns["target_nodeids"].append(at)
                columns["target_ids"].append(0)
                columns["target_weights"].append(float(node["value"]))
    base = [float(np.ravel(trees._baseline_prediction)[0])]
    ensemble = onnx.helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["log_odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=base,
        **columns,
    )
    taken = onnx.helper.make_tensor_value_info("features", onnx.TensorProto.FLOAT, [None, len(FEATURES)])
    given = onnx.helper.make_tensor_value_info("log_odds", onnx.TensorProto.FLOAT, [None, 1])
    opsets = [onnx.helper.make_opsetid("", 17), onnx.helper.make_opsetid("ai.onnx.ml", 3)]
    model = onnx.helper.make_model(
        onnx.helper.make_graph([ensemble], "coreference", [taken], [given]), opset_imports=opsets, ir_version=8
    )
    onnx.save(model, path)
    print(f"{path}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
