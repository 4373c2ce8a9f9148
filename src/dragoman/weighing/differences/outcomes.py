"""Reports that say that an event took place, and reports that deny it or say that it was called off."""

from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

_HAPPENED = ("happened", "ongoing")


def denied(material: Material) -> Iterator[Difference]:
    """ "militants trained there", which the government denies."""
    held = [t for t in material.tellings if t.mention.status in _HAPPENED and not material.is_denied(t)]
    against = [t for t in material.tellings if material.is_denied(t)]
    deniers = {name for t in against for name in material.sources(t)}
    held = [t for t in held if not deniers & set(material.sources(t)) or t.mention.attributions == ()]
    if held and against:
        sides = {"it is denied": _side(against), "it took place": _side(held)}
        yield make_difference("denial", sides, "Reports differ on whether it took place", material)


def called_off(material: Material) -> Iterator[Difference]:
    """Told as done by one report, as called off by another."""
    held = [t for t in material.tellings if t.mention.status in _HAPPENED]
    against = [t for t in material.tellings if t.mention.status == "called-off"]
    apart = not {t.mention.report for t in held} & {t.mention.report for t in against}
    if held and against and apart:
        sides = {"it took place": _side(held), "it was called off": _side(against)}
        yield make_difference("status", sides, "Reports differ on whether it took place", material)


def _side(tellings: list[Telling]) -> list[tuple[Telling, Span]]:
    return [(t, t.mention.extent) for t in tellings]
