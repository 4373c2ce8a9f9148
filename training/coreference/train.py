"""The learned likeness of two mentions (`coreference.onnx`), from the events of reports as they were judged by eye.

usage: python training/coreference/train.py --encoder FOLDER [--records FOLDER] [--output src/dragoman/data/models]
                                            [--held-out]

Needs the networks that encoder.py makes with `--fold 0` and `--fold 1`: each packet's senses are read by the one that
did not see it. Takes pairs of mentions of one report, groups them as linking does, by trees that did not see the
packet, then takes pairs of what two reports of a packet tell, adds the pairs of gold.py, and fits boosted trees on what
linking/evidence.py sees of them. `--held-out` also prints how well packets are told by trees that did not see them.
Needs scikit-learn and onnx.
"""

import argparse
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from encoder import Senses, half_of, read
from gold import CLUSTERS, Pairs, cluster_pairs, ecb_pairs, names_of, rows_of
from sides import NONE, JudgedPair, Packet, Passage, judged_pairs, packets, read_judged_events
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from dragoman.datamodel import Judgements
from dragoman.linking.contexts import Weigher
from dragoman.linking.evidence import FEATURES
from dragoman.linking.groups import combine
from dragoman.linking.link import prepare
from dragoman.linking.linkage import Linkage, Pair
from dragoman.linking.meeting import meet
from dragoman.linking.tellings import Telling
from dragoman.linking.within import pairs_of_reports
from dragoman.resources import Resources, load_resources
from dragoman.resources.scoring import EventScoring
from event_coreference import load_scorer
from reading import ReadSet, read_sets

FOLDS = 5
UNKNOWN = -3.0  # log-odds of mentions of one report that were not compared
SAME, PART, OTHER = 2, 1, 0
JUDGED_WEIGHT = 6.0
PART_WEIGHT = 0.5  # of a part beside its whole: two events, but not far from one


