"""Event mentions made ready to be compared: days as numbers, parties, words, which of several."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.datamodel import EventMention, Report, Span
from dragoman.linking.days import Days, day_number, read_days
from dragoman.linking.kinship import Kin
from dragoman.linking.words import fold_words
from dragoman.resources.linking import LinkingWords

_BEFORE = 40  # characters before the trigger in which its determiner and number stand
_NEAR_WORDS = 3
_PARTY_ROLES = ("actor", "recipient")
_SHORTEST_CONTENT_WORD = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention with what comparing needs. `parties` are actors and recipients, by role; `kin` knows their sides."""

    mention: EventMention
    parties: tuple[tuple[str, str], ...]
    kin: Kin
    days: Days
    published: Days
    words: frozenset[str]
    round: int | None
    other: bool
    definite: bool

    @property
    def id(self) -> str:
        """The mention's id."""
        return self.mention.id

    def of_role(self, role: str) -> frozenset[str]:
        """The parties of one role."""
        return frozenset(actor for r, actor in self.parties if r == role)

    @property
    def actors(self) -> frozenset[str]:
        """The parties of any role."""
        return frozenset(actor for _, actor in self.parties)


def read_telling(
    mention: EventMention, report: Report, texts: Mapping[str, str], kin: Kin, lexicon: LinkingWords
) -> Telling:
    """Prepare one mention; its participants are global ids and its time is resolved."""
    text = texts[mention.trigger.document]
    before = fold_words(text[max(report.start, mention.trigger.start - _BEFORE) : mention.trigger.start])[-_NEAR_WORDS:]
    after = fold_words(text[mention.trigger.end : mention.trigger.end + _BEFORE])[:_NEAR_WORDS]
    parties = {(p.role, p.actor) for p in mention.participants if p.role in _PARTY_ROLES}
    return Telling(
        mention=mention,
        parties=tuple(sorted(parties)),
        kin=kin,
        days=read_days(mention.time),
        published=Days(day_number(report.published.earliest), day_number(report.published.latest)),
        words=_content_words(text, mention.extent),
        round=next((lexicon.rounds[w] for w in (*reversed(before), *after) if w in lexicon.rounds), None),
        other=any(w in lexicon.others for w in before),
        definite=any(w in lexicon.definite for w in before),
    )


def _content_words(text: str, span: Span) -> frozenset[str]:
    """Words long enough to say something, and numbers."""
    words = fold_words(text[span.start : span.end])
    return frozenset(w for w in words if len(w) >= _SHORTEST_CONTENT_WORD or w[:1].isdigit())
