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
from collections.abc import Iterator
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
from dragoman.reading.tagging.senses import gather_states, see_windows, with_senses
from dragoman.resources import Resources, load_resources
from dragoman.resources.senses import SenseMaps
from event_coreference import Row, paragraphs_of, read_articles

WIDTH = 64
UNSEEN = 0.1  # of the mentions are fitted as if the tagger had skipped their window
FOLDS = 4
Found = tuple[str, Context, str]  # topic, context, chain


def make_maps(articles: list[tuple[Row, Report, tuple[EventMention, ...]]], resources: Resources) -> SenseMaps:
    """The main directions of the states of all mentions."""
    states = []
    for row, _, events in articles:
        seen = see_windows(paragraphs_of(row), resources.attribution_tagger)
        found = (gather_states(e.trigger, e.sentence or e.extent, seen) for e in events)
        states += [s for s in found if s is not None]
    all_states = np.stack(states)
    means = all_states.mean(0)
    maps = []
    for part in range(all_states.shape[1]):
        _, sizes, directions = np.linalg.svd(all_states[:, part] - means[part], full_matrices=False)
        maps.append(directions[:WIDTH].T / np.sqrt(sizes[:WIDTH] / sizes[0]))
    return SenseMaps(means.astype(np.float16).astype(np.float32), np.stack(maps).astype(np.float16).astype(np.float32))


def read_contexts(
    articles: list[tuple[Row, Report, tuple[EventMention, ...]]], maps: SenseMaps, resources: Resources
) -> Iterator[Found]:
    """Every gold mention's context; of some the senses are forgotten."""
    lexis = Lexis(resources.linking_words, resources.word_rates, resources.word_vectors)
    rng = np.random.default_rng(0)
    for row, report, events in articles:
        seen = see_windows(paragraphs_of(row), resources.attribution_tagger)
        chains = {g["id"]: g["chain_id"] for g in row["event_mentions"]}
        for event in with_senses(events, seen, maps):
            kept = event if rng.random() >= UNSEEN else replace(event, sense=None)
            yield row["topic"], read_context(kept, report, row["text"], lexis), chains[event.id]


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
    maps = make_maps(articles, resources)
    texts = {row["doc_id"]: row["text"] for row, _, _ in articles}
    alike = find_alike([r for _, r, _ in articles], texts, resources.scoring.stories, resources.word_rates)
    topics, features, answers = pair_features(list(read_contexts(articles, maps, resources)), alike)
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
