"""What stands behind an event, in one sentence."""

from dataclasses import replace

import pytest

from dragoman.datamodel import Bounds, Event, Hop, Origin, Span
from dragoman.presenting.summaries import in_their_words, summarise
from dragoman.presenting.views import RecordView
from tests.presenting.records import make_record

SPAN = Span("doc-1", 0, 1)
OFFICIALS = Hop("two officials", None, False, 2, None, SPAN, noun="officials", affiliations=("Malta",), counted=True)
MAYOR = Hop("Ada Bo", None, True, None, None, SPAN)


def make_event(reports: int, *origins: tuple[Hop, tuple[str, ...]]) -> Event:
    found = tuple(Origin(hop.name, None, hop.named, (hop,), told) for hop, told in origins)
    bounds = Bounds(1, max(1, len(found)), "")
    return replace(
        make_record().events[0], reports=tuple("abcdefgh"[:reports]), origins=found, independent_origins=bounds
    )


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (make_event(1, (MAYOR, ("a",))), "The only report rests on Ada Bo: 1 independent origin."),
        (make_event(3, (MAYOR, ("a",))), "1 of 3 reports rests on Ada Bo, and 2 show no source: 1 independent origin."),
        (
            make_event(3, (OFFICIALS, ("a", "b")), (MAYOR, ("c",))),
            "2 of 3 reports rest on the same two unnamed officials (Malta), others on Ada Bo: between 1 and 2 "
            "independent origins.",
        ),
        (make_event(2, (OFFICIALS, ("a", "b"))), "All 2 reports rest on the same two unnamed officials (Malta): 1 "),
        (make_event(2), "None of the 2 reports says whose word it is."),
    ],
)
def test_the_sentence_tells_how_many_reports_rest_on_whom(event: Event, words: str) -> None:
    assert words in summarise(event)


def test_an_event_is_told_in_a_reports_own_words(example_record):
    view = RecordView(example_record)
    quoted = [in_their_words(view, event) for event in example_record.events]
    assert all(quoted)
    for event, words in zip(example_record.events, quoted, strict=True):
        assert any(c.text[:300] in words for c in view.claims(event))


def test_no_denial_stands_for_what_is_told_as_done(example_record):
    view = RecordView(example_record)
    for event in (e for e in example_record.events if e.state == "happened" and e.type == "CONSULT"):
        words = in_their_words(view, event)
        telling = [c for c in view.claims(event) if c.mention.status == "happened" and view.stance_of(c) != "denies"]
        assert not telling or any(c.text[:300] in words for c in telling)
