"""Take one source away: which claims about an event lose all support, and on whom the others still rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.datamodel import Attribution, Event, EventMention, Hop, Span
from dragoman.weighing.claims import fold_source


@dataclass(frozen=True, slots=True)
class Support:
    """A claim with all its places, and who still says it without the source: nobody, where it loses all support.

    `bare` are outlets that tell it too and show no source: they may rest on the one that is gone.
    """

    claim: str
    spans: tuple[Span, ...]
    left: tuple[str, ...]
    bare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """Whose word each mention is, and how actors and outlets are called."""

    attributions: Mapping[str, Attribution]
    outlets: Mapping[str, str]
    names: Callable[[str], Iterable[str]]

    def chains(self, mention: EventMention, event: Event | None = None) -> tuple[tuple[Hop, ...], ...]:
        """A mention's chains, one for each attribution that no other one continues; one without hops: its outlet's.

        What an outlet tells itself rests on the wire, where the event has one for that report's text. Who denies it or
        declines to comment says nothing of it.
        """
        held = [self.attributions[a] for a in mention.attributions if a in self.attributions]
        outer = {a.outer for a in held}
        shown = [a for a in held if a.id not in outer and a.hops]
        said = tuple(a.hops for a in shown if a.stance not in {"denies", "declines"})
        if shown:
            return said
        wires = (o.chain for o in event.origins if mention.report in o.reports) if event else ()
        return (next((chain for chain in wires if chain and all(h.medium for h in chain)), ()),)


def knock_out(event: Event, mentions: Iterable[EventMention], source: str, sources: Sources) -> tuple[Support, ...]:
    """Every claim about an event: what loses all support first, then what fewer still say; the rest stays as it is.

    An outlet that shows no source lends a claim no support of its own (DESIGN.md), unless it stands as an origin.
    """
    told: dict[str, list[EventMention]] = {}
    for mention in mentions:
        for claim in _claims(event, mention, sources):
            told.setdefault(claim, []).append(mention)
    found = []
    for claim, by in told.items():
        left, bare, gone = set(), set(), False
        for mention in by:
            for chain in sources.chains(mention, event):
                if _rests_on(chain, mention, source, sources):
                    gone = True
                elif chain:
                    left.add(chain[-1].name)
                else:
                    bare.add(sources.outlets.get(mention.report, mention.report))
        if gone:
            spans = tuple(sorted({m.sentence or m.extent for m in by}))
            found.append(Support(claim, spans, tuple(sorted(left)), tuple(sorted(bare))))
    return tuple(sorted(found, key=lambda s: (len(s.left), s.claim)))


def knows_source(mentions: Iterable[EventMention], source: str, sources: Sources, event: Event | None = None) -> bool:
    """True where some telling (of the event, where one is given) rests on the source."""
    return any(_rests_on(chain, m, source, sources) for m in mentions for chain in sources.chains(m, event))


def name_sources(mentions: Iterable[EventMention], sources: Sources, event: Event | None = None) -> tuple[str, ...]:
    """Everybody on whom some telling rests, outlets among them, as `knock_out` takes their names."""
    found = set()
    for mention in mentions:
        found.add(sources.outlets.get(mention.report, ""))
        found |= {hop.name for chain in sources.chains(mention, event) for hop in chain}
    return tuple(sorted(found - {""}))


def _claims(event: Event, mention: EventMention, sources: Sources) -> Iterator[str]:
    """What one mention says of the event, in words that are the same for all who say it."""
    yield f"{event.title}: {mention.status}"
    if mention.time and mention.time.earliest and mention.when:
        low, high = mention.time.earliest[:10], (mention.time.latest or "")[:10]
        yield f"when: {low}" if low == high else f"when: {low} to {high or 'open'}"
    if mention.place:
        yield f"where: {mention.place.name}"
    for participant in mention.participants:
        name = next(iter(sources.names(participant.actor)), None)
        if name is not None:
            yield f"{participant.role}: {name}"
    for quantity in mention.quantities:
        if quantity.value is not None:
            yield f"{quantity.what}: {quantity.value:g}{' ' + quantity.unit if quantity.unit else ''}"


def _rests_on(chain: tuple[Hop, ...], mention: EventMention, source: str, sources: Sources) -> bool:
    wanted = fold_source(source)
    called = {fold_source(sources.outlets.get(mention.report, ""))}
    for hop in chain:
        called.add(fold_source(hop.name))
        called |= {fold_source(n) for n in sources.names(hop.actor)} if hop.actor and hop.named else set()
    return wanted in called
