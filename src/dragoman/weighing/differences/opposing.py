"""Two sources set against each other, in a sentence: what one says, and that the other denies it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.datamodel import Attribution, DiscrepancyValue, Hop
from dragoman.weighing.differences.assertions import blames, spans_of
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.material import Surroundings

_ARTICLES = ("the", "a", "an")
_LONGEST = 110  # characters of a quotation in a sentence


@dataclass(frozen=True, slots=True)
class Opposed:
    """One claim: who denies it, and who says it."""

    denials: list[Attribution]
    told: list[tuple[Attribution, Hop | None]]


def oppose(group: Opposed, around: Surroundings) -> Difference:
    """ "According to the rebels, “the ship is northern” (Harbour Post); denied by the ministry (Coast Gazette)."."""
    claim, teller = group.told[0]
    names = list(dict.fromkeys(hop.name for _, hop in group.told if hop))
    deniers: dict[str, list[str]] = {}
    for denial in group.denials:
        outlets = deniers.setdefault(around.chains[denial.id][-1].name, [])
        outlets.extend({around.outlet(denial.report)} - set(outlets))
    told_by = around.outlet(claim.report)
    sides = (
        DiscrepancyValue(
            f"said by {_listed(names)}" if names else "said",
            tuple(sorted({span for attribution, _ in group.told for span in spans_of(attribution)})),
            tuple(names) or (told_by,),
        ),
        DiscrepancyValue(
            f"denied by {_listed(list(deniers))}",
            tuple(sorted({span for denial in group.denials for span in spans_of(denial)})),
            tuple(deniers),
        ),
    )
    where = f" ({told_by})" if any(outlets != [told_by] for outlets in deniers.values()) else ""
    also = f", and likewise {_listed(names[1:])}" if len(names) > 1 else ""
    lead = _told(claim, teller.name if teller else None, around)
    denied = _listed([f"{name} ({', '.join(outlets)})" for name, outlets in deniers.items()])
    return Difference("denial", sides, f"{lead}{where}{also}; denied by {denied}.", of_event=False)


def _listed(names: Sequence[str]) -> str:
    """ "The ministry, two officials and the Post", as inside a sentence."""
    known = [within(name) for name in names]
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"


def said(attribution: Attribution, around: Surroundings) -> str:
    """What is said, for a sentence: "the ship is northern"; with the verb where that says how: "blamed the North"."""
    spans = spans_of(attribution) if blames(attribution, around) else attribution.content
    return shorten(" ".join(around.quote(s) for s in spans), around)


def shorten(text: str, around: Surroundings) -> str:
    """A quotation that fits into a sentence, without its "that" and cut between words."""
    words = " ".join(text.split()).strip(' ,;“”"')
    first, _, rest = words.partition(" ")
    words = rest if rest and first.casefold() in around.words.clause_openers else words
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def within(name: str) -> str:
    """A name inside a sentence: "the ministry" of "The ministry"."""
    first, _, rest = name.partition(" ")
    lowered = first.lower() if rest and first.casefold() in _ARTICLES else first
    return f"{lowered} {rest}" if rest else name


def _told(claim: Attribution, name: str | None, around: Surroundings) -> str:
    if not name:
        return f"It is said: “{said(claim, around)}”"
    start = name[:1].upper() + name[1:]
    return (
        f"{start} “{said(claim, around)}”"
        if blames(claim, around)
        else f"According to {within(name)}, “{said(claim, around)}”"
    )
