"""Reports that put an event at different places."""

from collections.abc import Iterator

from dragoman.datamodel import Span
from dragoman.linking.findings.places import is_whole_country
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material


def different_places(material: Material) -> Iterator[Difference]:
    """Two towns for one meeting. A country is only vaguer than its town; who names both knows of two places."""
    kin = material.around.kin
    sides: dict[str, list[tuple[Telling, Span]]] = {}
    for telling in material.tellings:
        place = telling.mention.place
        if place is not None and telling.mention.status in ("happened", "ongoing"):
            sides.setdefault(place.name, []).append((telling, place.span))
    whole = {n for n, side in sides.items() if (p := side[0][0].mention.place) and is_whole_country(p, kin)}
    countries = {n: p.country for n, side in sides.items() if (p := side[0][0].mention.place)}
    precise = {countries[n] for n in sides if n not in whole}
    kept = {
        n: side
        for n, side in sides.items()
        if countries[n] is not None and not (n in whole and countries[n] in precise)
    }
    reports = [{t.mention.report for t, _ in side} for side in kept.values()]
    if len(kept) > 1 and all(not a & b for i, a in enumerate(reports) for b in reports[i + 1 :]):
        yield make_difference("place", kept, "It is placed differently", material)
