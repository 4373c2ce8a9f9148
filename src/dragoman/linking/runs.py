"""Runs of equal values in sorted arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def begins(values: NDArray[Any]) -> NDArray[np.bool_]:
    """True where a run of equal values begins."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def ranks(values: NDArray[Any]) -> NDArray[np.int64]:
    """The place of each in its run of equal values, from 0 on."""
    starts = np.flatnonzero(begins(values))
    found: NDArray[np.int64] = np.arange(len(values)) - np.repeat(starts, np.diff(np.append(starts, len(values))))
    return found
