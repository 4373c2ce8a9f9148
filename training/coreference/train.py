"""The learned likeness of two reports' mentions (`coreference.onnx`), from pairs judged by eye and gold pairs.

usage: python training/coreference/train.py [--records FOLDER] [--output src/dragoman/data/models] [--held-out]

Reads the reports of `sets.yaml` into records under FOLDER (about half an hour; those that are there are used again),
finds the pairs of `judged.tsv` in them, adds the gold pairs of ECB+ train and of the clusters first_five and nkoil, and
fits boosted trees on what linking/evidence.py sees of them. `--held-out` prints instead how well the pairs of one part
of the reports are told by trees that saw the other parts. Needs scikit-learn and onnx.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import yaml
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from dragoman.datamodel import Judgements, Reading, Report
from dragoman.intake.options import IntakeOptions
from dragoman.linking.clustering import group_within_reports
from dragoman.linking.comparison import find_all
from dragoman.linking.evidence import FEATURES, gather_evidence
from dragoman.linking.link import prepare
from dragoman.linking.tellings import Telling
from dragoman.pipeline import read_into
from dragoman.record.store import open_store
from dragoman.resources import Resources, load_resources
from event_coreference import read_articles
from shared_data import data_folder

HERE = Path(__file__).parent
ECB_WEIGHT = 0.1  # of a pair of ECB+, beside a judged one: there are many more, and none of world politics
PART_WEIGHT = 0.5  # of a pair of which one is part of the other: no match, but not far from one
FOLDS = 5
PLACE = ("report", "start", "end", "type")
CONTEXTS = 3  # of each side of a gold pair


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of features, whether each is one event, how much each counts, the report that puts it into a fold."""

    rows: np.ndarray
    same: np.ndarray
    weights: np.ndarray
    reports: tuple[str, ...]


class Prepared:
    """The mentions of a set of reports, ready to be compared: alone, and as their report tells of their event."""

    def __init__(
        self, reports: Sequence[Report], texts: Mapping[str, str], readings: Sequence[Reading], resources: Resources
    ) -> None:
        _, tellings = prepare(reports, texts, readings, resources, Judgements())
        self.scoring = resources.scoring.events
        self.told = {t.id: t for t in tellings}
        self.groups = group_within_reports(tellings, self.scoring)

    def row(self, a: Telling, b: Telling) -> tuple[float, ...] | None:
        """The features of two single mentions; None where a finding keeps them apart.

        Of two reports with what each tells of its event as a whole, within one report each by itself.
        """
        sides = (a, b) if a.reports == b.reports else (self.groups[a.id], self.groups[b.id])
        low, high = sorted(sides, key=lambda t: t.id)
        found, points = find_all(low, high, self.scoring)
        if points is None or a.weigher is None:
            return None
        names = {f.__name__ for f in found}
        evidence = gather_evidence(low, high, names, points, self.scoring)
        return a.weigher.rows(a.contexts[:1], b.contexts[:1], evidence)[0]


def judged_pairs(records: Path, resources: Resources) -> Pairs:
    """The pairs of `judged.tsv`."""
    with (HERE / "judged.tsv").open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    rows, same, weights, reports = [], [], [], []
    for name, wanted in yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8")).items():
        prepared, places = read_set(name, wanted, records, resources)
        for pair in (p for p in judged if p["set"] == name):
            a, b = (places.get(tuple(pair[f"{part}_{x}"] for part in PLACE)) for x in "ab")
            row = prepared.row(a, b) if a and b else None
            if row is None:
                continue  # the reading has changed since
            rows.append(row)
            same.append(pair["label"] == "same")
            weights.append(PART_WEIGHT if pair["label"] == "part" else 1.0)
            reports.append(min(pair["report_a"], pair["report_b"]))
    print(f"{len(rows)} of {len(judged)} judged pairs found")
    return Pairs(np.array(rows, np.float32), np.array(same), np.array(weights), tuple(reports))


