"""Find the outlet that ran a story and the wires that it credits."""

from dragoman.datamodel import Block, Document, OutletName
from dragoman.intake.outlets.evidence import PAGE_SIGNS, SIGNS
from dragoman.intake.outlets.source_lines import read_source_page
from dragoman.intake.outlets.wire_credits import credited_wires
from dragoman.intake.story import StoryLayout
from dragoman.resources.outlets import OutletTable


def find_outlet(document: Document, story: StoryLayout, outlets: OutletTable) -> OutletName | None:
    """The outlet, or None where no sign is sure; a name that a page states but no table lists has the key None."""
    page = read_source_page(document, story, outlets)
    found = next(filter(None, (sign(page) for sign in SIGNS)), None)
    if found is None and (story.start > 0 or story.end < len(document.text)):
        rest = StoryLayout(0, len(document.text), (Block(0, len(document.text), "body"),))
        whole = read_source_page(document, rest, outlets)  # two stories on one page share its masthead
        found = next(filter(None, (sign(whole) for sign in PAGE_SIGNS)), None)
    return found


def find_agencies(document: Document, story: StoryLayout, outlets: OutletTable) -> tuple[str, ...]:
    """The usual names of the wires credited for the text; a wire that is itself the outlet is not repeated."""
    wires = credited_wires(read_source_page(document, story, outlets))
    outlet = find_outlet(document, story, outlets) if wires else None
    return tuple(w.name for w in wires if not (outlet and outlet.key == w.key))
