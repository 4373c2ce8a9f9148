"""Pairs of mentions with their features, and those of the gold: the two clusters of reports, and ECB+ train."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.datamodel import Judgements
from dragoman.intake.options import IntakeOptions
from dragoman.linking.comparison import find_all
from dragoman.linking.contexts import Case, across
from dragoman.linking.evidence import FEATURES, gather_evidence
from dragoman.linking.groups import combine
from dragoman.linking.link import prepare
from dragoman.linking.linkage import Pair
from dragoman.linking.meeting import meet
from dragoman.linking.tellings import Telling
from dragoman.linking.within import pairs_of_reports
from dragoman.pipeline import read_into
from dragoman.record.store import open_store
from dragoman.resources import Resources
from dragoman.resources.scoring import EventScoring
from event_coreference import read_articles
from shared_data import data_folder

CLUSTERS = ("first_five", "nkoil")
CLUSTER_WEIGHT = 60.0  # of a pair of a cluster: few, but of whole stories, as others are judged
ECB_WEIGHT = 1.0
BLUR = 1.15  # of the senses' log-odds of ECB+ train, which the network has seen: so they tell as much as of ECB+ dev
AT_ONCE = 2048
MOST = 60_000  # pairs of ECB+


@dataclass(frozen=True, slots=True)
class Pairs:
    """Features of pairs, whether each is one event, how much it counts, its fold, and its two mentions."""

    rows: np.ndarray
    same: np.ndarray
    weights: np.ndarray
    folds: np.ndarray
    of: list[Pair]


def rows_of(
    pairs: Sequence[Pair], told: Mapping[str, Telling], names: Mapping[tuple[str, int], str], scoring: EventScoring
) -> tuple[np.ndarray, list[Pair]]:
    """The features of pairs that nothing rules out, and the two mentions of each row; groups give several rows."""
    cases = []
    for pair in pairs:
        low, high = sorted((told[name] for name in pair), key=lambda t: t.id)
        found, points = find_all(low, high, scoring)
        if points is not None:
            evidence = gather_evidence(low, high, {f.__name__ for f in found}, points, scoring)
            cases.append(Case(low.contexts, high.contexts, evidence))
    weigher = next(telling.weigher for telling in told.values())
    parts = [cases[n : n + AT_ONCE] for n in range(0, len(cases), AT_ONCE)]
    rows = np.concatenate([np.zeros((0, len(FEATURES)), np.float32), *(weigher.rows(part) for part in parts)])  # type: ignore[union-attr]
    of = [
        tuple(names[context.report, context.start] for context in contexts)
        for case in cases
        for contexts in across(case.ours, case.theirs)
    ]
    return rows, of  # type: ignore[return-value]


def names_of(told: Mapping[str, Telling]) -> dict[tuple[str, int], str]:
    """Each mention by its report and place; of two at one place the first, which the judges mostly took alike."""
    found: dict[tuple[str, int], str] = {}
    for name, telling in sorted(told.items()):
        found.setdefault((telling.mention.report, telling.mention.trigger.start), name)
    return found


def cluster_pairs(name: str, records: Path, resources: Resources) -> Iterator[Pairs]:
    """The gold mentions of a cluster: within reports, and what two reports tell of their events, rightly grouped."""
    path = records / f"{name}.db"
    with open_store(path, create=True) as store:
        read_into(store, sorted(map(str, (data_folder() / name).glob("*.txt"))), IntakeOptions())
        documents = {d.id: d for d in store.documents()}
        reports, readings = list(store.reports_as_read()), list(store.readings_as_read())
    texts = {d.id: d.text for d in documents.values()}
    files = {d.id: d.uri.rpartition("/")[2] for d in documents.values()}
    _, batches = prepare(reports, texts, readings, resources, Judgements())
    tellings = tuple(chain.from_iterable(batches))
    told = {t.id: t for t in sorted(tellings, key=lambda t: (t.mention.report, t.mention.trigger.start))}
    gold: dict[str, str] = {}
    for event in json.loads((data_folder() / name / "gold.json").read_text(encoding="utf-8"))["events"]:
        for place in event["mentions"]:
            first = next((n for n, t in told.items() if _meets(t, place, event["types"], files)), None)
            if first is not None:
                gold.setdefault(first, event["id"])
    yield from _gold_pairs(told, gold, CLUSTER_WEIGHT, resources.scoring.events)


def _meets(telling: Telling, place: dict[str, Any], types: Sequence[str], files: Mapping[str, str]) -> bool:
    trigger = telling.mention.trigger
    inside = min(place["end"], trigger.end) > max(place["start"], trigger.start)
    return inside and files[trigger.document] == place["file"] and telling.mention.type in types


def _gold_pairs(
    told: Mapping[str, Telling], gold: Mapping[str, str], weight: float, scoring: EventScoring
) -> Iterator[Pairs]:
    names = names_of(told)
    within = pairs_of_reports(told, scoring)
    groups: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for name, telling in told.items():
        groups[telling.mention.report, gold.get(name, name)].append(telling)
    grouped = {min(t.id for t in group): reduce(combine, group) for group in groups.values()}
    for pairs, tellings in ((within, told), (meet(grouped, scoring), grouped)):
        rows, of = rows_of(pairs, tellings, names, scoring)
        kept = [n for n, (a, b) in enumerate(of) if a in gold and b in gold]
        same = np.array([gold[of[n][0]] == gold[of[n][1]] for n in kept])
        flat = np.full(len(kept), weight)
        yield Pairs(rows[kept], same, flat, np.full(len(kept), -1), [of[n] for n in kept])


def ecb_pairs(resources: Resources) -> Iterator[Pairs]:
    """The gold mentions of ECB+ train, within reports and between those of one topic."""
    articles = list(read_articles("train", resources))
    texts = {row["doc_id"]: row["text"] for row, _, _ in articles}
    reports, readings = [report for _, report, _ in articles], [reading for _, _, reading in articles]
    _, batches = prepare(reports, texts, readings, resources, Judgements())
    tellings = tuple(chain.from_iterable(batches))
    told = {t.id: t for t in tellings}
    gold = {g["id"]: g["chain_id"] for row, _, _ in articles for g in row["event_mentions"]}
    topic = {row["doc_id"]: row["topic"] for row, _, _ in articles}
    scoring, names, rng = resources.scoring.events, names_of(told), np.random.default_rng(0)
    within = pairs_of_reports(told, scoring)
    between = [p for p in meet(told, scoring) if topic[told[p[0]].mention.report] == topic[told[p[1]].mention.report]]
    if len(between) > MOST:
        between = [between[n] for n in sorted(rng.choice(len(between), MOST, replace=False))]
    for pairs in (within, between):
        rows, of = rows_of(pairs, told, names, scoring)
        rows[:, FEATURES.index("senses")] += rng.normal(0, BLUR, len(rows))
        same = np.array([gold[a] == gold[b] for a, b in of])
        yield Pairs(rows, same, np.full(len(of), ECB_WEIGHT), np.full(len(of), -1), of)
