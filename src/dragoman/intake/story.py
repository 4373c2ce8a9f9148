"""One story's place in a document: its run of text and the roles of its blocks."""

from dataclasses import dataclass

from dragoman.datamodel import Block, BlockRole, Document


@dataclass(frozen=True, slots=True)
class StoryLayout:
    """A story as laid out: blocks in order, never overlapping, each within `start` and `end`."""

    start: int
    end: int
    blocks: tuple[Block, ...]

    def of_role(self, *roles: BlockRole) -> tuple[Block, ...]:
        """The blocks that have one of the roles."""
        return tuple(b for b in self.blocks if b.role in roles)


def block_text(document: Document, block: Block) -> str:
    """The block's characters."""
    return document.text[block.start : block.end]
