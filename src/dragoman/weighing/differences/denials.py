"""Somebody denies what somebody else is said to have said, whether or not it is an event."""

from collections.abc import Iterator
from itertools import pairwise

from dragoman.datamodel import Attribution, DiscrepancyValue, Span
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.material import Surroundings

_LONGEST_REFERENCE = 5  # words of "the accusations against it"
_BACK = 350  # characters in which the accusation stands before its denial
_ABOUT_SENTENCE = 400


def denied_reports(around: Surroundings) -> Iterator[Difference]:
    """ "The ministry denied a report that …": the report says so, the ministry denies it."""
    by_report: dict[str, list[Attribution]] = {}
    for attribution in around.attributions.values():
        by_report.setdefault(attribution.report, []).append(attribution)
    for _, said in sorted(by_report.items()):
        ordered = sorted(said, key=lambda a: (a.cue or a.content)[0])
        for denial in (a for a in ordered if a.stance == "denies" and a.cue and around.chains.get(a.id)):
            claim = _denied_claim(denial, ordered, around)
            if claim is not None:
                yield _opposed(denial, claim, around)


def contrasted_sources(around: Surroundings) -> Iterator[Difference]:
    """ "Contrary to the North's claim that …, the South said …": two sources that a sentence sets apart."""
    by_document: dict[str, list[Attribution]] = {}
    for attribution in around.attributions.values():
        if attribution.cue and around.chains.get(attribution.id) and attribution.stance != "declines":
            by_document.setdefault(attribution.cue[0].document, []).append(attribution)
    for _, said in sorted(by_document.items()):
        ordered = sorted(said, key=lambda a: a.cue[0])
        for one, other in pairwise(ordered):
            if _set_against(one, other, around):
                yield _opposed(one, other, around)


def _denied_claim(denial: Attribution, said: list[Attribution], around: Surroundings) -> Attribution | None:
    """What is denied: the report within the denial, else the claim before it that "the accusation" points at."""
    speaker = around.chains[denial.id][-1]
    others = [a for a in said if a.stance in ("states", "hedges", "confirms") and around.chains.get(a.id) and a.content]
    others = [a for a in others if _far(around.chains[a.id][-1].name, speaker.name)]
    inside = [a for a in others if a.outer == denial.id]
    if inside:
        return inside[0]
    words = fold_words(" ".join(around.quote(c) for c in denial.content))
    if len(words) > _LONGEST_REFERENCE or not around.words.accusations & set(words) or not denial.content:
        return None
    at = denial.cue[0].start
    before = [a for a in others if at - _BACK < a.content[-1].end <= at]
    accusing = [a for a in before if _names(speaker.name, a, around)]
    return accusing[-1] if accusing else None


def _names(name: str, attribution: Attribution, around: Surroundings) -> bool:
    """True where a claim is about the one who denies it."""
    rare = {w for w in fold_words(name) if len(w) > 3}
    said = fold_words(" ".join(around.quote(c) for c in attribution.content))
    return any(w.startswith(r[:5]) for r in rare for w in said)


def _set_against(one: Attribution, other: Attribution, around: Surroundings) -> bool:
    spans = [s for a in (one, other) for s in (*a.source, *a.cue, *a.content)]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    if last - first > _ABOUT_SENTENCE or other.outer == one.id or one.outer == other.id:
        return False
    sentence = around.texts[spans[0].document][first:last]
    if ". " in sentence or "\n" in sentence:
        return False
    text = " ".join(fold_words(around.texts[spans[0].document][max(0, first - 30) : last]))
    apart = _far(around.chains[one.id][-1].name, around.chains[other.id][-1].name)
    return apart and any(f" {phrase} " in f" {text} " for phrase in around.words.contrasts)


def _far(a: str, b: str) -> bool:
    return not set(fold_words(a)) & set(fold_words(b))


def _opposed(denial: Attribution, claim: Attribution, around: Surroundings) -> Difference:
    sides = []
    for attribution in (denial, claim):
        name = around.chains[attribution.id][-1].name
        spans: tuple[Span, ...] = tuple(sorted({*attribution.cue, *attribution.content}))
        sides.append(DiscrepancyValue(f"{name} {_verb(attribution, around)}", spans, (name,)))
    outlet = around.outlet(denial.report)
    return Difference("denial", tuple(sides), f"{sides[0].value}; {sides[1].value} ({outlet}).", of_event=False)


def _verb(attribution: Attribution, around: Surroundings) -> str:
    if attribution.stance == "denies":
        return "denies it"
    words = " ".join(around.quote(attribution.content[0]).split())
    return f"says “{words[:80].rsplit(' ', 1)[0] + ' …' if len(words) > 80 else words}”"
