"""A person's merges and splits: kept whatever else is found, and taken back without a trace."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import (
    ActorMention,
    Cluster,
    Comparison,
    Judged,
    Judgement,
    Judgements,
    LocalActor,
    Reading,
    Span,
)
from dragoman.linking.actors import resolve_actors
from dragoman.linking.judging import judge_clusters
from dragoman.resources.gazetteer import build_gazetteer, fold_name

NAMES = ("Karim Haddad", "Henrik Dahl", "Jonas Moen", "Ana Lopes", "Dahl")
GAZETTEER = build_gazetteer((), (), ())

people = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(NAMES)), min_size=2, max_size=12, unique=True)


def read(told):
    """Readings in which each report names its people."""
    by_report = {}
    for report, name in told:
        by_report.setdefault(f"r{report}", []).append(name)
    return [_reading(report, names) for report, names in by_report.items()]


def _reading(report, names):
    actors = tuple(LocalActor(f"{report} {n}", report, n, "person", (n,)) for n in names)
    mentions = tuple(
        ActorMention(f"m {a.id}", report, Span(report, i, i + 1), "name", a.id) for i, a in enumerate(actors)
    )
    return Reading(report, actors, mentions, (), (), (), (), ())


def judged(actor):
    return Judged(actor.name, actor.members, (), tuple(map(fold_name, actor.names)))


def merge(*actors):
    return Judgement("", "merge-actors", tuple(map(judged, actors)))


def resolve(told, *decided):
    return resolve_actors(read(told), GAZETTEER, Judgements(decided))


def holding(actors, member):
    return next(a for a in actors if member in a.members)


@given(people)
def test_merging_makes_one_and_loses_nobody(told):
    before = resolve(told)
    after = resolve(told, merge(before[0], before[-1]))
    assert len(after) == len(before) - (before[0] is not before[-1])
    assert sorted(m for a in after for m in a.members) == sorted(m for a in before for m in a.members)


@given(people)
def test_merging_then_splitting_restores(told):
    before = resolve(told)
    one, other = before[0], before[-1]
    names = set(map(fold_name, other.names)) - set(map(fold_name, one.names))
    if one is other or len(names) < len(set(map(fold_name, other.names))):
        return
    merged = merge(one, other)
    whole = holding(resolve(told, merged), one.members[0])
    split = Judgement("", "split-actor", (judged(whole),), tuple(sorted(names)))
    assert resolve(told, merged, split) == before


@given(people)
def test_splitting_then_merging_restores(told):
    before = resolve(told)
    chosen = max(before, key=lambda a: len(a.members))
    report = chosen.members[0].split()[0]
    split = Judgement("", "split-actor", (judged(chosen),), (), (report,))
    parted = resolve(told, split)
    pieces = {holding(parted, m).id: holding(parted, m) for m in chosen.members}
    assert resolve(told, split, merge(*pieces.values())) == before


@given(people, st.randoms())
def test_the_order_of_reports_does_not_matter(told, random):
    first = resolve(told)
    decided = merge(first[0], first[-1])
    shuffled = random.sample(told, len(told))
    assert [a.members for a in resolve(told, decided)] == [a.members for a in resolve(shuffled, decided)]


def test_a_split_parts_a_father_from_a_son_by_report():
    told = [(1, "Karim Haddad"), (2, "Karim Haddad")]
    (both,) = resolve(told)
    assert len(resolve(told, Judgement("", "split-actor", (judged(both),), (), ("r2",)))) == 2


def test_a_merge_holds_for_reports_that_are_read_later():
    told = [(1, "Karim Haddad"), (2, "Henrik Dahl")]
    decided = merge(*resolve(told))
    (one,) = resolve([*told, (3, "Karim Haddad")], decided)
    assert len(one.members) == 3


def test_a_judgement_of_reports_that_are_gone_knows_the_actor_by_its_names():
    decided = merge(*resolve([(1, "Karim Haddad"), (2, "Henrik Dahl")]))
    assert len(resolve([(3, "Karim Haddad"), (4, "Henrik Dahl")], decided)) == 1


def test_a_judgement_of_what_is_not_there_changes_nothing():
    decided = merge(*resolve([(1, "Ana Lopes"), (2, "Jonas Moen")]))
    told = [(1, "Karim Haddad"), (2, "Henrik Dahl")]
    assert resolve(told, decided) == resolve(told)


# ---- events ----------------------------------------------------------------------------------------------

mentions = st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=4), min_size=2, max_size=6)


def clusters_of(sizes):
    numbers = iter(range(1000))
    return tuple(Cluster(tuple(f"m{next(numbers):03}" for _ in size), ()) for size in sizes)


def order_of(clusters):
    return {m: (m[:2], int(m[1:]), m) for c in clusters for m in c.mentions}


@given(mentions)
def test_events_merged_then_split_are_as_before(sizes):
    before = clusters_of(sizes)
    merged = Judgement("", "merge-events", (Judged("", before[0].mentions), Judged("", before[-1].mentions)))
    whole = before[0].mentions + before[-1].mentions
    split = Judgement("", "split-event", (Judged("", whole),), before[-1].mentions)
    joined = judge_clusters(before, order_of(before), [merged])
    assert len(joined) == len(before) - 1
    after = judge_clusters(before, order_of(before), [merged, split])
    assert tuple(replace(c, refusals=()) for c in after) == before


def test_a_judged_merge_says_so_in_its_reasons():
    before = clusters_of([[1], [2]])
    merged = Judgement("", "merge-events", (Judged("", ("m000",)), Judged("", ("m001",))), note="one hearing")
    (one,) = judge_clusters(before, order_of(before), [merged])
    assert one.reasons[0].reasons == ("a person judged them to be one event: one hearing",)


def test_a_judged_split_says_so_to_both_events():
    before = clusters_of([[1, 2]])
    split = Judgement("", "split-event", (Judged("", ("m000", "m001")),), ("m001",), note="two days")
    why = ("a person judged them to be two events: two days",)
    found = judge_clusters(before, order_of(before), [split])
    assert [c.refusals for c in found] == [
        (Comparison("m000", "m001", 0.0, why, why),),
        (Comparison("m001", "m000", 0.0, why, why),),
    ]


def test_what_a_person_merges_is_no_longer_refused():
    one, other = clusters_of([[1], [2]])
    refusal = Comparison("m000", "m001", 0.5, ("their dates differ",), ("their dates differ",))
    before = (replace(one, refusals=(refusal,)), other)
    merged = Judgement("", "merge-events", (Judged("", ("m000",)), Judged("", ("m001",))))
    assert [c.refusals for c in judge_clusters(before, order_of(before), [merged])] == [()]


def test_a_split_stays_when_the_event_has_grown():
    before = clusters_of([[1, 2]])
    split = Judgement("", "split-event", (Judged("", ("m000", "m001")),), ("m001",))
    grown = (replace(before[0], mentions=("m000", "m001", "m002")),)
    assert [c.mentions for c in judge_clusters(grown, order_of(grown), [split])] == [("m000", "m002"), ("m001",)]
