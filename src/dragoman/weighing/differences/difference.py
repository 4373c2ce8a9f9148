"""A difference between tellings, before it is put on record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.datamodel import DiscrepancyValue, Span
from dragoman.linking.tellings import Telling
from dragoman.weighing.material import Material, outlets_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more values of one slot. `of_event` is False where it is not about the event as such."""

    slot: str
    values: tuple[DiscrepancyValue, ...]
    explanation: str
    of_event: bool = True


Side = Sequence[tuple[Telling, Span]]


def make_difference(slot: str, sides: Mapping[str, Side], lead: str, material: Material) -> Difference:
    """A difference with a sentence: "It is dated differently: 4 March (Harbour Post); 5 March (Coast Gazette)."."""
    values = tuple(
        DiscrepancyValue(value, _spans(side), _origins(side, material)) for value, side in sorted(sides.items())
    )
    parts = [f"{value} ({outlets_of((t for t, _ in side), material.around)})" for value, side in sorted(sides.items())]
    return Difference(slot, values, f"{lead}: {'; '.join(parts)}.")


def _spans(side: Iterable[tuple[Telling, Span]]) -> tuple[Span, ...]:
    return tuple(sorted({span for _, span in side}))


def _origins(side: Iterable[tuple[Telling, Span]], material: Material) -> tuple[str, ...]:
    return tuple(sorted({name for telling, _ in side for name in material.sources(telling)}))