class FoldNetwork:
    """The senses' part of the learned likeness, from a network in training; it has no trees."""

    def __init__(self, senses: Senses) -> None:
        self.senses = senses

    @torch.no_grad()
    def weigh_senses(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """As resources/coreference.py."""
        return self.senses.alike(torch.from_numpy(a), torch.from_numpy(b)).numpy()


@dataclass(slots=True)
class Judged:
    """The mentions of one half of a set's packets, ready to be compared, and the packet and event of each."""

    told: dict[str, Telling]
    gold: dict[str, tuple[str, str]]
    parts: dict[str, frozenset[frozenset[str]]]

    def kind(self, pair: Pair) -> int | None:
        """What a pair is; None for mentions of two packets, and where one tells of no event."""
        (packet, a), (other, b) = (self.gold[name] for name in pair)
        if packet != other or NONE in (a, b):
            return None
        return SAME if a == b else PART if frozenset((a, b)) in self.parts[packet] else OTHER

    def fold(self, pair: Pair) -> int:
        """The fold of a pair's packet."""
        return fold_of(self.gold[pair[0]][0])


def fold_of(packet: str) -> int:
    """Which trees do not see a packet."""
    return zlib.crc32(packet.encode()) // 2 % FOLDS


def read_judged(
    judged: Iterable[Packet], sets: Mapping[str, Mapping[str, Telling]], networks: Sequence[FoldNetwork]
) -> Iterator[Judged]:
    """Each half of each set, with the senses of the network that did not see it."""
    by_name = {packet.name: packet for packet in judged}
    of_set: dict[str, list[str]] = defaultdict(list)
    for set_, name, *_ in read_judged_events():
        of_set[set_].append(name)
    for set_, names in of_set.items():
        for half, network in enumerate(networks):
            yield with_network([by_name[n] for n in names if half_of(n) == half], sets[set_], network)


def judged_pair_rows(
    pairs: Sequence[JudgedPair],
    sets: Mapping[str, Mapping[str, Telling]],
    networks: Sequence[FoldNetwork],
    scoring: EventScoring,
) -> Pairs:
    """The pairs of `judged.tsv`, each mention by itself: most are such as linking once joined wrongly."""
    rows, same, weights, of = [], [], [], []
    for pair in pairs:
        network, told = networks[half_of(pair.day)], {}
        known = next(tellings for name, tellings in sets.items() if pair.day.endswith(f" {name}"))
        for passage in (pair.a, pair.b):
            (name,) = passage.mentions
            told[name] = with_senses_of(passage, known[name], network)
        found, names = rows_of([tuple(told)], told, names_of(told), scoring)  # type: ignore[list-item]
        rows.append(found)
        same += [pair.label == 1.0] * len(names)
        weights += [JUDGED_WEIGHT * (PART_WEIGHT if 0 < pair.label < 1 else 1.0)] * len(names)
        of += names
    return Pairs(np.concatenate(rows), np.array(same), np.array(weights), np.full(len(of), -1), of)


@torch.no_grad()
def with_senses_of(passage: Passage, telling: Telling, network: FoldNetwork) -> Telling:
    """The telling of a passage's only mention, with its sense as a network reads it."""
    senses, _ = read(network.senses, [passage])
    return _with_sense(telling, senses.numpy()[0], network)


def _with_sense(telling: Telling, sense: np.ndarray, network: FoldNetwork) -> Telling:
    (context,) = telling.contexts
    weigher = Weigher(network, telling.weigher.alike)  # type: ignore[arg-type, union-attr]
    return replace(telling, contexts=(replace(context, senses=sense),), weigher=weigher)


def load_network(path: Path, encoder: Path) -> FoldNetwork:
    """What encoder.py wrote, in the shape of what it began with."""
    senses = Senses(encoder)
    senses.load_state_dict(torch.load(path))
    return FoldNetwork(senses.eval())


def tellings_of(known: ReadSet, resources: Resources) -> dict[str, Telling]:
    """The mentions of a set, as linking sees them."""
    _, batches = prepare(known.reports, known.texts, list(known.readings.values()), resources, Judgements())
    tellings = tuple(chain.from_iterable(batches))
    return {t.id: t for t in tellings}


@torch.no_grad()
def with_network(chosen: Sequence[Packet], tellings: Mapping[str, Telling], network: FoldNetwork) -> Judged:
    """The mentions of some packets with the senses that a network reads."""
    judged = Judged({}, {}, {packet.name: packet.parts for packet in chosen})
    for packet in chosen:
        for passage in (passage for report in packet.reports for passage in report):
            senses, _ = read(network.senses, [passage])
            for name, event, sense in zip(passage.mentions, passage.events, senses.numpy(), strict=True):
                judged.told[name] = _with_sense(tellings[name], sense, network)
                judged.gold[name] = packet.name, event
    return judged


def judged_rows(pairs: Sequence[Pair], told: Mapping[str, Telling], judged: Judged, scoring: EventScoring) -> Pairs:
    """The features of pairs of judged mentions, or of what reports tell of their events."""
    rows, of = rows_of(pairs, told, names_of(judged.told), scoring)
    kinds = [judged.kind(pair) for pair in of]
    kept = [n for n, kind in enumerate(kinds) if kind is not None]
    kept_kinds = np.array([kinds[n] for n in kept])
    folds = np.array([judged.fold(of[n]) for n in kept])
    weights = np.array([PART_WEIGHT if kind == PART else 1.0 for kind in kept_kinds.tolist()])
    return Pairs(rows[kept], kept_kinds == SAME, weights, folds, [of[n] for n in kept])


def new_trees() -> HistGradientBoostingClassifier:
    """The settings were chosen by `--held-out`."""
    size = {"max_iter": 260, "max_leaf_nodes": 24, "min_samples_leaf": 40}
    return HistGradientBoostingClassifier(random_state=0, learning_rate=0.06, l2_regularization=3.0, **size)


def fit(pairs: Sequence[Pairs], seen: Callable[[Pairs], np.ndarray]) -> HistGradientBoostingClassifier:
    """Trees on all the pairs that are seen."""
    chosen = [seen(part) for part in pairs]
    rows, same, weights = (
        np.concatenate([getattr(part, name)[kept] for part, kept in zip(pairs, chosen, strict=True)])
        for name in ("rows", "same", "weights")
    )
    return new_trees().fit(rows, same, sample_weight=weights)


def hold_out(pairs: Sequence[Pairs], trained: Sequence[Pairs]) -> list[np.ndarray]:
    """The log-odds of each pair by trees that saw no packet of its fold."""
    odds = [np.zeros(len(part.same)) for part in pairs]
    for fold in range(FOLDS):
        trees = fit(trained, lambda part: part.folds != fold)  # noqa: B023
        for part, found in zip(pairs, odds, strict=True):
            out = part.folds == fold
            if out.any():
                found[out] = trees.decision_function(part.rows[out])
    return odds


def group(judged: Judged, within: Pairs, odds: np.ndarray, join: float) -> list[list[str]]:
    """The mentions of each report that are one event, by average linkage."""
    likeness = {tuple(sorted(pair)): value for pair, value in zip(within.of, odds.tolist(), strict=True)}
    linkage = Linkage(likeness, (), UNKNOWN, join, 0.0)
    for _ in linkage.run(sorted(judged.told)):
        pass
    return list(linkage.members.values())


def across_reports(judged: Judged, groups: Sequence[Sequence[str]], scoring: EventScoring) -> Pairs:
    """Pairs of what two reports tell of their events, those that linking would compare."""
    told = {names[0]: reduce(combine, (judged.told[name] for name in names)) for names in groups}
    pairs = [pair for pair in meet(told, scoring) if judged.gold[pair[0]][0] == judged.gold[pair[1]][0]]
    return judged_rows(pairs, told, judged, scoring)


def report_quality(name: str, pairs: Sequence[Pairs], odds: Sequence[np.ndarray]) -> None:
    """Print the area under the curve, and how many of what would be joined are one event."""
    same, found = np.concatenate([p.same for p in pairs]), np.concatenate(odds)
    rows = np.concatenate([p.rows for p in pairs])
    print(
        f"{name}: {len(same)} pairs, {same.mean():.2f} one event; area under the curve {roc_auc_score(same, found):.3f}"
    )
    for feature in ("senses", "points by hand"):
        values = np.nan_to_num(rows[:, FEATURES.index(feature)])
        print(f"  {feature} alone {roc_auc_score(same, values):.3f}")
    for least in (-1, -0.5, 0, 0.5, 1):
        taken = found >= least
        right, all_told = same[taken].mean(), same[taken].sum() / same.sum()
        print(f"  log-odds from {least}: {right:.2f} of {taken.sum()} are one event, {all_told:.2f} of all")


def score_groups(halves: Sequence[Judged], within: Sequence[Pairs], odds: Sequence[np.ndarray]) -> None:
    """Print the CoNLL F1 within reports for some thresholds."""
    scorer = load_scorer()
    for join in (-0.8, -0.6, -0.4, -0.2, 0.0):
        gold, found = {}, {}
        for judged, pairs, values in zip(halves, within, odds, strict=True):
            for number, names in enumerate(group(judged, pairs, values, join)):
                found |= dict.fromkeys(names, f"{names[0]} {number}")
            for name, (packet, event) in judged.gold.items():
                gold[name] = f"{judged.told[name].mention.report} {packet} {event}" if event != NONE else f"none {name}"
        print(f"within reports, joined from {join}: CoNLL F1 {scorer.all_metrics(gold, found)['conll']:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--records", type=Path, default=Path("build/coreference"))
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/data/models"))
    parser.add_argument("--held-out", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    resources = load_resources()
    scoring = resources.scoring.events
    networks = [load_network(args.records / f"fold_{half}.pt", args.encoder) for half in (0, 1)]
    read_reports = read_sets(args.records)
    sets = {name: tellings_of(known, resources) for name, known in read_reports.items()}
    halves = list(read_judged(packets(read_reports), sets, networks))
    within = []
    for judged in halves:
        within.append(judged_rows(pairs_of_reports(judged.told, scoring), judged.told, judged, scoring))
    odds = hold_out(within, within)
    if args.held_out:
        report_quality("within reports", within, odds)
        score_groups(halves, within, odds)
    join = scoring.learned.join_in_report
    groups = [group(*each, join) for each in zip(halves, within, odds, strict=True)]
    beyond = [across_reports(judged, found, scoring) for judged, found in zip(halves, groups, strict=True)]
    if args.held_out:
        report_quality("across reports", beyond, hold_out(beyond, [*within, *beyond]))
    gold = [pairs for name in CLUSTERS for pairs in cluster_pairs(name, args.records, resources)]
    singly = judged_pair_rows(judged_pairs(read_reports), sets, networks, scoring)
    everything = [*within, *beyond, singly, *gold, *ecb_pairs(resources)]
    write_trees(fit(everything, lambda part: np.ones(len(part.same), bool)), args.output / "coreference.onnx")


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
