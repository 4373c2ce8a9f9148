"""Pairs compared on Spark: parcels go out in waves, what was found of them comes back; all else stays where it is."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.distributed.session import open_session
from dragoman.linking.parcels import CompareParcels, compare_packed

if TYPE_CHECKING:
    from pandas import DataFrame

_SCHEMA = "number long, parcel binary"
_WAVES = 4  # parcels for each of Spark's slots that are packed and sent together, and no more bytes than
_WAVE_BYTES = 256_000_000  # so that they fit into a driver as it is set up


def compare_on_spark(master: str | None) -> CompareParcels:
    """Comparing on Spark, begun with the first parcel. A task that fails is run again elsewhere, as Spark does."""

    def compare(parcels: Iterator[bytes]) -> Iterator[bytes]:
        session = open_session(master)
        try:
            slots = session.sparkContext.defaultParallelism
            while wave := list(enumerate(_wave(parcels, _WAVES * slots))):
                rows = session.createDataFrame(wave, _SCHEMA).repartition(min(len(wave), slots))
                found = {row.number: bytes(row.parcel) for row in rows.mapInPandas(_compare_rows, _SCHEMA).collect()}
                yield from (found[number] for number, _ in wave)
        finally:
            session.stop()

    return compare


def _wave(parcels: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The next parcels, as many as go out together."""
    size = 0
    for parcel in islice(parcels, most):
        yield parcel
        size += len(parcel)
        if size >= _WAVE_BYTES:
            return


def _compare_rows(frames: Iterator["DataFrame"]) -> Iterator["DataFrame"]:
    """What each machine runs on its parcels: the same comparing as in one process."""
    import pandas

    from dragoman.supervised.document import process_resources

    for frame in frames:
        found = [(row.number, compare_packed(row.parcel, process_resources())) for row in frame.itertuples(index=False)]
        yield pandas.DataFrame(found, columns=["number", "parcel"])
