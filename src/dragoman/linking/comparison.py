"""Are two mentions one event? Small findings, each with its reason; the score is the sum of their points."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from math import exp, log

from dragoman.datamodel import Comparison
from dragoman.linking.evidence import gather_evidence
from dragoman.linking.findings import parties, places, times, wording
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

Finding = Callable[[Telling, Telling, EventScoring], bool]

NEVER = 0.0
_MOST_POINTS = 1.2  # what is found beyond this adds nothing
_LEAST, _MOST = 0.01, 0.99
_PINS = {"same_words", "same_number", "same_rare_word"}  # what makes one of two mentions that name nobody
# The cheap ones first: the first that keeps two mentions apart ends the comparison.
FINDINGS: tuple[Finding, ...] = (*times.FINDINGS, *wording.FINDINGS, *places.FINDINGS, *parties.FINDINGS)


def compare(a: Telling, b: Telling, scoring: EventScoring) -> Comparison:
    """Compare two mentions. Score 0 keeps them apart; None means that nothing tells that they are one.

    Of two reports the learned likeness decides, together with what was found: the score is then a probability.
    """
    low, high = (a, b) if a.id <= b.id else (b, a)
    found, total = find_all(low, high, scoring)
    if total is None:
        return _comparison(low, high, NEVER, found)
    names = {finding.__name__ for finding in found}
    odds = _learned_odds(low, high, names, total, scoring)
    if odds is None:
        score = None if _tells_nothing(low, high, names, scoring) else total
    else:
        score = to_probability(odds + scoring.learned.points * (min(total, _MOST_POINTS) - scoring.join))
        found += [f for f in (looks_like_one, looks_like_two) if f(odds, scoring)]
    return _comparison(low, high, None if score is None else round(min(1.0, max(0.01, score)), 3), found)


def find_all(a: Telling, b: Telling, scoring: EventScoring) -> tuple[list[Callable[..., bool]], float | None]:
    """Every finding that holds and what they come to; where one keeps the two apart, it alone and None."""
    found: list[Callable[..., bool]] = []
    total = scoring.start
    for finding in FINDINGS:
        if finding(a, b, scoring):
            points = scoring.points[finding.__name__]
            if isinstance(points, str):
                return [finding], None
            found.append(finding)
            total += points
    return found, total


def looks_like_one(odds: float, scoring: EventScoring) -> bool:
    """taken all together they look like one event."""
    return odds >= scoring.learned.says


def looks_like_two(odds: float, scoring: EventScoring) -> bool:
    """taken all together they look like two events."""
    return odds <= -scoring.learned.says


def _learned_odds(a: Telling, b: Telling, names: Collection[str], points: float, scoring: EventScoring) -> float | None:
    """The learned log-odds that two are one event, above what joins them; None without a model.

    None also within a report: there the findings by hand decide alone.
    """
    if a.weigher is None or not (a.contexts and b.contexts) or of_one_report(a, b):
        return None
    evidence = gather_evidence(a, b, names, points, scoring)
    learned = scoring.learned
    least = learned.join_single if len(a.ids) == len(b.ids) == 1 else learned.join
    return a.weigher.weigh(a.contexts, b.contexts, evidence, learned.senses) - least


def to_probability(odds: float) -> float:
    """Of log-odds."""
    return 1 / (1 + exp(-odds))


def to_odds(probability: float) -> float:
    """Log-odds of what is neither never nor always."""
    bounded = min(_MOST, max(_LEAST, probability))
    return log(bounded / (1 - bounded))


def _tells_nothing(a: Telling, b: Telling, names: set[str], scoring: EventScoring) -> bool:
    """True where what was found tells neither for nor against."""
    return names <= scoring.neutral or not (of_one_report(a, b) or _is_evidence(names, scoring))


def of_one_report(a: Telling, b: Telling) -> bool:
    """True where one report, and no other, tells both."""
    return a.reports == b.reports and len(a.reports) == 1


def find_vetoes(scoring: EventScoring) -> tuple[Finding, ...]:
    """The findings that keep two mentions apart whatever else holds."""
    return tuple(f for f in FINDINGS if scoring.points[f.__name__] == "never")


def keep_apart(a: Telling, b: Telling, vetoes: Iterable[Finding], scoring: EventScoring) -> bool:
    """True when one of them holds."""
    return any(finding(a, b, scoring) for finding in vetoes)


def of_groups(found: Comparison, one: Sequence[str], other: Sequence[str]) -> Comparison:
    """The comparison of two groups, with how many mentions each side stands for."""
    sizes = len(one), len(other)
    return replace(found, sizes=sizes if found.a in one else sizes[::-1])


def say(finding: Callable[..., bool]) -> str:
    """The finding in words for the reader."""
    return (finding.__doc__ or finding.__name__).rstrip(".")


def _comparison(a: Telling, b: Telling, score: float | None, found: Iterable[Callable[..., bool]]) -> Comparison:
    return Comparison(a.id, b.id, score, tuple(map(say, found)))


def _is_evidence(names: set[str], scoring: EventScoring) -> bool:
    """Whether two reports mean the same: two kinds of party, time, place and words tell so, not only common ones."""
    if "nobody_named" in names and names.isdisjoint(_PINS | scoring.evidence["time"] | scoring.evidence["place"]):
        return False
    kinds = {kind for kind, findings in scoring.evidence.items() if not names.isdisjoint(findings)}
    return len(kinds) >= scoring.evidence_needed and not kinds <= scoring.evidence_common
