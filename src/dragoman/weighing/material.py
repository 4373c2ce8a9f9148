"""All that is known of one event while it is weighed: its tellings, who tells them, on whose word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.datamodel import Actor, Attribution, EventMention, Hop, Report, Reuse, SharedWording, Span
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.resources.weighing import WeighingWords
from dragoman.weighing.agencies import Wires
from dragoman.weighing.claims import Claim
from dragoman.weighing.descriptions import SourceWords

_BEFORE = 60  # characters before a trigger in which its negation stands
_NEAR_WORDS = 3
_MOST_BEFORE = 9  # words of a denial before what it denies
_UNKNOWN_OUTLET = "an unnamed outlet"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all events of a record.

    `chains` has each attribution's chain, `wires` the agency whose text a report runs;
    `wide_places` are regions and waters, in which towns lie.
    """

    reports: Mapping[str, Report]
    texts: Mapping[str, str]
    actors: Mapping[str, Actor]
    attributions: Mapping[str, Attribution]
    chains: Mapping[str, tuple[Hop, ...]]
    shared_wording: tuple[SharedWording, ...]
    kin: Kin
    words: WeighingWords
    known: SourceWords
    wires: Wires
    reuse: tuple[Reuse, ...] = ()
    wide_places: frozenset[str] = frozenset()

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return self.texts[span.document][span.start : span.end]

    def outlet(self, report: str) -> str:
        """How a reader knows a report: its outlet, else that it has none."""
        outlet = self.reports[report].outlet
        return outlet.name if outlet else _UNKNOWN_OUTLET

    def name(self, actor: str) -> str:
        """An actor's usual name."""
        return self.actors[actor].name if actor in self.actors else actor


@dataclass(frozen=True, slots=True)
class Material:
    """One event's tellings and their surroundings."""

    tellings: tuple[Telling, ...]
    around: Surroundings

    def sources(self, telling: Telling) -> tuple[str, ...]:
        """On whose word a mention is told: the ends of its chains, else the outlet."""
        names = {chain[-1].name for chain in chains_of(telling.mention, self.around) if chain}
        return tuple(sorted(names)) or (self.around.outlet(telling.mention.report),)

    def claims(self) -> tuple[Claim, ...]:
        """The event's claims, one for each mention and chain; who denies it is no origin of it."""
        told = [t for t in self.tellings if not self.is_denied(t)]
        return tuple(
            Claim(t.mention.report, self.around.outlet(t.mention.report), chain, (t.mention.extent,))
            for t in told
            for chain in chains_of(t.mention, self.around)
        )

    def deniers(self) -> tuple[str, ...]:
        """Who says that it is not so."""
        return tuple(sorted({n for t in self.tellings if self.is_denied(t) for n in self.sources(t)}))

    def is_denied(self, telling: Telling) -> bool:
        """True where somebody denies it: "X denies that …", or "there was no …"; "will not …" is a plan."""
        around, mention = self.around, telling.mention
        held = [around.attributions[a] for a in mention.attributions if a in around.attributions]
        if not held or not around.chains.get(held[-1].id):
            return False
        if held[-1].stance == "denies":
            return self._opens(telling, held[-1])
        text = around.texts[mention.trigger.document]
        before = fold_words(text[max(mention.extent.start, mention.trigger.start - _BEFORE) : mention.trigger.start])
        negated = around.words.negations & set(before[-_NEAR_WORDS:])
        return mention.status == "denied" and bool(negated) and not around.words.modals & set(before)

    def _opens(self, telling: Telling, denial: Attribution) -> bool:
        """True where the event is what is denied: no offer that is rejected, no thing that is mentioned further on."""
        cue = " ".join(self.around.quote(c) for c in denial.cue).casefold()
        if not any(stem in cue for stem in self.around.words.denying):
            return False
        at = telling.mention.trigger.start
        before = next((self.around.quote(c)[: at - c.start] for c in denial.content if c.start <= at < c.end), "")
        words = fold_words(before)
        return len(words) <= _MOST_BEFORE and not self.around.words.claims & set(words)


def chains_of(mention: EventMention, around: Surroundings) -> tuple[tuple[Hop, ...], ...]:
    """The chains that a mention shows: one for each attribution that no other one holds; else the credited wire's.

    Who declines to comment has told nothing.
    """
    held = [around.attributions[a] for a in mention.attributions if a in around.attributions]
    saying = [a for a in held if a.stance != "declines"]
    outer = {a.outer for a in saying}
    chains = {around.chains.get(a.id, ()) for a in saying if a.id not in outer}
    shown = sorted((c for c in chains if c), key=lambda c: [(h.span, h.name) for h in c])
    if shown:
        return tuple(shown)
    hop = around.wires.at(mention.report, (mention.extent,))
    return ((hop,),) if hop else ((),)


def outlets_of(tellings: Iterable[Telling], around: Surroundings) -> str:
    """The outlets of some tellings, for a sentence."""
    names = sorted({around.outlet(t.mention.report) for t in tellings})
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]
