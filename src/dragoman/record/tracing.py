"""Trace a claim through the record: search, rank, chain, count."""

from collections.abc import Mapping

from spacy.lang.en.stop_words import STOP_WORDS

from dragoman.datamodel import Attribution, Record
from dragoman.linking.kinship import find_kin
from dragoman.record.store import Store
from dragoman.resources import Resources
from dragoman.weighing.agencies import Wires, find_wires
from dragoman.weighing.claims import Claim, Ground
from dragoman.weighing.independence import count_independent
from dragoman.weighing.tracing import (
    Candidate,
    Passage,
    Traced,
    TraceLexicon,
    content_words,
    decide_stance,
    find_holder,
    rank_passages,
    split_sentences,
)
from dragoman.weighing.weigh import make_ground

MOST_PARAGRAPHS = 400
MOST_PASSAGES = 60
THRESHOLD = 0.36  # share of the claim's words, rare ones counting more, that a passage has to hold


def trace_claim(claim: str, store: Store, record: Record, resources: Resources) -> Traced:
    """The passages that say the claim or deny it, the chain behind each, and how many independent origins they have."""
    lexicon = _make_lexicon(resources)
    candidates = _find_candidates(claim, store, record, lexicon)
    ranked = rank_passages(claim, candidates, lexicon, THRESHOLD)[:MOST_PASSAGES]
    held = {r.report: r.attributions for r in record.readings}
    texts = {d.id: d.text for d in record.documents}
    wires = find_wires(record.reports, texts, record.reuse, resources.outlets)
    passages = tuple(_passage(claim, c, score, held, lexicon, wires) for c, score in ranked)
    outlets = {r.id: r.outlet.name if r.outlet else r.id for r in record.reports}
    saying = [p for p in passages if p.stance != "denies"] or list(passages)
    claims = [Claim(p.report, outlets[p.report], p.chain, (p.span,)) for p in saying]
    origins, bounds = count_independent(claims, _make_ground(record, resources))
    reports = {p.report for p in passages}
    reuse = tuple(r for r in record.reuse if r.a in reports and r.b in reports)
    return Traced(claim, passages, origins, bounds, reuse)


def _make_ground(record: Record, resources: Resources) -> Ground:
    locals_ = (actor for reading in record.readings for actor in reading.actors)
    kin = find_kin(record.actors, locals_, resources.gazetteer.entries, resources.scoring.state_arms)
    return make_ground(record, kin, resources)


def _find_candidates(claim: str, store: Store, record: Record, lexicon: TraceLexicon) -> list[Candidate]:
    """The sentences of the paragraphs that search finds, in the order of the record."""
    documents = {r.id: r.document for r in record.reports}
    variants = {v for w in content_words(claim, lexicon) for v in (w, *_spelled(w, lexicon.same))}
    found = store.search_sentences(sorted(variants), MOST_PARAGRAPHS)
    return [s for text, report, start, _ in found for s in split_sentences(report, documents[report], start, text)]


def _spelled(folded: str, same: Mapping[str, str]) -> list[str]:
    return [word for word, target in same.items() if target == folded]


def _passage(
    claim: str,
    candidate: Candidate,
    score: float,
    held: Mapping[str, tuple[Attribution, ...]],
    lexicon: TraceLexicon,
    wires: Wires,
) -> Passage:
    holder = find_holder(candidate.span, held.get(candidate.report, ()))
    stance = decide_stance(claim, candidate.text, holder, lexicon)
    wire = wires.at(candidate.report, (candidate.span,))
    chain = (holder.hops if holder else ()) or ((wire,) if wire else ())
    return Passage(candidate.report, candidate.span, score, stance, chain)


def _make_lexicon(resources: Resources) -> TraceLexicon:
    """The tracing words, with every one-word name of a state folded to that state."""
    words = resources.tracing
    same = {word: row[0] for row in words.same for word in row}
    for folded, senses in resources.gazetteer.senses.items():
        state = next((s for s in senses if s.key.startswith("state:")), None)
        if state and " " not in folded:
            same.setdefault(folded, state.key.removeprefix("state:").lower())
    stop = frozenset(STOP_WORDS) - words.negations | words.stop
    return TraceLexicon(stop, words.negations, same)