def read_set(
    name: str, wanted: dict[str, list[str]], records: Path, resources: Resources
) -> tuple[Prepared, dict[tuple[str, ...], Telling]]:
    """The reports of a set, read if they are not yet; its mentions also by report, place and type."""
    reports, texts, readings, keys = read_records(name, wanted, records)
    prepared = Prepared(reports, texts, readings, resources)
    places = {}
    for telling in prepared.told.values():
        trigger = telling.mention.trigger
        places[keys[trigger.document], str(trigger.start), str(trigger.end), telling.mention.type] = telling
    return prepared, places


def read_records(
    name: str, wanted: dict[str, list[str]], records: Path
) -> tuple[list[Report], dict[str, str], list[Reading], dict[str, str]]:
    """The reports of a set, their documents' texts, the readings, and the name in the data of each document."""
    path = records / f"{name.replace(' ', '_').replace(',', '')}.db"
    lines = records / f"{path.stem}.jsonl"
    rows = list(find_rows(wanted))
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_store(path, create=True) as store:
        read_into(store, [str(lines)], IntakeOptions())
        documents = {d.id: d for d in store.documents()}
        reports, readings = list(store.reports_as_read()), list(store.readings_as_read())
    keys = {d.id: rows[int(d.uri.rpartition("=")[2]) - 1]["doc_id"] for d in documents.values()}
    return reports, {d.id: d.text for d in documents.values()}, readings, keys


