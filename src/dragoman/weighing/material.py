"""All that is known of one event while it is weighed: its tellings, who tells them, on whose word."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dragoman.datamodel import Actor, Attribution, EventMention, Hop, Report, SharedWording, Span
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.resources.weighing import WeighingWords
from dragoman.weighing.claims import Claim

_UNKNOWN_OUTLET = "an unnamed outlet"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all events of a record.

    `chains` has each attribution's chain, `agency_hop` finds the wire that a report credits.
    """

    reports: Mapping[str, Report]
    texts: Mapping[str, str]
    actors: Mapping[str, Actor]
    attributions: Mapping[str, Attribution]
    chains: Mapping[str, tuple[Hop, ...]]
    shared_wording: tuple[SharedWording, ...]
    kin: Kin
    words: WeighingWords
    agency_hop: Callable[[Report], Hop | None]

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
        """The event's claims, one for each mention and chain; who denies it is no origin of it, unless all do."""
        told = [t for t in self.tellings if not self.is_denied(t)] or self.tellings
        return tuple(
            Claim(t.mention.report, self.around.outlet(t.mention.report), chain, (t.mention.extent,))
            for t in told
            for chain in chains_of(t.mention, self.around)
        )

    def is_denied(self, telling: Telling) -> bool:
        """True where the mention is told as denied, or the innermost attribution that holds it denies it."""
        held = [a for a in telling.mention.attributions if a in self.around.attributions]
        inner = self.around.attributions[held[-1]] if held else None
        return telling.mention.status == "denied" or (inner is not None and inner.stance == "denies")


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
    hop = around.agency_hop(around.reports[mention.report])
    return ((hop,),) if hop else ((),)


def outlets_of(tellings: Iterable[Telling], around: Surroundings) -> str:
    """The outlets of some tellings, for a sentence."""
    names = sorted({around.outlet(t.mention.report) for t in tellings})
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]
