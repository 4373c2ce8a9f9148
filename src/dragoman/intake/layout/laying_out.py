"""Plain text as people paste it: its stories, and what each line is (headline, byline, caption, furniture, text)."""

from collections.abc import Iterator, Sequence

from dragoman.datamodel import Block, BlockRole, Document
from dragoman.intake.layout.body import read_body
from dragoman.intake.layout.cuts import dateline_end, is_spoken
from dragoman.intake.layout.head import read_head
from dragoman.intake.layout.page import Marked, mark_dateline, mark_pieces
from dragoman.intake.layout.stories import split_stories
from dragoman.intake.story import StoryLayout
from dragoman.resources.layout import LayoutLexicon

_DATELINES_WITHIN = 3  # paragraphs that may begin with a dateline
_SPOKEN_WITHIN = 12  # pieces of which two in a transcript begin with who speaks
_LEAST_REPEATED = 15  # letters and digits that two lines do not share by chance
_LEAST_REPEATED_TEXT = 60


def lay_out(document: Document, layout: LayoutLexicon) -> tuple[StoryLayout, ...]:
    """The document's stories; blocks that the markup told stay as they are, and empty text is no story."""
    if document.blocks:
        return (StoryLayout(document.blocks[0].start, document.blocks[-1].end, document.blocks),)
    pieces = mark_pieces(document.text, layout)
    stories = split_stories(pieces, layout) if pieces else []
    titles = [document.facts.title, *[None] * len(stories)]
    return tuple(_lay_out_story(s, t, layout) for s, t in zip(stories, titles, strict=False))


def _lay_out_story(pieces: Sequence[Marked], title: str | None, layout: LayoutLexicon) -> StoryLayout:
    head = read_head(pieces, title, layout)
    above = list(pieces[: len(head.roles)])
    text = list(_cut_datelines(pieces[len(head.roles) :], layout))
    roles = _name_repeats([*above, *text], [*head.roles, *read_body(text, layout)])
    blocks = tuple(Block(m.piece.start, m.piece.end, r) for m, r in zip([*above, *text], roles, strict=True))
    return StoryLayout(blocks[0].start, blocks[-1].end, blocks)


def _cut_datelines(pieces: Sequence[Marked], layout: LayoutLexicon) -> Iterator[Marked]:
    """RIVERTON, Jan 2 (Reuters) - The council …: the dateline becomes a piece of its own."""
    paragraphs = 0
    transcript = sum(is_spoken(p.text) for p in pieces[:_SPOKEN_WITHIN]) > 1
    for piece in pieces:
        if not piece.open or paragraphs >= _DATELINES_WITHIN:
            yield piece
            continue
        end = dateline_end(piece.text, layout, first=paragraphs == 0 and not transcript)
        paragraphs += piece.prose
        if not end:
            yield piece
            continue
        yield from (m for m in mark_dateline(piece, end) if m)


def _name_repeats(pieces: Sequence[Marked], roles: list[BlockRole]) -> list[BlockRole]:
    """Headline, caption or paragraph given a second time is a repeat; a paragraph first given above the text stays."""
    seen: dict[str, BlockRole] = {}
    for i, (piece, role) in enumerate(zip(pieces, roles, strict=True)):
        least = _LEAST_REPEATED_TEXT if role == "body" else _LEAST_REPEATED
        if role not in ("headline", "standfirst", "caption", "body") or len(piece.key) < least:
            continue
        before = seen.get(piece.key)
        told = role == "body" and piece.stopped and before != "body"
        if before is None or told:
            seen[piece.key] = role
        else:
            roles[i] = "repeat"
    return roles
