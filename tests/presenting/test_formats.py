"""Each export opened by the format's own library, with hostile words in every field."""

import csv
import io
import json
from dataclasses import replace

import pytest

from dragoman.datamodel import EventParticipant, OutletName
from dragoman.presenting.exports import calendar, ftm, networks, plover, provenance, stix
from dragoman.presenting.exports.parquet import write_parquet
from dragoman.presenting.exports.tables import TABLES, make_tables, write_csv
from tests.presenting.records import make_met, make_record

HOSTILE = ("the mayor", "<b>&\"'</b>", "a\x00b\x0b\ud800c\ufffe", "=cmd()|x;,\\n", "\u202eltr", "]]>{}[]", "é" * 200)
WORDS = pytest.mark.parametrize("words", HOSTILE)


def text_of(lines):
    return "".join(lines).encode("utf-8", "replace").decode("utf-8")


@WORDS
@pytest.mark.parametrize(
    ("write", "read"), [(networks.write_gexf, "read_gexf"), (networks.write_graphml, "read_graphml")]
)
def test_networks_open_in_networkx(words, write, read):
    networkx = pytest.importorskip("networkx")
    record = make_met(words)  # told by an outlet of another name: media that only ask are no party
    told = replace(record, reports=(replace(record.reports[0], outlet=OutletName("Gazette", None)),))
    graph = getattr(networkx, read)(io.BytesIO(text_of(write(told)).encode()))
    assert graph.number_of_nodes() == 2
    (data,) = [d for *_, d in graph.edges(data=True)]
    assert (data["type"], data["status"]) == ("CONSULT", "happened")


@WORDS
def test_ftm_entities_are_valid(words):
    followthemoney = pytest.importorskip("followthemoney")
    rows = [json.loads(line) for line in ftm.write_ftm(make_met(words))]
    proxies = [followthemoney.model.get_proxy(row) for row in rows]
    assert {p.schema.name for p in proxies} == {"Article", "Person", "Event"}
    for proxy, row in zip(proxies, rows, strict=True):
        assert set(row["properties"]) <= set(proxy.schema.properties)
        followthemoney.model.get(row["schema"]).validate(row)


@WORDS
def test_the_stix_bundle_is_valid(words):
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(text_of(stix.write_stix(make_met(words))), allow_custom=True)
    kinds = [o["type"] for o in bundle.objects]
    assert {"report", "note", "identity", "extension-definition"} == set(kinds)
    (note,) = [o for o in bundle.objects if o["type"] == "note"]
    (told,) = note["extensions"].values()
    assert told["status"] == "happened"


@WORDS
def test_chains_open_as_prov(words):
    rdflib = pytest.importorskip("rdflib")
    prov = pytest.importorskip("prov.model")
    graph = rdflib.Graph().parse(data=text_of(provenance.write_prov(make_met(words))), format="json-ld")
    about = rdflib.Namespace("http://www.w3.org/ns/prov#")
    assert len(set(graph.subject_objects(about.wasDerivedFrom))) == 1
    document = prov.ProvDocument.deserialize(
        content=graph.serialize(format="turtle"), format="rdf", rdf_format="turtle"
    )
    assert any(isinstance(r, prov.ProvDerivation) for r in document.get_records())


@WORDS
def test_the_calendar_holds_what_is_planned(words):
    icalendar = pytest.importorskip("icalendar")
    planned = make_met(words, status="planned", days=("2026-03-01", "2026-03-02"))
    text = text_of(calendar.write_calendar(planned))
    (entry,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(entry.decoded("dtstart")) == "2026-03-01"
    assert str(entry.decoded("dtend")) == "2026-03-03"
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "VEVENT" not in text_of(calendar.write_calendar(make_met(words)))


@WORDS
def test_parquet_opens_with_its_types(words, tmp_path):
    pytest.importorskip("pyarrow")
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    tables = make_tables(make_record(words))
    for name, rows in tables.items():
        write_parquet(name, TABLES[name], rows, tmp_path / f"{name}.parquet")
        assert list(pandas.read_parquet(tmp_path / f"{name}.parquet").columns) == list(TABLES[name])
    events = pandas.read_parquet(tmp_path / "events.parquet")
    assert events["origins_at_most"].dtype == "int64"
    assert duckdb.sql(f"SELECT typeof(first_day) FROM '{tmp_path}/events.parquet'").fetchall() == [("DATE",)]
    asked = f"SELECT count(*) FROM '{tmp_path}/attributions.parquet'"
    assert duckdb.connect().execute(asked).fetchall() == [(1,)]


def test_plover_rows_carry_status_chain_and_origins():
    lines = "".join(write_csv(plover.COLUMNS, plover.plover_rows(make_met("the mayor"))))
    (row,) = csv.DictReader(io.StringIO(lines))
    assert row["Event Type"] == "CONSULT"
    assert row["Status"] == "happened"
    assert (row["Origins At Least"], row["Origins At Most"]) == ("1", "2")
    assert row["Chain"] == "the mayor (unnamed)"


def test_those_who_act_together_are_not_drawn_as_each_others_victims(example_record):
    attack = replace(example_record.events[0], type="ASSAULT", participants=())
    states = [a.id for a in example_record.actors if a.type == "state"][:3]
    both = tuple(EventParticipant(s, "actor", 1) for s in states[:2])
    allied = replace(example_record, events=(replace(attack, participants=both),))
    assert networks.find_edges(allied) == ()
    on_third = (*both, EventParticipant(states[2], "recipient", 1))
    edges = networks.find_edges(replace(allied, events=(replace(attack, participants=on_third),)))
    assert {(e.source, e.target) for e in edges} == {(s, states[2]) for s in states[:2]}
