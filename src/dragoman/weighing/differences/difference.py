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


_MOST_NAMED = 3  # sources of one side in a sentence
Side = Sequence[tuple[Telling, Span]]


def make_difference(
    slot: str, sides: Mapping[str, Side], lead: str, material: Material, worded: Mapping[str, str] | None = None
) -> Difference:
    """A difference with a sentence: "It is dated differently: 4 March (Harbour Post, citing two officials); …".

    `worded` has values as a reader says them.
    """
    ordered = sorted(sides.items())
    values = tuple(DiscrepancyValue(value, _spans(side), _origins(side, material)) for value, side in ordered)
    parts = [f"{(worded or {}).get(value, value)} ({_tellers(side, material)})" for value, side in ordered]
    return Difference(slot, values, f"{lead}: {'; '.join(parts)}.")


def _tellers(side: Side, material: Material) -> str:
    """The outlets, and on whose word where that is another's."""
    told_by = {material.around.outlet(t.mention.report) for t, _ in side}
    others = [name for name in _origins(side, material) if name not in told_by]
    outlets = outlets_of((t for t, _ in side), material.around)
    if not others:
        return outlets
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    return f"{outlets}, citing {', '.join(others[:_MOST_NAMED])}{more}"


def _spans(side: Iterable[tuple[Telling, Span]]) -> tuple[Span, ...]:
    return tuple(sorted({span for _, span in side}))


def _origins(side: Iterable[tuple[Telling, Span]], material: Material) -> tuple[str, ...]:
    return tuple(sorted({name for telling, _ in side for name in material.sources(telling)}))
