"""A person's merges and splits, laid over what the program itself found; the last word on each holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.datamodel import Cluster, Comparison, Judged, Judgement, LocalActor
from dragoman.resources.gazetteer import fold_name

_JUDGED_ONE = "a person judged them to be one event"
_JUDGED_TWO = "a person judged them to be two events"


def judge_actors(
    groups: Mapping[str, str], actors: Sequence[LocalActor], judgements: Iterable[Judgement]
) -> dict[str, str]:
    """Each local actor to its group, after a person's word; what is merged and then split has its old group again."""
    labels = dict(groups)
    index = _index(actors)
    for judgement in judgements:
        if judgement.kind == "merge-actors":
            _join(labels, [_touched(labels, judged, index) for judged in judgement.of])
        elif judgement.kind == "split-actor":
            touched = _touched(labels, judgement.of[0], index)
            leaving = {a.id for a in actors if labels[a.id] in touched and _leaves(a, judgement)}
            _part(labels, leaving, "+".join((*judgement.parts, *judgement.reports)))
    return _name_groups(labels, groups)


def judge_clusters(
    clusters: Sequence[Cluster], order: Mapping[str, tuple[str, int, str]], judgements: Iterable[Judgement]
) -> tuple[Cluster, ...]:
    """The clusters after a person's word; `order` puts mentions into reading order."""
    labels = {mention: min(c.mentions) for c in clusters for mention in c.mentions}
    judged = [j for j in judgements if j.kind in ("merge-events", "split-event")]
    reasons = [reason for c in clusters for reason in c.reasons]
    refusals = [refusal for c in clusters for refusal in c.refusals]
    for judgement in judged:
        if judgement.kind == "merge-events":
            present = [sorted(m for m in one.members if m in labels) for one in judgement.of]
            firsts = [members[0] for members in present if members]
            _join(labels, [{labels[m] for m in members} for members in present])
            why = _why(judgement, _JUDGED_ONE)
            reasons += [Comparison(firsts[0], other, 1.0, (why,)) for other in firsts[1:]]
        else:
            touched = {labels[m] for m in judgement.of[0].members if m in labels}
            leaving = {m for m in judgement.parts if labels.get(m) in touched}
            staying = {m for m, label in labels.items() if label in touched} - leaving
            _part(labels, leaving, "/")
            refusals[:0] = _parted(staying, leaving, order, _why(judgement, _JUDGED_TWO))
    return tuple(clusters) if not judged else _gather(labels, order, reasons, refusals)


# ---- finding what was judged -----------------------------------------------------------------------------


def _index(actors: Iterable[LocalActor]) -> dict[str, list[str]]:
    """Local actors by "key …" and "name …"."""
    found: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        found[f"key {actor.key}" if actor.key else f"name {fold_name(actor.name)}"].append(actor.id)
    return found


def _touched(labels: Mapping[str, str], judged: Judged, index: Mapping[str, list[str]]) -> set[str]:
    """The groups of the record, as they now are, that a judgement speaks of."""
    found = {labels[m] for m in judged.members if m in labels}
    if found:
        return found
    others = [f"key {key}" for key in judged.keys] or [f"name {name}" for name in judged.names]
    return {labels[m] for other in others for m in index.get(other, ())}


def _leaves(actor: LocalActor, judgement: Judgement) -> bool:
    return actor.report in judgement.reports or not {fold_name(n) for n in actor.names}.isdisjoint(judgement.parts)


# ---- joining and parting ---------------------------------------------------------------------------------


def _join(labels: dict[str, str], sets: Iterable[set[str]]) -> None:
    found = set().union(*sets)
    least = min(found, default="")
    for member, label in labels.items():
        if label in found:
            labels[member] = least


def _part(labels: dict[str, str], leaving: set[str], mark: str) -> None:
    """Give those that leave a label of their own, unless nobody would stay."""
    left = {labels[m] for m in leaving}
    if leaving and any(label in left for m, label in labels.items() if m not in leaving):
        new = f"{min(left)}/{mark}/{min(leaving)}"
        labels.update(dict.fromkeys(leaving, new))


def _name_groups(labels: Mapping[str, str], groups: Mapping[str, str]) -> dict[str, str]:
    """A group is named after one that the program found and that lies whole in it, else after its judgement."""
    sizes: dict[str, int] = defaultdict(int)
    members: dict[str, list[str]] = defaultdict(list)
    for group in groups.values():
        sizes[group] += 1
    for member, label in labels.items():
        members[label].append(member)
    named: dict[str, str] = {}
    taken: set[str] = set()
    for label, held in sorted(members.items()):
        inside: dict[str, int] = defaultdict(int)
        for member in held:
            inside[groups[member]] += 1
        whole = [group for group, count in inside.items() if count == sizes[group]]
        name = min(whole) if whole else label
        name = f"{name}/{min(held)}" if name in taken else name
        taken.add(name)
        named.update(dict.fromkeys(held, name))
    return named


def _parted(
    staying: set[str], leaving: set[str], order: Mapping[str, tuple[str, int, str]], why: str
) -> list[Comparison]:
    """The refusal as either event sees it, each by its first mention."""
    if not staying or not leaving:
        return []
    a, b = (min(side, key=lambda m: order[m]) for side in (staying, leaving))
    return [Comparison(a, b, 0.0, (why,), (why,)), Comparison(b, a, 0.0, (why,), (why,))]


def _gather(
    labels: Mapping[str, str],
    order: Mapping[str, tuple[str, int, str]],
    reasons: Sequence[Comparison],
    refusals: Sequence[Comparison],
) -> tuple[Cluster, ...]:
    members: dict[str, list[str]] = defaultdict(list)
    why: dict[str, list[Comparison]] = defaultdict(list)
    apart: dict[str, dict[str, Comparison]] = defaultdict(dict)
    for mention in sorted(labels, key=lambda m: order[m]):
        members[labels[mention]].append(mention)
    for reason in reasons:
        if labels[reason.a] == labels[reason.b]:
            why[labels[reason.a]].append(reason)
    for refusal in refusals:  # a person's own stand in front
        if labels[refusal.a] != labels[refusal.b]:
            apart[labels[refusal.a]].setdefault(labels[refusal.b], refusal)
    found = (
        Cluster(tuple(m), tuple(sorted(why[label], key=lambda c: (c.a, c.b))), tuple(apart[label].values()))
        for label, m in members.items()
    )
    return tuple(sorted(found, key=lambda c: min(c.mentions)))


def _why(judgement: Judgement, words: str) -> str:
    return words + (f": {judgement.note}" if judgement.note else "")
