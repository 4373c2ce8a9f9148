"""Who did it: one source puts it down to another, and that one to a third."""

from collections.abc import Iterator
from itertools import pairwise

from dragoman.datamodel import DiscrepancyValue
from dragoman.weighing.differences.assertions import Assertion, Assertions, name_heads, same_side, spans_of
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.differences.opposing import blames, said, within
from dragoman.weighing.material import Surroundings

_NEAR = 400  # characters between two who blame each other


def traded_blame(around: Surroundings, assertions: Assertions) -> Iterator[Difference]:
    """ "The council blamed a northern shell; the North blamed the council's own guns"."""
    for _, told in sorted(assertions.by_report.items()):
        blaming = [a for a in told if blames(a.attribution, around)]
        for one, other in pairwise(blaming):
            gap = other.attribution.content[0].start - one.attribution.content[-1].end
            same = one.attribution.content[0].document == other.attribution.content[0].document
            if same and gap <= _NEAR and _puts_it_elsewhere(one, other, around):
                yield _opposed(one, other, around)


def _puts_it_elsewhere(one: Assertion, other: Assertion, around: Surroundings) -> bool:
    """Who is blamed by the one blames somebody else."""
    if same_side(one.speaker, other.speaker, around):
        return False
    for accuser, accused in ((one, other), (other, one)):
        names = name_heads(accused.speaker, around)
        if accuser.opening & names and not accused.opening & names:
            return True
    return False


def _opposed(one: Assertion, other: Assertion, around: Surroundings) -> Difference:
    sides = []
    for claim in (one, other):
        sides.append(
            DiscrepancyValue(
                f"{within(claim.speaker.name)} “{said(claim.attribution, around)}”",
                spans_of(claim.attribution),
                (claim.speaker.name,),
            )
        )
    outlet = around.outlet(one.attribution.report)
    sentence = f"They put the blame differently: {sides[0].value}; {sides[1].value} ({outlet})."
    return Difference("participants", tuple(sides), sentence, of_event=False)
