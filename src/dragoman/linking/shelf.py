"""Tellings on disk: of a large record only those in use are in memory."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, fields
from tempfile import TemporaryFile, gettempdir
from typing import Any, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.errors import RecordError
from dragoman.linking.contexts import Weigher
from dragoman.linking.kinship import Kin
from dragoman.linking.on_demand import at_hand
from dragoman.linking.tellings import Telling

IN_USE = 30_000  # tellings that are held in memory, some 10 kB each
_COMMON = ("kin", "weigher", "like", "likest")  # what all tellings of a record, or of a report, have in common
_OWN = tuple(f.name for f in fields(Telling) if f.init and f.name not in _COMMON)


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """What tellings have in common: whom actors belong to, what weighs them, which reports are on one matter."""

    kin: Kin
    weigher: Weigher | None
    near: Mapping[str, frozenset[str]]
    nearest: Mapping[str, frozenset[str]]


class Shelf(MutableMapping[str, Telling]):
    """Tellings of single reports by name, in the order in which they came.

    They lie in a file without a name, which is gone with the process however that ends.
    """

    def __init__(self, common: Common) -> None:
        self._common = common
        self._file = TemporaryFile()  # noqa: SIM115 (open as long as the shelf is)
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        self._load = at_hand(self._read, IN_USE)

    def __setitem__(self, name: str, telling: Telling) -> None:
        if name in self._places:
            raise ValueError(f"{name} lies on the shelf already")
        row = put_down(telling)
        try:
            self._file.seek(self._end)
            self._file.write(row)
        except OSError as error:
            raise RecordError(
                f"{gettempdir()}: {error.strerror or error}; linking lays aside 5 kB a mention there: make room, or "
                "set TMPDIR to a folder that has it, and run the command again (nothing that is kept is lost)"
            ) from error
        self._places[name] = self._end, len(row)
        self._end += len(row)

    def __getitem__(self, name: str) -> Telling:
        if name not in self._places:
            raise KeyError(name)
        return self._load(name)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def row(self, name: str) -> bytes:
        """A telling as it lies here (`take_up`)."""
        at, length = self._places[name]
        self._file.seek(at)
        return self._file.read(length)

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _read(self, name: str) -> Telling:
        return take_up(self.row(name), self._common)


def put_down(telling: Telling) -> bytes:
    """A telling without what it has in common with others."""
    return _encoder.encode([getattr(telling, field) for field in _OWN])


def take_up(row: bytes, common: Common) -> Telling:
    """The telling again."""
    own: dict[str, Any] = dict(zip(_OWN, _decoder.decode(row), strict=True))
    report = own["mention"].report
    return Telling(
        **own,
        kin=common.kin,
        weigher=common.weigher if own["contexts"] else None,
        like=common.near[report],
        likest=common.nearest[report],
    )


def _pack_vector(vector: Any) -> bytes:
    if not isinstance(vector, np.ndarray):
        raise NotImplementedError(type(vector))
    return vector.astype(np.float32, copy=False).tobytes()


def _unpack_vector(_: type, vector: bytes) -> NDArray[np.float32]:
    return np.frombuffer(vector, np.float32)


_HINTS = get_type_hints(Telling)
_encoder = msgspec.msgpack.Encoder(enc_hook=_pack_vector)
_ROW: Any = tuple.__class_getitem__(tuple(_HINTS[field] for field in _OWN))
_decoder = msgspec.msgpack.Decoder(_ROW, dec_hook=_unpack_vector)
