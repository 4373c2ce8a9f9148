"""Reports that say that an event took place, and reports that deny it or say that it was called off."""

from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.alignment import keep_aligned, same_happening, share_told
from dragoman.weighing.differences.assertions import blames, is_statement
from dragoman.weighing.differences.denials import denies
from dragoman.weighing.differences.difference import Difference, Side, make_difference
from dragoman.weighing.differences.opposing import shorten
from dragoman.weighing.material import Material

_BEFORE, _PURPOSE = 60, 6  # characters and words before it in which it is said to be a purpose
_NEAR = 30  # characters beside a trigger
_DAYS = 1  # between two reports that speak of one state of things
_HALF = 0.5  # of the words of a denial that a telling of the same must hold
_HAPPENED = ("happened", "ongoing")


def denied(material: Material) -> Iterator[Difference]:
    """ "militants trained there", which the government denies."""
    held = [t for t in material.tellings if t.mention.status in _HAPPENED and not material.is_denied(t)]
    against = [t for t in material.tellings if material.is_denied(t) and not _is_partly(t, material)]
    deniers = {name for t in against for name in material.sources(t)}
    held = [t for t in held if not _is_contradicted(t, material)]
    held = [t for t in held if not deniers & set(material.sources(t)) or t.mention.attributions == ()]
    sides = keep_aligned({"it is denied": _side(against), "it took place": _side(held)}, _same_then, material)
    if sides:
        worded = {
            value: _worded(verb, sides[value], material)
            for value, verb in (("it is denied", "denied"), ("it took place", "told"))
        }
        yield make_difference("denial", sides, "Whether it took place is disputed", material, worded)


def called_off(material: Material) -> Iterator[Difference]:
    """Told as done by one report, as called off by another; "the meeting" may be one that is still to come."""
    held = [t for t in material.tellings if t.mention.status in _HAPPENED and not t.noun]
    against = [t for t in material.tellings if t.mention.status == "called-off"]
    apart = not {t.mention.report for t in held} & {t.mention.report for t in against}
    sides = keep_aligned({"it took place": _side(held), "it was called off": _side(against)}, _same_plan, material)
    if sides and apart:
        worded = {
            value: _worded(verb, sides[value], material)
            for value, verb in (("it took place", "told"), ("it was called off", "called off"))
        }
        yield make_difference("status", sides, "Reports differ on whether it took place", material, worded)


def _same_then(a: Telling, b: Telling, material: Material) -> bool:
    """What was not so on one day may be so on the next."""
    near = a.published.gap(b.published) <= _DAYS and same_happening(a, b, material)
    against, held = (a, b) if material.is_denied(a) else (b, a)
    return near and share_told(against, held, material) >= _HALF


def _same_plan(a: Telling, b: Telling, material: Material) -> bool:
    against, held = (a, b) if a.mention.status == "called-off" else (b, a)
    return same_happening(a, b, material) and share_told(against, held, material) >= _HALF


def _worded(verb: str, side: Side, material: Material) -> str:
    """The shortest telling of a side, in its own words."""
    shortest = min((material.around.quote(span) for _, span in side), key=lambda words: (len(words), words))
    return f"{verb}: “{shorten(shortest, material.around)}”"


def _side(tellings: list[Telling]) -> list[tuple[Telling, Span]]:
    return [(t, t.mention.extent) for t in tellings]


def _is_contradicted(telling: Telling, material: Material) -> bool:
    """ "The report that they met is not true": no telling that they met."""
    around = material.around
    held = [around.attributions[a] for a in telling.mention.attributions if a in around.attributions]
    return any(denies(a, around) for a in held)


def _is_partly(telling: Telling, material: Material) -> bool:
    """ "Did not resign only because of that": it took place; "accused him of not asking": a failing, and no denial."""
    around = material.around
    held = [around.attributions[a] for a in telling.mention.attributions if a in around.attributions]
    if held and (blames(held[-1], around) or not is_statement(held[-1], around)):
        return True
    text, at = material.around.texts[telling.mention.trigger.document], telling.mention.trigger
    before = fold_words(text[max(0, at.start - _BEFORE) : at.start])[-_PURPOSE:]
    if around.words.conditions & set(before):
        return True
    passive = next((n for n, w in enumerate(before) if w in around.words.passives), len(before))
    if (
        "to" in before[passive:]
    ):  # "denied that it was paid to free them": the purpose is denied, not that they are free
        return True
    return bool(material.around.words.restrictions & set(fold_words(text[max(0, at.start - _NEAR) : at.end + _NEAR])))
