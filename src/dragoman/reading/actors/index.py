"""Find the actor that a run of text refers to."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.datamodel import ActorMention, LocalActor, Span

_LONGEST = 600  # characters that a mention has at most, so that a look around stays short


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The actors and mentions of one report, by place in the text."""

    actors: dict[str, LocalActor]
    mentions: tuple[ActorMention, ...]

    @classmethod
    def of(cls, actors: Iterable[LocalActor], mentions: Iterable[ActorMention]) -> "ActorIndex":
        """Index the actors by id and the mentions by place."""
        ordered = tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))
        return cls({a.id: a for a in actors}, ordered)

    def mentions_in(self, span: Span) -> tuple[ActorMention, ...]:
        """The mentions that lie whole within the span, in reading order, outer before inner."""
        first = bisect_left(self.mentions, span.start, key=_start)
        last = bisect_left(self.mentions, span.end, first, key=_start)
        return tuple(m for m in self.mentions[first:last] if span.contains(m.span))

    def mention_at(self, span: Span) -> ActorMention | None:
        """The mention that the span is: the same characters, else the widest within it, else the tightest around it.

        Ask with the head word of a phrase to get what the phrase is about: "officials" of "senior Kenyan officials".
        """
        within = self.mentions_in(span)
        if within:
            return max(within, key=lambda m: m.span.end - m.span.start)
        first = bisect_left(self.mentions, span.start - _LONGEST, key=_start)
        last = bisect_left(self.mentions, span.end, first, key=_start)
        around = [m for m in self.mentions[first:last] if m.span.contains(span)]
        return min(around, key=lambda m: m.span.end - m.span.start, default=None)


def _start(mention: ActorMention) -> int:
    return mention.span.start
