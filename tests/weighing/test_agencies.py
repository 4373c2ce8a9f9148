from dataclasses import replace

from dragoman.datamodel import Hop, Reuse, Span
from dragoman.weighing.agencies import find_wires
from tests.invented import make_report

CREDITED = "Ferries stop\nThe ferries stopped running on Tuesday, the harbour master said.\nCopyright 2031 Reuters."
COPY = "No ferries\nThe ferries stopped running on Tuesday, the harbour master said.\nA café owner wept."
FIRST, SECOND = Span("post", 13, 79), Span("gazette", 11, 77)
PAIR = Reuse("post", "gazette", 1.0, 0.5, "common", "Reuters", False, (SECOND, FIRST))


def wires(outlets, *, agencies=(), outlet="Gazette"):
    post = make_report("post", CREDITED, outlet="Post", agencies=("Reuters",))
    gazette = replace(make_report("gazette", COPY, outlet=outlet), agencies=agencies)
    return find_wires((post, gazette), {"post": CREDITED, "gazette": COPY}, (PAIR,), outlets)


def test_text_shared_with_one_that_credits_a_wire_came_through_the_wire(resources):
    hop = wires(resources.outlets).at("gazette", (SECOND,))
    assert isinstance(hop, Hop)
    assert (hop.name, CREDITED[hop.span.start : hop.span.end]) == ("Reuters", "Reuters")


def test_what_only_the_copy_tells_did_not_come_through_the_wire(resources):
    assert wires(resources.outlets).at("gazette", (Span("gazette", 79, 97),)) is None


def test_one_that_credits_another_wire_had_the_text_from_that(resources):
    found = wires(resources.outlets, agencies=("Agence France-Presse", "Associated Press"))
    assert found.at("gazette", (SECOND,)) is None


def test_the_wire_itself_has_its_text_from_nobody(resources):
    assert wires(resources.outlets, outlet="Reuters").at("gazette", (SECOND,)) is None


def test_a_wire_that_only_contributed_is_no_relay(resources):
    text = CREDITED.replace("Copyright 2031 Reuters.", "Reuters contributed to this report.")
    post = make_report("post", text, outlet="Post", agencies=("Reuters",))
    assert find_wires((post,), {"post": text}, (), resources.outlets).at("post", (FIRST,)) is None
