"""What one passage does with a claim: says it, denies it, says it otherwise, touches on it; and on whose word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.datamodel import Attribution, Hop, Report
from dragoman.resources import Resources
from dragoman.weighing.agencies import Wires
from dragoman.weighing.claim_words import AskedClaim
from dragoman.weighing.clauses import clause_of, find_told, is_negated
from dragoman.weighing.doers import is_done_by_others
from dragoman.weighing.passages import TraceLexicon, content_words
from dragoman.weighing.ranking import Ranked
from dragoman.weighing.tracing import (
    Passage,
    PassageStance,
    decide_stance,
    find_holder,
    is_said_by,
    says_opposite,
    spans_that_say_it,
)
from dragoman.weighing.values import Differing, Values, compare_values, read_values


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is the same for the passages of one claim; `values` are the claim's, `negated` if it says "not"."""

    asked: AskedClaim
    values: Values
    negated: bool
    lexicon: TraceLexicon
    wires: Wires
    held: Mapping[str, tuple[Attribution, ...]]
    reports: Mapping[str, Report]
    texts: Mapping[str, str]
    resources: Resources


def read_passage(ranked: Ranked, doc: Doc | None, scene: Scene) -> Passage:
    """A sentence that was found: its stance, the chain behind it, whether its source counts.

    Its parse is None where it lacks words of the claim: then it only touches on it.
    """
    candidate, asked, lexicon = ranked.candidate, scene.asked, scene.lexicon
    attributions = scene.held.get(candidate.report, ())
    holder = find_holder(spans_that_say_it(asked, candidate, lexicon), candidate.span, attributions)
    wire = scene.wires.at(candidate.report, (candidate.span,))
    chain = (holder.hops if holder else ()) or ((wire,) if wire else ())
    told = find_told(doc, asked.deed, lexicon) if doc else ()
    counted = bool(told) and _is_speakers(candidate.text, chain, scene)
    stance: PassageStance = holder.stance if holder else "states"
    differs: tuple[Differing, ...] = ()
    if doc and counted and (counted := not is_done_by_others(doc, told, asked, lexicon)):
        turned = decide_stance(asked, candidate.text, holder, lexicon)
        opposite = says_opposite(asked.text, candidate.text, lexicon)
        turns = opposite or scene.negated or is_negated(doc, told, lexicon)
        stance = turned if turned == stance or turns else stance
        differs = _differing(ranked, doc, told, scene) if stance != "denies" else ()
    if differs:
        stance, counted = "differs", False
    return Passage(candidate.report, candidate.span, ranked.similarity, stance, chain, counted, differs)


def _is_speakers(text: str, chain: tuple[Hop, ...], scene: Scene) -> bool:
    """True where the one whose saying is asked for says it: as its source, or told of in the outlet's own words."""
    speaker, lexicon = scene.asked.speaker, scene.lexicon
    shown = [h for h in chain if not h.medium]
    in_text = not speaker or not speaker.isdisjoint(content_words(text, lexicon))
    return is_said_by(chain, speaker, lexicon) and (bool(shown) or in_text)


def _differing(ranked: Ranked, doc: Doc, told: Collection[Token], scene: Scene) -> tuple[Differing, ...]:
    if not scene.values:
        return ()
    report = scene.reports[ranked.candidate.report]
    place = report, scene.texts[report.document]
    values = read_values(doc, ranked.candidate.span, place, scene.resources)
    return compare_values(scene.values, values, told, _verbs_of(doc, told, scene), report.published)


def _verbs_of(doc: Doc, told: Collection[Token], scene: Scene) -> list[Token]:
    """The verbs of the clauses that tell the deed: what was said "on Friday" may have been done on Wednesday."""
    saying = scene.resources.attribution.verb.keys()
    verbs = [v for v in map(clause_of, told) if v in told or v.lemma_.lower() not in saying]
    return verbs + [t for t in doc if scene.asked.speaker and t.lemma_.lower() in saying]
