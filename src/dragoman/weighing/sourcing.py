"""Whose word it is, within one report: what is no source is left out, "the diplomats" are the two introduced before."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dragoman.datamodel import Actor, Attribution, Hop, Reading, Report, Span
from dragoman.linking.words import fold_words
from dragoman.weighing.agencies import Wires
from dragoman.weighing.chains import trace_chain
from dragoman.weighing.descriptions import Description, SourceWords, read_description, says_anything, singular

_HEAD_ROLES = ("headline", "standfirst")
_SAYS_LITTLE = frozenset({"new", "news", "medium", "press"})
_LEAD_BLOCKS = 3  # paragraphs in which "a new report" has not yet got its name
_TITLE = 60  # characters before a name in which its office stands
_JUST_BEFORE = re.compile(r"(?:[\w’'-]+\s){1,4}$")

Chain = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a chain: its place, what it is called there, whether above the body or early; which hops are media."""

    chain: Chain
    at: Span
    told: Description | None
    above: bool
    early: bool
    media: tuple[int, ...]

    @property
    def hop(self) -> Hop:
        """The origin."""
        return self.chain[-1]


def find_chains(
    reports: Iterable[Report],
    attributions: Iterable[Attribution],
    actors: Iterable[Actor],
    known: SourceWords,
    wires: Wires | None = None,
) -> dict[str, Chain]:
    """For each attribution the chain from its outlet to the origin, as far as its report and its copies tell."""
    wires = wires or Wires()
    said = {a.id: a for a in attributions}
    by_report: dict[str, list[Attribution]] = {}
    for attribution in said.values():
        by_report.setdefault(attribution.report, []).append(attribution)
    offices = find_offices(actors)
    chains: dict[str, Chain] = {}
    for report in reports:
        raw = {
            a.id: clean_chain(trace_chain(a, report, said, wires.at(report.id, (*a.source, *a.content))), known)
            for a in by_report.get(report.id, ())
        }
        chains |= _resolve(raw, report, offices, known)
    return chains


