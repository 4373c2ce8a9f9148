"""What cannot be read is kept, and says why and what to do."""

import pytest

from dragoman.reading.report import read_report
from dragoman.resources import Resources
from tests.invented import make_report


def test_a_paragraph_without_end_is_left_unread(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Harbour opens\nThe mayor opened the harbour on Monday, the town hall said."
    monkeypatch.setattr(resources.nlp, "max_length", 40)
    reading = read_report(make_report("a", text), text, resources)
    (problem,) = reading.problems
    assert problem.what == "a paragraph of 59 characters, more than 40: the report is kept but not read"
    assert problem.remedy
    assert not reading.events
