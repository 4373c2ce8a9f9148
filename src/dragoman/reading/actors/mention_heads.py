"""Which mention a word heads, so that grammar can be asked about actors."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import ActorMention, LocalActor
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.parsing import ParsedBlock, ParsedReport


@dataclass(frozen=True, slots=True)
class Headed:
    """A mention with its tokens, the head among them, and its actor."""

    mention: ActorMention
    actor: LocalActor
    block: ParsedBlock
    tokens: Tokens
    head: Token

    @property
    def is_named(self) -> bool:
        """True where the actor has a name."""
        return self.actor.type in ("person", "organisation", "state")


@dataclass(frozen=True, slots=True)
class HeadedMentions:
    """The mentions of one block by head word."""

    every: tuple[Headed, ...]
    by_head: dict[int, Headed]

    def at(self, token: Token | None) -> Headed | None:
        """The tightest mention that the word heads."""
        return self.by_head.get(token.i) if token is not None else None

    def within(self, doc: Doc, start: int, end: int) -> Iterator[Headed]:
        """The mentions between two tokens, in reading order, outer before inner."""
        low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1]) if end > start else doc[start].idx
        for headed in self.every[bisect_left(self.every, low, key=lambda h: h.tokens.start_char) :]:
            if headed.tokens.start_char >= high:
                return
            if headed.tokens.end_char <= high:
                yield headed

    def with_conjuncts(self, token: Token | None) -> Iterator[Headed]:
        """The mentions of a word and of those joined to it: "A, B and C"."""
        for _ in range(12):
            if token is None:
                return
            headed = self.at(token)
            if headed:
                yield headed
            token = next((c for c in token.children if c.dep_ in ("conj", "appos")), None)


def read_heads(parsed: ParsedReport, index: ActorIndex) -> Iterator[tuple[ParsedBlock, HeadedMentions]]:
    """Each block of a report with its mentions by head word."""
    at = 0
    for block in parsed.blocks:
        end = block.start + len(block.doc.text)
        here: list[ActorMention] = []
        while at < len(index.mentions) and index.mentions[at].span.start < end:
            here.append(index.mentions[at])
            at += 1
        starts = [t.idx for t in block.doc]
        every = tuple(h for m in here for h in _headed(m, block, starts, index))
        by_head: dict[int, Headed] = {}
        for headed in sorted(every, key=lambda h: -len(h.tokens)):
            by_head[headed.head.i] = headed
        yield block, HeadedMentions(every, by_head)


def _headed(mention: ActorMention, block: ParsedBlock, starts: list[int], index: ActorIndex) -> Iterator[Headed]:
    """The mention with its tokens, found by halving: spaCy's own search walks the whole block."""
    first = max(bisect_right(starts, mention.span.start - block.start) - 1, 0)
    tokens = block.doc[first : bisect_left(starts, mention.span.end - block.start)]
    if len(tokens):
        yield Headed(mention, index.actors[mention.actor], block, tokens, tokens.root)
