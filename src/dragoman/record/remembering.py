"""What the encoder made of an opening is kept in the record: gathering stories again does not read it again."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.meanings import Encoder
from dragoman.record.store import Store
from dragoman.resources import Resources
from dragoman.resources.encoder import PACKAGE

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RememberingEncoder:
    """An encoder that looks into the record first; `keep` puts there what was new."""

    encoder: Encoder
    store: Store
    _new: dict[str, Floats] = field(default_factory=dict)

    def read(self, headline: str, lead: str) -> Floats:
        """As the encoder itself."""
        key = _key(headline, lead)
        if key in self._new:
            return self._new[key]
        row = self.store.connection.execute("SELECT vectors FROM meaning WHERE opening = ?", (key,)).fetchone()
        if row is not None:
            return np.frombuffer(row[0], "<f4").reshape(2, -1)
        self._new[key] = self.encoder.read(headline, lead)
        return self._new[key]

    def keep(self) -> None:
        """Write what was new, in one transaction."""
        rows = [(key, vectors.astype("<f4").tobytes()) for key, vectors in sorted(self._new.items())]
        if rows:
            self.store.keep_meanings(rows)
            self._new.clear()


def remembering(store: Store, resources: Resources) -> RememberingEncoder | None:
    """The encoder of the resources, looking into this record first; None where there is none."""
    return RememberingEncoder(resources.sentence_encoder, store) if resources.sentence_encoder else None


def _key(headline: str, lead: str) -> str:
    """The words, and which encoder reads them."""
    whole = "\x1f".join((_encoder_version(), headline, lead))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:32]


@lru_cache(maxsize=1)
def _encoder_version() -> str:
    try:
        return version(PACKAGE.replace("_", "-"))
    except PackageNotFoundError:
        return "unknown"
