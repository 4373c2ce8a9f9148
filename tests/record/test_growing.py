"""A report that is added to a large record: linked to its neighbours alone, and the record holds together."""

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from dragoman.datamodel import Event, Judged, Judgement, Record
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import Linking, link_new, read_into
from dragoman.presenting.changes import find_changes, find_growth
from dragoman.presenting.exports.jsonl import export_jsonl
from dragoman.presenting.web.application import make_application
from dragoman.record import growing
from dragoman.record.adding import Joined, Rules, join_one
from dragoman.record.growing import read_together
from dragoman.record.judgements import keep_judgement
from dragoman.record.loading import load_record
from dragoman.record.store import Batch, Store, open_store
from dragoman.resources import Resources
from dragoman.weighing.joins import Assumptions
from tests.conftest import EXAMPLES
from tests.record.integrity import find_faults

Make = Callable[[str, Sequence[Batch]], Store]


@pytest.fixture(scope="module")
def batches(example_record_file: Path) -> list[Batch]:
    """The shipped examples as they were read, a report each."""
    with open_store(example_record_file) as store:
        documents = {d.id: d for d in store.documents()}
        readings = {r.report: r for r in store.readings_as_read()}
        reports = store.reports_as_read()
    return [Batch((documents[r.document],), (r,), (readings[r.id],), ()) for r in reports]


@pytest.fixture(scope="module")
def eager(resources: Resources) -> Resources:
    """As if any record were large."""
    return lowered(resources, least=1, at_once=1.0, most=1.0)


def lowered(resources: Resources, **given: float) -> Resources:
    """The resources with other thresholds for adding."""
    adding = msgspec.structs.replace(resources.scoring.adding, **given)
    other = copy.copy(resources)
    other.__dict__["scoring"] = msgspec.structs.replace(resources.scoring, adding=adding)
    return other


@contextmanager
def record_of(path: Path, batches: Sequence[Batch], resources: Resources) -> Iterator[Store]:
    """A record of these reports, linked whole."""
    with open_store(path, create=True) as store:
        for batch in batches:
            store.add(batch)
        link_new(store, resources, Assumptions(), whole=True)
        yield store


def add(store: Store, batch: Batch, resources: Resources) -> Linking:
    store.add(batch)
    return link_new(store, resources, Assumptions())


def told_with(record: Record, mention: str) -> set[str]:
    """The mentions of other reports in the event of a mention."""
    of = {m.id: m.report for r in record.readings for m in r.events}
    event: Event = next(e for e in record.events if mention in e.mentions)
    return {m for m in event.mentions if of[m] != of[mention]}


def test_a_small_record_is_linked_whole(tmp_path: Path, batches: list[Batch], resources: Resources) -> None:
    with record_of(tmp_path / "r.db", batches[:-1], resources) as store:
        assert add(store, batches[-1], resources) == Linking(changed=True)
        assert store.connection.execute("SELECT count(*) FROM near_report").fetchone() == (0,)


@pytest.mark.parametrize("held", range(0, 10, 3))
def test_a_record_holds_together_after_each_addition(
    held: int, tmp_path: Path, batches: list[Batch], eager: Resources
) -> None:
    late = batches[held : held + 3]
    with record_of(tmp_path / "r.db", [b for b in batches if b not in late], eager) as store:
        assert find_faults(store) == []
        for number, batch in enumerate(late, 1):
            linking = add(store, batch, eager)
            assert linking.growth is not None
            assert linking.growth.reports == [batch.reports[0].id]
            assert find_faults(store) == []
            together = read_together(store)
            assert together is not None
            assert together.added == number


def test_most_mentions_join_where_a_whole_linking_joins_them(
    tmp_path: Path, batches: list[Batch], eager: Resources
) -> None:
    alike = mentions = 0
    with record_of(tmp_path / "whole.db", batches, eager) as store:
        whole = load_record(store)
    for number, batch in enumerate(batches):
        others = [b for b in batches if b is not batch]
        with record_of(tmp_path / f"{number}.db", others, eager) as store:
            add(store, batch, eager)
            short = load_record(store)
        for mention in batch.readings[0].events:
            there, here = told_with(whole, mention.id), told_with(short, mention.id)
            alike += bool(there & here) or there == here
            mentions += 1
    assert alike / mentions > 0.85, (alike, mentions)


