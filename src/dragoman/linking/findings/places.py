"""Findings about where."""

from dragoman.datamodel import Place
from dragoman.linking.findings.two import Two
from dragoman.linking.kinship import Kin
from dragoman.resources.scoring import EventScoring


def same_place(two: Two, _: EventScoring) -> bool:
    """the place is the same."""
    return _places(two) == "same"


def place_within(two: Two, _: EventScoring) -> bool:
    """the place of one lies in that of the other."""
    return _places(two) == "within"


def places_differ(two: Two, _: EventScoring) -> bool:
    """they take place in different parts of one country."""
    return _places(two) == "apart"


def countries_differ(two: Two, _: EventScoring) -> bool:
    """they take place in different countries."""
    return _places(two) == "abroad"


def visits_elsewhere(two: Two, _: EventScoring) -> bool:
    """they are visits to different countries."""
    return two.a.mention.mode == two.b.mention.mode == "visit" and _places(two) == "abroad"


def is_whole_country(place: Place, kin: Kin) -> bool:
    """True when the place is a country and no town in it."""
    return place.country is not None and kin.names.get(f"state:{place.country}", "") == place.name


def _places(two: Two) -> str | None:
    """How the places stand to each other: same, within, apart, abroad; None where one is unknown."""
    a, b = two.a, two.b
    x, y = a.place, b.place
    if x is None or y is None:
        return None
    if x.name.casefold() == y.name.casefold():
        return "same"
    if x.country is None or y.country is None or a.topical or b.topical:
        return None
    if x.country != y.country:
        return "abroad"
    wider = is_whole_country(x, a.kin) or is_whole_country(y, a.kin)
    return "within" if wider or not _parts(x).isdisjoint(_parts(y)) else "apart"


def _parts(place: Place) -> set[str]:
    """Green Zone, Baghdad: the site and its town."""
    return set(place.name.casefold().split(", "))


FINDINGS = (same_place, place_within, places_differ, countries_differ, visits_elsewhere)
