"""Who says what: forms of attribution in invented sentences, and what must hold on any text."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import (
    ActorMention,
    Attribution,
    Block,
    LocalActor,
    OutletName,
    Published,
    Report,
    Span,
)
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.finding import attributions_over, find_attributions
from dragoman.reading.attribution.introducing import name_introduced
from dragoman.reading.parsing import parse_report
from dragoman.resources import Resources

CASES = Path(__file__).parent.parent / "cases" / "attribution"
FOUND = ("synthetic.yaml", "sources.yaml", "stances.yaml")
NOBODY = ActorIndex.of((), ())
resources = cache(Resources)


def table(name: str) -> list:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def read(text: str, *, headline: bool = False, outlet: str | None = None, index: ActorIndex = NOBODY):
    report = plain_report(text, headline=headline, outlet=outlet)
    parsed = parse_report(report, text, resources().nlp)
    return find_attributions(parsed, index, resources().attribution, resources().outlets)


def plain_report(text: str, *, headline: bool = False, outlet: str | None = None) -> Report:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "headline" if headline and not blocks else "body"))
        at += len(line) + 1
    name = OutletName(outlet, None) if outlet else None
    published = Published(None, None, "unknown")
    return Report("r", "d", 0, len(text), None, name, None, (), None, "en", published, tuple(blocks))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return "|".join(text[s.start : s.end] for s in spans)


def with_cue(text: str, found: tuple[Attribution, ...], cue: str) -> Attribution:
    hits = [a for a in found if cue in words(text, a.cue)]
    assert len(hits) == 1, [words(text, a.cue) for a in found]
    return hits[0]


@pytest.mark.parametrize("case", [c for name in FOUND for c in table(name)], ids=lambda c: c["name"])
def test_who_says_what_is_found(case: dict) -> None:
    text = case["text"].replace("|", "\n")
    found = read(text, headline=case.get("headline", False), outlet=case.get("outlet"))
    for said in case["said"]:
        one = with_cue(text, found, said["cue"])
        assert words(text, one.source) == (said["source"] or "")
        assert_content(words(text, one.content), said["content"])
        assert one.stance == said.get("stance", one.stance)
        assert one.manner == said.get("manner", one.manner)
        if "hops" in said:
            assert [h.name for h in one.hops] == said["hops"]
        for field in ("count", "named", "affiliation"):
            assert field not in said or getattr(one.hops[-1], field) == said[field]
        for field in ("standing", "anonymity"):
            assert field not in said or words(text, getattr(one.hops[-1], field)) == said[field]
        assert one.certainty == said.get("certainty", one.certainty)
        assert "unsure" not in said or words(text, one.unsure) == said["unsure"]
        assert one.own == said.get("own", one.own)
        if "outer" in said:
            assert one.outer == with_cue(text, found, said["outer"]).id


def assert_content(found: str, asked: str) -> None:
    """The content as asked, where "that" before it is neither asked nor a fault."""
    assert found.removeprefix("that ") == asked.removeprefix("that ")


@pytest.mark.parametrize("text", table("negative.yaml"))
def test_nobody_is_credited_where_nobody_speaks(text: str) -> None:
    assert [words(text, a.cue) for a in read(text)] == []


def test_a_pronoun_is_resolved_through_the_actors_of_the_report() -> None:
    text = "Ilse Brandt met Jan Novak. He said the bridge was safe."
    he = Span("d", text.index("He"), text.index("He") + 2)
    novak = LocalActor("a1", "r", "Jan Novak", "person", ("Jan Novak",))
    index = ActorIndex.of([novak], [ActorMention("m1", "r", he, "pronoun", "a1")])
    hop = with_cue(text, read(text, index=index), "said").hops[-1]
    assert (hop.name, hop.actor, hop.named) == ("Jan Novak", "a1", True)


def test_a_government_is_not_renamed_to_its_state() -> None:
    text = "The Ruritanian government said the bridge was safe."
    body = Span("d", 0, text.index(" said"))
    state = LocalActor("a1", "r", "Ruritania", "state", ("Ruritania", "The Ruritanian government"))
    index = ActorIndex.of([state], [ActorMention("m1", "r", body, "nominal", "a1")])
    hop = with_cue(text, read(text, index=index), "said").hops[-1]
    assert (hop.name, hop.actor) == ("The Ruritanian government", "a1")


def test_attributions_over_a_span_come_outermost_first() -> None:
    text = "The Coastal Tribune reported that two aides said the deal was dead."
    found = read(text)
    dead = Span("d", text.index("dead"), text.index("dead") + 4)
    over = attributions_over(dead, found)
    assert over == (with_cue(text, found, "reported").id, with_cue(text, found, "said").id)


def test_wishes_are_left_out_unless_asked_for() -> None:
    text = "The envoy wants to leave."
    parsed = parse_report(plain_report(text), text, resources().nlp)
    lexicon = resources().attribution
    assert not find_attributions(parsed, NOBODY, lexicon)
    assert len(find_attributions(parsed, NOBODY, lexicon, attitudes=True)) == 1


def test_the_same_text_gives_the_same_ids() -> None:
    text = "Ilse Brandt said the bridge was safe."
    assert [a.id for a in read(text)] == [a.id for a in read(text)]


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "''", "said", "told", "the Tribune", "according to", "quoted as saying", "Ilse",
     ",", ".", ":", "\n", "citing", "officials", "that", "who", "was", "reportedly", "–", "–report", "\u202e", "\x00"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_is_read_and_all_spans_lie_in_it(text: str) -> None:
    for one in read(text, headline=True):
        assert one.content
        for span in (*one.source, *one.cue, *one.content, *(h.span for h in one.hops)):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()


@pytest.mark.parametrize("line", ['"a ', "‘a ", "Ilse said ", "“said ", "according to ", "''"])
def test_a_long_hostile_line_is_read(line: str) -> None:
    read(line * 400)


def test_a_speaker_named_beside_a_description_is_the_same_one_without_the_name() -> None:
    text = "The harbour master said the pier was shut.\nThe harbour master, Ida Quist, told AFP the pier would open."
    parsed = parse_report(plain_report(text), text, resources().nlp)
    named = name_introduced(read(text), parsed)
    assert {h.name for a in named for h in a.hops if not h.medium} == {"Ida Quist"}


def test_a_plain_minister_is_not_taken_for_one_who_was_named() -> None:
    text = "The minister said the pier was shut.\nThe minister, Ida Quist, told AFP the pier would open."
    parsed = parse_report(plain_report(text), text, resources().nlp)
    assert with_cue(text, name_introduced(read(text), parsed), "said").hops[-1].named is False