def find_offices(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """The words of each actor's offices: "foreign", "minister"."""
    return {a.id: frozenset(w for role in a.roles for w in fold_words(role.role)) for a in actors}


def find_titles(
    readings: Iterable[Reading], actors: Iterable[Actor], texts: Mapping[str, str], known: SourceWords
) -> dict[str, frozenset[str]]:
    """The words by which reports tell an actor's office just before the name: "[the harbour chief] Jon Holm"."""
    whole = {member: a.id for a in actors for member in a.members}
    found: dict[str, set[str]] = {}
    for mention in (m for r in readings for m in r.mentions if m.form == "name"):
        start = mention.span.start
        before = _JUST_BEFORE.search(texts[mention.span.document][max(0, start - _TITLE) : start])
        words = {singular(w) for w in fold_words(before[0])} if before else set()
        actor = whole.get(mention.actor, mention.actor)
        found.setdefault(actor, set()).update(words if words & known.words.offices else ())
    return {actor: frozenset(words) for actor, words in found.items() if words}


def clean_chain(chain: Chain, known: SourceWords) -> Chain:
    """The hops that can say something: persons, bodies, states, documents, media, and unnamed people.

    Words that tell nothing known stay where the chain would lack an origin without them: "others", "the leaflets".
    """
    kept: Chain = ()
    for hop in chain:
        lacking = all(h.medium for h in kept)
        if _can_say(hop, known) or (lacking and not hop.named and says_anything(hop.name, known)):
            kept = (*kept, _renamed(hop, known))
    return kept


def _can_say(hop: Hop, known: SourceWords) -> bool:
    if hop.named:
        return hop.name.casefold() not in known.words.no_sources
    return read_description(hop.name, known) is not None


def _renamed(hop: Hop, known: SourceWords) -> Hop:
    """ "a northern newspaper" is no name, though the reader knew it for a medium's."""
    first = hop.name.split(" ", 1)[0].casefold()
    told = read_description(hop.name, known) if hop.named and first in ("a", "an") else None
    return replace(hop, named=False) if told is not None and told.head in known.documents else hop


def _resolve(
    raw: Mapping[str, Chain], report: Report, offices: Mapping[str, frozenset[str]], known: SourceWords
) -> dict[str, Chain]:
    """Each chain with its hops as the report describes them most fully."""
    regions = _Regions(report)
    ends = [_read_end(chain, regions, known) for chain in raw.values() if chain]
    ordered = sorted(ends, key=lambda e: (e.at, e.hop.name))
    found = {}
    for key, chain in raw.items():
        whole: Chain = ()
        for hop in chain:
            whole = _fullest(_read_end((*whole, hop), regions, known), ordered, offices, known)
        found[key] = whole
    return found


class _Regions:
    """Which parts of a report stand above its body, and which near its beginning."""

    def __init__(self, report: Report) -> None:
        body = [b for b in report.blocks if b.role == "body"]
        self._above = [b for b in report.blocks if b.role in _HEAD_ROLES]
        self._text = self._above + body
        self._lead = body[min(len(body), _LEAD_BLOCKS) - 1].end if body else 0

    def is_above(self, at: Span) -> bool:
        """True in the headline and the standfirst."""
        return any(b.start <= at.start < b.end for b in self._above)

    def is_early(self, at: Span) -> bool:
        """True in the first paragraphs, and above them."""
        return self.is_above(at) or at.start < self._lead

    def is_told(self, at: Span) -> bool:
        """False in a byline or credit."""
        return any(b.start <= at.start < b.end for b in self._text)


def _read_end(chain: Chain, regions: _Regions, known: SourceWords) -> _End:
    hop = chain[-1]
    told = None if hop.named else read_description(hop.name, known)
    media = tuple(i for i, h in enumerate(chain) if h.medium and h.named and regions.is_told(h.span))
    return _End(chain, hop.span, told, regions.is_above(hop.span), regions.is_early(hop.span), media)


def _fullest(end: _End, ends: Iterable[_End], offices: Mapping[str, frozenset[str]], known: SourceWords) -> Chain:
    """The chain of the source that a description points at, else its own."""
    told = end.told
    if told is None:
        return end.chain
    others = [e for e in ends if e.at != end.at]
    meant = None
    if told.head in known.documents and not told.plural:
        meant = _document_meant(end, told, others)
    elif told.definite or end.above:
        meant = _described_meant(end, told, others) or _holder_meant(end, told, others, offices)
    return end.chain if meant is None else (*meant[:-1], replace(meant[-1], span=end.at))


def _described_meant(end: _End, told: Description, others: Iterable[_End]) -> Chain | None:
    """The nearest one before (from a headline: the first below) that says all this and more, or introduced it."""
    fits = [e for e in others if e.told is not None and _tells_more(e.told, told) and e.above <= end.above]
    before = [e for e in fits if e.at < end.at and not e.above]
    chosen = before[-1] if before else next((e for e in fits if end.above and not e.above), None)
    return chosen.chain if chosen is not None else None


def _tells_more(full: Description, told: Description) -> bool:
    same = full.head == told.head and told.modifiers <= full.modifiers
    fuller = bool(full.modifiers - told.modifiers) or (told.definite and not full.definite)
    return same and fuller and (full.plural or not told.plural)


def _holder_meant(
    end: _End, told: Description, others: Iterable[_End], offices: Mapping[str, frozenset[str]]
) -> Chain | None:
    """ "minister confirms" above, "Foreign Minister Ilse Brandt confirmed" below: the holder of that office."""
    if told.plural:
        return None
    holders = [e for e in others if e.hop.named and told.head in offices.get(e.hop.actor or "", ())]
    before = [e for e in holders if e.at < end.at and not e.above]
    chosen = before[-1] if before else next((e for e in holders if end.above), None)
    return chosen.chain if chosen is not None else None


def _document_meant(end: _End, told: Description, others: Iterable[_End]) -> Chain | None:
    """ "report" in a headline is the medium that the body names first; "the report" further down the one named last."""
    cited = [e for e in others if e.media and not e.above]
    before = [e for e in cited if e.at < end.at]
    if told.definite and before and not told.modifiers:
        return before[-1].chain[: before[-1].media[-1] + 1]
    later = [e for e in cited if e.at > end.at]
    bare = not told.definite and not told.modifiers - _SAYS_LITTLE  # "a northern paper" need not be the one named
    return later[0].chain if end.early and bare and later else None
