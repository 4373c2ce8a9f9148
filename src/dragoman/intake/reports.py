"""A document to its reports: each story on the page with its headline, outlet, credits, language and date."""

from dataclasses import replace

from dragoman.datamodel import Block, Document, Report, content_id
from dragoman.intake.dating.publication import find_published
from dragoman.intake.language import detect_language
from dragoman.intake.layout.laying_out import lay_out
from dragoman.intake.outlets.naming import find_agencies, find_outlet
from dragoman.intake.story import StoryLayout, block_text
from dragoman.resources import Resources


def to_reports(document: Document, resources: Resources) -> tuple[Report, ...]:
    """Every story of the document as a report of its own, in page order; one page has one outlet."""
    reports = tuple(_to_report(document, story, resources) for story in lay_out(document, resources.layout))
    outlet = next((r.outlet for r in reports if r.outlet), None)
    return tuple(r if r.outlet else replace(r, outlet=outlet) for r in reports)


def _to_report(document: Document, story: StoryLayout, resources: Resources) -> Report:
    return Report(
        id=content_id("rep", document.id, story.start, story.end),
        document=document.id,
        start=story.start,
        end=story.end,
        headline=_headline(document, story),
        outlet=find_outlet(document, story, resources.outlets),
        byline=_first_text(document, story.of_role("byline")),
        agencies=find_agencies(document, story, resources.outlets),
        dateline=_first_text(document, story.of_role("dateline")),
        language=detect_language(_prose(document, story), document.facts.language),
        published=find_published(document, story, resources.dating),
        blocks=story.blocks,
    )


def _headline(document: Document, story: StoryLayout) -> str | None:
    """The first headline; a crosshead inside the story is none."""
    body = story.of_role("body")
    before = tuple(b for b in story.of_role("headline") if not body or b.start < body[0].start)
    return _first_text(document, before) or document.facts.title


def _first_text(document: Document, blocks: tuple[Block, ...]) -> str | None:
    return " ".join(block_text(document, blocks[0]).split()) or None if blocks else None


def _prose(document: Document, story: StoryLayout) -> str:
    blocks = story.of_role("headline", "standfirst", "body")
    return "\n".join(block_text(document, b) for b in blocks)
