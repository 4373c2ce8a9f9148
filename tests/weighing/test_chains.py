"""Chains from an outlet back to who knows."""

from dataclasses import replace

from dragoman.datamodel import Attribution, Block, EventMention, Hop, OutletName, Published, Report, Span
from dragoman.weighing.chains import chain_of_mention, credited_wire, trace_chain

BYLINE = "By Jane Doe and The Meridian Press"


def hop(name: str, at: int, *, named: bool = True, medium: bool = False) -> Hop:
    return Hop(name, None, named, None, None, Span("d", at, at + 3), medium)


def said(key: str, *hops: Hop, outer: str | None = None) -> Attribution:
    content = (Span("d", 0, 90),)
    return Attribution(key, "r", (), (), content, "indirect", "states", hops, outer)


def report(*, outlet: str = "Coastal Tribune", byline: str | None = None, agencies: tuple[str, ...] = ()) -> Report:
    blocks = (Block(100, 100 + len(BYLINE), "byline"), Block(200, 300, "body"))
    published = Published(None, None, "unknown")
    name = OutletName(outlet, None)
    return Report("r", "d", 0, 300, None, name, byline, agencies, None, "en", published, blocks)


def names(hops: tuple[Hop, ...]) -> list[str]:
    return [h.name for h in hops]


def trace(one: Attribution, *others: Attribution, of: Report | None = None) -> list[str]:
    return names(trace_chain(one, of or report(), {a.id: a for a in (one, *others)}))


def test_the_hops_of_the_outer_attribution_come_first() -> None:
    outer = said("outer", hop("Valley Post", 10, medium=True))
    inner = said("inner", hop("two aides", 40, named=False), outer="outer")
    assert trace(inner, outer) == ["Valley Post", "two aides"]


def test_hops_that_hold_the_outer_ones_already_are_not_repeated() -> None:
    outer = said("outer", hop("Valley Post", 10, medium=True))
    inner = said("inner", hop("the Valley Post", 60, medium=True), hop("two aides", 40, named=False), outer="outer")
    assert trace(inner, outer) == ["Valley Post", "two aides"]


def test_the_outlet_itself_is_dropped() -> None:
    assert trace(said("a", hop("The Coastal Tribune", 10, medium=True), hop("Ilse Brandt", 40))) == ["Ilse Brandt"]


def test_two_sources_described_alike_stay_two() -> None:
    outer = said("outer", hop("an official", 10, named=False))
    inner = said("inner", hop("an official", 40, named=False), outer="outer")
    assert trace(inner, outer) == ["an official", "an official"]


def test_a_wire_in_the_byline_comes_before_an_unrelayed_source() -> None:
    own = report(byline=BYLINE, agencies=("Meridian Press",))
    assert trace(said("a", hop("Ilse Brandt", 210)), of=own) == ["Meridian Press", "Ilse Brandt"]


def test_a_wire_in_the_byline_leaves_a_nearer_medium_alone() -> None:
    own = report(byline=BYLINE, agencies=("Meridian Press",))
    assert trace(said("a", hop("Valley Post", 210, medium=True)), of=own) == ["Valley Post"]


def test_the_wire_is_pointed_at_in_the_byline() -> None:
    wire = credited_wire(report(byline=BYLINE, agencies=("Meridian Press",)))
    assert wire is not None
    assert BYLINE[wire.span.start - 100 : wire.span.end - 100] == "Meridian Press"


def test_a_wire_is_known_by_its_initials() -> None:
    wire = credited_wire(report(byline="By MP staff", agencies=("Meridian Press",)))
    assert wire is not None
    assert wire.name == "Meridian Press"


def test_two_credited_wires_leave_open_which_it_was() -> None:
    assert credited_wire(report(byline="By Meridian Press and Ostwire", agencies=("Meridian Press", "Ostwire"))) is None


def test_a_wire_that_only_supplied_a_picture_is_no_hop() -> None:
    assert credited_wire(report(byline="By Jane Doe", agencies=("Meridian Press",))) is None


def test_an_unattributed_claim_has_no_chain() -> None:
    own = report(byline=BYLINE, agencies=("Meridian Press",))
    assert trace(said("a"), of=own) == []


def test_a_mention_takes_the_chain_of_its_innermost_attribution() -> None:
    outer = said("outer", hop("Valley Post", 10, medium=True))
    inner = said("inner", hop("two aides", 40, named=False), outer="outer")
    place = Span("d", 50, 60)
    mention = EventMention(
        "m", "r", "CONSULT", None, (), "meet", place, place, "happened", (), None, None, None, ("outer", "inner"), ()
    )
    known = {"outer": outer, "inner": inner}
    assert names(chain_of_mention(mention, report(), known)) == ["Valley Post", "two aides"]
    assert chain_of_mention(replace(mention, attributions=()), report(), known) == ()


def test_attributions_that_hold_each_other_end() -> None:
    one, other = said("a", hop("Ilse Brandt", 10), outer="b"), said("b", hop("Jan Novak", 40), outer="a")
    assert trace(one, other) == ["Jan Novak", "Ilse Brandt"]


def test_an_outlet_that_vouches_itself_is_the_origin() -> None:
    learned = replace(said("a"), own=True, source=(Span("d", 210, 230),))
    assert trace(learned) == ["Coastal Tribune"]
    assert trace(said("b")) == []
