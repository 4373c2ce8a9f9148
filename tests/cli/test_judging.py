"""A person's word by the command line: merge, split, import, list and take back; the record comes out byte for byte."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import dragoman


@pytest.fixture
def call(example_record_file: Path, tmp_path: Path):
    """Runs a command on a copy of the example record."""
    record = tmp_path / "r.db"
    shutil.copy(example_record_file, record)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(dragoman, [*arguments, "--record", str(record)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return run


def rows(call, kind: str) -> list[dict]:
    return json.loads(call(kind, "--json"))


def without_refusals(export: str) -> list[dict]:
    """The export but for what kept events apart, where a split leaves its word."""
    return [{k: v for k, v in json.loads(line).items() if k != "kept_apart"} for line in export.splitlines()]


def test_actors_merged_are_one_until_it_is_undone(call) -> None:
    before = call("export")
    listed = rows(call, "actors")
    first, second = (a["id"] for a in listed[:2])
    call("actors", "merge", first, second, "--note", "one office", "--by", "a reader")
    assert len(rows(call, "actors")) == len(listed) - 1
    (judged,) = json.loads(call("actors", "judgements", "--json"))
    assert (judged["kind"], judged["note"], judged["by"]) == ("merge-actors", "one office", "a reader")
    assert call("export") != before
    call("actors", "judgements", "--undo", "last")
    assert call("export") == before


def test_events_merged_then_split_are_as_before(call) -> None:
    before = without_refusals(call("export"))
    events = rows(call, "events")
    call("events", "merge", "1", "2")
    whole = {*events[0]["mentions"], *events[1]["mentions"]}
    (merged,) = [e for e in rows(call, "events") if set(e["mentions"]) == whole]
    call("events", "split", merged["id"], *events[1]["mentions"])
    assert without_refusals(call("export")) == before
    assert "against: a person judged them to be two events" in call("show", "1", "--why")
    assert len(json.loads(call("events", "judgements", "--json"))) == 2


def test_a_merge_tells_the_new_number(call) -> None:
    first, second = rows(call, "events")[:2]
    said = call("events", "merge", first["id"], second["id"])
    number = int(said.split("number ")[1].split(":")[0])
    whole = rows(call, "events")[number - 1]
    assert {*first["mentions"], *second["mentions"]} <= {*whole["mentions"]}
    assert whole["id"] in {row["id"] for row in json.loads(call("show", first["id"], "--json"))}


def test_an_imported_list_names_actors_and_can_be_taken_back(call, tmp_path: Path) -> None:
    before = call("export")
    state = next(a for a in rows(call, "actors") if a["type"] == "state")
    (tmp_path / "mine.csv").write_text(f"name,aliases,type,wikidata_id\n{state['name']},Моя страна,state,Q0\n")
    call("actors", "import", str(tmp_path / "mine.csv"))
    (found,) = [a for a in rows(call, "actors") if a["id"] == state["id"]]
    assert found["external_ids"]["wikidata"] == "Q0"
    assert "Моя страна" in found["names"]
    call("actors", "judgements", "--undo", "list:mine.csv")
    assert call("export") == before


def test_two_rebuilds_from_reports_and_judgements_give_the_same_bytes(
    example_record_file: Path, tmp_path: Path, resources
) -> None:
    from dragoman.pipeline import link_record
    from dragoman.record.store import open_store
    from dragoman.weighing.joins import Assumptions

    record = tmp_path / "r.db"
    shutil.copy(example_record_file, record)
    run = CliRunner().invoke
    run(dragoman, ["actors", "merge", "1", "2", "--record", str(record)])
    kept = run(dragoman, ["export", "--record", str(record)]).output
    with open_store(record) as store:
        store.change("DELETE FROM item", [()])
        store.change("DELETE FROM meta WHERE key = ?", [("derived_from",)])
        assert link_record(store, resources, Assumptions())
    assert run(dragoman, ["export", "--record", str(record)]).output == kept


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["actors", "merge", "1", "99999"], "the record has"),
        (["actors", "merge", "1", "1"], "one actor already"),
        (["actors", "merge", "1", "Nobody Atall"], "no actor has this id or name"),
        (["actors", "split", "1", "Nobody Atall"], "no such name or report"),
        (["actors", "import", "none.csv"], "cannot be read"),
        (["actors", "judgements", "--undo", "j-9"], "no such judgement"),
        (["actors", "judgements", "--undo", "list:none.csv"], "no such list"),
        (["events", "merge", "1", "99999"], "the record has"),
        (["events", "split", "1", "none.txt"], "no such report or telling"),
    ],
)
def test_mistakes_are_told_in_one_plain_line(arguments, said, example_record_file: Path) -> None:
    from dragoman.errors import UsageError

    with pytest.raises(UsageError, match=said):
        CliRunner().invoke(
            dragoman, [*arguments, "--record", str(example_record_file)], catch_exceptions=False, standalone_mode=False
        )


@pytest.mark.parametrize("command", [["actors"], ["actors", "import"], ["actors", "merge"], ["events", "split"]])
def test_help_teaches_with_an_example_or_what_may_be_given(command) -> None:
    said = CliRunner().invoke(dragoman, [*command, "--help"]).output
    assert "dragoman" in said
    assert "--record" in said


def test_the_record_may_be_named_before_the_sub_command(example_record_file: Path) -> None:
    done = CliRunner().invoke(dragoman, ["actors", "--record", str(example_record_file), "judgements", "--json"])
    assert json.loads(done.output) == []
