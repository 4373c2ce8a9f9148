"""Reports that put an event at different places."""

from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.linking.findings.places import is_whole_country
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.alignment import Sides, keep_aligned, same_happening
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

_DAYS = 3  # between two reports


def different_places(material: Material) -> Iterator[Difference]:
    """Two towns for one meeting; who names both knows of two places.

    A country is vaguer than a town, or where things went; so is a region.
    """
    kin = material.around.kin
    sides: dict[str, list[tuple[Telling, Span]]] = {}
    for telling in material.tellings:
        place = telling.mention.place
        if place is not None and telling.mention.status in ("happened", "ongoing"):
            sides.setdefault(place.name, []).append((telling, place.span))
    placed = {n: p for n, side in sides.items() if (p := side[0][0].mention.place) and p.country is not None}
    countries = {n for n, place in placed.items() if is_whole_country(place, kin)}
    towns = placed.keys() - countries - material.around.wide_places
    kept: Sides = {n: side for n, side in sides.items() if n in towns}
    kept = keep_aligned(kept, _one_of_those_days, material)
    reports = [{t.mention.report for t, _ in side} for side in kept.values()]
    if len(kept) > 1 and all(not a & b for i, a in enumerate(reports) for b in reports[i + 1 :]):
        yield make_difference("place", kept, "It is placed differently", material)


def _one_of_those_days(a: Telling, b: Telling, material: Material) -> bool:
    """One happening, in reports that are known to be of the same days: what is told of later may be another."""
    known = None not in (a.published.width, b.published.width)
    return known and a.published.gap(b.published) <= _DAYS and same_happening(a, b, material)
