"""Where land meets sea, for maps: coarse outlines, in degrees."""

from dataclasses import dataclass
from functools import lru_cache

from dragoman.resources.loading import data_folder


@dataclass(frozen=True, slots=True)
class Coastline:
    """An island or mainland, or an inland sea, as (longitude, latitude) along its shore."""

    places: tuple[tuple[float, float], ...]
    lake: bool = False


@lru_cache(maxsize=1)
def load_coastlines() -> tuple[Coastline, ...]:
    """All of them, inland seas last."""
    lines = (data_folder() / "gazetteer" / "coastlines.txt").read_text(encoding="ascii").splitlines()
    return tuple(_read(line) for line in lines if line and not line.startswith("#"))


def _read(line: str) -> Coastline:
    """A line holds tenths of a degree: the first place, then the step to each next one."""
    numbers = [int(n) for n in line.removeprefix("lake ").split()]
    lon = lat = 0
    places = []
    for east, north in zip(numbers[::2], numbers[1::2], strict=True):
        lon, lat = lon + east, lat + north
        places.append((lon / 10, lat / 10))
    return Coastline(tuple(places), line.startswith("lake "))
