"""A deed that one telling has as suspected, and another as plain fact with no source."""

from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material, chains_of

_NEAR = 60  # characters before a trigger in which its hedge may stand
_NEAR_WORDS = 6


def hardened(material: Material) -> Iterator[Difference]:
    """ "is suspected of firing" in one telling, "fired", flatly, in another."""
    around = material.around
    sides: dict[str, list[tuple[Telling, Span]]] = {"told as suspected": [], "told as fact, without a source": []}
    for telling in material.tellings:
        mention = telling.mention
        if mention.type not in around.words.deeds and mention.type != "COOPERATE":
            continue
        if is_hedged(telling, material):
            sides["told as suspected"].append((telling, mention.extent))
        elif is_flat(telling, material):
            sides["told as fact, without a source"].append((telling, mention.extent))
    if all(sides.values()):
        yield make_difference("certainty", sides, "How certain it is differs", material)


def is_flat(telling: Telling, material: Material) -> bool:
    """Told as done, by the outlet alone; "the attack" only refers to it."""
    mention = telling.mention
    alone = not mention.attributions and chains_of(mention, material.around) == ((),)
    text = material.around.texts[mention.trigger.document]
    before = fold_words(text[max(mention.extent.start, mention.trigger.start - _NEAR) : mention.trigger.start])
    refers = bool(before) and before[-1] in material.around.words.pointing
    return mention.status == "happened" and alone and not refers


def is_hedged(telling: Telling, material: Material) -> bool:
    """A hedge stands just before the verb or noun of the deed."""
    mention, around = telling.mention, material.around
    text = around.texts[mention.trigger.document]
    start = max(mention.trigger.start - _NEAR, around.reports[mention.report].start)
    begin = max(text.rfind(mark, start, mention.trigger.start) for mark in (". ", "\n", "” ", "! ", "? ")) + 1
    words = " ".join(fold_words(text[max(start, begin) : mention.trigger.end])[-_NEAR_WORDS:])
    return any(f" {hedge} " in f" {words} " for hedge in around.words.hedges)
