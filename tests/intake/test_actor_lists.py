"""Lists of actors as people and OpenSanctions write them; a wrong line is named."""

import json

import pytest

from dragoman.errors import IntakeError, UsageError
from dragoman.intake.actor_lists import parse_actor_list, read_actor_list
from dragoman.resources.actor_lists import load_actor_list_forms

FORMS = load_actor_list_forms()


def parse(text, name="list.csv"):
    return parse_actor_list(text, name, FORMS)[0]


def test_a_row_has_a_name_and_others_parted_by_semicolons():
    (actor,) = parse("name,aliases,type,wikidata_id\nKarim Haddad,كريم حداد; K. Haddad,person,Q0\n")
    assert actor.names == ("Karim Haddad", "كريم حداد", "K. Haddad")
    assert (actor.type, actor.external_ids) == ("person", (("wikidata", "Q0"),))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_mark_between_cells_is_found(mark):
    assert parse(f"name{mark}type\nHenrik Dahl{mark}person\n")[0].type == "person"


def test_yaml_may_be_a_list_or_a_table():
    listed = parse("- {name: Henrik Dahl, aliases: [H. Dahl]}\n", "a.yaml")
    table = parse("Henrik Dahl: [H. Dahl]\n", "a.yaml")
    assert listed == table


def test_entities_of_followthemoney_keep_weak_names_apart():
    entity = {
        "id": "x1",
        "schema": "Person",
        "properties": {
            "name": ["Henrik Dahl"],
            "alias": ["Хенрик Даль"],
            "weakAlias": ["the Sailor"],
            "country": ["no"],
        },
    }
    address = {"id": "x2", "schema": "Address", "properties": {"full": ["1 Quay"]}}
    actors, passed = parse_actor_list(json.dumps(entity) + "\n" + json.dumps(address), "entities.ftm.json", FORMS)
    assert actors[0].names == ("Henrik Dahl", "Хенрик Даль")
    assert (actors[0].weak_names, actors[0].countries, passed) == (("the Sailor",), ("no",), 1)


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("name,type\nHenrik Dahl,person\n,person\n", "a.csv", "line 3"),
        ("name,type\nHenrik Dahl,wizard\n", "a.csv", "line 2"),
        ("name\nHenrik Dahl,x,y\n", "a.csv", "line 2"),
        ('{"schema": "Person", "properties": {"name": ["A B"]}}\n{oops\n', "a.json", "line 2"),
        ("[1]\n", "a.jsonl", "line 1"),
        ("- {name: A B}\n- 3\n", "a.yaml", "entry 2"),
        ("a: [b\n", "a.yml", "line 2"),
        ("name\n", "a.csv", None),
        ("anything", "a.xls", None),
    ],
)
def test_a_wrong_line_is_named(text, name, where):
    with pytest.raises(IntakeError) as caught:
        parse(text, name)
    assert caught.value.where == where


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.csv: cannot be read"):
        read_actor_list(tmp_path / "none.csv", FORMS)
    (tmp_path / "old.csv").write_bytes(b"name\nMarie Th\xe9r\xe8se\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_actor_list(tmp_path / "old.csv", FORMS)


def test_long_hostile_lines_do_no_harm():
    with pytest.raises(IntakeError):
        parse("[" * 100_000, "a.json")
    assert len(parse("name\n" + "a;" * 50_000 + "\n")) == 1
