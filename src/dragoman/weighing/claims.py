"""What is weighed: one claim as reports tell it, with the chain that each shows, and what is known around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.datamodel import Hop, Origin, Reuse, SharedWording, Span
from dragoman.linking.kinship import Kin
from dragoman.linking.words import fold_words
from dragoman.weighing.descriptions import Description, SourceWords, read_description


@dataclass(frozen=True, slots=True)
class Claim:
    """One telling with one chain, from the hop nearest to the outlet to the origin; no chain: the outlet's own voice.

    `outlet` is how a reader knows the report; `spans` are where it tells the claim.
    """

    report: str
    outlet: str
    chain: tuple[Hop, ...]
    spans: tuple[Span, ...] = ()


class SharedTexts:
    """Which shared texts tell a claim at a place; looked up once for the whole record."""

    def __init__(self, reuse: Iterable[Reuse] = (), shared_wording: Iterable[SharedWording] = ()) -> None:
        self._by_document: dict[str, list[tuple[Span, tuple[str, bool]]]] = {}
        for number, pair in enumerate(reuse):
            for span in pair.spans:
                self._add(span, (f"reuse {number}", False))
        for shared in shared_wording:
            for span in shared.spans:
                self._add(span, (shared.id, shared.quoted))

    def _add(self, span: Span, mark: tuple[str, bool]) -> None:
        self._by_document.setdefault(span.document, []).append((span, mark))

    def telling(self, spans: Iterable[Span]) -> frozenset[tuple[str, bool]]:
        """The marks of the texts that overlap the spans."""
        return frozenset(m for s in spans for place, m in self._by_document.get(s.document, ()) if place.overlaps(s))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the other stages know: who belongs to whom, who takes part, which texts are the same.

    `known` reads descriptions of sources; `offices` has the words of each actor's offices.
    """

    kin: Kin = field(default_factory=Kin)
    parties: frozenset[str] = frozenset()
    texts: SharedTexts = field(default_factory=SharedTexts)
    known: SourceWords | None = None
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """The end of a chain as one report shows it.

    `relay` is the medium next to it (`relayed`) or else the outlet; `through` are all media on the way; `bare` means
    that it is itself a medium that shows no source; `texts` are the shared texts that tell the claim here, each a mark
    and whether it is a quotation; `told` is what a description says.
    """

    number: int
    claim: Claim
    origin: Hop
    name: str
    relay: str
    relayed: bool
    through: frozenset[str]
    bare: bool
    texts: frozenset[tuple[str, bool]]
    told: Description | None = None

    @property
    def named(self) -> bool:
        """False for "officials" and the like."""
        return self.origin.named


def fold_source(name: str) -> str:
    """A name as sources are compared: "The Coastal Wire" and "Coastal Wire" are one."""
    words = fold_words(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def find_sources(claims: Iterable[Claim], ground: Ground) -> tuple[Source, ...]:
    """The ends of the chains, one for each report and description, in an order that does not depend on the input's."""
    best: dict[tuple[str, str, str], Claim] = {}
    spans: dict[tuple[str, str, str], tuple[Span, ...]] = {}
    for claim in sorted((c for c in claims if c.chain), key=_claim_order):
        key = (claim.report, fold_source(claim.chain[-1].name), _relay(claim))
        spans[key] = spans.get(key, ()) + claim.spans
        if key not in best or len(claim.chain) > len(best[key].chain):
            best[key] = claim
    found = []
    for number, (key, claim) in enumerate(sorted(best.items())):
        _, name, relay = key
        media = frozenset(fold_source(h.name) for h in claim.chain[:-1] if h.medium)
        own = name == fold_source(claim.outlet)
        told = (
            None if claim.chain[-1].named or not ground.known else read_description(claim.chain[-1].name, ground.known)
        )
        paper = told is not None and ground.known is not None and told.head in ground.known.documents
        found.append(
            Source(
                number=number,
                claim=claim,
                origin=claim.chain[-1],
                name=name,
                relay=relay,
                relayed=bool(media),
                through=media | {fold_source(claim.outlet)},
                bare=(claim.chain[-1].medium or paper) and not own,
                texts=ground.texts.telling(spans[key]),
                told=told,
            )
        )
    return _without_absorbed(found)


def make_origin(group: Iterable[Source], reports: Iterable[str], ground: Ground) -> Origin:
    """One origin of the sources that must be one: named where any names it, with the longest chain."""
    best = min(group, key=lambda s: (not s.named, -len(s.claim.chain), not _plural(s), s.claim.report, s.number))
    hop = best.origin
    sides = (ground.kin.of(hop.actor) if hop.actor else frozenset()) | ({hop.affiliation} if hop.affiliation else set())
    return Origin(
        name=hop.name,
        actor=hop.actor,
        named=hop.named,
        chain=best.claim.chain,
        reports=tuple(sorted(set(reports))),
        party=bool(sides & ground.parties),
    )


def _plural(source: Source) -> bool:
    return source.told is not None and source.told.plural


def _without_absorbed(sources: list[Source]) -> tuple[Source, ...]:
    """Leave out a named medium that shows no source where another chain shows the sources behind that medium."""
    shown = {medium for s in sources if not s.bare for medium in s.through}
    return tuple(s for s in sources if not (s.bare and s.named and s.name in shown))


def _relay(claim: Claim) -> str:
    """The last medium before the origin, else the outlet itself."""
    media = [h.name for h in claim.chain[:-1] if h.medium]
    return fold_source(media[-1] if media else claim.outlet)


def _claim_order(claim: Claim) -> tuple[object, ...]:
    hops: tuple[Mapping[str, str] | tuple[str, int, int], ...] = tuple(
        (h.name, h.span.start, h.span.end) for h in claim.chain
    )
    return (claim.report, hops, tuple((s.document, s.start, s.end) for s in claim.spans))