def test_a_whole_linking_after_additions_gives_the_bytes_of_one_reading(
    tmp_path: Path, batches: list[Batch], eager: Resources
) -> None:
    with record_of(tmp_path / "grown.db", batches[3:], eager) as store:
        for batch in batches[:3]:
            assert add(store, batch, eager).growth
        assert link_new(store, eager, Assumptions()) == Linking(changed=False)
        assert link_new(store, eager, Assumptions(), whole=True) == Linking(changed=True)
        grown = "".join(export_jsonl(load_record(store), {}))
        assert read_together(store) == growing.Together(len(batches), read_together(store).under)
    with record_of(tmp_path / "whole.db", batches, eager) as store:
        assert grown == "".join(export_jsonl(load_record(store), {}))


@pytest.mark.parametrize("copied", ["01-atlantica", "04-northern-courier", "07-coast-guard"])
def test_a_copy_that_is_added_raises_no_count(
    copied: str, tmp_path: Path, batches: list[Batch], eager: Resources
) -> None:
    text = (EXAMPLES / f"{copied}.txt").read_text(encoding="utf-8")
    (tmp_path / "copy.txt").write_text(f"The Copycat Times\n\n{text}", encoding="utf-8")
    with record_of(tmp_path / "r.db", batches, eager) as store:
        before = load_record(store).events
        assert not read_into(store, [str(tmp_path / "copy.txt")], IntakeOptions()).set_aside
        assert link_new(store, eager, Assumptions()).growth
        after = {m: e.independent_origins for e in load_record(store).events for m in e.mentions}
    for event in before:
        now = after[event.mentions[0]]
        assert now.at_least <= event.independent_origins.at_least, event.title
        assert now.at_most <= event.independent_origins.at_most, event.title


def test_after_a_share_of_additions_all_is_linked_anew(
    tmp_path: Path, batches: list[Batch], resources: Resources
) -> None:
    rarely = lowered(resources, least=1, at_once=1.0, most=1.5 / (len(batches) - 2))
    with record_of(tmp_path / "r.db", batches[2:], rarely) as store:
        assert add(store, batches[0], rarely).growth
        assert add(store, batches[1], rarely) == Linking(changed=True)
        assert read_together(store).added == 0


def test_many_reports_at_once_link_all_anew(tmp_path: Path, batches: list[Batch], resources: Resources) -> None:
    few = lowered(resources, least=1, at_once=0.1, most=1.0)
    with record_of(tmp_path / "r.db", batches[2:], few) as store:
        store.add(batches[0])
        assert add(store, batches[1], few) == Linking(changed=True)


def test_what_a_person_judged_holds_after_an_addition(tmp_path: Path, batches: list[Batch], eager: Resources) -> None:
    with record_of(tmp_path / "r.db", batches[1:], eager) as store:
        one, other = load_record(store).events[1:3]
        judged = tuple(Judged(e.title, e.mentions) for e in (one, other))
        keep_judgement(store, Judgement("", "merge-events", judged))
        assert link_new(store, eager, Assumptions()) == Linking(changed=True)  # a judgement links all anew
        assert add(store, batches[0], eager).growth
        events = load_record(store).events
        assert any({*one.mentions, *other.mentions} <= set(e.mentions) for e in events)
        assert find_faults(store) == []


