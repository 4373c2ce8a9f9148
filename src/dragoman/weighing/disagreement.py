"""Find where reports part ways on an event: precision first, and vaguer wording does not disagree."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dragoman.datamodel import Discrepancy, DiscrepancyValue, content_id
from dragoman.weighing.differences.assertions import Assertions
from dragoman.weighing.differences.blame import traded_blame
from dragoman.weighing.differences.certainty import hardened
from dragoman.weighing.differences.contrasts import contrasted_sources
from dragoman.weighing.differences.denials import denied_claims
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.differences.formats import direct_or_not
from dragoman.weighing.differences.numbers import different_numbers, numbers_elsewhere
from dragoman.weighing.differences.outcomes import called_off, denied
from dragoman.weighing.differences.people import different_doers, different_offices
from dragoman.weighing.differences.places import different_places
from dragoman.weighing.differences.sayings import different_addressees, different_report_days
from dragoman.weighing.differences.times import different_days
from dragoman.weighing.differences.topics import different_topics
from dragoman.weighing.material import Material, Surroundings

_FEW_LINES = 500  # characters of a report
FINDERS: tuple[Callable[[Material], Iterator[Difference]], ...] = (
    different_days,
    different_places,
    different_numbers,
    denied,
    called_off,
    direct_or_not,
    different_offices,
    different_doers,
    different_report_days,
    different_topics,
    hardened,
)


def find_disagreements(event: str, material: Material) -> tuple[Discrepancy, ...]:
    """Where the tellings of one event differ, within one report too."""
    return _on_record((difference for finder in FINDERS for difference in finder(material)), event)


def find_other_disagreements(around: Surroundings, materials: Sequence[Material] = ()) -> tuple[Discrepancy, ...]:
    """Where reports differ on something that is no event: to whom words were said, who denies whose report."""
    assertions = Assertions(around)
    found = {
        d.values: d
        for differences in (
            different_addressees(around),
            denied_claims(around, assertions),
            contrasted_sources(around),
            traded_blame(around, assertions),
            numbers_elsewhere(materials),
        )
        for d in differences
    }
    return _on_record(found.values(), None)


def place_at_events(
    found: Iterable[Discrepancy], materials: Sequence[Material]
) -> dict[int | None, tuple[Discrepancy, ...]]:
    """By the number of the event that what is said tells, where it tells one: the reader of that event asks for it."""
    triggers: dict[str, list[tuple[int, int]]] = {}
    for number, material in enumerate(materials):
        for telling in material.tellings:
            at = telling.mention.trigger
            triggers.setdefault(at.document, []).append((at.start, number))
    starts = {document: sorted(told) for document, told in triggers.items()}
    placed: dict[int | None, tuple[Discrepancy, ...]] = {}
    for discrepancy in found:
        told: Counter[int] = Counter()
        for span in discrepancy.values[0].spans:
            near = starts.get(span.document, [])
            told.update(n for _, n in near[bisect_left(near, (span.start, -1)) : bisect_left(near, (span.end, -1))])
        best = sorted(told, key=lambda n: (-told[n], -len(materials[n].tellings), n))
        event = best[0] if best else None
        placed[event] = (*placed.get(event, ()), discrepancy)
    return placed


def told_at_length(found: Iterable[Discrepancy], around: Surroundings) -> tuple[Discrepancy, ...]:
    """Leave out what only a few lines tell on one side: they do not say of whom, which day or how many exactly.

    A denial says itself what it denies.
    """

    def long(side: DiscrepancyValue) -> bool:
        return any(len(around.texts[span.document]) >= _FEW_LINES for span in side.spans)

    return tuple(d for d in found if d.slot == "denial" or sum(map(long, d.values)) > 1)


def without_repeats(found: Iterable[Discrepancy], placed: Sequence[Discrepancy]) -> tuple[Discrepancy, ...]:
    """Leave out what a difference of the same kind already shows at the same places."""
    known = [(d.slot, v.spans) for d in placed for v in d.values]

    def repeats(discrepancy: Discrepancy) -> bool:
        sides = [
            any(slot == discrepancy.slot and s.overlaps(o) for slot, spans in known for s in v.spans for o in spans)
            for v in discrepancy.values
        ]
        return bool(known) and all(sides)

    return tuple(d for d in found if not repeats(d))


def _on_record(differences: Iterable[Difference], event: str | None) -> tuple[Discrepancy, ...]:
    found = (
        Discrepancy(
            id=content_id("discrepancy", event, d.slot, *((v.value, v.spans) for v in d.values)),
            event=event,
            slot=d.slot,
            values=d.values,
            explanation=d.explanation,
        )
        for d in differences
    )
    alike: dict[str, Discrepancy] = {}
    for discrepancy in found:
        alike.setdefault(discrepancy.id, discrepancy)  # two tellings may differ in one way, told by two attributions
    return tuple(alike.values())