def find_rows(wanted: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """The rows of the reports that a set names, and of the feed items of its days."""
    ids, days = set(wanted["reports"]), tuple(f"rss23_{day}_" for day in wanted["days"])
    for file in ("unlabelled/rss_2023_oct_nov", "unlabelled/world_news_1500", "stories/basil", "stories/newswcl50"):
        for line in (data_folder() / f"{file}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["doc_id"] in ids or row["doc_id"].startswith(days or "-"):
                yield {key: row.get(key) for key in ("doc_id", "outlet", "date", "title", "text")}


def ecb_pairs(resources: Resources) -> Pairs:
    """The pairs of two reports of one topic of ECB+ train whose words are of one family."""
    words = resources.linking_words

    def kind(lemma: str) -> str:
        return words.family_of.get(words.stem(lemma), words.stem(lemma))

    articles = list(read_articles("train", resources))
    readings = [replace(g, events=tuple(replace(e, type=kind(e.lemma)) for e in g.events)) for _, _, g in articles]
    texts = {row["doc_id"]: row["text"] for row, _, _ in articles}
    prepared = Prepared([report for _, report, _ in articles], texts, readings, resources)
    chain = {g["id"]: g["chain_id"] for row, _, _ in articles for g in row["event_mentions"]}
    topic = {row["doc_id"]: row["topic"] for row, _, _ in articles}
    by_kind: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in sorted(prepared.told.values(), key=lambda t: t.id):
        by_kind[topic[telling.mention.report], telling.mention.type].append(telling)
    rows, same = [], []
    for group in by_kind.values():
        for a, b in combinations(group, 2):
            row = prepared.row(a, b) if a.mention.report != b.mention.report else None
            if row is not None:
                rows.append(row)
                same.append(chain[a.id] == chain[b.id])
    weights = np.full(len(rows), ECB_WEIGHT)
    return Pairs(np.array(rows, np.float32), np.array(same), weights, ("ECB+",) * len(rows))


def cluster_pairs(name: str, records: Path, resources: Resources) -> Pairs:
    """The pairs of a gold cluster's events, as their reports tell them."""
    with open_store(records / f"{name}.db", create=True) as store:
        read_into(store, [str(data_folder() / name)], IntakeOptions())
        documents = {d.id: d for d in store.documents()}
        texts = {d.id: d.text for d in documents.values()}
        prepared = Prepared(list(store.reports_as_read()), texts, list(store.readings_as_read()), resources)
    files = {d.id: d.uri.rpartition("/")[2] for d in documents.values()}
    gold: dict[str, set[str]] = defaultdict(set)
    for event in json.loads((data_folder() / name / "gold.json").read_text(encoding="utf-8"))["events"]:
        for place in event["mentions"]:
            found = [t for t in prepared.told.values() if meets(t, place, event["types"], files)]
            if found:
                first = min(found, key=lambda t: t.mention.trigger.start)
                gold[prepared.groups[first.id].id].add(event["id"])
    sure = {key: min(events) for key, events in gold.items() if len(events) == 1}
    groups = {g.id: g for g in prepared.groups.values() if g.id in sure}
    rows, same, weights = [], [], []
    for a, b in combinations(sorted(groups), 2):
        if not groups[a].reports.isdisjoint(groups[b].reports):
            continue
        sides = [[replace(groups[g], contexts=(c,)) for c in groups[g].contexts[:CONTEXTS]] for g in (a, b)]
        found_rows = [row for x in sides[0] for y in sides[1] if (row := prepared.row(x, y)) is not None]
        rows += found_rows
        same += [sure[a] == sure[b]] * len(found_rows)
        weights += [1 / max(1, len(found_rows))] * len(found_rows)
    return Pairs(np.array(rows, np.float32), np.array(same), np.array(weights), (name,) * len(rows))


def meets(telling: Telling, place: dict[str, Any], types: Sequence[str], files: Mapping[str, str]) -> bool:
    """Whether a mention is the gold one at this place."""
    trigger = telling.mention.trigger
    inside = min(place["end"], trigger.end) > max(place["start"], trigger.start)
    return inside and files[trigger.document] == place["file"] and telling.mention.type in types


def new_trees() -> HistGradientBoostingClassifier:
    """The settings were chosen by `--held-out`."""
    size = {"max_iter": 300, "max_leaf_nodes": 12, "min_samples_leaf": 15}
    return HistGradientBoostingClassifier(random_state=0, learning_rate=0.05, l2_regularization=10.0, **size)


def hold_out(judged: Pairs, others: Sequence[Pairs]) -> None:
    """Print how well judged pairs are told by trees that saw none of the same report."""
    marks = (hashlib.sha256(report.encode()).hexdigest() for report in judged.reports)
    folds = np.array([int(mark, 16) % FOLDS for mark in marks])
    scores = np.zeros(len(folds))
    for fold in range(FOLDS):
        seen = folds != fold
        trees = fit([Pairs(judged.rows[seen], judged.same[seen], judged.weights[seen], ()), *others])
        scores[~seen] = trees.decision_function(judged.rows[~seen])
    by_hand = judged.rows[:, FEATURES.index("points by hand")]
    print(f"area under the curve: learned {roc_auc_score(judged.same, scores):.3f}", end=", ")
    print(f"points by hand {roc_auc_score(judged.same, by_hand):.3f}")
    for least in (-1, -0.5, 0, 0.5, 1):
        taken = scores >= least
        print(f"  log-odds from {least}: {judged.same[taken].mean():.2f} of {taken.sum()} are one event")


def fit(pairs: Sequence[Pairs]) -> HistGradientBoostingClassifier:
    """Trees on all the pairs."""
    rows, same, weights = (np.concatenate([getattr(p, part) for p in pairs]) for part in ("rows", "same", "weights"))
    return new_trees().fit(rows, same, sample_weight=weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, default=Path("build/coreference"))
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/data/models"))
    parser.add_argument("--held-out", action="store_true")
    args = parser.parse_args()
    args.records.mkdir(parents=True, exist_ok=True)
    resources = load_resources()
    judged = judged_pairs(args.records, resources)
    ecb = ecb_pairs(resources)
    if args.held_out:
        hold_out(judged, [ecb])
        return
    clusters = [cluster_pairs(name, args.records, resources) for name in ("first_five", "nkoil")]
    write_trees(fit([judged, ecb, *clusters]), args.output / "coreference.onnx")


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