def test_an_addition_that_fails_leaves_the_record_as_it_was(
    tmp_path: Path, batches: list[Batch], eager: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_at_the_end(*given: object) -> None:
        patch(*given)
        raise OSError("disk full")

    patch = growing.patch
    with record_of(tmp_path / "r.db", batches[1:], eager) as store:
        before = load_record(store)
        store.add(batches[0])
        monkeypatch.setattr(growing, "patch", fail_at_the_end)
        with pytest.raises(OSError, match="disk full"):
            link_new(store, eager, Assumptions())
        documents = (*before.documents, batches[0].documents[0])
        assert load_record(store).events == before.events
        assert {d.id for d in load_record(store).documents} == {d.id for d in documents}
        monkeypatch.undo()
        assert link_new(store, eager, Assumptions()).growth
        assert find_faults(store) == []


def test_an_interrupted_addition_goes_on_where_it_was(
    tmp_path: Path, batches: list[Batch], eager: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop_at_the_second(store: Store, key: str, rules: Rules) -> Joined:
        if read_together(store).added:
            raise KeyboardInterrupt
        return join_one(store, key, rules)

    with record_of(tmp_path / "r.db", batches[2:], eager) as store:
        store.add(batches[0])
        store.add(batches[1])
        monkeypatch.setattr(growing, "join_one", stop_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            link_new(store, eager, Assumptions())
        assert find_faults(store) == []
        monkeypatch.undo()
        growth = link_new(store, eager, Assumptions()).growth
        assert growth is not None
        assert len(growth.reports) == 1
        assert find_faults(store) == []


def test_what_changed_is_told_from_the_events_that_grew(tmp_path: Path, batches: list[Batch], eager: Resources) -> None:
    with record_of(tmp_path / "r.db", batches[2:], eager) as store:
        before = load_record(store)
        store.add(batches[0])
        growth = add(store, batches[1], eager).growth
        assert growth is not None
        told, whole = find_growth(store, growth), find_changes(before, load_record(store))
        assert told.reports_new == whole.reports_new
        assert not told.reports_gone
        assert sorted(map(str, told.events)) == sorted(map(str, whole.events))


def test_a_large_event_gains_mentions_without_being_weighed(
    tmp_path: Path, batches: list[Batch], resources: Resources
) -> None:
    small = lowered(resources, least=1, at_once=1.0, most=1.0, weighed=0)
    late = max(batches, key=lambda b: len(b.readings[0].events))
    with record_of(tmp_path / "r.db", [b for b in batches if b is not late], small) as store:
        before = {m: e for e in load_record(store).events for m in e.mentions}
        growth = add(store, late, small).growth
        assert growth is not None
        assert growth.before
        for event in (e for e in load_record(store).events if e.mentions[0] in before):
            assert event.origins == before[event.mentions[0]].origins
        assert [f for f in find_faults(store) if "words" not in f and "cited" not in f] == []


def test_pages_of_a_record_that_grew_answer(tmp_path: Path, batches: list[Batch], eager: Resources) -> None:
    with record_of(tmp_path / "r.db", batches[:-1], eager) as store:
        growth = add(store, batches[-1], eager).growth
        assert growth is not None
        stories = [s.id for s in load_record(store).stories]
    client = TestClient(make_application(tmp_path / "r.db"), base_url="http://localhost")
    paths = ["/", "/search", "/disagreements", "/timeline", "/network", "/map"]
    paths += [f"/event/{key}" for key in (*growth.before, *growth.now)]
    paths += [f"/report/{key}" for key in growth.reports] + [f"/story/{key}" for key in stories]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_a_record_of_the_layout_before_is_linked_whole_first(
    tmp_path: Path, batches: list[Batch], eager: Resources
) -> None:
    with record_of(tmp_path / "r.db", batches[2:], eager) as store:
        for table in ("near_word", "near_report", "word_spread", "actor_name", "actor_side", "apart"):
            store.connection.execute(f"DROP TABLE {table}")
        store.change("DELETE FROM meta WHERE key IN ('together', 'mean opening')", [()])
        store.connection.execute("PRAGMA user_version = 5")
    with open_store(tmp_path / "r.db") as store:
        assert link_new(store, eager, Assumptions()) == Linking(changed=False)
        assert add(store, batches[0], eager) == Linking(changed=True)
        assert add(store, batches[1], eager).growth
        assert find_faults(store) == []
