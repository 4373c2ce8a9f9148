"""A document to its reports: all that intake finds, put together."""

from dragoman.datamodel import Document
from dragoman.intake.reports import to_reports
from dragoman.resources import Resources

PAGE = """Mayor opens new lock
Arden Herald | 2026-05-04

ARDEN — Mayor Pia Holm opened the new lock on Monday, the town hall said.

Boats had waited for three weeks, and the first one through was a ferry with forty passengers.



Ferry line to close in autumn

The ferry leaves the quay at Arden in April. (Photo by Jon Vik / Arden Herald)
The ferry leaves the quay at Arden in April. (Photo by Jon Vik / Arden Herald)
2 min read

Ferry line to close in autumn

The ferry line between Arden and Ostby will close in autumn, its owner said on Sunday.

"We carried more seagulls than people," said Ruth Lind, who owns the line.
"""


def read(text: str, resources: Resources) -> tuple:
    return to_reports(Document("doc-1", "page.txt", "text/plain", "0" * 64, text), resources)


def test_two_stories_on_a_page_are_two_reports_of_one_outlet(resources: Resources) -> None:
    first, second = read(PAGE, resources)
    assert (first.headline, second.headline) == ("Mayor opens new lock", "Ferry line to close in autumn")
    assert first.outlet == second.outlet
    assert first.outlet is not None
    assert first.outlet.name == "Arden Herald"


def test_a_stated_date_is_not_carried_to_the_second_story(resources: Resources) -> None:
    first, second = read(PAGE, resources)
    assert (first.published.earliest, first.published.basis) == ("2026-05-04", "stated")
    assert second.published.basis != "stated"


def test_a_language_without_a_reader_is_named(resources: Resources) -> None:
    body = "La alcaldesa Pía Holm abrió el lunes la nueva esclusa, dijo el ayuntamiento de Arden."
    text = f"El alcalde abre la esclusa\n\n{body}\n"
    (report,) = read(text, resources)
    assert report.language == "es"


def test_every_report_lies_within_its_document(resources: Resources) -> None:
    for report in read(PAGE, resources):
        assert 0 <= report.start < report.end <= len(PAGE)
        assert all(report.start <= b.start < b.end <= report.end for b in report.blocks)
