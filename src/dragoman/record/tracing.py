"""Trace a claim through the record: search, rank, chain, count."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from dragoman.datamodel import Record, Report, Span
from dragoman.linking.kinship import find_kin
from dragoman.record.queries import load_excerpt
from dragoman.record.searching import search_sentences
from dragoman.record.store import Store
from dragoman.resources import Resources
from dragoman.weighing.agencies import find_wires
from dragoman.weighing.claim_words import AskedClaim, WantedWord, read_claim, spell_out
from dragoman.weighing.claims import Claim, Ground
from dragoman.weighing.clauses import is_negated
from dragoman.weighing.independence import count_independent
from dragoman.weighing.joins import Assumptions
from dragoman.weighing.passages import Candidate, TraceLexicon, content_words, split_sentences
from dragoman.weighing.ranking import rank_passages
from dragoman.weighing.told_passages import Scene, read_passage
from dragoman.weighing.tracing import Traced, name_speaker
from dragoman.weighing.values import read_values
from dragoman.weighing.weigh import make_ground

MOST_PARAGRAPHS = 400
MOST_PASSAGES = 60
THRESHOLD = 0.36  # share of the claim's words, rare ones counting more, that a passage has to hold


def trace_claim(
    claim: str, store: Store, record: Record | None, resources: Resources, assumptions: Assumptions | None = None
) -> Traced:
    """The passages that say the claim or deny it, the chain behind each, and how many independent origins they have.

    Without a record, only the reports of these passages are loaded.
    """
    lexicon = _make_lexicon(resources)
    saying = resources.attribution.verb.keys()
    asked = read_claim(claim, resources.nlp, lexicon, resources.word_vectors, saying)
    candidates = _find_candidates(asked.wanted, store, record, lexicon)
    every = rank_passages(asked.wanted, candidates, lexicon, THRESHOLD)
    ranked = every[:MOST_PASSAGES]
    if record is None:
        record = load_excerpt(store, reports=[r.candidate.report for r in ranked])
    scene = _set_scene(asked, lexicon, record, resources)
    parsed = _parse((r.candidate.text for r in ranked if r.says_it), resources)
    passages = tuple(read_passage(r, parsed.get(r.candidate.text) if r.says_it else None, scene) for r in ranked)
    outlets = {r.id: r.outlet.name if r.outlet else r.id for r in record.reports}
    counted = [p for p in passages if p.counted]
    told = [p for p in counted if p.stance != "denies"]
    chains = name_speaker([p.chain for p in told]) if asked.speaker else [p.chain for p in told]
    claims = [Claim(p.report, outlets[p.report], c, (p.span,)) for p, c in zip(told, chains, strict=True)]
    origins, bounds = count_independent(claims, _make_ground(record, resources), assumptions)
    reports = {p.report for p in passages}
    reuse = tuple(r for r in record.reuse if r.a in reports and r.b in reports)
    return Traced(claim, passages, origins, bounds, reuse, left_out=len(every) - len(ranked))


def _parse(texts: Iterable[str], resources: Resources) -> dict[str, Doc]:
    """The parses of sentences; words that several reports print alike are parsed once."""
    alone = list(dict.fromkeys(texts))
    return dict(zip(alone, resources.nlp.pipe(alone, disable=["ner"]), strict=True))


def _set_scene(asked: AskedClaim, lexicon: TraceLexicon, record: Record, resources: Resources) -> Scene:
    texts = {d.id: d.text for d in record.documents}
    span = Span("claim", 0, len(asked.text))
    doc = resources.nlp(asked.text)
    return Scene(
        asked=asked,
        values=read_values(doc, span, None, resources),
        negated=is_negated(doc, tuple(doc), lexicon),
        lexicon=lexicon,
        wires=find_wires(record.reports, texts, record.reuse, resources.outlets),
        held={r.report: r.attributions for r in record.readings},
        reports={r.id: r for r in record.reports},
        texts=texts,
        resources=resources,
    )


def _make_ground(record: Record, resources: Resources) -> Ground:
    locals_ = (actor for reading in record.readings for actor in reading.actors)
    kin = find_kin(record.actors, locals_, resources.gazetteer.entries, resources.scoring.state_arms)
    return make_ground(record, {d.id: d.text for d in record.documents}, kin, resources)


def _find_candidates(
    wanted: Sequence[WantedWord], store: Store, record: Record | None, lexicon: TraceLexicon
) -> list[Candidate]:
    """The sentences of the paragraphs that search finds, in the order of the record, with what stands before each."""
    paragraphs = search_sentences(store, spell_out(wanted, lexicon), MOST_PARAGRAPHS)
    told = record.reports if record else store.items_of("report", (p[1] for p in paragraphs), Report)
    documents = record.documents if record else store.documents_of(r.document for r in told)
    found_in = {p[1] for p in paragraphs}
    reports, texts = {r.id: r for r in told if r.id in found_in}, {d.id: d.text for d in documents}
    names = frozenset(w.stem for w in wanted if w.name)
    named = {key: names & _stems(r, texts[r.document], lexicon) for key, r in reports.items()} if names else {}
    found: list[Candidate] = []
    for text, key, start, _ in paragraphs:
        report = reports[key]
        around = _told_before(report, texts[report.document], start)
        found += split_sentences(key, (report.document, start), text, around, named.get(key, frozenset()))
    return found


def _stems(report: Report, text: str, lexicon: TraceLexicon) -> set[str]:
    blocks = (b for b in report.blocks if b.role in ("headline", "standfirst", "body"))
    return {w for b in blocks for w in content_words(text[b.start : b.end], lexicon)}


def _told_before(report: Report, text: str, start: int) -> str:
    """The headline, and the paragraph before."""
    before = [b for b in report.blocks if b.role == "body" and b.end <= start]
    shown = [b for b in report.blocks if b.role == "headline" and b.end <= start][:1] + before[-1:]
    return " ".join(text[b.start : b.end] for b in shown)


@lru_cache(maxsize=2)
def _make_lexicon(resources: Resources) -> TraceLexicon:
    """The tracing words, with every name of a state folded to that state."""
    words = resources.tracing
    same = {word: row[0] for row in words.same for word in row}
    phrases: dict[tuple[str, ...], str] = {}
    states: set[str] = set()
    for folded, senses in resources.gazetteer.senses.items():
        state = next((s for s in senses if s.key.startswith("state:")), None)
        if state is not None:
            code = f"{state.key.removeprefix('state:').lower()}_"  # no word: "in", "it", "us" and "no" are codes too
            states.add(code)
            if " " in folded:
                phrases[tuple(folded.split())] = code
            else:
                same.setdefault(folded, code)
    stop = frozenset(STOP_WORDS) - words.negations | words.stop
    sides = words.breaks, words.light, words.judging, words.opposites
    plain = TraceLexicon(stop, words.negations, same, phrases, *sides)
    mutual = frozenset(stem for word in words.mutual for stem in content_words(word, plain))
    return replace(plain, mutual=mutual, states=frozenset(states))
