"""Two mentions side by side: what several findings ask of them is seen once."""

from functools import cached_property
from math import inf

from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

FEW_WORDS = 2
_MOST = 0.7  # where this share of the smaller side is on the other side too, the same take part


class Two:
    """Two mentions and how they stand to each other.

    `gap` is the days between their times, `widest` the days of the wider one (endless where an end is open),
    `published_gap` the days between their reports. `directed` and `statements` tell that both are of such a type.
    """

    def __init__(self, a: Telling, b: Telling, scoring: EventScoring) -> None:
        self.a, self.b = a, b
        self.gap = a.days.gap(b.days)
        self.widest = max(_width(a), _width(b))
        self.published_gap = a.published.gap(b.published)
        self.one_report = not a.reports.isdisjoint(b.reports)
        self.same_word = not a.stems.isdisjoint(b.stems)
        self.same_family = not a.families.isdisjoint(b.families)
        one, other = a.mention.type, b.mention.type
        self.directed = one in scoring.directed and other in scoring.directed
        self.statements = one in scoring.statements and other in scoring.statements
        self.fewer_words = min(len(a.words), len(b.words))
        self.likeness = self._word_likeness()

    def _word_likeness(self) -> float:
        """Share of the words of the shorter one that the other has too."""
        ours, theirs = self.a.words, self.b.words
        if self.fewer_words < FEW_WORDS:
            return float(bool(ours) and ours == theirs)
        return len(ours & theirs) / self.fewer_words

    @cached_property
    def shared(self) -> frozenset[str]:
        """The parties of the first that have a counterpart among those of the second."""
        return self.a.kin.match(self.a.actors, self.b.actors)

    @cached_property
    def in_common(self) -> str | None:
        """The strongest of what they have in common: both parties, all who are named, one party, one name."""
        a, b = self.a, self.b
        shared = _most_shared(a.actors, b.actors, self.shared, a.kin)
        if shared >= 2:
            return "parties"
        named = a.kin.match(a.involved, b.involved)
        if _most_shared(a.involved, b.involved, named, a.kin) >= 2:
            return "named"
        if shared and len(a.actors) == len(b.actors):
            return "only"
        if self.shared:
            return "one"
        return "mention" if named else None


def _most_shared(ours: frozenset[str], theirs: frozenset[str], matched: frozenset[str], kin: Kin) -> int:
    """How many of the smaller group have a counterpart each, where most have; else 0. `matched` are those of ours."""
    if not matched:
        return 0
    shared = min(len(matched), len(kin.match(theirs, ours)))
    return shared if shared >= _MOST * min(len(ours), len(theirs)) else 0


def _width(telling: Telling) -> float:
    width = telling.days.width
    return inf if width is None else width
