"""The learned tagger: its windows, its decoding, and what becomes of its attributions."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Block, Published, Report
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.drafts import SaidText
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.tagging.decoding import LABELS, best_paths
from dragoman.reading.tagging.reading import tag_attributions
from dragoman.reading.tagging.signs import find_unread, prose_paragraphs, signed_places
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.reading.tagging.windows import LONGEST, Piece, mark_quoted, pack_windows
from dragoman.resources import Resources
from dragoman.resources.windows import load_window_network

NOBODY = ActorIndex.of((), ())
TEXT = (
    "The ferry will sail on Monday, harbour master Ida Quist told the Coastal Tribune.\n"
    "“We are ready,” she said. “All crews are on board.”\n"
    "According to two dockers, the old pier is closed."
)
resources = cache(Resources)
needs_model = pytest.mark.skipif(load_window_network() is None, reason="the tagger is not installed")


def parse(text: str) -> ParsedReport:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "body"))
        at += len(line) + 1
    published = Published(None, None, "unknown")
    report = Report("r", "d", 0, len(text), None, None, None, (), None, "en", published, tuple(blocks))
    return parse_report(report, text, resources().nlp)


def read(parsed: ParsedReport):
    return find_attributions(parsed, NOBODY, resources().attribution, windows=windows_of(parsed))


def windows_of(parsed: ParsedReport) -> WindowReader:
    return WindowReader.of(parsed, resources().window_network)


def said(text: str) -> SaidText:
    return SaidText.of(parse(text), resources().attribution, None)


def words(text: str, spans) -> str:
    return "|".join(text[s.start : s.end] for s in spans)


def test_without_the_model_there_is_no_tagger(tmp_path: Path) -> None:
    assert load_window_network(tmp_path) is None


def test_without_a_tagger_the_rules_answer() -> None:
    found = find_attributions(parse(TEXT), NOBODY, resources().attribution, windows=None)
    assert [words(TEXT, a.cue) for a in found] == ["told", "said", "According to"]


@needs_model
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ferry will sail on Monday, harbour master Ida Quist said.", "harbour master Ida Quist", "said",
         "The ferry will sail on Monday"),
        ("Critics voiced doubts about the new bridge.", "Critics", "voiced doubts about", "the new bridge"),
        ("According to two dockers, the old pier is closed.", "two dockers", "According to", "the old pier is closed"),
    ],
)  # fmt: skip
def test_the_tagger_finds_the_three_spans(text: str, source: str, cue: str, content: str) -> None:
    found = [t for t in tag_attributions(said(text), windows_of(parse(text))) if t.certainty > 0.4]
    assert [
        [" ".join(text[s:e] for s, e in part).strip(" ,.") for part in (t.source, t.cue, t.content)] for t in found
    ] == [[source, cue, content]]


@needs_model
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Mayor Holm raised doubts about the safety of the pier.", "Mayor Holm", "raised doubts about",
         "the safety of the pier"),
        ("Ida Quist was highly critical of the plan to close the pier.", "Ida Quist", "critical of",
         "the plan to close the pier"),
        ("“They were at the gate when the fire broke out,” said Ida Quist.", "Ida Quist", "said",
         "They were at the gate when the fire broke out"),
    ],
)  # fmt: skip
def test_light_phrases_and_adjectives_attribute(text: str, source: str, cue: str, content: str) -> None:
    (found,) = read(parse(text))
    assert words(text, found.source) == source
    assert cue in words(text, found.cue)
    assert words(text, found.content) == content


@needs_model
def test_what_the_report_adds_behind_a_statement_is_not_said_by_its_source() -> None:
    text = "Prosecutors in Sundia say they are holding a man after reports last week that police seized the ship Alda."
    found = {words(text, a.cue): a for a in read(parse(text))}
    assert words(text, found["say"].content) == "they are holding a man"


@needs_model
def test_reading_twice_gives_the_same() -> None:
    assert read(parse(TEXT)) == read(parse(TEXT))


@needs_model
def test_a_report_reads_the_same_whatever_was_read_before_it() -> None:
    alone = read(parse(TEXT))
    read(parse("“Never again,” said the mayor of Lower Drey, who denied that the dam had failed.\n" * 9))
    assert read(parse(TEXT)) == alone


@needs_model
@settings(max_examples=25, deadline=None)
@given(st.text(alphabet='ab .,:"“”‘’\n\t—[SEP]éß漢😀sayid', max_size=300))
def test_tagged_spans_lie_in_the_text(noise: str) -> None:
    text = f"{noise} The mayor said the dam is safe.\n{noise}"
    for attribution in read(parse(text)):
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)


@needs_model
def test_windows_hold_every_word_once_and_stay_short() -> None:
    tokenizer = resources().window_network.tokenizer
    text = "One two three four five six seven eight nine ten. " * 100
    windows = pack_windows([(5, text), (5 + len(text) + 1, "Last words.")], tokenizer)
    starts = [w.pieces[i].start for w in windows for i in w.words]
    assert starts == sorted(set(starts))
    assert len(starts) == 1100 + 3
    assert max(len(w.pieces) for w in windows) <= LONGEST + 2


@needs_model
def test_every_window_but_the_first_begins_with_the_headline() -> None:
    title = [Piece(7592, 0, -1, -1, opens=False)]
    text = "One two three four five six seven eight nine ten. " * 100
    first, *rest = pack_windows([(0, text)], resources().window_network.tokenizer, title=title)
    assert rest and title[0] not in first.pieces
    assert all(w.pieces[1] == title[0] and len(w.pieces) <= LONGEST + 4 for w in rest)
    assert not set(rest[0].words) & {0, 1, 2}


@needs_model
def test_a_long_report_reads_the_same_though_few_readings_are_kept(monkeypatch) -> None:
    parsed = parse("\n".join(TEXT for _ in range(40)))
    reader = windows_of(parsed)
    before = [reader.read(n).certainty.tolist() for n in range(len(reader.windows))]
    monkeypatch.setattr("dragoman.reading.tagging.windowing._MOST", 2)
    reader = windows_of(parsed)
    for _ in range(2):
        assert [reader.read(n).certainty.tolist() for n in range(len(reader.windows))] == before
    assert len(reader.windows) > 4


def test_a_quotation_that_is_never_closed_runs_to_the_end() -> None:
    assert bytes(mark_quoted("a “b” c “d")) == b"\x00\x00\x01\x01\x01\x00\x00\x00\x01\x01"


def test_a_role_never_goes_on_without_its_beginning() -> None:
    logits = np.zeros((1, 3, LABELS), dtype=np.float32)
    logits[0, :, 2] = 5.0  # I-source everywhere
    assert best_paths(logits)[0].tolist() in ([1, 2, 2], [0, 1, 2])


@needs_model
def test_no_content_means_no_attribution() -> None:
    parsed = parse("Ida Quist spoke.")
    assert not [a for a in read(replace(parsed)) if not a.content]


def test_paragraphs_with_a_sign_of_somebody_speaking_are_told_apart() -> None:
    text = "The ferry sailed at noon.\nThe master said it was late.\n“Late!” It left."
    paragraphs = prose_paragraphs(parse(text), ())
    assert signed_places(said(text), paragraphs) == [text.index("The master"), text.index("“")]


def test_what_is_no_prose_is_left_unread_and_said_so() -> None:
    text = "Ilse said it. " * 1000
    assert sum(len(t) for _, t in prose_paragraphs(parse(text), ())) <= 10_000
    assert [p.what for p in find_unread(parse(text))] == [
        f"paragraph of {len(text)} characters: attributions are read in its first 10000"
    ]
