"""Whom a report speaks of so far, and where each was last mentioned: the memory of coreference."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.datamodel import ActorType, MentionForm
from dragoman.resources.actor_lexicon import Gender

_REMEMBERED = 60  # mentions looked back at most, so that reading stays linear


@dataclass(slots=True)
class Referent:
    """One actor under construction. `kinds` are the gazetteer's; `lemmas` the nouns that have described it.

    `last_words` end its names, in the singular: "the guards" can be the Palace Guards.
    """

    number: int
    name: str
    type: ActorType
    key: str | None = None
    kinds: frozenset[str] = frozenset()
    country: str | None = None
    many: bool = False
    count: int | None = None
    gender: Gender | None = None
    lemmas: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)
    affiliations: dict[str, None] = field(default_factory=dict)
    last_words: frozenset[str] = frozenset()
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: its block, its sentence's running number, the quotation that holds it.

    `quoting` where it stands outside of quotations in a sentence that has one.
    """

    block: int
    sentence: int
    quotation: int | None = None
    quoting: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention: tokens `start` to `end` of a block, and their head."""

    referent: Referent
    place: Place
    start: int
    end: int
    head: Token
    form: MentionForm

    @property
    def block(self) -> int:
        """The number of its block."""
        return self.place.block

    @property
    def sentence(self) -> int:
        """The running number of its sentence."""
        return self.place.sentence

    @property
    def is_subject(self) -> bool:
        """True where the mention is the subject of its clause, or joined to it."""
        return self.joined_to().dep_ in ("nsubj", "nsubjpass")

    @property
    def heads_sentence(self) -> bool:
        """True where it is the subject of the main verb: "Holm said that Vik had left. He …" goes on about Holm."""
        return self.is_subject and self.joined_to().head.dep_ == "ROOT"

    def joined_to(self) -> Token:
        """The first word of the list that the mention stands in, or the mention's own head."""
        token = self.head
        while token.dep_ in ("conj", "appos") and token.head != token:
            token = token.head
        return token


@dataclass(slots=True)
class Memory:
    """The referents of a report and their sightings in reading order.

    `told` counts, for each sentence of the report, those up to it that begin outside quotations.
    """

    referents: list[Referent] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    by_head: dict[tuple[int, int], Referent] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)

    def note(self, sighting: Sighting) -> None:
        """Remember a mention."""
        self.sightings.append(sighting)
        self.by_head[(sighting.block, sighting.head.i)] = sighting.referent

    def new(self, referent: Referent) -> Referent:
        """Remember an actor not met before."""
        self.referents.append(referent)
        return referent

    def before(self, sentence: int, window: int) -> Iterator[Sighting]:
        """Recent sightings, the latest first, at most `window` sentences back."""
        for sighting in reversed(self.sightings[-_REMEMBERED:]):
            if sentence - sighting.sentence > window:
                return
            yield sighting
