"""Two sources that one sentence sets against each other."""

from collections.abc import Iterator
from itertools import pairwise

from dragoman.datamodel import Attribution, DiscrepancyValue
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import same_side, spans_of
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.differences.opposing import worded
from dragoman.weighing.material import Surroundings

_ABOUT_SENTENCE = 400
_JUST_BEFORE = 30


def contrasted_sources(around: Surroundings) -> Iterator[Difference]:
    """ "Contrary to the North's claim that …, the South said …": two sources that a sentence sets apart."""
    by_document: dict[str, list[Attribution]] = {}
    for attribution in around.attributions.values():
        if attribution.cue and around.chains.get(attribution.id) and attribution.stance != "declines":
            by_document.setdefault(attribution.cue[0].document, []).append(attribution)
    for _, told in sorted(by_document.items()):
        ordered = sorted(told, key=lambda a: a.cue[0])
        for one, other in pairwise(ordered):
            if _set_against(one, other, around):
                yield _contrast(one, other, around)


def _set_against(one: Attribution, other: Attribution, around: Surroundings) -> bool:
    spans = [s for a in (one, other) for s in (*a.source, *a.cue, *a.content)]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    if last - first > _ABOUT_SENTENCE or other.outer == one.id or one.outer == other.id:
        return False
    sentence = around.texts[spans[0].document][first:last]
    if ". " in sentence or "\n" in sentence:
        return False
    text = " ".join(fold_words(around.texts[spans[0].document][max(0, first - _JUST_BEFORE) : last]))
    apart = not same_side(around.chains[one.id][-1], around.chains[other.id][-1], around)
    return apart and any(f" {phrase} " in f" {text} " for phrase in around.words.contrasts)


def _contrast(one: Attribution, other: Attribution, around: Surroundings) -> Difference:
    sides = []
    for attribution in (one, other):
        name = around.chains[attribution.id][-1].name
        sides.append(DiscrepancyValue(worded(name, attribution, around), spans_of(attribution), (name,)))
    outlet = around.outlet(one.report)
    return Difference(
        "denial",
        tuple(sides),
        f"Set against each other: {sides[0].value}; {sides[1].value} ({outlet}).",
        of_event=False,
    )
