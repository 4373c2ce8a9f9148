"""A deed that one telling has as suspected, and another as plain fact."""

from collections.abc import Iterator

from dragoman.datamodel import EventMention, Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.alignment import details_in_common, keep_aligned, same_act, share_told
from dragoman.weighing.differences.assertions import blames, has_phrase
from dragoman.weighing.differences.denials import denies
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material, chains_of

_NEAR = 60  # characters before a trigger in which its hedge may stand
_NEAR_WORDS = 6
_PASSIVE_WORDS = 3
_BETWEEN = 2  # words between a hedge and the deed that it doubts: "believed to have been sold"
_DETAILS = 4  # that two reports share which tell it by the same verb
_MOST = 0.75  # of the words of a suspected deed that a telling of it as fact must hold


def hardened(material: Material) -> Iterator[Difference]:
    """ "is suspected of firing" in one telling, "fired", flatly, in another."""
    around = material.around
    sides: dict[str, list[tuple[Telling, Span]]] = {"told as suspected": [], "told as fact": []}
    for telling in material.tellings:
        mention = telling.mention
        dealing = mention.type in around.words.deeds or mention.type == "COOPERATE"
        if not dealing or not _is_verb(telling, material):
            continue
        if _is_suspected(telling, material):
            sides["told as suspected"].append((telling, mention.extent))
        elif _is_fact(telling, material):
            sides["told as fact"].append((telling, mention.extent))
    told = keep_aligned(sides, _one_deed, material)
    if told:
        yield make_difference("certainty", told, "How certain it is differs", material)


def _one_deed(a: Telling, b: Telling, material: Material) -> bool:
    """The same act by the same verb; by a kindred one ("sold", "sent") two reports tell it that share what was done."""
    if not same_act(a, b, material):
        return False
    suspected, flat = (a, b) if _is_suspected(a, material) else (b, a)
    if a.stems.isdisjoint(b.stems):
        return a.mention.report != b.mention.report and share_told(suspected, flat, material) >= _MOST
    return a.mention.report == b.mention.report or details_in_common(a, b, material) >= _DETAILS


def is_flat(telling: Telling, material: Material) -> bool:
    """Told as done, by the outlet alone; "the attack" only refers to it."""
    mention = telling.mention
    alone = not mention.attributions and chains_of(mention, material.around) == ((),)
    return mention.status == "happened" and alone and not _refers(telling, material)


def is_hedged(telling: Telling, material: Material) -> bool:
    """A hedge stands before the verb or noun of the deed."""
    words = _clause_before(telling, material)[-_NEAR_WORDS:]
    return has_phrase(words, material.around.words.hedges)


def _is_suspected(telling: Telling, material: Material) -> bool:
    """The deed itself is doubted: "suspected of killing", not "a purge of suspected informants, killing ten"."""
    words = _clause_before(telling, material)[:-1]
    if material.around.words.negations & set(words):  # "no others are believed to be held"
        return False
    hedges = [tuple(hedge.split()) for hedge in material.around.words.hedges]
    ends = range(max(0, len(words) - _BETWEEN), len(words) + 1)
    return any(words[max(0, end - len(h)) : end] == h for h in hedges for end in ends)


def _clause_before(telling: Telling, material: Material) -> tuple[str, ...]:
    """The words from the beginning of a sentence or quotation to the verb or noun."""
    mention, around = telling.mention, material.around
    text = around.texts[mention.trigger.document]
    start = max(mention.trigger.start - _NEAR, around.reports[mention.report].start)
    begin = max(text.rfind(mark, start, mention.trigger.start) for mark in (". ", "\n", "” ", "! ", "? ")) + 1
    return fold_words(text[max(start, begin) : mention.trigger.end])


def _is_verb(telling: Telling, material: Material) -> bool:
    """ "Transferred" tells what was done; "suspects in the attack" doubts another thing than that there was one."""
    at = telling.mention.trigger
    word = material.around.quote(at).casefold().split()[-1]
    behind = material.around.texts[at.document][at.end : at.end + 4].casefold()
    return word != telling.mention.lemma.split()[-1] and not telling.plural and behind != " of "


def _is_fact(telling: Telling, material: Material) -> bool:
    """Told as done by somebody: "was attacked" does not say by whom, "the attack" only refers to it."""
    mention = telling.mention
    passive = bool(material.around.words.passives & set(_before(telling, material)[-_PASSIVE_WORDS:]))
    nobody = passive and not telling.of_role("actor")
    doubted = _is_accused(mention, material) or is_hedged(telling, material)
    return mention.status == "happened" and not (_refers(telling, material) or nobody or doubted)


def _refers(telling: Telling, material: Material) -> bool:
    before = _before(telling, material)
    return bool(before) and before[-1] in material.around.words.pointing


def _before(telling: Telling, material: Material) -> tuple[str, ...]:
    """The words of the clause just before its verb or noun."""
    mention = telling.mention
    text = material.around.texts[mention.trigger.document]
    return fold_words(text[max(mention.extent.start, mention.trigger.start - _NEAR) : mention.trigger.start])


def _is_accused(mention: EventMention, material: Material) -> bool:
    """What somebody is accused or denied to have done is no fact to the one who says so."""
    held = [material.around.attributions[a] for a in mention.attributions if a in material.around.attributions]
    around = material.around
    return any(a.stance != "states" or blames(a, around) or denies(a, around) for a in held)
