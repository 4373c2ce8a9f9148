"""Runs of equal values in sorted arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def begins(values: NDArray[Any]) -> NDArray[np.bool_]:
    """True where a run of equal values begins."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found
